"""The parts of an article: one table per kind of part, one row per position."""

import sqlite3
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args

from crawler.items import TABLES, Article, Link, TweetPlace, table_of
from crawler.store.dataset.rows import Refused, Row, ValueFaults, row_maker
from crawler.store.dataset.sources import source_rows
from crawler.store.sqlite.text import clean

# Columns of parts that are not simply a field of the item.
_GIVEN = {"links": ("source", "target"), "article_tweets": ("tweet",)}


def write_parts(
    connection: sqlite3.Connection, article: Article, key: int, faults: ValueFaults | None, *, is_new: bool
) -> set[str]:
    """Replace all parts of an article in the caller's transaction.

    Returns the numbers of its tweets, before and after.
    """
    touched = {clean(place.tweet) for place in article.tweets}
    if not is_new:
        before = connection.execute("SELECT tweet FROM article_tweets WHERE article = ?", (key,))
        touched.update(tweet for (tweet,) in before)
    sources = source_rows(link.source for link in article.links if link.source)
    connection.executemany(
        "INSERT INTO sources (id, url, host, domain) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        list(sources.values()),
    )
    for name, table in _parts():
        if not is_new:
            connection.execute(f'DELETE FROM "{table}" WHERE article = ?', (key,))  # noqa: S608 (names of ours)
        maker = row_maker(table, "article", "position", *_GIVEN.get(table, ()))
        rows = [
            maker.row(item, (key, rank, *_given(item, sources, faults)), faults, f"{table} {rank}")
            for rank, item in enumerate(getattr(article, name), start=1)
        ]
        maker.insert(connection, rows)
    return touched


def _given(item: Any, sources: dict[str, Row], faults: ValueFaults | None) -> Row:
    if isinstance(item, Link):
        source = sources.get(item.source) if item.source else None
        if item.source and source is None:
            if faults is None:
                raise Refused("has no host")
            faults.note("links: source", f"has no readable host ({item.source!r}); left empty")
        return (source[0] if source else None, None)
    if isinstance(item, TweetPlace):
        return (clean(item.tweet),)
    return ()


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    """The fields of `Article` whose items have a table of their own, with that table."""
    hints = typing.get_type_hints(Article)
    owned = [cls for cls in TABLES if table_of(cls).part_of == "articles"]
    inner = ((field.name, next(iter(get_args(hints[field.name])), None)) for field in fields(Article))
    return tuple(
        (name, table_of(cls).name)
        for name, kind in inner
        if isinstance(kind, type) and is_dataclass(kind)
        for cls in owned
        if issubclass(cls, kind)
    )
