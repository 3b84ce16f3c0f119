"""Sitemaps (sitemaps.org): an index of several, a list of pages, plain text; and what robots.txt names."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from crawler.parse.characters import clean
from crawler.parse.page_dates import utc_time
from crawler.parse.urls import absolute, is_web

_GZIP = b"\x1f\x8b"
_LARGEST = 64 * 2**20  # bytes, unpacked; the protocol allows 50 MB
_MOST = 200_000  # addresses in a file; the protocol allows 50,000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LINE = re.compile(rb"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)")
# What an entry is called, and whether it leads to a further sitemap; RSS and Atom serve as sitemaps, too.
_ENTRIES = {"sitemap": True, "url": False, "item": False, "entry": False}


class SitemapEntry(NamedTuple):
    """An address in a sitemap."""

    url: str
    lastmod: str | None
    """Its last change: ISO 8601, UTC, or a day alone ("2018-08-14"); None where it is not told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitemap:
    """What a sitemap holds, each address once, in order."""

    parts: tuple[SitemapEntry, ...] = ()
    """Further sitemaps, of an index."""
    pages: tuple[SitemapEntry, ...] = ()
    faults: tuple[str, ...] = ()
    """What was wrong with it ("code: sentence")."""


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The sitemap that was found at ``url``; what cannot be read costs itself, and is told in `faults`.

    Nothing in it is expanded or loaded: no entity, no document type.
    """
    text, fault = _unpacked(body)
    faults = [fault] if fault else []
    beginning = text[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not beginning.startswith(b"<"):
        pages = _lines(text, url)
        return Sitemap(pages=pages, faults=(*faults, *([] if pages else ["bad_sitemap: It is empty."])))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) in ("html", "head", "body"):
        return Sitemap(faults=(*faults, "bad_sitemap: It is no XML of a sitemap."))
    if parser.error_log and not faults:
        faults.append(f"bad_sitemap: Its XML is broken ({parser.error_log[0].message}); the rest was read.")
    found = list(_entries(root, url))
    return Sitemap(
        parts=_once(entry for entry, is_part in found if is_part),
        pages=_once(entry for entry, is_part in found if not is_part),
        faults=tuple(faults),
    )


def robots_sitemaps(body: bytes, url: str) -> list[str]:
    """The addresses that a robots.txt names as sitemaps, absolute, each once."""
    named = (absolute(line.decode("utf-8", "replace"), url) for line in _LINE.findall(body))
    return list(dict.fromkeys(address for address in named if address and is_web(address)))


def _unpacked(body: bytes) -> tuple[bytes, str | None]:
    """The bytes without gzip, and what was wrong with that."""
    if not body.startswith(_GZIP):
        return body, None
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacker.decompress(body, _LARGEST)
    except zlib.error:
        return b"", "bad_sitemap: It is no gzip, though it says so."
    return (
        text,
        None if unpacker.eof else "bad_sitemap: It is too large, or cut off; the rest was read.",
    )


def _lines(text: bytes, url: str) -> tuple[SitemapEntry, ...]:
    """A plain text sitemap: an address a line."""
    lines = (line.strip() for line in text.decode("utf-8-sig", "replace").splitlines()[:_MOST])
    return _once(SitemapEntry(absolute(line, url) or line, None) for line in lines if is_web(line))


def _entries(root: etree._Element, url: str) -> Iterator[tuple[SitemapEntry, bool]]:
    count = 0
    for element in root.iter(etree.Element):
        name = _name(element)
        if name not in _ENTRIES:
            continue
        link, lastmod = "", ""
        for child in element:
            part = _name(child)
            if part in ("loc", "link") and not link:
                link = _text(child) or (
                    child.get("href", "") if child.get("rel", "alternate") == "alternate" else ""
                )
            elif part in ("lastmod", "updated", "pubDate") and not lastmod:
                lastmod = _text(child)
        address = absolute(clean(link), url)
        if address and is_web(address):
            count += 1
            yield SitemapEntry(address, _moment(lastmod.strip())), _ENTRIES[name]
        if count >= _MOST:
            return


def _moment(text: str) -> str | None:
    return text if _DAY.fullmatch(text) else utc_time(text) if text else None


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _once(entries: Iterator[SitemapEntry]) -> tuple[SitemapEntry, ...]:
    return tuple({entry.url: entry for entry in entries}.values())
