"""Reads sitemaps (sitemaps.org): an index of several, a list of pages, plain text, and robots.txt's links."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from crawler.items import DatasetWarning
from crawler.parse.feeds.dates import feed_time
from crawler.parse.feeds.gunzip import unpacked
from crawler.parse.feeds.xml_text import decoded, from_root
from crawler.text.characters import clean
from crawler.urls.canonical import absolute, is_web

_LARGEST = 16 * 2**20  # bytes, unpacked; the protocol allows 50 MB, but 50,000 addresses have 5 to 10 MB
_MOST = 200_000  # addresses in a file; the protocol allows 50,000
_MOST_ELEMENTS = 20 * _MOST
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINE = re.compile(r"^[ \t]*site-?map[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_ROOTS = "sitemapindex|urlset|rss|feed|rdf"
_END = re.compile(rf"</(?:\w+:)?(?:{_ROOTS})\s*>", re.IGNORECASE)
# The element with the address, by the name of the entry. RSS and Atom also serve as sitemaps.
_ADDRESS_IN = {"sitemap": "loc", "url": "loc", "item": "link", "entry": "link"}
# Text directly in an entry, outside any element: "<sitemap>https://…</sitemap>".
_BARE = "(bare)"
_NEWS_TIME = "publication_date"  # of Google News, used if there is no time of change
_TIMES = frozenset(("lastmod", "updated", "pubdate", "date"))
# Web addresses as people write them into XML: "?a=1&b=2".
_AMPERSAND = re.compile(r"(?P<kept><!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!#?\w{1,10};)", re.DOTALL)


class SitemapEntry(NamedTuple):
    """An address in a sitemap."""

    url: str
    lastmod: str | None
    """Its last change, or its publication if a news sitemap gives only that.

    ISO 8601, UTC, or only a day ("2018-08-14"). None if it is not given.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitemap:
    """The content of a sitemap, each address once, in order."""

    parts: tuple[SitemapEntry, ...] = ()
    """The sitemaps that an index lists."""
    pages: tuple[SitemapEntry, ...] = ()
    faults: tuple[DatasetWarning, ...] = ()
    """The faults of the sitemap."""
    torn: bool = False
    """Whether the file is cut off, so that addresses may be missing."""
    without_address: int = 0
    """Number of entries without an address."""
    is_feed: bool = False
    """Whether it is RSS or Atom, which names the newest posts, and when they were published."""


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The sitemap found at ``url``. Unreadable parts are skipped and reported in `faults`.

    No entity is expanded and no document type is loaded.
    """
    bytes_, fault = unpacked(body, _LARGEST)
    faults = [_bad(fault)] if fault else []
    text = decoded(bytes_)
    markup, junk = from_root(text, _ROOTS)
    if not markup:
        pages = _once(_lines(text, url))
        if not pages and not faults:
            faults.append(_bad("It is not a sitemap." if text.strip() else "It is empty."))
        return Sitemap(pages=pages, faults=tuple(faults), torn=bool(fault))
    mended = _AMPERSAND.sub(lambda found: found["kept"] or "&amp;", markup)
    entries = _Entries(url)
    parser = etree.XMLParser(
        target=entries,
        recover=True,
        no_network=True,
        load_dtd=False,
        encoding="utf-8",
    )
    try:
        etree.fromstring(mended.encode(), parser)
    except _Enough:
        entries.are_too_many = True
        faults.append(_bad("It is too large; the rest was read."))
    except etree.XMLSyntaxError as error:  # not recoverable; earlier entries are kept
        faults.append(_bad(f"Its XML is broken ({error.msg}); the rest was read."))
    else:
        wrong = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
        if (wrong or junk or mended != markup) and not faults:
            said = wrong[0].message if wrong else "something is before it" if junk else "a bare &"
            faults.append(_bad(f"Its XML is broken ({said}); the rest was read."))
    torn = bool(fault) or entries.are_too_many or not _END.search(mended)
    return Sitemap(
        parts=_once(entries.parts),
        pages=_once(entries.pages),
        faults=tuple(faults),
        torn=torn,
        without_address=entries.without_address,
        is_feed=entries.is_feed,
    )


def _bad(detail: str) -> DatasetWarning:
    return DatasetWarning(code="bad_sitemap", detail=detail)


def robots_sitemaps(body: bytes, url: str) -> list[str]:
    """The addresses that a robots.txt names as sitemaps, absolute, each once."""
    lines = decoded(body[:_LARGEST]).replace("\r", "\n")
    named = (absolute(found[1], url) for found in _LINE.finditer(lines))
    return list(dict.fromkeys(address for address in named if address and is_web(address)))


class _Enough(Exception):  # noqa: N818 (not an error: it ends the reading)
    """The sitemap has more entries than allowed."""


class _Entries:
    """Collects the entries from parser events. The tree of a large sitemap would fill the memory."""

    def __init__(self, url: str) -> None:
        self.parts: list[SitemapEntry] = []
        self.pages: list[SitemapEntry] = []
        self.are_too_many = False
        self._url = url
        self._count = self._depth = 0
        self._entry = self._space = self._field = ""  # open elements: an entry, its namespace, a child of it
        self._entry_depth = 0
        self._text: list[str] = []
        self._told: dict[str, str] = {}
        self._addresses: list[str] = []
        self.without_address = 0
        self.is_feed = False

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > _MOST_ELEMENTS:
            raise _Enough
        space, name = _split(str(tag))
        if not self._entry and name in _ADDRESS_IN:
            self._entry, self._space, self._entry_depth = name, space, self._depth
            self._told, self._addresses = {}, []
            self._open(_BARE)
        elif self._entry and _is_time_of_news(space, name):
            self._open(_NEWS_TIME)
        elif self._entry and self._depth == self._entry_depth + 1:
            self._take()
            # Other namespaces have addresses of pictures, translations and Atom's links in RSS.
            own = space in ("", self._space) or name == "date"
            self._open(name if own else "")
            told = {str(key): str(value) for key, value in attrib.items()}
            href = told.get("href")
            leads = own and name == "link" == _ADDRESS_IN[self._entry]
            if leads and href and told.get("rel", "alternate") == "alternate":
                self._addresses.append(href)

    def data(self, data: str | bytes) -> None:
        if self._field:
            self._text.append(str(data))

    def end(self, tag: str | bytes) -> None:
        if self._entry and self._depth == self._entry_depth:
            self._take()
            self._keep()
        elif self._depth == self._entry_depth + 1 or _is_time_of_news(*_split(str(tag))):
            self._take()
        self._depth -= 1

    def _open(self, field: str) -> None:
        self._field, self._text = field, []

    def _take(self) -> None:
        """Store the value of the open field and close it."""
        text = "".join(self._text).strip()
        if text and (self._field == _ADDRESS_IN.get(self._entry) or (self._field == _BARE and is_web(text))):
            self._addresses.append(text)
        elif text and self._field:
            self._told.setdefault("time" if self._field in _TIMES else self._field, text)
        self._open("")

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        if self._entry:  # the file is cut off; a complete address counts
            self._keep()

    def _keep(self) -> None:
        told = (absolute(clean(address), self._url) for address in self._addresses)
        addresses = [address for address in told if address and is_web(address)]
        if _ADDRESS_IN[self._entry] == "link":  # in Atom: the same page in other forms
            addresses = addresses[:1]
            self.is_feed = True
        moment = _moment(self._told.get("time", "") or self._told.get(_NEWS_TIME, ""))
        for address in addresses:
            if len(self.parts) + len(self.pages) >= _MOST:
                raise _Enough
            (self.parts if self._entry == "sitemap" else self.pages).append(SitemapEntry(address, moment))
        self.without_address += not self._addresses and self._entry in ("sitemap", "url")
        self._entry = ""


def _lines(text: str, url: str) -> Iterator[SitemapEntry]:
    """The entries of a plain text sitemap, one address per line."""
    count = 0
    for found in re.finditer(r"[^\r\n]+", text):
        line = found[0].strip()
        if is_web(line):
            count += 1
            yield SitemapEntry(absolute(line, url) or line, None)
        if count >= _MOST:
            return


def _moment(text: str) -> str | None:
    time = feed_time(text)
    return text if time and _DAY.fullmatch(text) else time


def _is_time_of_news(space: str, name: str) -> bool:
    """Whether an element is the time of a news article. Videos have an element with the same name."""
    return name == f"news:{_NEWS_TIME}" or (name == _NEWS_TIME and "sitemap-news" in space)


def _split(tag: str) -> tuple[str, str]:
    """Namespace and name, in lower case: RSS may use any case."""
    space, _, name = tag.rpartition("}")
    return space.lstrip("{"), name.lower()


def _once(entries: Iterable[SitemapEntry]) -> tuple[SitemapEntry, ...]:
    """Each address once, at its first position, with the first time that is given for it."""
    found: dict[str, SitemapEntry] = {}
    for entry in entries:
        held = found.setdefault(entry.url, entry)
        if held.lastmod is None and entry.lastmod:
            found[entry.url] = entry
    return tuple(found.values())
