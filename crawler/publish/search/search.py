"""The search over everything: articles, tweets, notes and comments in one list, best first."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.publish.search.shelves import SHELVES, Shelf

#: Entries of a page, and how many pages there are at most: whoever needs more has the tables.
SIZE, MOST_PAGES = 20, 25
#: Beyond it, a number of places is only said to be higher.
MOST = 1000

_Scored = tuple[float, str, sqlite3.Row]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is searched for."""

    terms: str | None
    """An FTS5 expression; None where only the filters narrow, and the newest come first."""
    kind: str | None = None
    """A key of `SHELVES`; None for all."""
    filters: Mapping[str, str]
    """`year` ("2018"), `month` ("2018-08"), `author` and `term` (ids), as far as asked for."""
    page: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchHit:
    """A place that was found."""

    kind: str
    row: sqlite3.Row
    """`key`, `title`, `time`, `article`, `language`, `who`, `text` of its shelf."""
    snippet: str
    """A part of its text; the words that were searched for stand between ⟦ and ⟧."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResults:
    """A page of results."""

    entries: list[SearchHit]
    counts: dict[str, int]
    """How many places of each kind there are, counted up to one more than `MOST`."""
    more: bool
    """Whether a further page has some."""


def search(connection: sqlite3.Connection, wanted: Wanted) -> SearchResults:
    """Find; raises `sqlite3.OperationalError` where it takes longer than the connection may."""
    scored = [
        item
        for kind, shelf in SHELVES.items()
        if wanted.kind in (None, kind)
        for item in _scored(kind, shelf, _best(connection, shelf, wanted))
    ]
    if wanted.terms is None:
        scored.sort(key=lambda item: item[2]["time"] or "", reverse=True)
    else:
        scored.sort(key=lambda item: item[0])
    end = wanted.page * SIZE
    return SearchResults(
        entries=[_entry(connection, item, wanted.terms) for item in scored[end - SIZE : end]],
        counts={kind: _count(connection, shelf, wanted) for kind, shelf in SHELVES.items()},
        more=len(scored) > end and wanted.page < MOST_PAGES,
    )


def _scored(kind: str, shelf: Shelf, rows: list[sqlite3.Row]) -> list[_Scored]:
    """Scores that can be compared between kinds: in proportion to the best of its kind, times its weight."""
    best = min((row["score"] for row in rows), default=-1) or -1
    return [(-shelf.weight * row["score"] / best, kind, row) for row in rows]


def _best(connection: sqlite3.Connection, shelf: Shelf, wanted: Wanted) -> list[sqlite3.Row]:
    score, order = ("-1", f"{shelf.time} DESC") if wanted.terms is None else (shelf.score, "score")
    sql = f"SELECT {shelf.columns}, {shelf.rowid} AS number, {score} AS score {_from(shelf, wanted)} ORDER BY {order} LIMIT :most"  # noqa: E501 (names and conditions of shelves.py)
    return connection.execute(sql, _values(wanted, wanted.page * SIZE + 1)).fetchall()


def _count(connection: sqlite3.Connection, shelf: Shelf, wanted: Wanted) -> int:
    sql = f"SELECT COUNT(*) FROM (SELECT 1 {_from(shelf, wanted)} LIMIT :most)"  # noqa: S608 (as above)
    (number,) = connection.execute(sql, _values(wanted, MOST + 1)).fetchone()
    return int(number)


def _from(shelf: Shelf, wanted: Wanted) -> str:
    conditions = [shelf.filters[name] for name in wanted.filters]
    if wanted.terms is not None:
        conditions.append(f"{shelf.index} MATCH :terms")
    joined = "" if wanted.terms is None else f"JOIN {shelf.index} ON {shelf.index}.rowid = {shelf.rowid}"
    return f"FROM {shelf.tables} {joined} WHERE {' AND '.join(conditions) or '1'}"


def _values(wanted: Wanted, most: int) -> dict[str, object]:
    return {**wanted.filters, "terms": wanted.terms, "most": most}


def _entry(connection: sqlite3.Connection, item: _Scored, terms: str | None) -> SearchHit:
    _, kind, row = item
    shelf = SHELVES[kind]
    snippet = row["text"] or ""
    if terms is not None:
        sql = f"SELECT SNIPPET({shelf.index}, {shelf.snippet}, '⟦', '⟧', '…', 32) FROM {shelf.index} WHERE {shelf.index} MATCH ? AND rowid = ?"  # noqa: S608, E501 (as above)
        (snippet,) = connection.execute(sql, [terms, row["number"]]).fetchone() or (snippet,)
    return SearchHit(kind=kind, row=row, snippet=snippet or "")
