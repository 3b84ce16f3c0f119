"""Counts announced, found and stored posts by month and route, and explains missing ones."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple, assert_never

from crawler.errors import DatasetError
from crawler.items import address_key, date_in
from crawler.items.problems import LOSSES, ProblemCode
from crawler.items.routes import FINDING, AddressOutcome, Route
from crawler.store.dataset.dataset import DATASET
from crawler.store.reading.evidence import UNDATED, UNREAD, Coverage, FoundAddress, RouteEvidence
from crawler.store.sqlite.opening import failures, opened_to_read

_LOST: tuple[ProblemCode, ...] = ("bad_post", "bad_json", "request_failed")
_MONTH = len("2018-08")
# Whether the other blog still has them does not matter for this one.
_ELSEWHERE = """
SELECT id, url, COALESCE(published_local, published), 'live', NULL
FROM articles
WHERE blog <> ? AND id IN (
  SELECT article FROM discoveries WHERE blog = ? AND outcome IN ('article', 'protected')
)
"""
_FULL = (
    "SELECT decisions FROM runs WHERE blog = ? AND finished IS NOT NULL AND partial IS NULL ORDER BY id DESC"
)
# a warning that a later crawl finds right is removed; a post without text is one if it is so again
_DOUBTS = """
SELECT detail
FROM warnings LEFT JOIN articles ON articles.id = article
WHERE warnings.blog = ? AND code IN (SELECT value FROM json_each(?)) AND status IS NOT 'gone'
  AND (code <> 'empty_content' OR article IN (SELECT article FROM discoveries WHERE outcome = 'failed'))
ORDER BY warnings.run, detail
"""
_LAST = "SELECT COALESCE(partial, 'interrupted') FROM runs WHERE blog = ? ORDER BY id DESC"


def coverage_of(path: Path, blog: str | None = None) -> list[Coverage]:
    """The coverage of each blog in the dataset, or of the one of that name. Raises `DatasetError`."""
    with failures(path), closing(opened_to_read(path, DATASET)) as connection:
        names = _blogs(connection)
        if blog is not None and blog not in names:
            raise DatasetError(f"{path} contains no blog {blog}. It contains: {', '.join(names) or 'none'}.")
        if not is_current(connection):
            raise DatasetError(
                f"{path} was written by an earlier release. "
                "Crawl the blog again, or run `blog2dataset reparse`."
            )
        return [_coverage(connection, name) for name in names if blog in (None, name)]


def coverage_in(connection: sqlite3.Connection) -> list[Coverage]:
    """The coverage of each blog in an open dataset. Empty if an earlier release wrote it."""
    if not is_current(connection):
        return []
    return [_coverage(connection, name) for name in _blogs(connection)]


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether a dataset has all tables and columns of this release."""
    return not DATASET.additions(connection)


def _blogs(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM blogs ORDER BY name")]


def _coverage(connection: sqlite3.Connection, blog: str) -> Coverage:
    coverage = Coverage(blog=blog)
    finished = connection.execute("SELECT MAX(finished) FROM runs WHERE blog = ?", (blog,))
    (coverage.crawled,) = finished.fetchone()
    articles = connection.execute(
        "SELECT id, url, "
        # the local time of the blog, if it is a time and not a printed day ("Thu 7 Mar 2019")
        "CASE WHEN published_local GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-*' THEN published_local "
        "ELSE published END, status, gone_since FROM articles WHERE blog = ?",
        (blog,),
    )
    elsewhere = connection.execute(_ELSEWHERE, (blog, blog)).fetchall()
    coverage.elsewhere = len(elsewhere)
    known = [*articles, *elsewhere]
    key_of = cache(address_key)
    months = {}
    keys = {}
    for key, url, published, status, since in known:
        months[key] = (published or "")[:_MONTH] or UNDATED
        keys[key_of(url)] = key
        if status == "gone":
            coverage.gone_since.append((months[key], since))
        else:
            coverage.stored[months[key]] += 1
            coverage.protected += status == "protected"
    gone = {str(key) for key, _, _, status, _ in known if status == "gone"}
    _read_found(connection, coverage, _Known(months, keys, gone, key_of))
    _read_announced(connection, coverage)
    _read_runs(connection, coverage)
    return coverage


def _read_runs(connection: sqlite3.Connection, coverage: Coverage) -> None:
    blog = (coverage.blog,)
    full = connection.execute(_FULL, blog).fetchone()
    if full:
        coverage.decisions = tuple((full[0] or "").splitlines())
    else:
        coverage.partial = (connection.execute(_LAST, blog).fetchone() or ("",))[0]
    last = connection.execute(
        "SELECT walked FROM runs WHERE blog = ? AND walked IS NOT NULL ORDER BY id DESC LIMIT 1", blog
    ).fetchone()
    doubts = connection.execute(_DOUBTS, (*blog, json.dumps(LOSSES)))
    coverage.doubts = [detail for (detail,) in doubts]
    coverage.is_walked = last is None or bool(last[0]) or _is_counted(connection, coverage.blog)


def _is_counted(connection: sqlite3.Connection, blog: str) -> bool:
    """Whether the blog announced its number of posts, in a crawl that nothing contradicted."""
    told = connection.execute(
        "SELECT 1 FROM announcements JOIN runs ON runs.id = run "
        "WHERE announcements.blog = ? AND month = '' AND walked IS NOT 0",
        (blog,),
    )
    return told.fetchone() is not None


class _Known(NamedTuple):
    """The articles of a blog, for `_read_found`."""

    months: Mapping[int, str]
    """Month by id."""
    ids: Mapping[str, int]
    """Id by the key of the address."""
    gone: AbstractSet[str]
    """Ids of those that are gone."""
    key_of: Callable[[str], str]
    """The key of an address. Each address is met several times."""


def _read_found(connection: sqlite3.Connection, coverage: Coverage, known: _Known) -> None:
    months, stored, gone, key_of = known
    rows = connection.execute(
        "SELECT url, route, article, lastmod, outcome FROM discoveries "
        "WHERE blog = ? AND route <> 'former' ORDER BY url",
        (coverage.blog,),
    ).fetchall()
    # Two routes may write an address in two ways, and only one of them was requested.
    outcomes = {key_of(url): outcome for url, _, _, _, outcome in rows if outcome}
    evidence = {route: RouteEvidence() for route in FINDING}
    met: dict[Route, set[str]] = {route: set() for route in FINDING}
    posts: dict[Route, set[str]] = {route: set() for route in FINDING}
    others: dict[str, FoundAddress] = {}
    for url, route, article, lastmod, outcome in rows:
        key = key_of(url)
        month = months.get(article) or _month_of(url, lastmod)
        one = str(article or key)
        if route not in evidence or one in met[route]:
            continue
        met[route].add(one)
        told = evidence[route]
        if article is not None or key in stored:
            told.found[month] += 1
            told.stored += 1
            posts[route].add(str(stored.get(key, article)))
            continue
        reason = _reason(outcome or outcomes.get(key))
        if reason in _MISSING:
            told.found[month] += 1
            told.missing[reason] += 1
            posts[route].add(key)
        else:
            told.left_out[reason] += 1
        if key not in others or others[key].route == "archive":
            others[key] = FoundAddress(url=url, route=route, month=month, reason=reason)
    everything = set().union(*posts.values()) - gone
    for route in FINDING:
        evidence[route].unnamed = len(everything - posts[route])
    coverage.routes = {route: evidence[route] for route in FINDING if met[route]}
    _sort(coverage, others.values())


def _sort(coverage: Coverage, others: Iterable[FoundAddress]) -> None:
    """Enter the addresses that are not stored, by what became of them."""
    for one in sorted(others, key=lambda one: (one.month, one.url)):
        if one.reason in _MISSING:
            coverage.missing.append(one)
        elif one.reason in _DEAD and one.route != "archive":  # in listings, any link may be a post
            coverage.dead.append(one)
        elif one.reason == "unsure":
            coverage.unsure.append(one)
        else:
            coverage.left_out.append(one)


_MISSING = frozenset(("forbidden", "failed", UNREAD))
_DEAD = frozenset(("dead", "removed"))


def _reason(outcome: AddressOutcome | None) -> str:
    """The reason why an address is not a stored article, from the outcome of its page."""
    match outcome:
        case "missing":
            return "dead"
        case "gone":
            return "removed"
        case "forbidden" | "failed" | "listing" | "page" | "unsure" | "attachment" | "file" | "moved":
            return outcome
        case "article" | "protected" | None:
            return UNREAD
    assert_never(outcome)


def _month_of(url: str, lastmod: str | None) -> str:
    """The month of a post that is not stored, from its address or else its last change."""
    return (date_in(url) or lastmod or "")[:_MONTH] or UNDATED


def _read_announced(connection: sqlite3.Connection, coverage: Coverage) -> None:
    told = connection.execute(
        "SELECT announcements.route, month, articles, started FROM announcements JOIN runs ON runs.id = run "
        "WHERE announcements.blog = ?",
        (coverage.blog,),
    ).fetchall()
    coverage.announced = {month: count for _, month, count, _ in told}
    for route, month, count, _ in told:
        if not month and route in coverage.routes:
            coverage.routes[route].announced = count
    missing = Counter(one.month for one in coverage.missing)
    lacking: Counter[bool] = Counter()
    for _, month, count, started in told:
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
    statement = f"SELECT COUNT(*) FROM warnings WHERE {last} AND code IN ({marks})"  # noqa: S608 (only marks)
    (lost,) = connection.execute(statement, (blog, *_LOST)).fetchone()
    return bool(lost)
