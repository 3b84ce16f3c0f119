"""Warnings: each problem is stored once, with the first run that had it."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from crawler.items import DatasetWarning, row_id
from crawler.items.problems import LOSSES, PROBLEMS, ProblemCode
from crawler.store.dataset.rows import Row
from crawler.store.sqlite.text import clean

#: Warnings about comments stay when the article is written again.
_OF_COMMENTS = json.dumps([code for code, kind in PROBLEMS.items() if kind.about == "comment"])
_INSERT = (
    "INSERT INTO warnings (id, run, blog, article, code, detail) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING"
)


#: Warnings about losses that a later crawl can find right.
_OF_LOSSES = json.dumps(LOSSES)
_OPEN = (
    "SELECT id, detail FROM warnings WHERE blog = ? AND article IS NULL AND run < ? "
    "AND code IN (SELECT value FROM json_each(?))"
)
_ADDRESS = re.compile(r"https?://\S+?(?=: |$)")


class About(NamedTuple):
    """An article that warnings are about."""

    blog: str
    id: int
    url: str


def replace_warnings(
    connection: sqlite3.Connection, warnings: Iterable[DatasetWarning], *, article: About, run: int
) -> None:
    """Replace the warnings of an article. Warnings that remain keep their run."""
    rows = [_article_row(warning, article, run) for warning in warnings]
    connection.execute(
        "DELETE FROM warnings WHERE article = ? AND code NOT IN (SELECT value FROM json_each(?)) "
        "AND id NOT IN (SELECT value FROM json_each(?))",
        (article.id, _OF_COMMENTS, json.dumps([row[0] for row in rows])),
    )
    connection.executemany(_INSERT, rows)


def drop_resolved(
    connection: sqlite3.Connection, *, blog: str, run: int, raised: Collection[int], whole: bool
) -> None:
    """Remove the warnings of earlier runs about responses that are right in this run.

    ``raised`` are the ids of the warnings that the run has again. ``whole`` is whether it found everything.
    Otherwise only those are resolved whose address it read.
    """
    rows = connection.execute(_OPEN, (blog, run, _OF_LOSSES)).fetchall()
    resolved = [
        (key,)
        for key, detail in rows
        if key not in raised and (whole or _was_read(connection, blog, run, detail))
    ]
    connection.executemany("DELETE FROM warnings WHERE id = ?", resolved)


def _was_read(connection: sqlite3.Connection, blog: str, run: int, detail: str) -> bool:
    address = _ADDRESS.search(detail)
    read = "SELECT 1 FROM pages WHERE blog = ? AND url = ? AND run = ? AND status IN (200, 304)"
    return bool(address and connection.execute(read, (blog, address[0], run)).fetchone())


def add_warning(connection: sqlite3.Connection, warning: DatasetWarning, *, blog: str, run: int) -> int:
    """Add a warning about the blog, or about an article (its address is in ``warning.article``).

    Returns its id.
    """
    url = clean(warning.article) if warning.article else None
    found = connection.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()
    article = found[0] if found else None
    row = _row(warning, run, blog=blog, article=article, about=url or blog)
    connection.execute(_INSERT, row)
    return row_id(url or blog, clean(warning.code), clean(warning.detail))


def add_article_warning(
    connection: sqlite3.Connection, warning: DatasetWarning, *, article: About, run: int
) -> None:
    """Add a warning about an article."""
    connection.execute(_INSERT, _article_row(warning, article, run))


def drop_warnings(connection: sqlite3.Connection, code: ProblemCode, *, article: int) -> None:
    """Remove the warnings about an article with a code."""
    connection.execute("DELETE FROM warnings WHERE article = ? AND code = ?", (article, code))


def drop_warning(connection: sqlite3.Connection, warning: DatasetWarning, *, article: About) -> None:
    """Remove a warning about an article."""
    connection.execute("DELETE FROM warnings WHERE id = ?", _article_row(warning, article, 0)[:1])


def _article_row(warning: DatasetWarning, article: About, run: int) -> Row:
    return _row(warning, run, blog=article.blog, article=article.id, about=article.url)


def _row(warning: DatasetWarning, run: int, *, blog: str, article: int | None, about: str) -> Row:
    code, detail = clean(warning.code), clean(warning.detail)
    return (row_id(about, code, detail), run, blog, article, code, detail)
