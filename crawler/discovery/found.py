"""What discovery hands on, beside the addresses it wants to see."""

from dataclasses import dataclass
from typing import Literal

from crawler.items import Blog, Comment, DatasetWarning, Post, Term


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentPage:
    """Comments that came in one answer."""

    comments: tuple[Comment, ...]
    """In the order of the answer, of one article or of many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Announced:
    """How many articles the crawl will meet, as far as it is known."""

    articles: int
    """Those that the blog announces, or fewer where a limit was given."""
    month: str = ""
    """The month that it is said of ("2018-08"); empty for all together."""
    is_count: bool = True
    """Whether the blog said so; False where it is but what was found so far, and may be no articles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StillThere:
    """Articles that the blog still has as they are, known without having been read again."""

    articles: frozenset[int]
    """Keys of their rows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundAddresses:
    """Addresses that a route found, whatever they turn out to be: (address, time of change that it told)."""

    found: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOutcome:
    """What the page at an address turned out to be."""

    url: str
    """The address as the route gave it."""
    outcome: str
    """As in table discoveries."""
    article: str | None = None
    """Canonical address of the article, if it is one."""


Finding = (
    Blog | Post | CommentPage | DatasetWarning | Announced | StillThere | FoundAddresses | PageOutcome | Term
)
DeliveryForm = Literal["api", "page", "listing", "feed"]
"""As what a post came; the same post may differ a little in each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A finding, with where and when it was met."""

    what: Finding
    """The finding itself."""
    seen: str
    """When the answer that told it was received: ISO 8601, UTC."""
    route: str
    """The route by which it was met, as in table discoveries (`api`)."""
    form: DeliveryForm = "api"
    """As what it came."""
