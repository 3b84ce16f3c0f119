"""The home page of a dataset: numbers, charts, the latest articles and the canned queries."""

import sqlite3
from itertools import groupby
from operator import attrgetter
from typing import Any

from datasette.database import QueryInterrupted  # type: ignore[import-untyped] # Datasette ships no types
from datasette.utils import sqlite_timelimit  # type: ignore[import-untyped]

from crawler.publish.addresses import Addresses
from crawler.publish.datasets import DatasetInfo
from crawler.publish.datasette.metadata import described
from crawler.publish.datasette.presentation import TABLES
from crawler.publish.home.pictured import Chart, read_charts
from crawler.publish.questions.canned import CannedQuery, queries

#: The numbers: the word below each, the kind of search that it links to, and the SQL.
COUNTS = (
    ("articles", "article", "SELECT COUNT(*) FROM articles"),
    ("tweets", "tweet", "SELECT COUNT(*) FROM tweets"),
    ("footnotes", "note", "SELECT COUNT(*) FROM footnotes"),
    ("cited sources", None, "SELECT COUNT(DISTINCT source) FROM links WHERE place = 'footnote'"),
    ("comments", "comment", "SELECT COUNT(*) FROM comments"),
)
_PERIOD = "SELECT SUBSTR(MIN(published), 1, 10), SUBSTR(MAX(published), 1, 10) FROM articles"


#: The latest articles.
_LATEST = """
SELECT
  articles.id AS id,
  articles.title AS title,
  articles.published AS published,
  articles.language AS language,
  articles.word_count AS word_count,
  authors.name AS author_name,
  COALESCE(articles.excerpt, SUBSTR(articles.text, 1, 280)) AS beginning
FROM articles
LEFT JOIN authors ON authors.id = articles.author
WHERE articles.status <> 'gone'
ORDER BY articles.published DESC
LIMIT 6
"""


async def home(database: Any, archive: DatasetInfo, at: Addresses) -> dict[str, Any]:
    """The variables of the home page's template. ``database`` is Datasette's object."""
    return {
        "archive": archive,
        "charts": await _charts(database, at),
        "latest": (await database.execute(_LATEST)).rows,
        "numbers": await read_numbers(database),
        "period": await read_period(database),
        "topics": topics(),
        "described": described,
        "order": list(TABLES),
    }


def topics() -> list[tuple[str, list[CannedQuery]]]:
    """The canned queries by topic."""
    return [(topic, list(found)) for topic, found in groupby(queries(), key=attrgetter("topic"))]


async def _charts(database: Any, at: Addresses) -> list[Chart]:
    """The charts. Empty if they took longer than Datasette's time limit for a query."""
    limit = database.ds.setting("sql_time_limit_ms")

    def read(connection: sqlite3.Connection) -> list[Chart]:
        with sqlite_timelimit(connection, limit):
            return read_charts(connection, at)

    try:
        found: list[Chart] = await database.execute_fn(read)
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return []
    return found


async def read_numbers(database: Any) -> list[dict[str, Any]]:
    """The numbers that could be counted within Datasette's time limit for a query."""
    found = []
    for word, kind, sql in COUNTS:
        try:
            (row,) = await database.execute(sql)
        except QueryInterrupted:
            continue
        found.append({"word": word, "kind": kind, "count": row[0]})
    return found


async def read_period(database: Any) -> tuple[str, str] | None:
    """Dates of the first and the last article. None if there are no articles."""
    (row,) = await database.execute(_PERIOD)
    return (row[0], row[1]) if row[0] else None
