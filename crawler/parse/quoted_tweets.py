"""A quoted tweet as text: what was tweeted, and "— Name (@handle) date" below it."""

import re
from collections.abc import Iterator

from bs4 import Tag

from crawler.items import TweetLink, TweetPlace
from crawler.items.tweets import TweetLinkKind
from crawler.parse.blocks import CUT, Block, Span
from crawler.parse.dates import iso_day
from crawler.parse.reader import read_blocks
from crawler.parse.tree import any_of, attr, classes
from crawler.parse.urls import TweetAddress, absolute, tweet_address

_DASH = r"[—–―]|--|‒"
# The name before it may hold dashes and parentheses (formats.md 4.20).
_HANDLE = re.compile(r"\(\s*@(?P<handle>[A-Za-z0-9_]{1,20})\s*\)\s*$")
_DASHES = re.compile(rf"(?:^|(?<=\s))(?:{_DASH})\s*")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HOME = "https://twitter.com/"
_MEDIA = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/\w+", re.IGNORECASE)
_TWITTER = re.compile(r"^https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/", re.IGNORECASE)
# What widgets and editors leave inside the quote and nobody tweeted.
_ADVERTISEMENT = any_of("ad ads adsbygoogle advert* ad-* ad_* wpcnt wordads* atatags*")
_MARKS = "\u200e\u200f \u202a\u202b"


class QuotedTweet:
    """What a quoted tweet prints: its text, and "— Name (@handle) date" linked to the tweet."""

    def __init__(self, element: Tag) -> None:
        cuts = {id(div): CUT for div in element.find_all("div") if _ADVERTISEMENT.search(classes(div))}
        self.element = element
        self.blocks = [b for b in read_blocks(element, cuts).blocks if b.text]
        self.address: TweetAddress | None = None
        self.name: str | None = None
        self.handle: str | None = None
        self.date: str | None = None
        self.body: list[Block] = self.blocks
        self._find_attribution()

    def _find_attribution(self) -> None:
        for number in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[number]
            for link in reversed(block.links()):
                address = tweet_address(link.value)
                if address and self._attribute(number, block, link):
                    self.address = address
                    return

    def _attribute(self, number: int, block: Block, link: Span) -> bool:
        """Take the attribution that ends in ``link``; False if there is none before it."""
        before = block.text[: link.start]
        handle = _HANDLE.search(_BIDI.sub("", before).rstrip())
        start = self._dash(block, link.start, strict=handle is None)
        if start is None:
            return False
        named = _BIDI.sub("", before[start:]).strip()
        found = _HANDLE.search(named)
        name = _DASHES.sub("", named[: found.start()] if found else named, count=1).strip()
        self.name, self.handle = name or None, found["handle"] if found else None
        self.date = block.text[link.start : link.end].strip() or None
        self.body = [*self.blocks[:number], block.part(0, start)]
        return True

    def _dash(self, block: Block, end: int, *, strict: bool) -> int | None:
        """Where the attribution begins: at a dash that opens the block or line, else at the last dash."""
        text = block.text[:end]
        line = text.rfind("\n", 0, len(text.rstrip())) + 1
        for start in (0, line):
            if _DASHES.match(text, start) or (start and _DASHES.match(text[start:].lstrip(_MARKS))):
                return start
        dashes = [m.start() for m in _DASHES.finditer(text)]
        if dashes:
            return dashes[-1]
        if strict:
            return None
        return None if len(block.text) > end + 60 else line  # a name without its dash

    def place(self) -> TweetPlace | None:
        """The record of it."""
        if self.address is None:
            return None
        text = "\n\n".join(b.text for b in self.body if b.text).strip()
        quoted = self.element.find("p", lang=True)
        lang = attr(quoted, "lang") if isinstance(quoted, Tag) else attr(self.element, "data-lang", "lang")
        address = self.address
        handle = self.handle or address.handle
        return TweetPlace(
            tweet=address.id,
            relation="embedded",
            form="blockquote",
            url=TweetAddress(address.id, handle).url,
            handle=handle,
            name=self.name,
            text=text or None,
            lang=lang if isinstance(quoted, Tag) and lang else None,
            shown_date=self.date,
            shown_on=iso_day(self.date) if self.date else None,
            links=tuple(_tweet_links(self.body)),
        )


def _tweet_links(body: list[Block]) -> Iterator[TweetLink]:
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
