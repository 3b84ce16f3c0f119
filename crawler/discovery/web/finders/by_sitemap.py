"""Finds posts by sitemaps: those named in robots.txt or on the home page, or those at the usual addresses."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from crawler.discovery.failure import WITHHELD, at_address, failure
from crawler.discovery.found import PageOutcome
from crawler.discovery.web.finders.by_feed import linked_feeds
from crawler.discovery.web.finders.finder import OK, Candidate, StartingPoint, Step, StopRule
from crawler.items import Ask, DatasetWarning, Reply
from crawler.items.routes import Route
from crawler.parse.feeds.sitemap import read_sitemap, robots_sitemaps
from crawler.urls.canonical import absolute, is_web, same_site

_USUAL = (
    "sitemap.xml",
    "sitemap_index.xml",
    "wp-sitemap.xml",
    "sitemap-index.xml",
    "sitemap/sitemap.xml",
    "sitemap.xml.gz",
    "sitemap.txt",
)
_FEW = ("sitemap.xml", "sitemap_index.xml")
_WORDPRESS = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml")
# The last word in the name of a part that lists no posts: WordPress's own, Yoast's, Jetpack's, Ghost's.
_NO_POSTS = frozenset(
    "category categories tag tags author authors user users page pages image images video videos format "
    "attachment attachments product products".split()
)
# The folder of such a part: Nikola's feeds of terms.
_NO_POSTS_BELOW = re.compile(r"/(?:categor(?:y|ies)|tags?|authors?|galleries)/[^/]+$")
_NO_POSTS_TOGETHER = frozenset((("date", "archive"), ("author", "archive")))  # All in One SEO's
_NO_WORDS = frozenset(("sitemap", "sitemaps", "xml", "gz", "wp", "index", "sitemapindex", ""))
_WORDS = re.compile(r"[^a-z]+")
_MOST_PARTS = 1000
_NOT_THERE = frozenset((404, 410))


class BySitemap:
    """The route `sitemap`."""

    route: Route = "sitemap"

    def __init__(self, known: StopRule) -> None:
        self._few, self._never = known.few, known.never
        self._asked: set[str] = set()
        self._guessed: set[str] = set()
        self._usual: list[str] = []
        self._home = ""
        self._feeds: frozenset[str] = frozenset()
        self.losses = 0
        self.dead_parts = 0
        """Number of sitemaps that robots.txt or an index names but that do not exist."""
        self._files = self._pages = 0

    @property
    def found(self) -> bool:
        """Whether there is a sitemap."""
        return self._files > 0

    @property
    def whole(self) -> bool:
        """Whether all of it was read and no file is full. Hosted blogs list only the newest 1,000 posts."""
        return self.found and not self.losses and not self._capped

    @property
    def walked(self) -> bool:
        """Whether it names every post."""
        return self.whole

    @property
    def said(self) -> str:
        """A sentence about how much it lists."""
        if not self.found:
            return "The blog has no sitemap."
        capped = ", as many as its software names at most" if self._capped else ""
        return f"The sitemap ({self._files} files) names {self._pages} addresses{capped}."

    _capped = False

    def start(self, entry: StartingPoint) -> Iterator[Step]:
        """Request robots.txt, which names sitemaps."""
        self._home = entry.home.url
        self._is_wordpress = "wordpress" in (entry.home.software or "").lower()
        linked = (
            absolute(link, self._home) for link in entry.page.root.xpath("//link[@rel='sitemap']/@href")
        )
        self._feeds = frozenset(linked_feeds(entry))
        self._linked = [link for link in linked if link and is_web(link)]
        yield Ask(url=urljoin(self._home, "/robots.txt"), route="sitemap.robots")

    def read(self, reply: Reply) -> Iterator[Step]:
        """Read robots.txt or a sitemap."""
        if reply.route == "sitemap.robots":
            named = robots_sitemaps(reply.body, reply.url) if reply.status == OK else []
            bases = dict.fromkeys((urljoin(self._home, "."), urljoin(self._home, "/")))
            is_wordpress = self._few or (self._never and self._is_wordpress)
            names = _WORDPRESS if is_wordpress else _FEW if self._never else _USUAL
            self._usual = [urljoin(base, name) for base in bases for name in names]
            yield from self._ask([*named, *self._linked])
            return
        if reply.status == OK:
            yield from self._read(reply)
        elif reply.status in _NOT_THERE:
            if reply.url not in self._guessed:
                self.dead_parts += 1
                yield PageOutcome(url=reply.url, outcome="missing")
        elif self._files or not (reply.url in self._guessed or reply.status in WITHHELD):
            yield from self._lost(failure(reply))

    def drained(self) -> Iterator[Step]:
        """Try the next usual address, as long as no sitemap was found."""
        while not self.found and self._usual:
            asks = list(self._ask([self._usual.pop(0)]))
            self._guessed.update(ask.url for ask in asks)
            if asks:
                yield from asks
                return

    def _read(self, reply: Reply) -> Iterator[Step]:
        sitemap = read_sitemap(reply.body, reply.url)
        if not sitemap.parts and not sitemap.pages:
            if self._files and sitemap.faults:
                yield from self._lost(at_address(sitemap.faults[0], reply.url))
            return
        if sitemap.torn:
            yield from self._bad(f"{reply.url}: It breaks off; what came before was read.")
        if sitemap.without_address:
            yield from self._bad(f"{reply.url}: {sitemap.without_address} of its entries have no address.")
        self._files += 1
        self._pages += len(sitemap.pages)
        # WordPress.com writes one file with the home page and the newest 1,000 (docs/formats.md#sitemaps).
        self._capped |= b'generator="wordpress.com"' in reply.body[:2000] and len(sitemap.pages) >= _CAP
        # Nikola's index names its feeds as well; the one that the home page links to is read as a feed
        parts = [part.url for part in sitemap.parts if part.url not in self._feeds]
        yield from self._ask_parts([part for part in parts if _may_list_posts(part)] or parts, reply.url)
        beside = sitemap.is_feed and self._files > 1  # its times would contradict those of other parts
        for page in sitemap.pages:
            yield Candidate(page.url, None if beside else page.lastmod)

    def _ask_parts(self, parts: list[str], index: str) -> Iterator[Step]:
        yield from self._ask(parts)
        left = [part for part in parts if part not in self._asked]
        if left:
            why = f"{len(left)} of its parts are not read, as they are of another site or too many"
            yield from self._bad(f"{index}: {why}, such as {left[0]}")

    def _bad(self, detail: str) -> Iterator[DatasetWarning]:
        return self._lost(DatasetWarning(code="bad_sitemap", detail=detail))

    def _lost(self, warning: DatasetWarning) -> Iterator[DatasetWarning]:
        self.losses += 1
        yield warning

    def _ask(self, urls: Iterable[str]) -> Iterator[Ask]:
        for url in urls:
            if url not in self._asked and same_site(url, self._home) and len(self._asked) < _MOST_PARTS:
                self._asked.add(url)
                yield Ask(url=url, route="sitemap")


_CAP = 1000


def _may_list_posts(url: str) -> bool:
    """Whether a part of a sitemap may list posts, judging by its name.

    >>> _may_list_posts("https://b.example/wp-sitemap-posts-post-1.xml")
    True
    >>> _may_list_posts("https://b.example/wp-sitemap-posts-page-1.xml")
    False
    """
    path = urlsplit(url).path.lower()
    if _NO_POSTS_BELOW.search(path):
        return False
    name = path.rpartition("/")[2]
    words = [word for word in _WORDS.split(name) if word not in _NO_WORDS]
    return not words or not (words[-1] in _NO_POSTS or tuple(words[-2:]) in _NO_POSTS_TOGETHER)
