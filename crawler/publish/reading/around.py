"""Related articles and sources of an article, and the origin of its row."""

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
    """Related articles and sources."""

    sources: Rows
    """External sources, each once. `cited` is 1 if a footnote has it; `elsewhere` counts the other articles
    that link to it."""
    linking: Rows
    """Articles that link to it."""
    sharing: Rows
    """Articles that link to the same sources, most shared sources first."""
    earlier: sqlite3.Row | None
    """The article that the blog published before it."""
    later: sqlite3.Row | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where an article's row came from."""

    found: Rows
    """Rows of discoveries: the routes that found its address, and its former addresses."""
    run: sqlite3.Row | None
    """The run that found it first."""
    answer: sqlite3.Row | None
    """The latest response of its own address. None if it was not requested."""
    versions: int
    """Number of earlier versions."""
    warnings: Rows


def read_around(connection: sqlite3.Connection, article: sqlite3.Row) -> Around:
    """What the article (a row of articles) is related to."""
    key, blog, published = article["id"], article["blog"], article["published"]
    return Around(
        sources=connection.execute(_SOURCES, [key]).fetchall(),
        linking=connection.execute(_LINKING, [key]).fetchall(),
        sharing=connection.execute(_SHARING, [key]).fetchall(),
        earlier=connection.execute(_EARLIER, [blog, published]).fetchone(),
        later=connection.execute(_LATER, [blog, published]).fetchone(),
    )


def read_origin(connection: sqlite3.Connection, article: sqlite3.Row) -> Origin:
    """Where the article (a row of articles) came from."""
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
