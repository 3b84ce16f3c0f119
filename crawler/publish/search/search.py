"""The search over articles, tweets, notes and comments, in one list, best first."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.publish.search.shelves import SHELVES, Shelf
from crawler.text.scripts import together

#: Results per page, and the maximum number of pages. The tables contain all rows.
SIZE, MOST_PAGES = 20, 25
#: Results are counted up to this number.
MOST = 1000
#: Words or letters of a snippet. FTS5 allows 64.
_WORDS, _LETTERS = 32, 64

_Scored = tuple[float, str, sqlite3.Row]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A search request."""

    terms: str | None
    """An FTS5 expression. None to apply only the filters and list the newest first."""
    by_letters: bool = False
    """Whether the expression is for the index of letters instead of the index of words."""
    kind: str | None = None
    """A key of `SHELVES`. None for all."""
    filters: Mapping[str, str]
    """The filters in use: `year` ("2018"), `month` ("2018-08"), `author` and `term` (ids)."""
    page: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchHit:
    """A result."""

    kind: str
    row: sqlite3.Row
    """The columns of its shelf: `key`, `title`, `time`, `article`, `language`, `who`, `text`."""
    snippet: str
    """A part of its text. Matching words are between ⟦ and ⟧."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResults:
    """A page of results."""

    entries: list[SearchHit]
    counts: dict[str, int]
    """The number of results of each kind, counted up to one more than `MOST`."""
    more: bool
    """Whether there is another page."""


def search(connection: sqlite3.Connection, wanted: Wanted) -> SearchResults:
    """Search. Raises `sqlite3.OperationalError` if it exceeds the connection's time limit."""
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
        entries=[_entry(connection, item, wanted) for item in scored[end - SIZE : end]],
        counts={kind: _count(connection, shelf, wanted) for kind, shelf in SHELVES.items()},
        more=len(scored) > end and wanted.page < MOST_PAGES,
    )


def _scored(kind: str, shelf: Shelf, rows: list[sqlite3.Row]) -> list[_Scored]:
    """Scores that are comparable between kinds: relative to the best of the kind, times the kind's weight."""
    best = min((row["score"] for row in rows), default=-1) or -1
    return [(-shelf.weight * row["score"] / best, kind, row) for row in rows]


def _best(connection: sqlite3.Connection, shelf: Shelf, wanted: Wanted) -> list[sqlite3.Row]:
    score, order = (
        ("-1", f"{shelf.time} DESC")
        if wanted.terms is None
        else (f"bm25({_index(shelf, wanted)}, {shelf.weights})", "score")
    )
    sql = f"SELECT {shelf.columns}, {shelf.rowid} AS number, {score} AS score {_from(shelf, wanted)} ORDER BY {order} LIMIT :most"  # noqa: E501 (names and conditions of shelves.py)
    return connection.execute(sql, _values(wanted, wanted.page * SIZE + 1)).fetchall()


def _count(connection: sqlite3.Connection, shelf: Shelf, wanted: Wanted) -> int:
    sql = f"SELECT COUNT(*) FROM (SELECT 1 {_from(shelf, wanted)} LIMIT :most)"  # noqa: S608 (as above)
    (number,) = connection.execute(sql, _values(wanted, MOST + 1)).fetchone()
    return int(number)


def _from(shelf: Shelf, wanted: Wanted) -> str:
    index = _index(shelf, wanted)
    conditions = [shelf.filters[name] for name in wanted.filters]
    if wanted.terms is not None:
        conditions.append(f"{index} MATCH :terms")
    joined = "" if wanted.terms is None else f"JOIN {index} ON {index}.rowid = {shelf.rowid}"
    return f"FROM {shelf.tables} {joined} WHERE {' AND '.join(conditions) or '1'}"


def _index(shelf: Shelf, wanted: Wanted) -> str:
    return shelf.letters if wanted.by_letters else shelf.index


def _values(wanted: Wanted, most: int) -> dict[str, object]:
    return {**wanted.filters, "terms": wanted.terms, "most": most}


def _entry(connection: sqlite3.Connection, item: _Scored, wanted: Wanted) -> SearchHit:
    _, kind, row = item
    shelf = SHELVES[kind]
    snippet = row["text"] or ""
    if wanted.terms is not None:
        index, tokens = _index(shelf, wanted), _LETTERS if wanted.by_letters else _WORDS
        sql = f"SELECT SNIPPET({index}, {shelf.snippet}, '⟦', '⟧', '…', {tokens}) FROM {index} WHERE {index} MATCH ? AND rowid = ?"  # noqa: S608, E501 (as above)
        (snippet,) = connection.execute(sql, [wanted.terms, row["number"]]).fetchone() or (snippet,)
    return SearchHit(kind=kind, row=row, snippet=together(snippet or ""))
