"""Embeds other than tweets: service, item and time of publication."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from bs4 import Tag

from crawler.items import Embed
from crawler.parse.article.blocks.block import TextBlock, prints_address
from crawler.parse.article.embeds.providers import PROVIDERS
from crawler.parse.article.tree.elements import address, any_of, attr, classes, elements
from crawler.urls.canonical import absolute, is_web, tweet_address

# The attribute with the address of the embed, by element name and class.
_CARRIERS: dict[str, tuple[tuple[re.Pattern[str] | None, tuple[str, ...]], ...]] = {
    "iframe": (
        (None, ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cmp-src", "data-src-cmplz")),
    ),
    "amp-iframe": ((None, ("src",)),),
    "embed": ((None, ("src",)),),
    "object": ((None, ("data",)),),
    "video": ((None, ("src",)),),
    "audio": ((None, ("src",)),),
    "blockquote": (
        (any_of("text-post-media"), ("data-text-post-permalink",)),
        (any_of("wp-embedded-content"), ()),
        (any_of("instagram-media"), ("data-instgrm-permalink",)),
        (any_of("bluesky-embed"), ("data-bluesky-uri",)),
        (any_of("mastodon-embed"), ("data-embed-url",)),
        (any_of("tiktok-embed"), ("cite",)),
        (any_of("reddit-embed-bq reddit-card"), ()),
    ),
    "div": (
        (any_of("fb-post fb-video"), ("data-href",)),
        (
            any_of("youtube-player rll-youtube-player youtube-embed lazy-youtube"),
            ("data-url", "data-src", "data-embed"),
        ),
    ),
    "a": ((any_of("embedly-card"), ("href",)),),
}
# Custom elements that contain only the id, each with the address for it.
_IDS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
}
_KINDS = {"video": "video", "audio": "audio"}
# Frames that are not content: counters, sharing, advertising, comments.
_NO_CONTENT = re.compile(
    r"facebook\.com/(?:v[\d.]+/)?plugins/(?:like|share|page|follow|comments)|widgets\.wp\.com|googletagmanager|doubleclick"
    r"|googlesyndication|platform\.(?:twitter|linkedin)\.com|disqus\.com|accounts\.google|recaptcha|adservice",
    re.IGNORECASE,
)
_WRAPPED = ("href", "url", "src")  # parameters of a player that contain the address of the item
_SHORTCODE = re.compile(
    r"\[(?:youtube|vimeo|dailymotion|embed)[ =\]]\s*(?P<url>https?://[^\]\s\[]+)[^\]]*\](?:\[/embed\])?"
)


def find_embed(element: Tag, page: str) -> Embed | None:
    """The embed of an element, or None. The caller sets ``paragraph``."""
    name = element.name
    if name == "iframe" and _WORDPRESS_CARD.search(classes(element)) and _follows_card(element):
        return None
    if name in _IDS:
        attribute, form = _IDS[name]
        value = attr(element, attribute)
        return _embed(form.format(value), page, element) if value else None
    for pattern, attributes in _CARRIERS.get(name, ()):
        if pattern is None or pattern.search(classes(element)):
            url = address(element, *attributes) or _inner_address(element)
            return _embed(url, page, element) if url else None
    if name == "a" and attr(element, "data-pin-do") == "embedPin":
        return _embed(attr(element, "href"), page, element)
    return None


_WORDPRESS_CARD = any_of("wp-embedded-content")


def _follows_card(element: Tag) -> bool:
    """Whether a frame only repeats the quote before it, which links to the embedded post."""
    before = element.find_previous_sibling()
    return before is not None and before.name == "blockquote"


def embed_credits(root: Tag) -> list[Tag]:
    """The lines below a frame that name its title and author ("title from author")."""
    frames = (e for e in elements(root) if e.name == "iframe" and _SLIDES.search(attr(e, "src")))
    below = (frame.find_next_sibling() for frame in frames)
    return [e for e in below if e is not None and e.find("a", href=_SLIDES) is not None]


_SLIDES = re.compile(r"slideshare\.net/")


def embed_of_line(line: TextBlock, page: str) -> Embed | None:
    """The item of a known service, if the line is only its address, or None."""
    code = _SHORTCODE.fullmatch(line.text)
    if code:
        return _known(code["url"], None)
    if any(c.isspace() for c in line.text) or not prints_address(line):
        return None
    links = line.links()
    return _known(absolute(links[0].value if links else line.text, page) or "", None)


def _inner_address(element: Tag) -> str:
    """The address inside an element: a `<source>`, or the first link of a card."""
    inner = (
        element.find("source", src=True) or element.find("a", href=True) or element.find("embed", src=True)
    )
    return attr(inner, "src", "href") if isinstance(inner, Tag) else ""


def _embed(printed: str, page: str, element: Tag) -> Embed | None:
    url = absolute(printed, page) or ""
    if not url or (_NO_CONTENT.search(url) and not _wrapped(url)):
        return None
    title = attr(element, "title") or None
    known = _known(_wrapped(url) or url, title) or _known(url, title) or _known(unquote(url), title)
    if known:
        return known
    if not is_web(url) or tweet_address(url):
        return None
    return Embed(provider="other", kind=_KINDS.get(element.name, "frame"), url=url, title=title)


def _wrapped(url: str) -> str | None:
    """The address in a parameter of a player's address (as with Facebook and Embedly)."""
    if "?" not in url:
        return None
    query = parse_qs(urlsplit(url).query)
    inner = (value for name in _WRAPPED for value in query.get(name, ()))
    return next((u for u in inner if is_web(u) and _known(u, None)), None)


def _known(url: str, title: str | None) -> Embed | None:
    for provider in PROVIDERS:
        found = provider.pattern.match(url)
        if not found:
            continue
        groups = found.groupdict()
        number = groups.get("id")
        return Embed(
            provider=provider.name,
            kind=provider.kind,
            url=provider.url.format(**groups) if provider.url else unquote(url) if " " in url else url,
            external_id=number,
            posted_at=provider.time(number) if provider.time and number else None,
            title=title,
        )
    return None
