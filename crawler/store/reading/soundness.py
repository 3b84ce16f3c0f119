"""Checks a dataset and its raw store: the files, their contents, and whether they belong together."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import DatasetError
from crawler.store.dataset.dataset import DATASET
from crawler.store.files import raw_path
from crawler.store.raw.raw import RawStore
from crawler.store.raw.schema import RAW_STORE
from crawler.store.reading.pairing import pairing_of
from crawler.store.sqlite.lock import only_writer
from crawler.store.sqlite.opening import FileKind, failures, opened_to_read

REBUILD = "Rebuild the dataset: blog2dataset reparse {name}"
CRAWL = "Crawl the blog again. What is damaged or missing is then requested again."
COMPLETE = "Crawl the blog again, which first reads them from the raw store, or rebuild the dataset."
_PAIR = "Put back the file that belongs to the other one, or rebuild the dataset elsewhere with reparse --to."
_LOST = "Crawl the blog again with --full: a dataset can be rebuilt only from what the raw store contains."
_FAULTS = 3  # faults of SQLite's own checks that are shown
_PATIENCE = 10.0  # seconds to wait for another program


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """The result of one check."""

    subject: str
    """What was checked ("file", "bodies" …)."""
    file: Path
    result: str
    """What was found, in words."""
    advice: str = ""
    """What to do. Empty if nothing is wrong."""
    details: tuple[str, ...] = ()
    """Addresses or faults."""


def checked(path: Path) -> list[Checked]:
    """Check a dataset and its raw store. Damaged bodies are noted for the next crawl.

    Raises `DatasetError` if the dataset is being written.
    """
    raw = raw_path(path)
    checks: list[tuple[str, Path, str, Callable[[], Checked]]] = [
        ("file", path, REBUILD, lambda: _file(path, DATASET, REBUILD)),
        ("references", path, REBUILD, lambda: _references(path)),
        ("search", path, REBUILD, lambda: _search(path)),
        ("file", raw, CRAWL, lambda: _file(raw, RAW_STORE, CRAWL)),
        ("bodies", raw, CRAWL, lambda: _bodies(raw)),
        ("pair", raw, _PAIR, lambda: _pair(path)),
        ("counts", raw, COMPLETE, lambda: _counts(path)),
    ]
    with only_writer(path, "blog2dataset check"):
        found = []
        for subject, file, advice, check in checks:
            if not file.exists():
                found.append(
                    Checked(
                        subject=subject, file=file, result="missing", advice=_LOST if file == raw else REBUILD
                    )
                )
                continue
            try:
                found.append(check())
            except DatasetError as error:
                found.append(Checked(subject=subject, file=file, result=str(error), advice=advice))
    return found


def _file(path: Path, kind: FileKind, advice: str) -> Checked:
    """SQLite's own check of a file."""
    with failures(path), closing(opened_to_read(path, kind, of_any_version=True)) as connection:
        faults = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_FAULTS})")]
    if faults == ["ok"]:
        return Checked(subject="file", file=path, result="whole")
    return Checked(subject="file", file=path, result="damaged", advice=advice, details=tuple(faults))


def _references(path: Path) -> Checked:
    """References between the rows of a dataset."""
    with failures(path), closing(opened_to_read(path, DATASET, of_any_version=True)) as connection:
        lost = [row[0] for row in connection.execute("PRAGMA foreign_key_check")]
    if not lost:
        return Checked(subject="references", file=path, result="whole")
    result = f"{len(lost):,} rows refer to others that are missing"
    return Checked(
        subject="references", file=path, result=result, advice=REBUILD, details=tuple(sorted(set(lost)))
    )


def _search(path: Path) -> Checked:
    """The indexes of the full-text search against the tables. SQLite needs the right to write for this."""
    indexes = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%' ORDER BY name"
    with (
        failures(path),
        closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection,
    ):
        names = [name for (name,) in connection.execute(indexes)]
        wrong = [name for name in names if not _is_sound(connection, name)]
    if not wrong:
        return Checked(subject="search", file=path, result=f"{len(names)} indexes whole")
    result = f"{len(wrong)} of {len(names)} indexes differ from the texts"
    return Checked(subject="search", file=path, result=result, advice=REBUILD, details=tuple(wrong))


def _is_sound(connection: sqlite3.Connection, index: str) -> bool:
    connection.execute("BEGIN")
    try:
        connection.execute(f'INSERT INTO "{index}" ("{index}", rank) VALUES (\'integrity-check\', 1)')  # noqa: S608 (its own name)
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
            raise
        return False
    finally:
        connection.execute("ROLLBACK")
    return True


def _bodies(path: Path) -> Checked:
    """The bodies in the raw store against their hashes."""
    with RawStore.open(path) as raw:
        count, lost = raw.verified()
        raw.note_damages(lost)
    if not lost:
        return Checked(subject="bodies", file=path, result=f"{count:,} whole")
    result = f"{len(lost):,} of {count:,} responses damaged or missing"
    return Checked(subject="bodies", file=path, result=result, advice=CRAWL, details=tuple(lost))


def _pair(path: Path) -> Checked:
    """Whether the two files belong together."""
    raw, pairing = raw_path(path), pairing_of(path)
    if not pairing.is_pair:
        return Checked(subject="pair", file=raw, result="belongs to another dataset", advice=_PAIR)
    if pairing.dataset_lacks:
        runs = ", ".join(map(str, pairing.dataset_lacks))
        return Checked(
            subject="pair", file=raw, result=f"the dataset lacks the crawls {runs}", advice=COMPLETE
        )
    if pairing.raw_lacks:
        runs = ", ".join(map(str, pairing.raw_lacks))
        return Checked(subject="pair", file=raw, result=f"it lacks the crawls {runs}", advice=_LOST)
    return Checked(subject="pair", file=raw, result="belongs to the dataset")


def _counts(path: Path) -> Checked:
    """The responses that the dataset names against those of the raw store, and the numbers of both."""
    raw = raw_path(path)
    with failures(raw), closing(opened_to_read(raw, RAW_STORE, of_any_version=True)) as connection:
        kept = set(connection.execute("SELECT run, url, sha256 FROM responses"))
        runs = {run for (run,) in connection.execute("SELECT id FROM runs")}
    with failures(path), closing(opened_to_read(path, DATASET, of_any_version=True)) as connection:
        named = connection.execute("SELECT run, url, sha256 FROM pages").fetchall()
        (articles,) = connection.execute("SELECT COUNT(*) FROM articles").fetchone()
    lost = tuple(page[1] for page in named if page[0] in runs and page not in kept)
    if not lost:
        result = f"{articles:,} articles from {len(kept):,} responses"
        return Checked(subject="counts", file=raw, result=result)
    result = f"{len(lost):,} of the responses that the dataset names are missing"
    return Checked(subject="counts", file=raw, result=result, advice=CRAWL, details=lost)
