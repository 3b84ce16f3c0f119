"""What a crawl reads of a blog, and since when it can rely on earlier crawls."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from crawler.items.routes import Via

HOSTED_API = "https://public-api.wordpress.com"
"""The API of blogs on WordPress.com."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """The last crawl that read everything by a route. Posts that did not change since then are known."""

    since: str
    """Start of the crawl: ISO 8601, UTC."""
    comments: int | None = None
    """Number of comments that the blog announced then. None if it gave none, or if not all were read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """What a crawl reads. It is stored with the run, so that a rebuild reads the same."""

    blog: str
    """Short name of the blog."""
    url: str
    """Address of its home page."""
    via: Via = "auto"
    """The requested route, or `auto`."""
    limit: int | None = None
    """Maximum number of articles, newest first."""
    since: str | None = None
    """Read only articles published or changed since this time: ISO 8601, UTC."""
    full: bool = False
    """Whether known articles are read again."""
    gone: bool = False
    """Whether articles that were not found are marked as gone, however many they are."""
    hosted_api: str = HOSTED_API
    language: str | None = None
    """BCP 47 tag, in case the home page declares none."""
    bases: Mapping[str, Base] = field(default_factory=dict)
    """By route. Empty if everything is read."""

    @property
    def is_partial(self) -> bool:
        """Whether only some articles are wanted. Then nothing follows from those that were not found."""
        return bool(self.limit or self.since)

    def asked(self) -> dict[str, Any]:
        """The request as JSON values. Another run with the same values may resume an interrupted one."""
        names = {"route": self.via, "limit": self.limit, "hosted_api": self.hosted_api}
        return {**names, "language": self.language, "since": self.since, "full": self.full, "gone": self.gone}

    def arguments(self) -> dict[str, Any]:
        """Everything except name and address, as JSON values."""
        bases = {route: dataclasses.asdict(base) for route, base in self.bases.items()}
        return {**self.asked(), "bases": bases}

    @classmethod
    def of(cls, blog: str, url: str, arguments: Mapping[str, Any]) -> Self:
        """The scope that was stored as ``arguments``. Older versions stored fewer values."""
        known = dict(arguments)
        for name in ("budget", "resumed"):  # they do not change what is read
            known.pop(name, None)
        bases = {route: Base(**base) for route, base in known.pop("bases", {}).items()}
        return cls(blog=blog, url=url, via=known.pop("route"), bases=bases, **known)
