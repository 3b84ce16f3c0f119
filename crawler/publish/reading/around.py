"""What an article is related to, and where its row came from."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

Rows = Sequence[sqlite3.Row]

_SOURCES = """
SELECT
  sources.id AS source,
  sources.url AS url,
  sources.domain AS domain,
  MAX(links.place = 'footnote') AS cited,
  (
    SELECT COUNT(DISTINCT others.article)
    FROM links AS others
    WHERE others.source = sources.id AND others.article <> links.article
  ) AS elsewhere
FROM links
JOIN sources ON sources.id = links.source
WHERE links.article = ?
GROUP BY sources.id
ORDER BY MIN(links.position)
"""
_LINKING = """
SELECT DISTINCT articles.id, articles.title, articles.published
FROM links
JOIN articles ON articles.id = links.article
WHERE links.target = ? AND links.article <> links.target
ORDER BY articles.published
LIMIT 50
"""
_SHARING = """
SELECT articles.id, articles.title, articles.published, COUNT(DISTINCT other.source) AS shared
FROM links AS own
JOIN links AS other ON other.source = own.source AND other.article <> own.article
JOIN articles ON articles.id = other.article
WHERE own.article = ?
GROUP BY articles.id
ORDER BY shared DESC, articles.published DESC
LIMIT 5
"""
# The plus keeps SQLite from the index of blogs: it walks the days until one is of the blog.
_EARLIER = """
SELECT id, title, published FROM articles WHERE +blog = ? AND published < ? ORDER BY published DESC LIMIT 1
"""
_LATER = """
SELECT id, title, published FROM articles WHERE +blog = ? AND published > ? ORDER BY published LIMIT 1
"""
_RUN = """
SELECT * FROM runs WHERE blog = ? AND started <= ? AND (finished IS NULL OR finished >= ?) ORDER BY id LIMIT 1
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What an article is related to."""

    sources: Rows
    """What it links to outside the blog, each once: with `cited` and how many articles `elsewhere` do."""
    linking: Rows
    """Articles that link to it."""
    sharing: Rows
    """Articles that link to the same sources, most shared first."""
    earlier: sqlite3.Row | None
    """The article that the blog published before it."""
    later: sqlite3.Row | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where an article's row came from."""

    found: Rows
    """By which routes its address was found, and addresses that it had before."""
    run: sqlite3.Row | None
    """The run that met it first."""
    answer: sqlite3.Row | None
    """The latest answer of its own address, where that was asked for."""
    versions: int
    """How many earlier forms are kept."""
    warnings: Rows


def read_around(connection: sqlite3.Connection, article: sqlite3.Row) -> Around:
    """What the article, a row of articles, is related to."""
    key, blog, published = article["id"], article["blog"], article["published"]
    return Around(
        sources=connection.execute(_SOURCES, [key]).fetchall(),
        linking=connection.execute(_LINKING, [key]).fetchall(),
        sharing=connection.execute(_SHARING, [key]).fetchall(),
        earlier=connection.execute(_EARLIER, [blog, published]).fetchone(),
        later=connection.execute(_LATER, [blog, published]).fetchone(),
    )


def read_origin(connection: sqlite3.Connection, article: sqlite3.Row) -> Origin:
    """Where the article, a row of articles, came from."""
    key, blog, seen = article["id"], article["blog"], article["first_seen"]
    versions = connection.execute("SELECT COUNT(*) FROM article_versions WHERE article = ?", [key])
    found = "SELECT * FROM discoveries WHERE article = ? ORDER BY route = 'former', first_seen, route"
    return Origin(
        found=connection.execute(found, [key]).fetchall(),
        run=connection.execute(_RUN, [blog, seen, seen]).fetchone(),
        answer=connection.execute(
            "SELECT * FROM pages WHERE blog = ? AND url = ?", [blog, article["url"]]
        ).fetchone(),
        versions=versions.fetchone()[0],
        warnings=connection.execute(
            "SELECT * FROM warnings WHERE article = ? ORDER BY code", [key]
        ).fetchall(),
    )
