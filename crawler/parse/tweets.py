"""Embedded tweets: every shape of formats.md 3.1 and 5.1 ends in the same record."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from bs4 import Tag

from crawler.items import TweetLink, TweetPlace
from crawler.parse.blocks import Block, Span, read_blocks
from crawler.parse.characters import clean
from crawler.parse.dates import iso_day
from crawler.parse.tree import any_of, attr, classes, parse_content
from crawler.parse.urls import TweetAddress, tweet_address

_BLOCKQUOTE = any_of("twitter-tweet twitter-video twitter-status twitter-tweet-rendered embedly-twitter")
_NO_TWEET = any_of("twitter-timeline twitter-share-button twitter-follow-button twitter-hashtag-button")
_DASH = r"[—–―]|--|‒"
# "— Name (@handle)" before the date; the name may hold dashes and parentheses (formats.md 4.20).
_HANDLE = re.compile(r"\(\s*@(?P<handle>[A-Za-z0-9_]{1,20})\s*\)\s*$")
_DASHES = re.compile(rf"(?:^|(?<=\s))(?:{_DASH})\s*")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ID = re.compile(r"[0-9]{1,19}")
_SHORTCODE = re.compile(
    r"\[(?:tweet|embed)\s+(?:tweet=)?[\"']?(?P<what>[^\]\"'\s]+)[\"']?[^\]]*\]", re.IGNORECASE
)
_MEDIA = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/\w+", re.IGNORECASE)
_TWITTER = re.compile(r"^https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/", re.IGNORECASE)
# What widgets and editors leave inside the quote and nobody tweeted.
_ADVERTISEMENT = any_of("ad ads adsbygoogle advert* ad-* ad_* wpcnt wordads* atatags*")

_Found = tuple[str, TweetAddress | None, "Tag | None"]


def find_tweet(element: Tag) -> TweetPlace | None:
    """The tweet that an element embeds, or None if it embeds none.

    ``relation`` is "embedded"; ``paragraph`` is left for the caller, who knows the place.
    """
    shape = _SHAPES.get(element.name)
    return shape(element) if shape else None


def tweet_of_line(line: Block) -> TweetPlace | None:
    """The tweet whose address alone, or whose shortcode, is the whole line; or None."""
    text = line.text
    code = _SHORTCODE.fullmatch(text)
    if code:
        what = code["what"]
        known = TweetAddress(what, None) if _ID.fullmatch(what) else tweet_address(what)
        return _place("shortcode", known) if known else None
    if any(c.isspace() for c in text):
        return None
    links = line.links()
    address = tweet_address(links[0].value if links else text)
    if address and (not links or (_covers(links[0], text) and _is_address(text))):
        return _place("link", address)
    return None


def _covers(span: Span, text: str) -> bool:
    return span.start == 0 and span.end == len(text)


def _is_address(text: str) -> bool:
    return bool(
        re.match(r"(?:https?:)?//|(?:www\.|mobile\.)?(?:twitter|x)\.com/|pic\.twitter", text, re.IGNORECASE)
    )


def _place(form: str, address: TweetAddress, **printed: str | None) -> TweetPlace:
    return TweetPlace(
        tweet=address.id, relation="embedded", form=form, url=address.url, handle=address.handle, **printed
    )


def _of_blockquote(element: Tag) -> TweetPlace | None:
    marked = _BLOCKQUOTE.search(classes(element)) or "twitter" in attr(element, "data-twitter")
    links = element.find_all("a", href=True)
    addresses = [(a, found) for a in links if (found := tweet_address(attr(a, "href")))]
    if not marked and not (addresses and _HANDLE_IN.search(element.get_text())):
        return None
    if not addresses:
        return _without_link(element)
    printed = _Printed(element)
    if printed.address is None:
        return _place("bare", addresses[-1][1])
    return printed.place()


_HANDLE_IN = re.compile(rf"(?:{_DASH})[^\n]{{0,120}}\(\s*@\w{{1,20}}\s*\)")


def _without_link(element: Tag) -> TweetPlace | None:
    """A marked quote without a tweet's link: its attributes or its text may hold the address."""
    for value in (attr(element, "data-url", "cite", "data-href"), element.get_text(strip=True)):
        address = tweet_address(value)
        if address:
            return _place("bare", address)
    number = attr(element, "data-tweet-id", "data-id")
    return _place("bare", TweetAddress(number, None)) if _ID.fullmatch(number) else None


class _Printed:
    """What a quoted tweet prints: its text, and "— Name (@handle) date" linked to the tweet."""

    def __init__(self, element: Tag) -> None:
        cuts = {id(div): object() for div in element.find_all("div") if _ADVERTISEMENT.search(classes(div))}
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
        before = _BIDI.sub("", block.text[: link.start]).rstrip()
        raw = block.text[: link.start]
        handle = _HANDLE.search(before)
        start = self._dash(block, link.start, strict=handle is None)
        if start is None:
            return False
        named = _BIDI.sub("", raw[start:]).strip()
        found = _HANDLE.search(named)
        name = _DASHES.sub("", named[: found.start()] if found else named, count=1).strip()
        self.name, self.handle = name or None, found["handle"] if found else None
        self.date = block.text[link.start : link.end].strip() or None
        self.body = [*self.blocks[:number], block.part(0, start)]
        return True

    def _dash(self, block: Block, end: int, *, strict: bool) -> int | None:
        """Where the attribution begins: at the block's start if a dash stands there, else at the last dash."""
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


_MARKS = "\u200e\u200f \u202a\u202b"


def _tweet_links(body: list[Block]) -> Iterator[TweetLink]:
    for block in body:
        for span in block.links():
            text = block.text[span.start : span.end]
            if text:
                yield TweetLink(kind=_link_kind(text, span.value), text=text, url=span.value)


def _link_kind(text: str, url: str):  # type: ignore[no-untyped-def]
    if _MEDIA.fullmatch(text):
        return "media"
    if text.startswith("@") and _TWITTER.match(url):
        return "mention"
    if text.startswith(("#", "$", "＃")) and ("/hashtag/" in url or "/search" in url):
        return "hashtag"
    return "link"


def _of_frame(element: Tag) -> TweetPlace | None:
    """What widgets.js made of a quote: a frame with the id in an attribute or in its address."""
    number = attr(element, "data-tweet-id", "data-tweetid")
    source = attr(element, "src", "data-src", "data-lazy-src")
    if not number and "platform.twitter.com/embed" in source:
        number = next(iter(parse_qs(urlsplit(source).query).get("id", ())), "")
    if _ID.fullmatch(number):
        return _place("rendered", TweetAddress(number, None))
    inner = (
        parse_qs(urlsplit(source).query).get("url", ()) if "twitter" in source or "x.com" in source else ()
    )
    address = next((found for url in inner if (found := tweet_address(url))), None)
    return _place("rendered", address) if address else None


def _of_amp(element: Tag) -> TweetPlace | None:
    number = attr(element, "data-tweetid")
    address = TweetAddress(number, None) if _ID.fullmatch(number) else tweet_address(number)
    return _place("amp", address) if address else None


def _of_div(element: Tag) -> TweetPlace | None:
    named = classes(element)
    if "tweet" not in named and "twitter" not in named:
        return None
    if attr(element, "data-attrs"):
        return _of_attributes(element)
    address = tweet_address(attr(element, "data-url", "data-href", "data-tweet-url"))
    if address:
        return _place("data", address)
    number = attr(element, "data-tweet-id", "data-tweetid")
    if _ID.fullmatch(number) and not element.find("blockquote"):
        return _place("rendered", TweetAddress(number, None))
    return _of_rendered(element) if _BLOCKQUOTE.search(named) else None


def _of_rendered(element: Tag) -> TweetPlace | None:
    """A container that holds the frame and, hidden, the quote that it was made of: one tweet."""
    for quote in element.find_all("blockquote"):
        place = _of_blockquote(quote)
        if place:
            return place
    frame = element.find(["iframe", "twitter-widget"])
    return _of_frame(frame) if isinstance(frame, Tag) else None


def _of_attributes(element: Tag) -> TweetPlace | None:
    """Substack: the tweet as JSON in an attribute."""
    try:
        data = json.loads(attr(element, "data-attrs"))
    except ValueError:
        return None
    address = tweet_address(str(data.get("url", ""))) if isinstance(data, dict) else None
    if not address:
        return None
    printed = {key: clean(value).strip() or None for key, value in data.items() if isinstance(value, str)}
    date = printed.get("date")
    return TweetPlace(
        tweet=address.id,
        relation="embedded",
        form="data",
        url=address.url,
        handle=printed.get("username") or address.handle,
        name=printed.get("name"),
        text=printed.get("full_text"),
        shown_date=date,
        shown_on=iso_day(date) if date else None,
    )


def _of_consent(element: Tag) -> TweetPlace | None:
    """A placeholder that keeps the embed's HTML as text until the reader consents."""
    markup = element.get_text()
    if "twitter" not in markup:
        return None
    found = (find_tweet(tag) for tag in parse_content(markup).find_all(True))
    return next((place for place in found if place), None)


def _of_link(element: Tag) -> TweetPlace | None:
    named = classes(element)
    address = tweet_address(attr(element, "href")) if _BLOCKQUOTE.search(named) else None
    return _place("link", address) if address and not _NO_TWEET.search(named) else None


_SHAPES = {
    "blockquote": _of_blockquote,
    "iframe": _of_frame,
    "twitter-widget": _of_frame,
    "amp-twitter": _of_amp,
    "div": _of_div,
    "textarea": _of_consent,
    "a": _of_link,
}
