"""An article with all its parts."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.publish.addresses import Addresses, is_web_address
from crawler.publish.reading import thumbnails
from crawler.publish.reading.around import Around, Origin, read_around, read_origin
from crawler.publish.reading.body import BodyRows, ShownSection, read_sections
from crawler.publish.reading.cards import Card, cards_of_article
from crawler.publish.reading.citation import Tag, citation_tags
from crawler.publish.reading.notes import ShownNote, read_notes
from crawler.publish.reading.threads import ShownComment, in_thread

Rows = Sequence[sqlite3.Row]

_ARTICLE = """
SELECT articles.*, authors.name AS author_name, blogs.title AS blog_title, blogs.url AS blog_url
FROM articles
LEFT JOIN authors ON authors.id = articles.author
LEFT JOIN blogs ON blogs.name = articles.blog
WHERE articles.id = ?
"""
_TERMS = """
SELECT terms.id, terms.name, terms.taxonomy
FROM article_terms
JOIN terms ON terms.id = article_terms.term
WHERE article_terms.article = ?
ORDER BY terms.taxonomy, terms.name
"""
#: The parts of an article that make up its body.
_PARTS = {
    "paragraphs": "SELECT * FROM paragraphs WHERE article = ? ORDER BY position",
    "turns": "SELECT * FROM turns WHERE article = ? ORDER BY position",
    "links": "SELECT * FROM links WHERE article = ? AND paragraph IS NOT NULL ORDER BY position",
    "references": "SELECT * FROM footnote_references WHERE article = ? ORDER BY position",
    "images": "SELECT * FROM images WHERE article = ? ORDER BY position",
    "embeds": "SELECT * FROM embeds WHERE article = ? ORDER BY position",
}
_CREDITS = "SELECT * FROM credits WHERE article = ? ORDER BY position"
_COMMENTS = "SELECT * FROM comments WHERE article = ? ORDER BY posted, number"


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticlePage:
    """The content of an article page."""

    row: sqlite3.Row
    """The article, with `author_name`, `blog_title` and `blog_url`."""
    citation: list[Tag]
    """For machines that cite it."""
    terms: Rows
    sections: list[ShownSection]
    notes: list[ShownNote]
    tweets: list[Card]
    """All of them: embedded, cited or linked."""
    images: Rows
    embeds: Rows
    credits: Rows
    comments: list[ShownComment]
    around: Around
    origin: Origin
    hosts: list[str]
    """The origins of its pictures and thumbnails. They are loaded only if the reader chooses so."""


def read_article(connection: sqlite3.Connection, key: str, at: Addresses) -> ArticlePage | None:
    """The article with this id, or None."""
    row = connection.execute(_ARTICLE, [key]).fetchone()
    if row is None:
        return None
    article = row["id"]
    cards = cards_of_article(connection, article, at)
    parts = {name: connection.execute(sql, [article]).fetchall() for name, sql in _PARTS.items()}
    body = BodyRows(html=row["html"], tweets=cards, **parts)
    return ArticlePage(
        row=row,
        citation=citation_tags(row),
        terms=connection.execute(_TERMS, [article]).fetchall(),
        sections=read_sections(body, at),
        notes=read_notes(connection, article, cards, at),
        tweets=cards,
        images=body.images,
        embeds=body.embeds,
        credits=connection.execute(_CREDITS, [article]).fetchall(),
        comments=in_thread(connection.execute(_COMMENTS, [article]).fetchall()),
        around=read_around(connection, row),
        origin=read_origin(connection, row),
        hosts=_hosts(body),
    )


def _hosts(body: BodyRows) -> list[str]:
    thumbnail_addresses = [address for row in body.embeds if (address := thumbnails.thumbnail(row))]
    urls = [*(image["src"] for image in body.images), *thumbnail_addresses]
    return sorted({origin for url in urls if (origin := origin_of(url))})


def origin_of(url: str) -> str | None:
    """Scheme, host and port of a web address. None if they are not plain.

    The result goes into a header, so it contains nothing that could end a directive.

    >>> origin_of("https://Img.example:8080/a.jpg"), origin_of("https://a.example;script-src */x.jpg")
    ('https://img.example:8080', None)
    """
    try:
        found = urlsplit(url)
        host, port = (found.hostname or "").encode("idna").decode(), found.port
    except ValueError:  # UnicodeError is a ValueError
        return None
    if not is_web_address(url) or not host.translate(_IN_HOSTS).isalnum():
        return None
    return f"{found.scheme}://{host}{f':{port}' if port else ''}"


_IN_HOSTS = str.maketrans(dict.fromkeys("-._", ""))
