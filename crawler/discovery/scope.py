"""What a crawl is to read of a blog, and since when it may take the rest for known."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

HOSTED_API = "https://public-api.wordpress.com"
"""The API of the blogs that WordPress.com hosts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """The last crawl that met everything by a route: what did not change since then is known."""

    since: str
    """When it began: ISO 8601, UTC."""
    comments: int | None = None
    """How many comments the blog announced then; None where that was not told, or not all were read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """What is to be read. A rebuild reads the same by the same scope, so it is kept with the run."""

    blog: str
    """Short name of the blog."""
    url: str
    """Address of its home page."""
    via: str = "auto"
    """The route that was asked for, or `auto`."""
    limit: int | None = None
    """So many of the newest articles only."""
    since: str | None = None
    """Only what was published or changed since then: ISO 8601, UTC."""
    full: bool = False
    """Whether what is known has to be read again."""
    hosted_api: str = HOSTED_API
    language: str | None = None
    """BCP 47 tag, for where the home page declares none."""
    bases: Mapping[str, Base] = field(default_factory=dict)
    """By route; none where everything is to be read."""

    def asked(self) -> dict[str, Any]:
        """What was asked for, as JSON holds it: another run with the same may take an interrupted one up."""
        names = {"route": self.via, "limit": self.limit, "hosted_api": self.hosted_api}
        return {**names, "language": self.language, "since": self.since, "full": self.full}

    def arguments(self) -> dict[str, Any]:
        """All of it but name and address, as JSON holds it."""
        bases = {route: dataclasses.asdict(base) for route, base in self.bases.items()}
        return {**self.asked(), "bases": bases}

    @classmethod
    def of(cls, blog: str, url: str, arguments: Mapping[str, Any]) -> Self:
        """The scope that was kept as ``arguments``; those of older versions hold less."""
        known = dict(arguments)
        known.pop("budget", None)  # how much is spent at once is not what is read
        bases = {route: Base(**base) for route, base in known.pop("bases", {}).items()}
        return cls(blog=blog, url=url, via=known.pop("route"), bases=bases, **known)
