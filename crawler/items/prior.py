"""What a dataset knows of a blog when a crawl begins: what need not be read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorArticle:
    """An article that the dataset has and the blog had when it was last looked for."""

    id: int
    """Key of its row."""
    url: str
    """Its address as of the last crawl that met it."""
    post_id: int | None
    """The blog's own number of the post."""
    published: str | None
    """ISO 8601, UTC."""
    modified: str | None
    """The time of its last change, where the route that read it told one: ISO 8601, UTC."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorAddress:
    """An address that a route found before."""

    url: str
    route: str
    """As in table discoveries (`sitemap`, `feed` …)."""
    lastmod: str | None
    """The time of change that the route announced with it."""
    outcome: str | None
    """What became of it, as in table discoveries; None where it was not read yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorCrawl:
    """All that is known of one blog."""

    articles: tuple[PriorArticle, ...] = ()
    """Those that are not gone."""
    gone: frozenset[str] = frozenset()
    """Addresses of the articles that are: they may come back."""
    comments: frozenset[int] = frozenset()
    """The blog's own numbers of the comments that are stored."""
    addresses: Mapping[tuple[str, str], PriorAddress] = field(default_factory=dict)
    """By address and route."""
