"""Reads feeds: all forms of RSS, and Atom, with feedparser, and JSON Feed."""

import base64
import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from crawler.parse.feeds.dates import feed_time
from crawler.parse.feeds.gunzip import unpacked
from crawler.parse.feeds.item import (
    MOST_ITEMS,
    Feed,
    FeedItem,
    author_name,
    bad_feed,
    each_once,
    paragraphs_of,
    post_number,
)
from crawler.parse.feeds.json_feed import read_json_feed
from crawler.parse.feeds.xml_text import decoded, from_root, without_c1
from crawler.text.characters import clean, one_line
from crawler.text.html_text import plain
from crawler.text.truncation import is_cut_off
from crawler.urls.canonical import absolute, is_web

__all__ = ["Feed", "FeedItem", "read_feed"]

_LARGEST = 8 * 2**20  # bytes, unpacked; feedparser takes up to 25 times as much
_ROOTS = "rss|feed|rdf|channel"
_HTML = frozenset(("text/html", "application/xhtml+xml"))
# In RSS, feedparser takes a second description as the content. These elements contain their own.
_WITH_CONTENT = frozenset(("content", "xhtml"))
# Media RSS with any prefix.
_MEDIA = re.compile(
    r"""xmlns:(?P<prefix>[\w.-]{1,40})\s{0,9}=\s{0,9}["']https?://(?:tools\.)?search\.yahoo\.com/mrss"""
)
_KIND = "schemas.google.com/g/2005#kind"  # Blogger's category for "this is a post"
# XHTML has end tags that HTML does not have: "</br>" would be another line break.
_VOID_ENDS = re.compile(r"</(?:area|base|br|col|embed|hr|img|input|link|source|track|wbr)>")


def read_feed(body: bytes, url: str, content_type: str = "") -> Feed:
    """The feed found at ``url``. A feed that cannot be read gives no items, and a fault.

    ``content_type`` is the value of the header, for its charset. Nothing is fetched, no entity is expanded.
    """
    bytes_, fault = unpacked(body, _LARGEST)
    feed = _read(decoded(bytes_, content_type).strip(), url)
    if not fault:
        return feed
    return replace(feed, faults=(bad_feed(fault), *(feed.faults if feed.items else ())))


def _read(text: str, url: str) -> Feed:
    if text.startswith("{"):
        return read_json_feed(text, url)
    markup, junk = from_root(text, _ROOTS)
    if not markup:
        return Feed(faults=(bad_feed("It is not a feed." if text else "It is empty."),))
    try:
        return _feed(_parsed(_renamed_captions(markup), url), url, junk=junk)
    except Exception as error:  # noqa: BLE001 (any error of the parser on a broken feed)
        return Feed(faults=(bad_feed(f"It cannot be read ({type(error).__name__})."),))


def _renamed_captions(markup: str) -> str:
    """The feed with renamed descriptions of media, which feedparser would take as those of the item."""
    prefixes = {"media", *(found["prefix"] for found in _MEDIA.finditer(markup))}
    named = "|".join(map(re.escape, sorted(prefixes)))
    return re.sub(rf"(</?(?:{named}):)description\b", r"\1caption", markup)


def _feed(parsed: Any, url: str, *, junk: bool) -> Feed:
    if not parsed.get("version") and not parsed.entries:
        return Feed(faults=(bad_feed("It is not a feed."),))
    told = dict(parsed.feed)
    items = each_once(_item(dict(entry), parsed, url) for entry in parsed.entries[:MOST_ITEMS])
    faults = [bad_feed("Its XML is broken; what could be read was.")] if junk or parsed.bozo else []
    if parsed.entries and not items:
        faults.append(bad_feed("None of its items has an address."))
    home = absolute(_text(told, "link"), url)
    return Feed(
        title=_title(told, parsed.version),
        language=_text(told, "language") or None,
        software=_software(told),
        home=home if home and is_web(home) else None,
        items=items,
        next=_next(_list(told, "links"), url),
        faults=tuple(faults),
    )


def _parsed(markup: str, url: str) -> Any:
    """The result of feedparser.

    It gets a stream, because it would take a text as an address to fetch. Its own sanitising of HTML is off,
    because it would drop parts that the parser needs. HTML is sanitised before it is stored.
    """
    import feedparser  # noqa: PLC0415 (a crawl by the API saves 60 ms)

    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(markup.encode())
    return feedparser.parse(
        stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _item(entry: dict[str, Any], parsed: Any, url: str) -> FeedItem | None:
    """An item. ``entry`` is a plain dict, because feedparser's own class replaces absent values by others."""
    link = absolute(_original_link(entry) or _text(entry, "link"), url)
    if not link or not is_web(link):
        return None
    atom = parsed.version.startswith("atom")
    content, whole = _content(entry, atom=atom, full=atom or bool(_WITH_CONTENT & parsed.namespaces.keys()))
    language = _text(dict(parsed.feed), "language")
    published, modified = (feed_time(_text(entry, name), language) for name in ("published", "updated"))
    if not published:  # Atom may have only "updated"; RSS 1.0 has dc:date, which is not a change
        published, modified = modified, modified if atom else None
    comments = _text(entry, "slash_comments") or _text(entry, "thr_total")
    return FeedItem(
        url=link,
        title=_title(entry, parsed.version),
        author=_author(entry, atom=atom) or (_author(dict(parsed.feed), atom=True) if atom else None),
        published=published,
        modified=modified,
        content=clean(without_c1(content)),
        whole=whole,
        terms=tuple(dict.fromkeys(_terms(_list(entry, "tags")))),
        post_id=post_number(_text(entry, "id")),
        comments=int(comments) if re.fullmatch(r"[0-9]{1,9}", comments) else None,
    )


def _original_link(entry: dict[str, Any]) -> str:
    """The post's own address, if a service replaced the link by one of its own (FeedBurner, Pheedo)."""
    told = (_text(entry, name) for name in entry if name.lower().endswith("_origlink"))
    return next(filter(None, told), "")


def _content(entry: dict[str, Any], *, atom: bool, full: bool) -> tuple[str, bool]:
    """The HTML, and whether it is the whole post. ``full``: the feed may have more than summaries."""
    parts = [_unpacked(part) for part in _list(entry, "content")]
    content = max((_markup(part) for part in parts if part.get("type") in _HTML), key=len, default="")
    if content:
        return content, full and not is_cut_off(content)
    text = next((part["value"] for part in parts if part.get("type") == "text/plain"), "")
    if text:
        return paragraphs_of(text), False
    detail = _detail(entry, "summary")
    if atom and detail.get("type") == "text/plain":
        return paragraphs_of(_text(entry, "summary")), False
    return _from_base64(_text(entry, "summary")), False


def _unpacked(part: dict[str, Any]) -> dict[str, Any]:
    """A content with its decoded text, if a program wrote it as base64 or as a file of unknown type."""
    value = _from_base64(part.get("value", ""))
    unknown = part.get("type") == "application/octet-stream" and "<" in value
    return {**part, "value": value, "type": "text/html" if unknown else part.get("type")}


def _from_base64(text: str) -> str:
    """The text that base64 encodes, if the text is base64 of a text. Else the text itself.

    >>> _from_base64("PHA+TGUgZMOpYnV0IGV0IGxhIGZpbi48L3A+"), _from_base64("Constitutionnellement")
    ('<p>Le début et la fin.</p>', 'Constitutionnellement')
    """
    if not _BASE64.fullmatch(text):
        return text
    try:
        said = base64.b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return text
    return said if _PRINTED.fullmatch(said) else text


_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+", re.ASCII)
_PRINTED = re.compile(r"[^\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]{18,}")  # a minimum number of printable characters


def _markup(part: Any) -> str:
    value: str = part.get("value", "")
    return _VOID_ENDS.sub("", value) if part["type"] == "application/xhtml+xml" else value


def _title(told: dict[str, Any], version: str) -> str:
    """A title as plain text. RSS does not distinguish text from HTML, so all titles are read as HTML."""
    detail = _detail(told, "title")
    title = _text(told, "title")
    if version.startswith("atom") and detail.get("type") == "text/plain":
        return one_line(html.unescape(title))
    return plain(title)


def _author(told: dict[str, Any], *, atom: bool) -> str | None:
    """The first author's name. In RSS it may come with a mail address, which feedparser splits wrongly."""
    printed = _text(told, "author")
    first = next((author.get("name") for author in _list(told, "authors")), None)
    return author_name(first or "") if atom or "@" not in printed else author_name(printed)


def _software(told: dict[str, Any]) -> str | None:
    agent = told.get("admin_generatoragent")  # in RSS 1.0
    named = agent.get("rdf:resource", "") if isinstance(agent, dict) else ""
    return plain(_text(told, "generator") or named) or None


def _terms(tags: Iterable[Any]) -> Iterator[str]:
    for tag in tags:
        name = plain(tag.get("label") or tag.get("term") or "")
        if name and _KIND not in (tag.get("scheme") or ""):
            yield name


def _next(links: Iterable[Any], url: str) -> str | None:
    found = (absolute(link.get("href", ""), url) for link in links if link.get("rel") == "next")
    return next((link for link in found if link and is_web(link)), None)


def _text(told: dict[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""


def _list(told: dict[str, Any], name: str) -> list[Any]:
    """A list of feedparser, or [] if an element with that name in the feed has replaced it."""
    found = told.get(name)
    return found if isinstance(found, list) else []


def _detail(told: dict[str, Any], name: str) -> dict[str, Any]:
    found = told.get(f"{name}_detail")
    return found if isinstance(found, dict) else {}
