"""Which files are datasets of ours, and what these say of themselves."""

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.store import schema

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class BlogLine:
    """A blog, as far as the pages name it."""

    url: str
    title: str
    """The blog's title, or its short name where it has none."""
    description: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Archive:
    """What a dataset says of itself."""

    blogs: tuple[BlogLine, ...] = ()
    crawled: str | None = None
    """End of the last run that finished: ISO 8601, UTC."""

    @property
    def title(self) -> str | None:
        """The titles of its blogs; None while no blog stands in it."""
        return " · ".join(blog.title for blog in self.blogs) or None


def archive_at(path: Path, *, immutable: bool) -> Archive | None:
    """What the file says of itself, or None where it is no dataset of ours.

    ``immutable`` as Datasette opens it (`-i`): then SQLite writes nothing beside the file. What was read is
    kept until the file changes.
    """
    return _read(path, immutable, _stamp(path), _stamp(path.with_name(f"{path.name}-wal")))


def _stamp(path: Path) -> tuple[int, int] | None:
    """Time and size of the file; None while there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _read(path: Path, immutable: bool, *_stamps: tuple[int, int] | None) -> Archive | None:  # noqa: FBT001
    address = f"{path.resolve().as_uri()}?{'immutable=1' if immutable else 'mode=ro'}"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            return _archive(connection) if mark == schema.APPLICATION_ID else None
    except sqlite3.Error as error:
        _logger.warning("%s cannot be read now, so its pages lack their descriptions: %s", path, error)
        return None


def _archive(connection: sqlite3.Connection) -> Archive:
    blogs = connection.execute("SELECT url, COALESCE(title, name), description FROM blogs ORDER BY name")
    (crawled,) = connection.execute("SELECT MAX(finished) FROM runs").fetchone()
    return Archive(
        blogs=tuple(BlogLine(url=url, title=title, description=text) for url, title, text in blogs),
        crawled=crawled,
    )
