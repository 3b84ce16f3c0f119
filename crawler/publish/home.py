"""The first page of a dataset: what the archive is, in numbers, and the questions that it answers."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from datasette.database import QueryInterrupted  # type: ignore[import-untyped] # Datasette ships no types

from crawler.publish.archive import Archive
from crawler.publish.canned import Query, queries
from crawler.publish.metadata import described
from crawler.publish.presentation import TABLES

#: What is counted: the word below the number, the table that the number leads to, and the SQL.
COUNTS = (
    ("articles", "articles", "SELECT COUNT(*) FROM articles"),
    ("tweets", "tweets", "SELECT COUNT(*) FROM tweets"),
    ("footnotes", "footnotes", "SELECT COUNT(*) FROM footnotes"),
    (
        "cited sources",
        "source_citations",
        "SELECT COUNT(DISTINCT source) FROM links WHERE place = 'footnote'",
    ),
    ("comments", "comments", "SELECT COUNT(*) FROM comments"),
)
_PERIOD = "SELECT SUBSTR(MIN(published), 1, 10), SUBSTR(MAX(published), 1, 10) FROM articles"


async def home(database: Any, archive: Archive) -> dict[str, Any]:
    """What the template of the first page shows; ``database`` is Datasette's."""
    return {
        "archive": archive,
        "numbers": await _numbers(database),
        "period": await _period(database),
        "topics": topics(),
        "described": described,
        "order": list(TABLES),
    }


def topics() -> list[tuple[str, list[Query]]]:
    """The canned queries by topic."""
    return [(topic, list(found)) for topic, found in groupby(queries(), key=attrgetter("topic"))]


async def _numbers(database: Any) -> list[dict[str, Any]]:
    """Those that could be counted in the time that Datasette gives a query."""
    found = []
    for word, table, sql in COUNTS:
        try:
            (row,) = await database.execute(sql)
        except QueryInterrupted:
            continue
        found.append({"word": word, "table": table, "count": row[0]})
    return found


async def _period(database: Any) -> tuple[str, str] | None:
    """Days of the first and the last article; None while there is none."""
    (row,) = await database.execute(_PERIOD)
    return (row[0], row[1]) if row[0] else None
