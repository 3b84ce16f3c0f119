"""Embedded tweets: reads every form of docs/formats.md#embedded-tweets into the same record."""

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

from bs4 import Tag

from crawler.items import TweetPlace
from crawler.parse.article.blocks.block import TextBlock, prints_address
from crawler.parse.article.embeds.drawn_tweets import drawn_tweets
from crawler.parse.article.embeds.quoted_tweets import QuotedTweet
from crawler.parse.article.tree.elements import address, any_of, attr, classes
from crawler.text import class_names
from crawler.text.characters import clean
from crawler.text.dates import iso_day
from crawler.urls.canonical import TweetAddress, tweet_address

_BLOCKQUOTE = any_of(class_names.names("tweet"))
_NO_TWEET = any_of(class_names.names("no_tweet"))
_DASH = r"[—–―]|--|‒"
_ID = re.compile(r"[0-9]{1,19}")
_NUMBERS = ("data-tweet-id", "data-tweetid", "tweetid", "tweet-id")
_SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cmp-src", "data-src-cmplz")
_TAG = re.compile(r"</?[a-z][^<>]{0,400}>", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[(?:tweet|embed)\s+(?:(?:tweet|url|id)=)?[\"']?(?P<what>[^\]\"'\s]+)[\"']?[^\]]*\]", re.IGNORECASE
)


def find_tweets(element: Tag) -> list[TweetPlace]:
    """The tweet that an element embeds, with the one that it quotes if both are drawn. [] if there is none.

    ``relation`` is "embedded". The caller sets ``paragraph``.
    """
    drawn = [] if attr(element, "data-attrs") else drawn_tweets(element)
    shape = _SHAPES.get(element.name) or (_of_custom if "-" in element.name else None)
    tweet = shape(element) if shape and not drawn else None
    return drawn or ([tweet] if tweet else [])


def tweet_of_picture(picture: Tag) -> TweetPlace | None:
    """The tweet that a picture links to (a screenshot of the tweet), or None."""
    link = picture.find_parent("a")
    known = tweet_address(attr(link, "href")) if isinstance(link, Tag) else None
    if known is None or link is None or link.find("img") is not picture or link.get_text(strip=True):
        return None
    return _place("image", known)


def tweet_of_line(line: TextBlock) -> TweetPlace | None:
    """The tweet of a line that is only its address or shortcode, or None."""
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
    return _place("link", address) if address and prints_address(line) else None


def _place(form: str, address: TweetAddress) -> TweetPlace:
    return TweetPlace(
        tweet=address.id, relation="embedded", form=form, url=address.url, handle=address.handle
    )


def _of_blockquote(element: Tag) -> TweetPlace | None:
    marked = (
        _BLOCKQUOTE.search(classes(element))
        or "twitter" in attr(element, "data-twitter")
        or tweet_address(attr(element, "cite"))
    )
    if not marked and element.find("blockquote") is not None:
        return None  # a quote that contains others
    links = element.find_all("a", href=True)
    addresses = [(a, found) for a in links if (found := tweet_address(attr(a, "href")))]
    if not marked and not (addresses and _HANDLE_IN.search(element.get_text())):
        return None
    if not addresses:
        return _without_link(element)
    return QuotedTweet(element, addresses[-1][1]).place()


_HANDLE_IN = re.compile(rf"(?:{_DASH})[^\n]{{0,120}}\(\s*@\w{{1,20}}\s*\)")


def _without_link(element: Tag) -> TweetPlace | None:
    """A quote marked as a tweet but without a link to it. Its attributes or text may contain the address."""
    for value in (attr(element, "data-url", "cite", "data-href"), element.get_text(strip=True)):
        address = tweet_address(value)
        if address:
            return QuotedTweet(element, address).place()
    number = attr(element, "data-tweet-id", "data-id")
    return QuotedTweet(element, TweetAddress(number, None)).place() if _ID.fullmatch(number) else None


def _of_frame(element: Tag) -> TweetPlace | None:
    """A frame that widgets.js made from a quote. The id is in an attribute or in its address."""
    number = attr(element, *_NUMBERS)
    source = address(element, *_SOURCES)
    if not number and "platform.twitter.com/embed" in source:
        number = next(iter(parse_qs(urlsplit(source).query).get("id", ())), "")
    if _ID.fullmatch(number):
        return _place("rendered", TweetAddress(number, None))
    if "twitter" not in source and "x.com" not in source:
        return None
    query = parse_qs(urlsplit(source).query)
    inner = (url for name in ("url", "src", "href") for url in query.get(name, ()))
    known = next((found for url in inner if (found := tweet_address(url))), None)
    return _place("rendered", known) if known else None


def _of_amp(element: Tag) -> TweetPlace | None:
    inner = element.find("blockquote")
    quoted = _of_blockquote(inner) if isinstance(inner, Tag) else None
    if quoted:
        return quoted
    number = attr(element, "data-tweetid")
    address = TweetAddress(number, None) if _ID.fullmatch(number) else tweet_address(number)
    return _place("amp", address) if address else None


def _of_div(element: Tag) -> TweetPlace | None:
    named = classes(element)
    if "tweet" not in named and "twitter" not in named:
        return _of_data(element)
    if attr(element, "data-attrs"):
        return _of_attributes(element)
    address = tweet_address(attr(element, "data-url", "data-href", "data-tweet-url"))
    if address:
        return _place("data", address)
    number = attr(element, *_NUMBERS)
    if _ID.fullmatch(number) and not element.find("blockquote"):
        return _place("rendered", TweetAddress(number, None))
    rendered = _of_rendered(element) if _BLOCKQUOTE.search(named) else _of_card(element)
    return rendered or _of_data(element)


def _of_data(element: Tag) -> TweetPlace | None:
    """An element without its own text that names one tweet in its data, for a script to draw."""
    values = (str(value) for name, value in element.attrs.items() if name.startswith("data-") and value)
    addresses = {address.id: address for value in values for address in _addresses_in(value)}
    if len(addresses) != 1 or element.find(_FILLED) or len(element.get_text(strip=True)) > _LONGEST_LABEL:
        return None
    return _place("data", next(iter(addresses.values())))


def _addresses_in(value: str) -> list[TweetAddress]:
    """The tweets in an attribute: as its whole value, or as values in JSON."""
    urls = _JSON_URL.findall(value.replace("\\/", "/")) if value.startswith(("{", "[")) else [value]
    return [address for url in urls if (address := tweet_address(url))]


_JSON_URL = re.compile(r'"(https?://[^"\s]{10,200})"')
_FILLED = ["blockquote", "p", "iframe", "img", "ul", "ol"]
_LONGEST_LABEL = 60  # characters: "View this tweet"


def _of_custom(element: Tag) -> TweetPlace | None:
    """A custom element (``<tweet-embed id="…">``) whose attributes name a tweet."""
    names = _NUMBERS + _SOURCES + (("id", "data-id") if "tweet" in element.name else ())
    number = attr(element, *names)
    address = tweet_address(attr(element, "url", "href", *_SOURCES))
    address = address or (TweetAddress(number, None) if _ID.fullmatch(number) else None)
    return _place("data", address) if address else _of_data(element)


def _of_rendered(element: Tag) -> TweetPlace | None:
    """A container with the frame and the hidden quote that it was made from. Both are one tweet."""
    for quote in element.find_all("blockquote"):
        place = _of_blockquote(quote)
        if place:
            return place
    frame = element.find(["iframe", "twitter-widget"])
    return _of_frame(frame) if isinstance(frame, Tag) else None


def _of_card(element: Tag) -> TweetPlace | None:
    """A tweet in the markup of a theme or plugin: one account, one tweet, few words."""
    if not _CARD.search(classes(element)) or len(element.get_text()) > _LONGEST_CARD:
        return None
    found = (tweet_address(attr(a, "href")) for a in element.find_all("a", href=True))
    addresses = [address for address in found if address]
    if not addresses or len({address.id for address in addresses}) > 1:
        return None
    place = QuotedTweet(element, addresses[-1]).place()
    return place if place.text else None


_CARD = re.compile(r"(?<=[\s_-])tweet(?=[\s_-])")
_LONGEST_CARD = 1_200  # characters


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
    text = printed.get("full_text")
    return TweetPlace(
        tweet=address.id,
        relation="embedded",
        form="data",
        url=address.url,
        handle=printed.get("username") or address.handle,
        name=printed.get("name"),
        text=html.unescape(_TAG.sub("", text)) if text else None,
        shown_date=date,
        shown_on=iso_day(date) if date else None,
    )


def _of_oembed(element: Tag) -> TweetPlace | None:
    address = tweet_address(attr(element, "url"))
    return _place("data", address) if address else None


def _of_link(element: Tag) -> TweetPlace | None:
    named = classes(element)
    address = tweet_address(attr(element, "href")) if _BLOCKQUOTE.search(named) else None
    return _place("link", address) if address and not _NO_TWEET.search(named) else None


_SHAPES = {
    "blockquote": _of_blockquote,
    "iframe": _of_frame,
    "twitter-widget": _of_frame,
    "twitterwidget": _of_frame,
    "amp-twitter": _of_amp,
    "div": _of_div,
    "figure": _of_div,
    "section": _of_div,
    "aside": _of_div,
    "span": _of_data,
    "oembed": _of_oembed,
    "a": _of_link,
}
