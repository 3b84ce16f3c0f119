"""Recognises our datasets, and reads their blogs and the time of the last crawl."""

import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.store.schema import tables as schema

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class BlogLine:
    """A blog as the pages name it."""

    url: str
    title: str
    """Title of the blog, or its short name if it has no title."""
    description: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetInfo:
    """Facts about a dataset."""

    blogs: tuple[BlogLine, ...] = ()
    crawled: str | None = None
    """End of the last run that finished: ISO 8601, UTC."""

    @property
    def title(self) -> str | None:
        """The titles of its blogs. None if it has no blog yet."""
        return " · ".join(blog.title for blog in self.blogs) or None


#: Seconds for which facts about a file are cached.
FRESH = 1.0

#: Seconds to wait for a file that a writer has locked. All pages wait meanwhile.
_PATIENCE = 0.5
_known: dict[str, tuple[float, DatasetInfo | None]] = {}


def archive_at(path: str, *, immutable: bool) -> DatasetInfo | None:
    """Facts about the dataset in the file, or None if it is not one of our datasets.

    With ``immutable``, SQLite does not look for a journal beside the file (as with `datasette -i`). Every
    cell of a page calls this, so a change of the file is noticed only after `FRESH` seconds.
    """
    now = time.monotonic()
    looked, found = _known.get(path, (-FRESH, None))
    if now - looked >= FRESH:
        found = _look(path, immutable=immutable)
        _known[path] = now, found
    return found


def _look(path: str, *, immutable: bool) -> DatasetInfo | None:
    try:
        return _read(path, immutable, _stamp(Path(path)), _stamp(Path(f"{path}-wal")))
    except sqlite3.Error as error:
        _logger.warning("%s cannot be read now. Its pages are shown without descriptions: %s", path, error)
        return None


def _stamp(path: Path) -> tuple[int, int] | None:
    """Time and size of the file. None if it does not exist."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _read(path: str, immutable: bool, *_stamps: tuple[int, int] | None) -> DatasetInfo | None:  # noqa: FBT001
    """Cached until the file changes."""
    address = f"{Path(path).resolve().as_uri()}?{'immutable=1' if immutable else 'mode=ro'}"
    with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as connection:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if mark != schema.APPLICATION_ID:
            return None
        if version != schema.VERSION:
            _logger.warning(
                "%s was written by another version of this program, so its pages are only Datasette's own: "
                "crawl the blog again, or rebuild it with `blog2dataset reparse`",
                path,
            )
            return None
        return _archive(connection)


def _archive(connection: sqlite3.Connection) -> DatasetInfo:
    blogs = connection.execute("SELECT url, COALESCE(title, name), description FROM blogs ORDER BY name")
    (crawled,) = connection.execute("SELECT MAX(finished) FROM runs").fetchone()
    return DatasetInfo(
        blogs=tuple(BlogLine(url=url, title=title, description=text) for url, title, text in blogs),
        crawled=crawled,
    )
