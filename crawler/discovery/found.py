"""The findings of discovery, besides its requests."""

from dataclasses import dataclass
from typing import Literal, assert_never

from crawler.items import Blog, Comment, DatasetWarning, Post, Term
from crawler.items.blog import PostStatus
from crawler.items.routes import AddressOutcome, Route


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentPage:
    """The comments of one response."""

    comments: tuple[Comment, ...]
    """In the order of the response, for one article or several."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Announced:
    """The expected number of articles, as far as it is known."""

    articles: int
    """The number that the blog announces, or fewer if a limit was given."""
    month: str = ""
    """The month of these articles ("2018-08"). Empty for all articles."""
    is_count: bool = True
    """Whether the blog gave the number. False if it only counts addresses found so far, which may not all be
    articles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StillThere:
    """Articles known to be unchanged on the blog without reading them again."""

    articles: frozenset[int]
    """Their ids."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundAddresses:
    """Addresses found by a route, whatever they turn out to be: (address, time of change from the route)."""

    found: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOutcome:
    """The outcome of reading the page at an address."""

    url: str
    """The address as the route gave it."""
    outcome: AddressOutcome
    """As in the table discoveries."""
    article: str | None = None
    """Canonical address of the article, if the page is an article."""


Finding = (
    Blog | Post | CommentPage | DatasetWarning | Announced | StillThere | FoundAddresses | PageOutcome | Term
)
DeliveryForm = Literal["api", "page", "listing", "feed"]
"""Where a post was read. The same post may differ a little in each form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A finding with its route and time."""

    what: Finding
    """The finding itself."""
    seen: str
    """Time when its response was received: ISO 8601, UTC."""
    route: Route
    """The route that found it, as in the table discoveries (`api`)."""
    form: DeliveryForm = "api"
    """Where it was read."""


def outcome_of(status: PostStatus) -> AddressOutcome:
    """What the page of a post turned out to be."""
    match status:
        case "live":
            return "article"
        case "protected":
            return "protected"
    assert_never(status)
