"""Feeds: RSS in all its forms and Atom by feedparser, and JSON Feed (jsonfeed.org)."""

import calendar
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.parse.characters import clean
from crawler.parse.html_text import plain
from crawler.parse.page_dates import utc_time
from crawler.parse.urls import absolute, is_web

_MOST = 10_000  # items
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s+\((?P<name>[^)]+)\)")
_CUT_OFF = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|(?:…|\.\.\.)\s*(?:\([^()]{1,40}\)|\S+ \S+ ?\S*)?)\s*$")
_FULL = frozenset(("text/html", "application/xhtml+xml", "html", "xhtml"))
_NUMBER = re.compile(r"\d{1,15}")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedItem:
    """A post as a feed tells of it."""

    url: str
    """Address of its page, absolute."""
    title: str = ""
    """Plain text."""
    author: str | None = None
    """The name alone."""
    published: str | None = None
    """ISO 8601, UTC."""
    modified: str | None = None
    """ISO 8601, UTC."""
    content: str = ""
    """HTML."""
    whole: bool = False
    """Whether the content is all of the post's text, and no summary."""
    terms: tuple[str, ...] = ()
    """Names of categories and tags, which feeds do not tell apart."""
    post_id: int | None = None
    """The blog's own number of the post, from a guid of the form ?p=N."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed, or one page of it."""

    title: str = ""
    software: str | None = None
    """The program that wrote it, as it names itself."""
    items: tuple[FeedItem, ...] = ()
    """In the order of the feed, each address once."""
    next: str | None = None
    """Address of the page with older items, where the feed names one."""
    faults: tuple[str, ...] = ()
    """What was wrong with it ("code: sentence")."""


def read_feed(body: bytes, url: str, content_type: str = "") -> Feed:
    """The feed that was found at ``url``; what cannot be read gives no items, and a fault.

    ``content_type`` is the header's value, for its charset.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(body, url)
    import feedparser  # noqa: PLC0415 (60 ms that a crawl by the API can do without)

    # As a stream: a text would be taken for the address of something to fetch. Its own cleaning of HTML would
    # drop what we look for; what is stored is cleaned by us.
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version") and not parsed.entries:
        return Feed(faults=("bad_feed: It is no feed.",))
    broken = parsed.get("bozo") and not parsed.entries
    entries = parsed.entries[:_MOST]
    return Feed(
        title=plain(parsed.feed.get("title", "")),
        software=plain(parsed.feed.get("generator", "")) or None,
        items=_once(item for entry in entries if (item := _item(entry, url))),
        next=_next(parsed.feed.get("links", []), url),
        faults=("bad_feed: It is broken.",) if broken else (),
    )


def _item(entry: Any, url: str) -> FeedItem | None:
    link = absolute(clean(entry.get("feedburner_origlink") or entry.get("link") or ""), url)
    if not link or not is_web(link):
        return None
    contents = [part.get("value", "") for part in entry.get("content", []) if part.get("type") in _FULL]
    content = max(contents, key=len, default="")
    summary = entry.get("summary", "")
    return FeedItem(
        url=link,
        title=plain(entry.get("title", "")),
        author=_author(entry.get("author", "")),
        published=_time(entry.get("published_parsed")),
        modified=_time(dict.get(entry, "updated_parsed")),  # its own get gives the other time for none
        content=clean(content or summary),
        whole=bool(content) and not is_cut_off(content),
        terms=tuple(dict.fromkeys(plain(t) for tag in entry.get("tags", []) if (t := tag.get("term")))),
        post_id=_post_id(entry.get("id", "")),
    )


def is_cut_off(content: str) -> bool:
    """Whether HTML ends as summaries do: "[…]", or "…" and a few words to go on reading.

    >>> is_cut_off("<p>Une phrase, et [&hellip;]</p>"), is_cut_off("<p>Une phrase.</p>")
    (True, False)
    """
    return bool(_CUT_OFF.search(plain(content[-600:].partition(">")[2] if len(content) > 600 else content)))  # noqa: PLR2004


def _author(printed: str) -> str | None:
    """The name of "mail@host.example (Name)", the forms of RSS; a lone mail address is no name."""
    named = _MAIL_AND_NAME.fullmatch(printed.strip())
    name = plain(named["name"] if named else printed)
    return None if not name or re.fullmatch(r"\S+@\S+", name) else name


def _time(parsed: Any) -> str | None:
    """Feedparser's time, which is UTC."""
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _post_id(guid: str) -> int | None:
    number = parse_qs(urlsplit(guid).query).get("p", [""])[0] if is_web(guid) else ""
    return int(number) if _NUMBER.fullmatch(number) else None


def _next(links: Any, url: str) -> str | None:
    found = (absolute(link.get("href", ""), url) for link in links if link.get("rel") == "next")
    return next((link for link in found if link and is_web(link)), None)


def _json_feed(body: bytes, url: str) -> Feed:
    try:
        value = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return Feed(faults=("bad_feed: It is no JSON.",))
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return Feed(faults=("bad_feed: It is no feed.",))
    onward = absolute(_text(value, "next_url"), url)
    found = (_json_item(one, url) for one in items[:_MOST] if isinstance(one, dict))
    return Feed(
        title=plain(_text(value, "title")),
        items=_once(item for item in found if item),
        next=onward if onward and is_web(onward) else None,
    )


def _json_item(one: dict[str, Any], url: str) -> FeedItem | None:
    link = absolute(_text(one, "url") or _text(one, "id"), url)
    if not link or not is_web(link):
        return None
    authors = one.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else one.get("author")
    content = _text(one, "content_html")
    tags = one.get("tags")
    names = [plain(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return FeedItem(
        url=link,
        title=plain(_text(one, "title")),
        author=_author(_text(first, "name")) if isinstance(first, dict) else None,
        published=utc_time(_text(one, "date_published")),
        modified=utc_time(_text(one, "date_modified")),
        content=clean(content or _text(one, "summary")),
        whole=bool(content) and not is_cut_off(content),
        terms=tuple(dict.fromkeys(names)),
    )


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _once(items: Iterator[FeedItem]) -> tuple[FeedItem, ...]:
    return tuple({item.url: item for item in items}.values())
