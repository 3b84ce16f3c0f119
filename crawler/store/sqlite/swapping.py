"""Puts a new SQLite file in the place of one that other programs may have open."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from crawler.errors import DatasetError
from crawler.store.sqlite.opening import failures

_BESIDE = ("-wal", "-shm", "-journal")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_PATIENCE = 10.0  # seconds to wait for readers; those of Datasette take one at most


def removed(path: Path) -> Path:
    """Remove a file that nobody has open, with what SQLite keeps beside it. Returns its path."""
    for name in (path, *_beside(path)):
        name.unlink(missing_ok=True)
    return path


def swap(new: Path, old: Path) -> None:
    """Give a closed file the name of another one, which need not exist.

    Programs that have the old file open continue to read it, and read the new one when they open it again. At
    every moment there is a whole file of that name. Raises `DatasetError`.
    """
    if old.exists():
        _settle(old)
    with new.open("rb") as file:
        os.fsync(file.fileno())  # or a power failure could leave the name without the content
    try:
        new.replace(old)
    except OSError as error:  # Windows renames no open file
        raise DatasetError(
            f"{old} cannot be replaced ({error.strerror}). Close the programs that have it open, "
            "or write to another file with --to."
        ) from error


def _settle(path: Path) -> None:
    """Leave nothing of a file beside it: SQLite would read that together with the new file.

    Another program that reads the file keeps it in WAL mode. What is in the WAL is first copied into the
    file, so that a crash before the swap leaves the old content whole.
    """
    with failures(path), closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as old:
        try:
            is_busy = old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if not error.sqlite_errorname.startswith(_DAMAGED):
                raise
            is_busy = False  # there is nothing to keep
        if is_busy:
            raise DatasetError(
                f"{path} is being read by another program. Close that program, or write to another file "
                "with --to."
            )
        for name in _beside(path):
            name.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{ending}") for ending in _BESIDE]
