"""Writing the author, categories and tags of an article."""

import sqlite3
from collections.abc import Iterable

from crawler.items import Author, Term, row_id
from crawler.store.dataset.rows import ValueFaults, row_maker
from crawler.store.sqlite.text import clean


def write_author(
    connection: sqlite3.Connection, author: Author | None, blog: str, faults: ValueFaults | None
) -> int | None:
    """Write an author in the caller's transaction and return the id."""
    if author is None:
        return None
    key = row_id(blog, clean(author.slug))
    maker = row_maker("authors", "id", "blog")
    row = maker.row(author, (key, blog), faults, "authors")
    maker.upsert(connection, [row])
    return key if row else None


def write_terms(
    connection: sqlite3.Connection, terms: Iterable[Term], blog: str, article: int, faults: ValueFaults | None
) -> None:
    """Replace the categories and tags of an article, in the caller's transaction."""
    keys = dict.fromkeys(write_term(connection, term, blog, faults) for term in terms)
    connection.execute("DELETE FROM article_terms WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO article_terms (article, term) VALUES (?, ?)",
        [(article, key) for key in keys if key is not None],
    )


def write_term(
    connection: sqlite3.Connection, term: Term, blog: str, faults: ValueFaults | None
) -> int | None:
    """Write a category or tag with its parents, in the caller's transaction, and return the id.

    The page of a post does not give the parent of a category, so a known parent is kept.
    """
    parent = write_term(connection, term.parent, blog, faults) if term.parent else None
    key = row_id(blog, term.taxonomy, clean(term.slug), *filter(None, [term.marks]))
    maker = row_maker("terms", "id", "parent", "blog")
    row = maker.row(term, (key, parent, blog), faults, "terms")
    maker.upsert(connection, [row], keep=() if parent else ("parent",))
    return key if row else None
