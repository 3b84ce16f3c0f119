"""Reads a quoted tweet: its text, and "— Name (@handle) date" below it."""

import re
from collections.abc import Iterator

from bs4 import Tag

from crawler.items import TweetLink, TweetPlace
from crawler.items.tweets import TweetLinkKind
from crawler.parse.article.blocks.block import CUT, Span, TextBlock
from crawler.parse.article.blocks.reader import read_text
from crawler.parse.article.tree.elements import any_of, attr, classes
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.dates import iso_day
from crawler.urls.canonical import TweetAddress, absolute, tweet_address

# The name before it may contain dashes and parentheses (docs/formats.md#signatures-of-tweets).
_HANDLE = re.compile(r"\(\s*@(?P<handle>[A-Za-z0-9_]{1,20})\s*\)\s*$")
_BARE_HANDLE = re.compile(r"(?:^|\s)@(?P<handle>[A-Za-z0-9_]{1,20})\s*[·|,:-]?\s*$")
_DASHES = re.compile(r"(?:^|(?<=\s))(?:[—–―‒]|--)\s*")
_HYPHENS = re.compile(r"(?:^|(?<=\s))-\s+")
_LEAD = re.compile(r"^(?:[—–―‒]|--?)\s*")
_BEHIND = re.compile(
    r"\s*(?:[—–―‒]|--?)\s*(?P<name>.{1,100}?)\s*\(\s*@(?P<handle>[A-Za-z0-9_]{1,20})\s*\)\s*"
)
_CARD_NAME = re.compile(r"(?P<name>[^\n@]{1,80}?)[\s(·]*@(?P<handle>[A-Za-z0-9_]{1,20})\)?")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HOME = "https://twitter.com/"
_MEDIA = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/\w+", re.IGNORECASE)
_TWITTER = re.compile(r"^https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/", re.IGNORECASE)
# Additions of widgets and editors inside the quote that do not belong to the tweet.
_ADVERTISEMENT = any_of(class_names.names("tweet_advertisement"))
_MARKS = "\u200e\u200f \u202a\u202b"
_REMNANT = re.compile(
    r"tweet may have been deleted|this tweet (?:is|was)|view (?:the )?tweet|loading", re.IGNORECASE
)
_LONGEST_TAIL = 60  # maximum number of characters after a date


class QuotedTweet:
    """The parts of a quoted tweet: its text, and "— Name (@handle) date" with a link to the tweet."""

    def __init__(self, element: Tag, address: TweetAddress) -> None:
        """``address`` is used if the quote contains no better one."""
        cuts = {id(div): CUT for div in element.find_all("div") if _ADVERTISEMENT.search(classes(div))}
        self.element = element
        self.blocks = read_text(element, cuts)
        self.address = address
        self.name: str | None = None
        self.handle: str | None = None
        self.date: str | None = None
        self.body: list[TextBlock] = self.blocks
        if not self._find_attribution():
            self._find_parts()

    def _find_attribution(self) -> bool:
        for number in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[number]
            for link in reversed(block.links()):
                address = tweet_address(link.value)
                if address and self._attribute(number, block, link, address):
                    self.address = address
                    return True
        return False

    def _attribute(self, number: int, block: TextBlock, link: Span, address: TweetAddress) -> bool:
        """Read the attribution that ends in ``link``. Returns False if there is none."""
        before = block.text[: link.start]
        plain = _BIDI.sub("", before).rstrip()
        handle = _HANDLE.search(plain) or _own(_BARE_HANDLE.search(plain), address)
        start = self._dash(block, link.start, strict=handle is None)
        if start is None:
            return False
        named = _BIDI.sub("", before[start:]).strip()
        found = _HANDLE.search(named) or _own(_BARE_HANDLE.search(named), address)
        name = named[: found.start()] if found else named
        self.name, self.handle = _LEAD.sub("", name).strip() or None, found["handle"] if found else None
        self.date = one_line(block.text[link.start : link.end]) or None
        self.body = [*self.blocks[:number], block.part(0, start)]
        return True

    def _dash(self, block: TextBlock, end: int, *, strict: bool) -> int | None:
        """Start of the attribution: a dash at the beginning of the block or line, else the last dash."""
        text = block.text[:end]
        line = text.rfind("\n", 0, len(text.rstrip())) + 1
        for dash in (_DASHES, _HYPHENS):
            for start in (0, line):
                if dash.match(text, start) or (start and dash.match(text[start:].lstrip(_MARKS))):
                    return start
            dashes = [m.start() for m in dash.finditer(text)]
            if dashes:
                return dashes[-1]
            if strict:
                return None
        return None if len(block.text) > end + _LONGEST_TAIL else line  # a name without its dash

    def _find_parts(self) -> None:
        """The tweet of a quote without the usual attribution: date, name, and the remaining text."""
        kept: list[TextBlock] = []
        for block in self.blocks:
            link = next((s for s in block.links() if tweet_address(s.value) == self.address), None)
            named = _own(_CARD_NAME.fullmatch(_BIDI.sub("", block.text)), self.address)
            if link and self._is_date_line(block, link):
                continue
            if named and self.name is None:
                self.name, self.handle = named["name"].strip(" ·—–-") or None, named["handle"]
            elif tweet_address(block.text) is None and not _REMNANT.match(block.text):
                kept.append(block)
        self.body = kept

    def _is_date_line(self, block: TextBlock, link: Span) -> bool:
        """Read the date of a line with little other text, perhaps followed by the name."""
        text = one_line(block.text[link.start : link.end])
        behind = _BEHIND.fullmatch(block.text, link.end)
        if behind:
            self.name, self.handle = behind["name"], behind["handle"]
        alone = link.start == 0 and (behind or link.end == len(block.text))
        if alone and iso_day(text):
            self.date = text
        return bool(alone) or (link.start == 0 and bool(iso_day(text)))

    def place(self) -> TweetPlace:
        """The tweet as a record."""
        text = "\n\n".join(b.text for b in self.body if b.text).strip()
        quoted = self.element.find("p", lang=True)
        lang = attr(quoted, "lang") if isinstance(quoted, Tag) else None
        handle = self.handle or self.address.handle
        return TweetPlace(
            tweet=self.address.id,
            relation="embedded",
            form="blockquote" if text or self.name or self.date else "bare",
            url=TweetAddress(self.address.id, handle).url,
            handle=handle,
            name=self.name,
            text=text or None,
            lang=lang or None,
            shown_date=self.date,
            shown_on=iso_day(self.date) if self.date else None,
            links=tuple(tweet_links(self.body)),
        )


def _own(found: re.Match[str] | None, address: TweetAddress) -> re.Match[str] | None:
    """The match, if its handle is the one in the tweet's address."""
    own = (address.handle or "").lower()
    return found if found and found["handle"].lower() == own else None


def tweet_links(body: list[TextBlock]) -> Iterator[TweetLink]:
    """The links in the text of a tweet by type: mentions, hashtags, media, others."""
    for block in body:
        for span in block.links():
            text = block.text[span.start : span.end]
            if text:
                url = absolute(span.value, _HOME) or span.value
                yield TweetLink(kind=_link_kind(text, url), text=text, url=url)


def _link_kind(text: str, url: str) -> TweetLinkKind:
    if _MEDIA.fullmatch(text):
        return "media"
    if text.startswith("@") and _TWITTER.match(url):
        return "mention"
    if text.startswith(("#", "$", "＃")) and ("/hashtag/" in url or "/search" in url):
        return "hashtag"
    return "link"
