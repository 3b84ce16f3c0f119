"""What a dataset proves about its completeness: the counts of each route, and the verdict on them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawler.items.routes import Route

UNREAD = "not read"
"""The reason of posts that are missing without explanation."""
Status = Literal["complete", "partial", "doubtful", "incomplete", "empty"]
#: What each reason means, in the order in which addresses are listed.
REASONS: Mapping[str, str] = {
    "forbidden": "The server or robots.txt forbids the page of a post.",
    "failed": "The page of a post could not be read.",
    UNREAD: "The page was not read yet. It may be a post's.",
    "unsure": "The page may be a post's. Neither its marks nor the rest of the blog decide.",
    "dead": "A sitemap or feed names the address, but it answered 404 when it was first requested.",
    "removed": "A sitemap or feed names the address, but it answered 410 when it was first requested.",
    "listing": "The page lists posts.",
    "page": "The page is not a post's.",
    "attachment": "The page shows only a file of a post.",
    "file": "The address is that of a file, not of a page.",
    "moved": "The address redirects to another one.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundAddress:
    """An address that a route found and that is not a stored article."""

    url: str
    route: Route
    month: str
    reason: str
    """A key of `REASONS`."""


@dataclass(kw_only=True, slots=True)
class RouteEvidence:
    """What one route announced and found."""

    announced: int | None = None
    """Number of posts that the route announces. None if it gives no number."""
    found: Counter[str] = field(default_factory=Counter)
    """Number of posts that it found, by month."""
    stored: int = 0
    """Number of these that are stored."""
    missing: Counter[str] = field(default_factory=Counter)
    """Number of these that are not stored, by reason."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Number of addresses that are not stored as posts, by what they turned out to be."""
    unnamed: int = 0
    """Number of posts, stored or missing, that only other routes found."""

    @property
    def names_all(self) -> bool:
        """Whether it found every post that any route found, and no fewer than it announces."""
        found = self.found.total()
        return bool(found) and not self.unnamed and found >= (self.announced or 0)


@dataclass(kw_only=True, slots=True)
class Coverage:
    """The completeness of a dataset."""

    blog: str
    crawled: str | None = None
    """Time when the last run ended: ISO 8601, UTC."""
    partial: str = ""
    """What limited all crawls so far, as in `runs.partial`. Empty if one read everything."""
    routes: dict[Route, RouteEvidence] = field(default_factory=dict)
    """The routes that found addresses, cheapest first."""
    stored: Counter[str] = field(default_factory=Counter)
    """Number of stored articles that are on the blog, by month."""
    announced: dict[str, int] = field(default_factory=dict)
    """Number of posts that the blog announces, by month ("" for all)."""
    protected: int = 0
    elsewhere: int = 0
    """Stored articles that belong to another blog of the dataset, which delivered the same addresses."""
    gone_since: list[tuple[str, str]] = field(default_factory=list)
    """Articles deleted from the blog and kept here: month, and time of the crawl that noticed it."""
    missing: list[FoundAddress] = field(default_factory=list)
    """Posts that were found but are not stored."""
    dead: list[FoundAddress] = field(default_factory=list)
    """Addresses of a sitemap or a feed that led nowhere when they were first requested."""
    left_out: list[FoundAddress] = field(default_factory=list)
    """Addresses that belong to no post."""
    unsure: list[FoundAddress] = field(default_factory=list)
    """Addresses of pages that may be posts and are not stored."""
    unexplained: int = 0
    """Number of announced posts that are neither stored nor missing for a known reason."""
    explained: int = 0
    """Number of announced posts that are not stored because responses of the API were lost (see warnings)."""
    is_walked: bool = True
    """Whether the last full crawl read the blog's lists to their end, or the blog gave a number of posts."""
    doubts: list[str] = field(default_factory=list)
    """Warnings that say that posts may be missing: all losses of the last full crawl, and the cut pages,
    doubtful changes, failed requests and walls of other crawls that no later crawl resolved.
    """
    decisions: tuple[str, ...] = ()
    """What the last full crawl decided, as in `runs.decisions`."""

    @property
    def gone(self) -> Counter[str]:
        """Number of articles deleted from the blog and kept here, by month."""
        return Counter(month for month, _ in self.gone_since)

    @property
    def found(self) -> dict[Route, Counter[str]]:
        """Number of posts that each route found, by month."""
        return {route: evidence.found for route, evidence in self.routes.items()}

    @property
    def months(self) -> list[str]:
        """All months, oldest first. Posts without a date come last."""
        told = (month for month in self.announced if month)
        named = {*self.stored, *self.gone, *told, *(one.month for one in self.missing)}
        return sorted(named, key=lambda month: (month == UNDATED, month))

    @property
    def lacking(self) -> dict[str, int]:
        """Number of posts that are known to be missing, by reason."""
        reasons = Counter(one.reason for one in self.missing)
        reasons["failed"] += self.explained
        reasons["announced but not found"] += self.unexplained
        return {reason: count for reason, count in reasons.items() if count}

    @property
    def by_reason(self) -> dict[str, list[FoundAddress]]:
        """All addresses that are not stored as articles, by the keys of `REASONS`."""
        found = [*self.missing, *self.unsure, *self.dead, *self.left_out]
        return {reason: [one for one in found if one.reason == reason] for reason in REASONS}

    @property
    def status(self) -> Status:
        """`complete` only if all routes agree, and nothing was refused, lost, left unread or undecided."""
        if self.partial:
            return "partial"
        if self.lacking or not self.is_walked or self.doubts:
            return "incomplete"
        if self.unsure:
            return "doubtful"
        return "complete" if self.stored.total() or self.gone.total() else "empty"

    @property
    def is_proven(self) -> bool:
        """Whether nothing is missing, except what the crawl was told to leave out."""
        if self.status == "partial":
            return not self.doubts and self.lacking.keys() <= {UNREAD}
        return self.status == "complete"

    @property
    def sureness(self) -> str:
        """How far the routes confirm one another, in one sentence."""
        if not self.routes:
            return "No route found a post."
        whole = [route for route, evidence in self.routes.items() if evidence.names_all]
        counts = [route for route in whole if self.routes[route].announced is not None]
        if self.status not in ("complete", "doubtful"):
            return "The number of posts on the blog is not certain."
        if len(whole) > 1:
            return f"These routes found the same posts: {', '.join(whole)}."
        if counts:
            return f"The route {counts[0]} found all posts, as many as the blog announces."
        if whole:
            return f"Only the route {whole[0]} found all posts. No other route confirms their number."
        return "No single route found all posts. They are those of all routes together."

    @property
    def verdict(self) -> str:
        """The result in one sentence."""
        stored, gone = self.stored.total(), self.gone.total()
        lacking = [f"{count} {reason}" for reason, count in self.lacking.items()]
        whole = f"{stored:,} of {stored + sum(self.lacking.values()):,} posts stored"
        notes = [f"{self.protected} behind a password"] if self.protected else []
        notes += [f"{self.elsewhere} as articles of another blog"] if self.elsewhere else []
        notes += [f"{gone} deleted from the blog but kept"] if gone else []
        dead = len(self.dead)
        notes += [f"{dead} {'address leads' if dead == 1 else 'addresses lead'} nowhere"] if dead else []
        beside = f" ({', '.join(notes)})" if notes else ""
        if self.status == "empty":
            return f"empty: no posts were found{beside}"
        if self.status == "complete":
            return f"complete: {whole}{beside}"
        if self.status == "doubtful":
            pages = f"{len(self.unsure)} more {'page' if len(self.unsure) == 1 else 'pages'}"
            return f"doubtful: {whole}, and {pages} may be posts (coverage --urls lists them){beside}"
        if self.status == "partial":
            lacking = [] if self.is_proven else lacking
            whole = whole if self.lacking else f"{stored:,} {'post' if stored == 1 else 'posts'} stored"
        elif not self.is_walked:
            lacking.append("an unknown number after the end of incomplete lists (see runs.decisions)")
        if self.doubts and not lacking:
            lacking.append(f"posts may be missing ({self.doubts[0]})")
        word = f"partial ({self.partial})" if self.status == "partial" else "incomplete"
        return f"{word}: {': '.join([', '.join(lacking), whole] if lacking else [whole])}{beside}"


UNDATED = "undated"
