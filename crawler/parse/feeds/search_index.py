"""Reads the search index that a static site ships for its readers: the addresses of its pages.

Jekyll's and Hugo's themes write a list of objects. Hexo's `content.json` and MkDocs write an object with such
a list, and Hexo's generator of `search.xml` a list of entries. They have common names, but no common format.
"""

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.text.dates import iso_day
from crawler.urls.canonical import absolute, is_web

_LISTS = ("posts", "pages", "docs", "items", "data")
_ADDRESSES = ("url", "permalink", "location", "uri", "relpermalink", "path", "href", "link")
_DAYS = ("date", "published", "publishdate", "datepublished")
_XML = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


def read_search_index(body: bytes, base: str) -> dict[str, str | None]:
    """The addresses in a search index, each with the day of its post (ISO 8601), or None if it gives none.

    ``base`` is the address of the site's home page, to which relative addresses belong. Empty if the body is
    no search index. Never raises for its content.
    """
    entries = _in_xml(body) if body.lstrip()[:1] == b"<" else _in_json(body)
    found: dict[str, str | None] = {}
    for entry in entries:
        told = next((entry[name] for name in _ADDRESSES if isinstance(entry.get(name), str)), None)
        link = (absolute(told, base) or "").partition("#")[0] if told else ""
        if link and is_web(link):
            day = next((entry[name] for name in _DAYS if isinstance(entry.get(name), str)), "")
            found[link] = found.get(link) or iso_day(day[:10])
    return found


def _in_json(body: bytes) -> Iterator[dict[str, Any]]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    lists = [told] if isinstance(told, list) else []
    if isinstance(told, dict):
        lists = [told[name] for name in _LISTS if isinstance(told.get(name), list)]
    for entries in lists:
        yield from ({str(k).lower(): v for k, v in one.items()} for one in entries if isinstance(one, dict))


def _in_xml(body: bytes) -> Iterator[dict[str, Any]]:
    root = etree.fromstring(body, _XML)
    if root is None or root.tag != "search":
        return
    for entry in root.iterfind("entry"):
        links = [link.get("href") for link in entry.iterfind("link")]
        yield {"url": entry.findtext("url") or next(iter(links), None)}
