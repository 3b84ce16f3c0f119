"""What a reader sees of an article, to tell a change by the blog from another way of writing the same HTML.

WordPress renders one post differently from answer to answer, for example with `<p>` around `<figure>` or
without. The HTML and its hash differ then, but no reader can see it.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

from crawler.items import Article
from crawler.store.sqlite.text import clean

_ARTICLE = (
    "SELECT title, text, published, status, image, (SELECT name FROM authors WHERE id = articles.author) "
    "FROM articles WHERE id = ?"
)
#: Per kind of part, the query for those of a stored article, in the order of the article.
_PARTS = (
    "SELECT url FROM links WHERE article = ? ORDER BY position",
    "SELECT url FROM images WHERE article = ? ORDER BY position",
    "SELECT url FROM embeds WHERE article = ? ORDER BY position",
    "SELECT tweet FROM article_tweets WHERE article = ? ORDER BY position",
    "SELECT text FROM footnotes WHERE article = ? ORDER BY position",
)
_TERMS = "SELECT name FROM article_terms JOIN terms ON terms.id = term WHERE article = ?"

Visible = tuple[Any, ...]


def stored(connection: sqlite3.Connection, key: int) -> Visible:
    """What a reader sees of the stored article with this id."""
    parts = tuple(tuple(_column(connection, query, key)) for query in _PARTS)
    terms = frozenset(_column(connection, _TERMS, key))
    return (tuple(connection.execute(_ARTICLE, (key,)).fetchone()), parts, terms)


def delivered(article: Article) -> Visible:
    """The same of an article that is not stored yet."""
    author = article.author.name if article.author else None
    about = (article.title, article.text, article.published, article.status, article.image, author)
    parts = (
        _cleaned(link.url for link in article.links),
        _cleaned(image.url for image in article.images),
        _cleaned(embed.url for embed in article.embeds),
        _cleaned(tweet.tweet for tweet in article.tweets),
        _cleaned(note.text for note in article.footnotes),
    )
    return (_cleaned(about), parts, frozenset(_cleaned(term.name for term in article.terms)))


def _column(connection: sqlite3.Connection, query: str, key: int) -> Iterable[Any]:
    return (value for (value,) in connection.execute(query, (key,)))


def _cleaned(values: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(None if value is None else clean(value) for value in values)
