"""What a route by web pages is: it finds addresses of posts, and reads none of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

from crawler.discovery.found import PageOutcome
from crawler.discovery.home import Home
from crawler.discovery.web.categories import Categories
from crawler.items import Ask, DatasetWarning, Post, Reply
from crawler.items.routes import Route
from crawler.parse.page import PageReading

OK = 200
PAST_THE_END = frozenset((400, 404, 410))
"""Answers of software that is asked for the page behind the last one."""


class Candidate(NamedTuple):
    """An address that may be a post's."""

    url: str
    lastmod: str | None = None
    """The time of its last change, where the route tells one."""
    hint: Post | None = None
    """What the route itself tells of the post; with content only if that is all of it."""
    sure: bool = False
    """Whether the route vouches for its being a post."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StartingPoint:
    """Where finders begin."""

    home: Home
    page: PageReading
    """The home page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedPage:
    """What a listing shows, as in `ListingPage`, without the page itself."""

    url: str
    entries: tuple[str, ...]
    links: tuple[str, ...]
    older: tuple[str, ...]
    archives: tuple[str, ...]
    terms: tuple[str, ...]
    last: int
    dated: frozenset[str]

    @classmethod
    def of(cls, reading: PageReading) -> Self:
        """The listing that a page shows."""
        page = reading.listing
        return cls(
            url=reading.url,
            entries=tuple(entry.url for entry in page.entries),
            links=page.links,
            older=page.older,
            archives=page.archives,
            terms=page.terms,
            last=page.last,
            dated=page.dated,
        )


Step = Ask | Candidate | DatasetWarning | PageOutcome
"""An outcome is that of an address that cannot be a post's, such as a part of a sitemap."""


class Finder(Protocol):
    """A state machine that finds addresses by one route; `route` begins the routes of all its asks."""

    route: Route
    losses: int
    """How many answers were lost that might have told of posts."""

    @property
    def found(self) -> bool:
        """Whether the route is there at all."""

    @property
    def whole(self) -> bool:
        """Whether it listed every post there is: what it does not list is no longer there."""

    @property
    def walked(self) -> bool:
        """Whether it led to its end, or to where everything behind is known."""

    @property
    def said(self) -> str:
        """What it found, as a sentence."""

    def start(self, entry: StartingPoint) -> Iterator[Step]:
        """What to ask for first."""

    def read(self, reply: Reply) -> Iterator[Step]:
        """What an answer tells."""

    def drained(self) -> Iterator[Step]:
        """What to ask for when everything was answered; nothing ends the route."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StopRule:
    """What finders may ask about an address, so as to stop where everything is known."""

    stops: bool
    """Whether a crawl met everything by this route before: what lies behind what is known is known, too."""
    is_known: Callable[[str], bool]
    categories: Categories
    """Takes in what listings tell of categories."""
    most: int | None = None
    """So many addresses are enough."""
    articles: int = 0
    """How many articles are known."""
    few: bool = False
    """Whether a sitemap is only a comparison with the API, so that few addresses are tried."""
