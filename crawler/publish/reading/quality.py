"""How good the data is: of each check how many rows it finds, which, and where all of them stand.

A check is a file in checks/: its head says what it is about, its SQL gives a row for each finding with
`text`, and `article` or `row` (TABLE/KEY) to look at. They stand in the order of their names.
"""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from crawler.items.problems import PROBLEMS

_HEAD = re.compile(r"\A-- title: (?P<title>.+)\n-- meaning: (?P<meaning>.+)\n(?:-- rows: (?P<rows>.+)\n)?")
#: Findings that the page shows; all of them are counted, up to `_MOST`.
_EXAMPLES, _MOST = 5, 10_000
_RUNS = "SELECT * FROM runs ORDER BY id DESC LIMIT 20"
_WARNINGS = "SELECT code, warnings, articles, example FROM warnings_by_code"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """Something that can be wrong with the data."""

    title: str
    meaning: str
    rows: str | None
    """Path and query of the rows, behind the dataset's address."""
    sql: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckResult:
    """What a check found."""

    check: Check
    number: int
    examples: Sequence[sqlite3.Row]


@cache
def checks() -> tuple[Check, ...]:
    """Every check; raises `ValueError` where a file's head is incomplete."""
    folder = resources.files("crawler.publish").joinpath("reading", "checks")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return tuple(_check(file.name, file.read_text("utf-8")) for file in files)


def _check(name: str, text: str) -> Check:
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"checks/{name} does not tell its title and meaning")
    return Check(**head.groupdict(), sql=text[head.end() :].strip())


def read_quality(connection: sqlite3.Connection) -> Mapping[str, object]:
    """The latest runs, the warnings by kind with what each means, and what each check finds."""
    return {
        "runs": connection.execute(_RUNS).fetchall(),
        "warnings": connection.execute(_WARNINGS).fetchall(),
        "problems": PROBLEMS,
        "findings": [_finding(connection, check) for check in checks()],
    }


def _finding(connection: sqlite3.Connection, check: Check) -> CheckResult:
    counted = f"SELECT COUNT(*) FROM (SELECT 1 FROM ({check.sql}) LIMIT {_MOST})"  # noqa: S608 (a file of ours)
    (number,) = connection.execute(counted).fetchone()
    examples = connection.execute(f"{check.sql} LIMIT {_EXAMPLES}").fetchall()
    return CheckResult(check=check, number=number, examples=examples)
