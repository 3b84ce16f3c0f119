"""Counts announced, found and stored posts by month and route, and explains missing ones."""

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from crawler.errors import DatasetError
from crawler.items import address_key, date_in
from crawler.items.problems import ProblemCode
from crawler.items.routes import FINDING, AddressOutcome, is_no_post
from crawler.store.dataset.dataset import DATASET
from crawler.store.sqlite.opening import failures, opened_to_read

UNDATED = "undated"
UNREAD = "not read"
"""The reason of posts that are missing without explanation."""
_LOST: tuple[ProblemCode, ...] = ("bad_post", "bad_json", "request_failed")
_MONTH = len("2018-08")
# Whether the other blog still has them says nothing of this one.
_ELSEWHERE = """
SELECT id, url, COALESCE(published_local, published), 'live', NULL
FROM articles
WHERE blog <> ? AND id IN (
  SELECT article FROM discoveries WHERE blog = ? AND outcome IN ('article', 'protected')
)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A post that is not stored."""

    url: str
    month: str
    reason: str
    """`gone`, `forbidden`, `failed`, or `not read`."""


@dataclass(kw_only=True, slots=True)
class Coverage:
    """The completeness of a dataset."""

    blog: str
    crawled: str | None = None
    """Time when the last run ended: ISO 8601, UTC."""
    routes: tuple[str, ...] = ()
    """The routes that found addresses, cheapest first."""
    stored: Counter[str] = field(default_factory=Counter)
    """Number of stored articles that are on the blog, by month."""
    found: dict[str, Counter[str]] = field(default_factory=dict)
    """Number of posts that each route found, by month."""
    announced: dict[str, int] = field(default_factory=dict)
    """Number of posts that the blog announces, by month ("" for all)."""
    protected: int = 0
    elsewhere: int = 0
    """Stored articles that belong to another blog of the dataset, which handed out the same addresses."""
    gone_since: list[tuple[str, str]] = field(default_factory=list)
    """Articles deleted from the blog and kept here: month, and time of the crawl that noticed it."""
    missing: list[Missing] = field(default_factory=list)
    """Posts that were found but are not stored."""
    unexplained: int = 0
    """Number of announced posts that are neither stored nor missing for a known reason."""
    explained: int = 0
    """Number of announced posts that are not stored because responses of the API were lost (see warnings)."""
    is_walked: bool = True
    """Whether the last full crawl read the blog's lists to their end, or the blog gave a number of posts."""

    @property
    def gone(self) -> Counter[str]:
        """Number of articles deleted from the blog and kept here, by month."""
        return Counter(month for month, _ in self.gone_since)

    @property
    def months(self) -> list[str]:
        """All months, oldest first. Posts without a date come last."""
        told = (month for month in self.announced if month)
        named = {*self.stored, *self.gone, *told, *(one.month for one in self.missing)}
        return sorted(named, key=lambda month: (month == UNDATED, month))

    @property
    def is_proven(self) -> bool:
        """Whether every missing post has a known reason."""
        return (
            self.is_walked and not self.unexplained and not any(one.reason == UNREAD for one in self.missing)
        )

    @property
    def verdict(self) -> str:
        """The result in one sentence."""
        stored, gone = self.stored.total(), self.gone.total()
        reasons = Counter(one.reason for one in self.missing)
        reasons["failed"] += self.explained
        reasons["announced but not found"] += self.unexplained
        lacking = [f"{count} {reason}" for reason, count in reasons.items() if count]
        whole = f"{stored:,} of {stored + sum(reasons.values()):,} posts stored"
        notes = [f"{self.protected} behind a password"] if self.protected else []
        notes += [f"{self.elsewhere} as articles of another blog"] if self.elsewhere else []
        notes += [f"{gone} deleted from the blog but kept"] if gone else []
        beside = f" ({', '.join(notes)})" if notes else ""
        if not self.is_walked:
            lacking.append("an unknown number after the end of incomplete lists (see runs.decisions)")
        if not lacking:
            return f"complete: {whole}{beside}"
        word = "complete except" if self.is_proven else "incomplete:"
        return f"{word} {', '.join(lacking)}: {whole}{beside}"


def coverage_of(path: Path, blog: str | None = None) -> list[Coverage]:
    """The coverage of each blog in the dataset, or of the one of that name. Raises `DatasetError`."""
    with failures(path), closing(opened_to_read(path, DATASET)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM blogs ORDER BY name")]
        if blog is not None and blog not in names:
            raise DatasetError(f"{path} contains no blog {blog}. It contains: {', '.join(names) or 'none'}.")
        if DATASET.additions(connection):
            raise DatasetError(
                f"{path} was written by an earlier release. Crawl the blog again, or run `scrapy reparse`."
            )
        return [_coverage(connection, name) for name in names if blog in (None, name)]


def _coverage(connection: sqlite3.Connection, blog: str) -> Coverage:
    coverage = Coverage(blog=blog)
    finished = connection.execute("SELECT MAX(finished) FROM runs WHERE blog = ?", (blog,))
    (coverage.crawled,) = finished.fetchone()
    articles = connection.execute(
        "SELECT id, url, "
        # as the blog's clock showed it, where that is a time and no printed day ("Thu 7 Mar 2019")
        "CASE WHEN published_local GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-*' THEN published_local "
        "ELSE published END, status, gone_since FROM articles WHERE blog = ?",
        (blog,),
    )
    elsewhere = connection.execute(_ELSEWHERE, (blog, blog)).fetchall()
    coverage.elsewhere = len(elsewhere)
    months = {}
    keys = set()
    for key, url, published, status, since in (*articles, *elsewhere):
        months[key] = (published or "")[:_MONTH] or UNDATED
        keys.add(address_key(url))
        if status == "gone":
            coverage.gone_since.append((months[key], since))
        else:
            coverage.stored[months[key]] += 1
            coverage.protected += status == "protected"
    _read_found(connection, coverage, months, keys)
    _read_announced(connection, coverage)
    last = connection.execute(
        "SELECT walked FROM runs WHERE blog = ? AND walked IS NOT NULL ORDER BY id DESC LIMIT 1", (blog,)
    )
    coverage.is_walked = last.fetchone() != (0,) or bool(coverage.announced.get(""))
    return coverage


def _read_found(
    connection: sqlite3.Connection, coverage: Coverage, months: dict[int, str], stored: set[str]
) -> None:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    missing: dict[str, Missing] = {}
    for url, route, article, lastmod, outcome in connection.execute(
        "SELECT url, route, article, lastmod, outcome FROM discoveries "
        "WHERE blog = ? AND route <> 'former' ORDER BY url",
        (coverage.blog,),
    ):
        key = address_key(url)
        if is_no_post(outcome) or (outcome == "missing" and route == "archive" and article is None):
            continue  # in listings, any link may be a post
        month = months.get(article) or _month_of(url, lastmod)
        found[route][str(article or key)] = month
        if article is None and key not in stored:
            missing.setdefault(key, Missing(url=url, month=month, reason=_reason(outcome)))
    coverage.routes = tuple(route for route in FINDING if route in found)
    coverage.found = {route: Counter(found[route].values()) for route in coverage.routes}
    coverage.missing = sorted(missing.values(), key=lambda one: (one.month, one.url))


def _reason(outcome: AddressOutcome | None) -> str:
    """Why a post is not stored, by what its page turned out to be."""
    match outcome:
        case "missing":
            return "gone"
        case "forbidden" | "failed":
            return outcome
        case "article" | "protected" | "listing" | "page" | "attachment" | "file" | "moved" | None:
            return UNREAD
    assert_never(outcome)


def _month_of(url: str, lastmod: str | None) -> str:
    """The month of a post that is not stored, from its address or else its last change."""
    return (date_in(url) or lastmod or "")[:_MONTH] or UNDATED


def _read_announced(connection: sqlite3.Connection, coverage: Coverage) -> None:
    told = connection.execute(
        "SELECT month, articles, started FROM announcements JOIN runs ON runs.id = run "
        "WHERE announcements.blog = ?",
        (coverage.blog,),
    ).fetchall()
    coverage.announced = {month: count for month, count, _ in told}
    missing = Counter(one.month for one in coverage.missing)
    lacking: Counter[bool] = Counter()
    for month, count, started in told:
        here = {month} if month else {*coverage.stored, *coverage.gone, *missing}
        still = sum(since >= started for one, since in coverage.gone_since if one in here)
        known = sum(coverage.stored[one] + missing[one] for one in here) + still
        lacking[bool(month)] += max(0, count - known)
    # A post without a date may be the one that is missing in a month.
    short = max(lacking[False], lacking[True] - missing[UNDATED])
    if _was_lost(connection, coverage.blog):
        coverage.explained = short
    else:
        coverage.unexplained = short


def _was_lost(connection: sqlite3.Connection, blog: str) -> bool:
    """Whether responses were lost in the last full crawl of the blog."""
    marks = ", ".join("?" * len(_LOST))
    last = "run = (SELECT MAX(run) FROM announcements WHERE blog = ?)"
    statement = f"SELECT COUNT(*) FROM warnings WHERE {last} AND code IN ({marks})"  # noqa: S608 (marks alone)
    (lost,) = connection.execute(statement, (blog, *_LOST)).fetchone()
    return bool(lost)
