"""What the dataset contains of a blog when a crawl starts, so that the crawl can skip it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.items.routes import AddressOutcome, Route


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorArticle:
    """An article in the dataset that was on the blog at the last crawl."""

    id: int
    """Key of its row."""
    url: str
    """Its address at the last crawl that found it."""
    post_id: int | None
    """Number of the post on the blog."""
    published: str | None
    """ISO 8601, UTC."""
    modified: str | None
    """Time of its last change, if the route that read it gave one: ISO 8601, UTC."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorAddress:
    """An address that a route found before."""

    url: str
    route: Route
    """As in the table discoveries, such as `sitemap` or `feed`."""
    lastmod: str | None
    """Time of the last change that the route announced."""
    outcome: AddressOutcome | None
    """What it turned out to be, as in the table discoveries. None if it has not been read yet."""
    article: int | None = None
    """Key of the row of the article that it led to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorCrawl:
    """Everything that the dataset contains of one blog."""

    articles: tuple[PriorArticle, ...] = ()
    """Articles that are not gone."""
    gone: frozenset[str] = frozenset()
    """Addresses of articles that are gone. They may return."""
    comments: frozenset[int] = frozenset()
    """Numbers on the blog of the stored comments."""
    addresses: Mapping[tuple[str, Route], PriorAddress] = field(default_factory=dict)
    """By address and route."""
