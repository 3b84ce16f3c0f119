"""Data quality: how complete the archive is, and for each check its findings, with a link to all of them.

A check is a file in checks/. Its first lines give title and meaning. Its SQL returns one row per finding,
with `text`, and with `article` or `row` (TABLE/KEY) to link to. The page lists checks by file name.
"""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from crawler.items.problems import PROBLEMS
from crawler.store.reading.coverage import coverage_in
from crawler.store.reading.evidence import REASONS

_HEAD = re.compile(r"\A-- title: (?P<title>.+)\n-- meaning: (?P<meaning>.+)\n(?:-- rows: (?P<rows>.+)\n)?")
#: Findings that the page shows. Findings are counted up to `_MOST`.
_EXAMPLES, _MOST = 5, 10_000
#: Addresses that the page shows of each reason.
_MOST_URLS = 50
_RUNS = "SELECT * FROM runs ORDER BY id DESC LIMIT 20"
_WARNINGS = "SELECT code, warnings, articles, example FROM warnings_by_code"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A possible problem of the data."""

    title: str
    meaning: str
    rows: str | None
    """Path and query of all rows, relative to the dataset's address."""
    sql: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckResult:
    """The result of a check."""

    check: Check
    number: int
    examples: Sequence[sqlite3.Row]


@cache
def checks() -> tuple[Check, ...]:
    """Every check. Raises `ValueError` if the first lines of a file are incomplete."""
    folder = resources.files("crawler.publish").joinpath("reading", "checks")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return tuple(_check(file.name, file.read_text("utf-8")) for file in files)


def _check(name: str, text: str) -> Check:
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"checks/{name} does not begin with title and meaning")
    return Check(**head.groupdict(), sql=text[head.end() :].strip())


def read_quality(connection: sqlite3.Connection) -> Mapping[str, object]:
    """The coverage, the latest runs, the warnings by kind with what each means, and what each check finds."""
    return {
        "reasons": REASONS,
        "most_urls": _MOST_URLS,
        "runs": connection.execute(_RUNS).fetchall(),
        "warnings": connection.execute(_WARNINGS).fetchall(),
        "problems": PROBLEMS,
        "findings": [_finding(connection, check) for check in checks()],
        "coverages": coverage_in(connection),  # last, because it takes the longest
    }


def _finding(connection: sqlite3.Connection, check: Check) -> CheckResult:
    counted = f"SELECT COUNT(*) FROM (SELECT 1 FROM ({check.sql}) LIMIT {_MOST})"  # noqa: S608 (a file of ours)
    (number,) = connection.execute(counted).fetchone()
    examples = connection.execute(f"{check.sql} LIMIT {_EXAMPLES}").fetchall()
    return CheckResult(check=check, number=number, examples=examples)
