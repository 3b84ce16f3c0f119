"""Finds posts by the pages that list them: numbered pages, months and years, terms and authors.

The kinds of listings are read one after the other, cheapest first, until one was walked to its end: the home
page and the pages that follow it, then archives by time, then archives of terms and authors.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, assert_never

from crawler.discovery.failure import failure
from crawler.discovery.page_of import page_of
from crawler.discovery.redirects import REDIRECTS
from crawler.discovery.web.finders.finder import OK, PAST_THE_END, Candidate, StartingPoint, Step, StopRule
from crawler.discovery.web.finders.indexes import Indexes
from crawler.discovery.web.finders.listing_requests import ListingRequests
from crawler.discovery.web.finders.listing_walk import ListingWalk, Walk
from crawler.discovery.web.finders.search_indexes import SearchIndexes
from crawler.items import DatasetWarning, Post, Reply, address_key
from crawler.items.routes import Route
from crawler.parse.page import PageReading
from crawler.parse.page.facts.times import local_time, utc_time
from crawler.parse.page.listing.listing_page import ListingPage, period_of
from crawler.parse.page.listing.menu import menu_links


class ByArchive:
    """The route `archive`."""

    route: Route = "archive"

    def __init__(self, known: StopRule) -> None:
        self._known = known
        self._requests = ListingRequests()
        self._walk = ListingWalk(known, self._requests)
        self._indexes = Indexes(self._requests)
        self._search = SearchIndexes(self._requests)
        self._home = ""
        self._archives: dict[str, None] = {}
        self._terms: dict[str, None] = {}
        self.losses = 0
        self._listings = 0
        self._is_marked = False
        """Whether a listing marks posts: by entries or by days."""
        self._by_terms: Literal["wanted", "needless"] = "wanted"
        """Whether listings of terms and authors are needed. They are not when archives by time show posts."""
        self._entries: Literal["whole", "cut"] = "whole"
        """Whether listings show whole posts. After a page that cuts most of them, none is trusted."""

    @property
    def found(self) -> bool:
        """Whether any listing shows posts."""
        return bool(self._walk.seen)

    @property
    def whole(self) -> bool:
        """Whether listings were walked to their end."""
        return self.found and not self.losses and self._walk.state is not Walk.STOPPED

    @property
    def walked(self) -> bool:
        """Whether listings were walked to their end, or to known posts."""
        return self.found and not self.losses

    @property
    def said(self) -> str:
        """A sentence about how much they list."""
        end = "; what lies behind is known" if self._walk.state is Walk.STOPPED else ""
        return f"{self._listings} listings link to {len(self._walk.seen)} pages that may be posts{end}."

    def start(self, entry: StartingPoint) -> Iterator[Step]:
        """Read the home page, which is a listing itself or links to one."""
        self._home = entry.home.url
        is_wordpress = "wordpress" in (entry.home.software or "").lower()
        self._walk.enter(self._home, guesses_second=is_wordpress)
        self._requests.note(self._home)
        self._indexes.enter(entry.page.listing, menu_links(entry.page.root, self._home))
        yield from self._listing(entry.page)
        yield from self._requests.ask(entry.languages)

    def read(self, reply: Reply) -> Iterator[Step]:
        """Read a listing."""
        if reply.url in self._search:
            yield from self._seen(self._search.read(reply))
        elif reply.status == OK:
            yield from self._listing(page_of(reply))
        elif reply.status in REDIRECTS:
            return  # to an address that was already requested and read
        elif self._walk.is_guessed(reply.url) and reply.status in PAST_THE_END:
            self._walk.end()  # WordPress gives this status after the last page
        else:
            yield from self._counted([failure(reply)])

    def drained(self) -> Iterator[Step]:
        """Continue with the next kind of listings, unless one was walked to its end."""
        yield from self._counted(self._requests.left_out())
        if self._walk.has_enough:
            return
        steps = list(self._further())
        yield from steps or self._by_indexes()

    def _counted(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The same steps. Their warnings are counted as losses."""
        for step in steps:
            self.losses += isinstance(step, DatasetWarning)
            yield step

    def _seen(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """The same candidates, noted as seen."""
        for candidate in candidates:
            self._walk.seen.add(address_key(candidate.url))
            yield candidate

    def _further(self) -> Iterator[Step]:
        match self._walk.state:
            case Walk.OPEN:
                by_time = list(self._requests.ask(self._by_time()))
                yield from by_time or (self._requests.ask(self._terms) if self._by_terms == "wanted" else ())
            case Walk.ENDED | Walk.STOPPED:
                return
            case _:
                assert_never(self._walk.state)

    def _by_indexes(self) -> Iterator[Step]:
        """The pages that may be indexes of posts if no listing marks posts, then the posts that they list."""
        if self._is_marked or self._walk.state is Walk.STOPPED:
            return
        asks = list(self._indexes.ask())
        if asks:
            yield from asks
            return
        posts, self._is_marked = self._indexes.posts(), True
        yield from self._seen(Candidate(url, sure=True) for url in posts)
        if not posts:  # a script draws the listings
            yield from self._search.ask(self._home)

    def _by_time(self) -> list[str]:
        """The archives to request. If known posts end the walk, only the newest month or year."""
        waiting = [url for url in self._archives if url not in self._requests]
        if not self._known.stops:
            return waiting
        dated = sorted((url for url in waiting if period_of(url)), key=_newest, reverse=True)
        return [url for url in waiting if not period_of(url)] + dated[:1]

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
        is_index = page.url in self._indexes
        if is_index:
            self._indexes.add(page)
        self._is_marked |= bool(page.entries or page.dated)
        self._archives.update(dict.fromkeys(page.archives))
        self._terms.update(dict.fromkeys(page.terms))
        yield from self._counted(self._walk.go_on(page))
        is_archive = address_key(page.url) in map(address_key, self._archives)
        if is_archive and (self._walk.showed_new or period_of(page.url) is not None):
            self._by_terms = "needless"
        yield from self._seen(entries)
        for link in page.links:
            if not is_index or link in page.dated:
                hint = _hint_of(link, page.days)
                yield from self._seen([Candidate(link, None, hint, sure=link in page.dated)])


def _hint_of(link: str, days: Mapping[str, str]) -> Post | None:
    """What a list says about the post at an address: its day, if it marks one."""
    published = utc_time(days[link]) if link in days else None
    if published is None:
        return None
    return Post(url=link, published=published, published_local=local_time(days[link]))


def _newest(url: str) -> str:
    """Sort key of archives by time, which puts a year before its months."""
    return (period_of(url) or "").ljust(len("2018-08"), "9")
