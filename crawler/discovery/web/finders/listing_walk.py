"""How far listings are walked: from page to page, until one ends or leads to known posts."""

from collections.abc import Iterator
from enum import Enum
from urllib.parse import urljoin

from crawler.discovery.web.finders.finder import Step, StopRule
from crawler.discovery.web.finders.listing_requests import ListingRequests
from crawler.items import DatasetWarning, address_key
from crawler.parse.page.listing.listing_page import ListingPage, numbered, period_of

_STICKY = 5
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


class ListingWalk:
    """Follows listings to their older pages."""

    def __init__(self, known: StopRule, requests: ListingRequests) -> None:
        self._known, self._requests = known, requests
        self.state = Walk.OPEN
        self.seen: set[str] = set()
        """Keys of the pages that listings name and that may be posts."""
        self._home = ""
        self._guesses_second = False
        self._chain: set[str] = set()
        """Keys of the pages that other pages of their listing led to."""
        self._guessed: set[str] = set()
        """Keys of those among them that no page links to."""
        self._last: dict[str, int] = {}
        """By listing, the highest page number that its pages link to."""
        self._idle = 0
        """Number of pages in a row without anything new."""

    def enter(self, home: str, *, guesses_second: bool) -> None:
        """Begin at the home page. ``guesses_second`` is whether page 2 may be requested without a link."""
        self._home, self._guesses_second = home, guesses_second

    def is_guessed(self, url: str) -> bool:
        """Whether a page was requested although no page links to it."""
        return address_key(url) in self._guessed

    @property
    def has_enough(self) -> bool:
        """Whether enough addresses were found."""
        # A few more, because sticky posts come before the newest ones.
        return self._known.most is not None and len(self.seen) >= self._known.most + _STICKY

    @property
    def showed_new(self) -> bool:
        """Whether the last page named anything that no page before it had named."""
        return self._idle == 0

    def end(self) -> None:
        """Note that a listing has ended. A walk that never shows a post is not one."""
        if self.state is Walk.OPEN and self.seen:
            self.state = Walk.ENDED

    def go_on(self, page: ListingPage) -> Iterator[Step]:
        """Request the page after a page of a listing, or note its end. A warning is a loss."""
        url, shown = page.url, (*page.entries, *page.links)
        self._idle = 0 if any(address_key(link) not in self.seen for link in shown) else self._idle + 1
        base, number = numbered(url)
        in_chain = address_key(url) in self._chain
        older = self._older_of(page)
        linked = in_chain and not self.is_guessed(url)
        if not shown and linked and (self._last.get(base, 0) > number or not older):
            behind = "there are pages behind it" if older else "a listing links to it"
            detail = f"{url}: it lists nothing, though {behind}"
            yield DatasetWarning(code="unreadable", detail=detail)
            yield from self._older(older, url)
        elif self._known.stops and shown and all(map(self._known.is_known, shown)):
            # A separate front page, such as a welcome page, shows known posts and links to listings.
            listed = bool(older or period_of(url)) or in_chain
            if listed or len(set(map(address_key, shown))) >= self._known.articles:
                self.state = Walk.STOPPED
        elif self._idle >= _MOST_IDLE or (not shown and in_chain):
            if in_chain:
                self.end()
        elif not self.has_enough:
            self._last[base] = max(page.last, self._last.get(base, 0))
            yield from self._older(older, url)
            # a page without a number and without entries does not end a listing
            ends = bool(page.entries or page.dated) or number > 1
            if not ends and self.state is Walk.ENDED:
                self.state = Walk.OPEN

    def _older_of(self, page: ListingPage) -> tuple[str, ...]:
        if page.url == self._home and not (page.entries or page.links):
            # a welcome page, whose next page is another one of the site, as in a manual
            return tuple(link for link in page.older if numbered(link)[1] > 1)
        if page.older or page.url != self._home or not self._guesses_second or len(page.entries) < _LEAST:
            return page.older
        second = urljoin(f"{page.url.rstrip('/')}/", "page/2/")  # endless scrolling hides it
        self._guessed.add(address_key(second))
        return (second,)

    def _older(self, older: tuple[str, ...], url: str) -> Iterator[Step]:
        for link in older:
            asks = list(self._requests.ask([link]))
            if asks:
                self._chain.add(address_key(link))
                yield from asks
                return
        if address_key(url) in self._chain:
            self.end()
