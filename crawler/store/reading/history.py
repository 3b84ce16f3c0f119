"""The versions of an article, oldest first."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawler.store.dataset.dataset import DATASET
from crawler.store.sqlite.opening import failures, opened_to_read

_FIND = """
SELECT id, url, first_seen, gone_since
FROM articles
WHERE url = :url
UNION ALL
SELECT articles.id, articles.url, articles.first_seen, articles.gone_since
FROM discoveries
JOIN articles ON articles.id = discoveries.article
WHERE discoveries.url = :url
LIMIT 1
"""
_FORMS = """
SELECT seen, run, title, text
FROM (
  SELECT seen, run, title, text, rowid AS rank FROM article_versions WHERE article = :article
  UNION ALL
  SELECT NULL, NULL, title, text, NULL FROM articles WHERE id = :article
)
ORDER BY seen IS NULL, seen, rank
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A version of an article."""

    until: str | None
    """Time when a crawl found the version that replaced it: ISO 8601, UTC. None for the latest version."""
    run: int | None
    """The run that found the version that replaced it."""
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """An article with all its versions."""

    url: str
    first_seen: str
    gone_since: str | None
    """Time since when it is no longer on the blog: ISO 8601, UTC."""
    forms: tuple[Version, ...]
    """Oldest first. The last one is the current version."""


def history_of(path: Path, addresses: Sequence[str]) -> History | None:
    """The history of an article by its current or a former address, or None.

    The first known address in ``addresses`` counts. Reads the dataset at ``path``. Raises `DatasetError`.
    """
    with closing(opened_to_read(path, DATASET)) as connection, failures(path):
        for url in addresses:
            article = connection.execute(_FIND, {"url": url}).fetchone()
            if article:
                forms = connection.execute(_FORMS, {"article": article[0]})
                return History(
                    url=article[1],
                    first_seen=article[2],
                    gone_since=article[3],
                    forms=tuple(
                        Version(until=row[0], run=row[1], title=row[2], text=row[3]) for row in forms
                    ),
                )
    return None
