"""Warnings: each oddity once, under the run that met it first."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from crawler.items import DatasetWarning, row_id
from crawler.store.dataset.rows import Row
from crawler.store.sqlite.text import clean

# Warnings about comments begin so; they stay when the article is written again.
_OF_COMMENTS = "comment_"
PARENT_MISSING = "comment_parent_missing"
COMMENT_UNSTORABLE = "comment_unstorable_value"

_INSERT = (
    "INSERT INTO warnings (id, run, article, code, detail) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


class About(NamedTuple):
    """An article, as warnings name it."""

    id: int
    url: str


def replace_warnings(
    connection: sqlite3.Connection, warnings: Iterable[DatasetWarning], *, article: About, run: int
) -> None:
    """Make the warnings of an article these; the ones that stay keep their run."""
    rows = [_row(warning, article.id, article.url, run) for warning in warnings]
    connection.execute(
        "DELETE FROM warnings WHERE article = ? AND SUBSTR(code, 1, ?) <> ? "
        "AND id NOT IN (SELECT value FROM json_each(?))",
        (article.id, len(_OF_COMMENTS), _OF_COMMENTS, json.dumps([row[0] for row in rows])),
    )
    connection.executemany(_INSERT, rows)


def add_warning(connection: sqlite3.Connection, warning: DatasetWarning, *, blog: str, run: int) -> None:
    """Add a warning about an article (``warning.article`` is its address) or about the blog."""
    url = clean(warning.article) if warning.article else None
    found = connection.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()
    connection.execute(_INSERT, _row(warning, found[0] if found else None, url or blog, run))


def add_article_warning(
    connection: sqlite3.Connection, warning: DatasetWarning, *, article: About, run: int
) -> None:
    """Add a warning about an article to those that it has."""
    connection.execute(_INSERT, _row(warning, article.id, article.url, run))


def drop_warning(connection: sqlite3.Connection, warning: DatasetWarning, *, article: About) -> None:
    """Take back a warning about an article."""
    connection.execute("DELETE FROM warnings WHERE id = ?", _row(warning, article.id, article.url, 0)[:1])


def _row(warning: DatasetWarning, article: int | None, about: str, run: int) -> Row:
    code, detail = clean(warning.code), clean(warning.detail)
    return (row_id(about, code, detail), run, article, code, detail)
