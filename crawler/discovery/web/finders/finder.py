"""The interface of routes by web pages. They find the addresses of posts, but do not read the posts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from crawler.discovery.found import PageOutcome
from crawler.discovery.home import Home
from crawler.discovery.web.categories import Categories
from crawler.items import Ask, DatasetWarning, Post, Reply
from crawler.items.routes import Route
from crawler.parse.page import PageReading

OK = 200
PAST_THE_END = frozenset((400, 404, 410))
"""Statuses of software for the page after the last one."""


class Candidate(NamedTuple):
    """An address that may belong to a post."""

    url: str
    lastmod: str | None = None
    """The time of its last change, if the route gives one."""
    hint: Post | None = None
    """What the route itself contains of the post. It has content only if that is the whole text."""
    sure: bool = False
    """Whether the route marks it as a post."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StartingPoint:
    """The page at which finders begin."""

    home: Home
    page: PageReading
    """The home page."""
    languages: tuple[str, ...] = ()
    """The home pages of the blog's other languages."""


Step = Ask | Candidate | DatasetWarning | PageOutcome
"""An outcome is given for addresses that cannot belong to a post, such as a part of a sitemap."""


class Finder(Protocol):
    """A state machine that finds addresses by one route. The route of each request begins with `route`."""

    route: Route
    losses: int
    """Number of lost responses that might have named posts."""

    @property
    def found(self) -> bool:
        """Whether the route exists."""

    @property
    def whole(self) -> bool:
        """Whether it listed every post of the blog. Then posts that it did not list are gone."""

    @property
    def walked(self) -> bool:
        """Whether it was followed to its end, or until all older posts are known."""

    @property
    def said(self) -> str:
        """A sentence about what it found."""

    def start(self, entry: StartingPoint) -> Iterator[Step]:
        """The first requests."""

    def read(self, reply: Reply) -> Iterator[Step]:
        """The results of a response."""

    def drained(self) -> Iterator[Step]:
        """The next requests once all are answered. If there are none, the route has ended."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StopRule:
    """Tells finders whether an address is known, so that they stop at known posts."""

    stops: bool
    """Whether an earlier crawl found everything by this route. Then all posts after a known one are known."""
    is_known: Callable[[str], bool]
    categories: Categories
    """Collects the categories that listings link to."""
    most: int | None = None
    """Number of addresses that are enough."""
    articles: int = 0
    """Number of known articles."""
    few: bool = False
    """Whether a sitemap is only compared with the API. Then only WordPress's addresses are tried."""
    never: bool = False
    """Whether earlier crawls of the blog found nothing by this route. Then only a few addresses are tried."""
