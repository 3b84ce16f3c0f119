"""Finds posts by the pages that list them: numbered pages, months and years, terms and authors.

The kinds of listings are read one after the other, cheapest first, until one was walked to its end: the home
page and the pages that follow it, then archives by time, then archives of terms and authors.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import Literal, assert_never
from urllib.parse import urljoin

from crawler.discovery.failure import failure
from crawler.discovery.page_of import page_of
from crawler.discovery.redirects import REDIRECTS
from crawler.discovery.web.finders.finder import (
    OK,
    PAST_THE_END,
    Candidate,
    StartingPoint,
    Step,
    StopRule,
)
from crawler.discovery.web.finders.indexes import Indexes
from crawler.items import Ask, DatasetWarning, Post, Reply, address_key
from crawler.items.routes import Route
from crawler.parse.feeds.search_index import read_search_index
from crawler.parse.page import PageReading
from crawler.parse.page.facts.times import local_time, utc_time
from crawler.parse.page.listing.listing_page import ListingPage, numbered, period_of
from crawler.parse.page.listing.menu import menu_links

_MOST_LISTINGS = 5000
_STICKY = 5
#: Usual addresses of the search indexes of Jekyll's, Hugo's and Hexo's themes and of MkDocs.
_SEARCH_INDEXES = (
    "search.json",
    "index.json",
    "content.json",
    "search.xml",
    "search/search_index.json",
    "assets/js/data/search.json",
)
_MOST_IDLE = 3  # pages of a listing without anything new; some software returns a page for any number
_LEAST = 2  # entries of a home page that may have a second page without linking to it


class Walk(Enum):
    """How far the listings were walked.

    `OPEN` becomes `ENDED` when a listing ends, and `OPEN` again if its last page turns out not to end it.
    Both can become `STOPPED`, which is final.
    """

    OPEN = "no listing was read to its end: another kind of listing is needed"
    ENDED = "a listing was read to its end: no other kind is needed"
    STOPPED = "a listing led to articles of an earlier crawl: the older ones are known, too"


class ByArchive:
    """The route `archive`."""

    route: Route = "archive"

    def __init__(self, known: StopRule) -> None:
        self._known = known
        self._asked: set[str] = set()
        self._archives: dict[str, None] = {}
        self._terms: dict[str, None] = {}
        self._chain: set[str] = set()
        self._guessed: set[str] = set()
        self._last: dict[str, int] = {}
        self._home = ""
        self._seen: set[str] = set()
        self._idle = 0
        self.losses = 0
        self._listings = 0
        self._indexes = Indexes()
        self._index_keys: set[str] = set()
        """Keys of the pages that are read as an index of posts."""
        self._search_keys: set[str] = set()
        """Keys of the addresses at which a search index may be."""
        self._is_marked = False
        """Whether a listing marks posts: by entries or by days."""
        self._walk = Walk.OPEN
        self._by_terms: Literal["wanted", "needless"] = "wanted"
        """Whether listings of terms and authors are needed. They are not when archives by time show posts."""
        self._entries: Literal["whole", "cut"] = "whole"
        """Whether listings show whole posts. After a page that cuts most of them, none is trusted."""
        self._left, self._has_said = "", False
        """A listing that is not read, because there are too many."""
        self._guesses_second = False
        """Whether page 2 of the home page may be requested without a link to it."""

    @property
    def found(self) -> bool:
        """Whether any listing shows posts."""
        return bool(self._seen)

    @property
    def whole(self) -> bool:
        """Whether listings were walked to their end."""
        return self.found and not self.losses and self._walk is not Walk.STOPPED

    @property
    def walked(self) -> bool:
        """Whether listings were walked to their end, or to known posts."""
        return self.found and not self.losses

    @property
    def said(self) -> str:
        """A sentence about how much they list."""
        end = "; what lies behind is known" if self._walk is Walk.STOPPED else ""
        return f"{self._listings} listings link to {len(self._seen)} pages that may be posts{end}."

    def start(self, entry: StartingPoint) -> Iterator[Step]:
        """Read the home page, which is a listing itself or links to one."""
        self._guesses_second = "wordpress" in (entry.home.software or "").lower()
        self._home = entry.home.url
        self._asked.add(address_key(self._home))
        self._indexes.enter(entry.page.listing, menu_links(entry.page.root, self._home))
        yield from self._listing(entry.page)
        yield from self._ask(entry.languages)

    def read(self, reply: Reply) -> Iterator[Step]:
        """Read a listing."""
        if address_key(reply.url) in self._search_keys:
            yield from self._searched(reply)
        elif reply.status == OK:
            yield from self._listing(page_of(reply))
        elif reply.status in REDIRECTS:
            return  # to an address that was already requested and read
        elif address_key(reply.url) in self._guessed and reply.status in PAST_THE_END:
            self._end()  # WordPress gives this status after the last page
        else:
            yield from self._lost(failure(reply))

    def _lost(self, warning: DatasetWarning) -> Iterator[DatasetWarning]:
        self.losses += 1
        yield warning

    def drained(self) -> Iterator[Step]:
        """Continue with the next kind of listings, unless one was walked to its end."""
        yield from self._left_out()
        if self._enough:
            return
        steps = list(self._further())
        yield from steps or self._by_indexes()

    def _further(self) -> Iterator[Step]:
        match self._walk:
            case Walk.OPEN:
                by_time = list(self._ask(self._by_time()))
                yield from by_time or (self._ask(self._terms) if self._by_terms == "wanted" else ())
            case Walk.ENDED | Walk.STOPPED:
                return
            case _:
                assert_never(self._walk)

    def _by_indexes(self) -> Iterator[Step]:
        """The pages that may be indexes of posts if no listing marks posts, then the posts that they list."""
        if self._is_marked or self._walk is Walk.STOPPED:
            return
        asks = list(self._ask(self._indexes.candidates()))
        self._index_keys.update(address_key(ask.url) for ask in asks)
        if asks:
            yield from asks
            return
        posts, self._is_marked = self._indexes.posts(), True
        self._seen.update(map(address_key, posts))
        yield from (Candidate(url, sure=True) for url in posts)
        if not posts:  # a script draws the listings
            asks = list(self._ask(urljoin(self._home, name) for name in _SEARCH_INDEXES))
            self._search_keys.update(address_key(ask.url) for ask in asks)
            yield from asks

    def _searched(self, reply: Reply) -> Iterator[Step]:
        """The pages in a search index. Those with a day are posts."""
        found = read_search_index(reply.body, self._home) if reply.status == OK else {}
        named = {url: day for url, day in found.items() if address_key(url) not in self._asked}
        self._seen.update(map(address_key, named))
        yield from (Candidate(url, sure=day is not None) for url, day in named.items())

    def _end(self) -> None:
        """Note that a listing has ended. A walk that never shows a post is not one."""
        if self._walk is Walk.OPEN and self._seen:
            self._walk = Walk.ENDED

    def _by_time(self) -> list[str]:
        """The archives to request. If known posts end the walk, only the newest month or year."""
        waiting = [url for url in self._archives if address_key(url) not in self._asked]
        if not self._known.stops:
            return waiting
        dated = sorted((url for url in waiting if period_of(url)), key=_newest, reverse=True)
        return [url for url in waiting if not period_of(url)] + dated[:1]

    @property
    def _enough(self) -> bool:
        # A few more, because sticky posts come before the newest ones.
        return self._known.most is not None and len(self._seen) >= self._known.most + _STICKY

    def read_again(self, page: ListingPage) -> Iterator[Step]:
        """Read a listing that this crawl requested before, as the address of a possible post."""
        yield from self._listed(page, [Candidate(url, sure=True) for url in page.entries])

    def _listing(self, reading: PageReading) -> Iterator[Step]:
        self._known.categories.note_page(reading.root, reading.url)
        posts = reading.entry_posts
        # If hardly any post is whole, the theme shows summaries. Handwritten summaries do not look cut off.
        if posts and sum(not post.content for post in posts) > len(posts) / 2:
            self._entries = "cut"
        hints = [replace(post, content="") if self._entries == "cut" else post for post in posts]
        page = reading.listing
        entries = zip(page.entries, hints, strict=True)
        yield from self._listed(page, [Candidate(url, None, hint, sure=True) for url, hint in entries])

    def _listed(self, page: ListingPage, entries: list[Candidate]) -> Iterator[Step]:
        self._listings += 1
        url = page.url
        is_index = address_key(url) in self._index_keys
        if is_index:
            self._indexes.add(page)
        self._is_marked |= bool(page.entries or page.dated)
        shown = [*page.entries, *page.links]
        new = any(address_key(link) not in self._seen for link in shown)
        self._idle = 0 if new else self._idle + 1
        self._archives.update(dict.fromkeys(page.archives))
        self._terms.update(dict.fromkeys(page.terms))
        archive = address_key(url) in map(address_key, self._archives)
        if archive and (new or period_of(url) is not None):
            self._by_terms = "needless"
        known = self._known.stops and bool(shown) and all(map(self._known.is_known, shown))
        yield from self._go_on(page, url, shown, is_known=known)
        self._seen.update(address_key(entry.url) for entry in entries)
        yield from entries
        for link in page.links:
            if not is_index or link in page.dated:
                self._seen.add(address_key(link))
                yield Candidate(link, None, _hint_of(link, page.days), sure=link in page.dated)

    def _go_on(self, page: ListingPage, url: str, shown: list[str], *, is_known: bool) -> Iterator[Step]:
        """Request the pages after a page of a listing, or note its end. ``shown`` may be posts."""
        base, number = numbered(url)
        in_chain = address_key(url) in self._chain
        older = self._older_of(page, url)
        linked = in_chain and address_key(url) not in self._guessed
        if not shown and linked and (self._last.get(base, 0) > number or not older):
            behind = "there are pages behind it" if older else "a listing links to it"
            detail = f"{url}: it lists nothing, though {behind}"
            yield from self._lost(DatasetWarning(code="unreadable", detail=detail))
            yield from self._older(older, url)
        elif is_known:
            # A separate front page, such as a welcome page, shows known posts and links to listings.
            listed = bool(older or period_of(url)) or in_chain
            if listed or len(set(map(address_key, shown))) >= self._known.articles:
                self._walk = Walk.STOPPED
        elif self._idle >= _MOST_IDLE or (not shown and in_chain):
            if in_chain:
                self._end()
        elif not self._enough:
            self._last[base] = max(page.last, self._last.get(base, 0))
            yield from self._older(older, url)
            # a page without a number and without entries does not end a listing
            ends = bool(page.entries or page.dated) or number > 1
            if not ends and self._walk is Walk.ENDED:
                self._walk = Walk.OPEN

    def _older_of(self, page: ListingPage, url: str) -> tuple[str, ...]:
        if url == self._home and not (page.entries or page.links):
            # a welcome page, whose next page is another one of the site, as in a manual
            return tuple(link for link in page.older if numbered(link)[1] > 1)
        if page.older or url != self._home or not self._guesses_second or len(page.entries) < _LEAST:
            return page.older
        second = urljoin(f"{url.rstrip('/')}/", "page/2/")  # endless scrolling hides it
        self._guessed.add(address_key(second))
        return (second,)

    def _older(self, older: tuple[str, ...], url: str) -> Iterator[Step]:
        for link in older:
            asks = list(self._ask([link]))
            if asks:
                self._chain.add(address_key(link))
                yield from asks
                return
        if address_key(url) in self._chain:
            self._end()

    def _ask(self, urls: Iterable[str]) -> Iterator[Ask]:
        for url in urls:
            key = address_key(url)
            if key not in self._asked and len(self._asked) < _MOST_LISTINGS:
                self._asked.add(key)
                yield Ask(url=url, route="archive")
            elif key not in self._asked:
                self._left = self._left or url

    def _left_out(self) -> Iterator[DatasetWarning]:
        """Say once that there are more listings than are read."""
        if self._left and not self._has_said:
            self._has_said = True
            detail = f"{self._left}: it and further listings are not read, as {_MOST_LISTINGS:,} were."
            yield from self._lost(DatasetWarning(code="endless_list", detail=detail))


def _hint_of(link: str, days: Mapping[str, str]) -> Post | None:
    """What a list says about the post at an address: its day, if it marks one."""
    published = utc_time(days[link]) if link in days else None
    if published is None:
        return None
    return Post(url=link, published=published, published_local=local_time(days[link]))


def _newest(url: str) -> str:
    """Sort key of archives by time, which puts a year before its months."""
    return (period_of(url) or "").ljust(len("2018-08"), "9")
