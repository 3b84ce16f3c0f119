"""Opening a SQLite file of ours, or saying in one sentence why that cannot be done."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import DatasetError

_SENTENCES = {
    "SQLITE_BUSY": "{path} is being written by another program: wait until that has ended.",
    "SQLITE_LOCKED": "{path} is being written by another program: wait until that has ended.",
    "SQLITE_READONLY": "{path} cannot be written: make file and folder writable, or give another path.",
    "SQLITE_PERM": "{path} cannot be written: make file and folder writable, or give another path.",
    "SQLITE_CANTOPEN": "{path} cannot be opened: make file and folder writable, or give another path.",
    "SQLITE_NOTADB": "{path} is not a SQLite file: give another path.",
    "SQLITE_CORRUPT": "{path} is damaged: move it away and make it again with `scrapy reparse`.",
    "SQLITE_FULL": "{path} cannot grow: the disk is full.",
}
_OTHERWISE = "{path} cannot be used: {error}."

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of SQLite file."""

    noun: str
    """What it is called in a sentence ("dataset")."""
    application_id: int
    version: int
    ddl: Callable[[], list[str]]
    """The statements that make an empty one, its marks included."""
    additions: Callable[[sqlite3.Connection], list[str]] = lambda _: []
    """The statements that add to a file what an earlier release of the same version did not have yet."""
    upgrades: Mapping[int, Callable[[sqlite3.Connection, Path], None]] = field(default_factory=dict)
    """By version, what turns a file of that version into one of the next, in the caller's transaction with
    foreign keys off. Raises `DatasetError` where that cannot be done."""


def opened(path: Path, kind: FileKind, *, timeout: float) -> sqlite3.Connection:
    """A connection to a file of this kind, made if need be (its folder too), ready for writing.

    A file of an older version is brought up to date in one transaction, and a line of the log says so.
    Journal WAL with synchronous NORMAL: no transaction is ever torn, and a loss of power can cost the last
    ones. ``timeout`` is how many seconds to wait for another writer. Raises `DatasetError`.
    """
    if path.is_dir():
        raise DatasetError(f"{path} is a folder: give the path of a file.")
    with failures(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatasetError(
                f"The folder of {path} cannot be made ({error.strerror}): give another path."
            ) from error
        connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, cached_statements=256)
        with ExitStack() as unless_ready:
            unless_ready.callback(connection.close)
            _ready(connection, path, kind)
            unless_ready.pop_all()
    return connection


def opened_to_read(path: Path, kind: FileKind, *, of_any_version: bool = False) -> sqlite3.Connection:
    """A connection to a file of this kind that cannot write. Raises `DatasetError`.

    ``of_any_version`` is for callers that can read files of older versions as they are.
    """
    if not path.is_file():
        raise DatasetError(f"{path} is no file: give the path of a {kind.noun}.")
    with failures(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        with ExitStack() as unless_ready:
            unless_ready.callback(connection.close)
            if of_any_version:
                _recognise_kind(connection, path, kind)
            else:
                _recognise(connection, path, kind)
            unless_ready.pop_all()
    return connection


def closed(connection: sqlite3.Connection, path: Path) -> None:
    """Close it in journal mode DELETE: a file in mode WAL cannot be read from a read-only folder.

    Where another program has the file open, it stays in mode WAL until a later run closes it.
    """
    with failures(path):
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname not in ("SQLITE_BUSY", "SQLITE_LOCKED"):
                raise
        finally:
            connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All that is written inside, or nothing of it. Raises `DatasetError` for what the machine refuses."""
    with failures(path):
        # A deferred transaction that turns to writing fails at once when another writer is at work;
        # an immediate one waits for its turn.
        connection.execute("BEGIN IMMEDIATE")
        with ExitStack() as unless_done:
            unless_done.callback(connection.rollback)
            yield
            connection.execute("COMMIT")
            unless_done.pop_all()


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a `DatasetError`; errors of our own statements pass."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        # Statements that are wrong have SQLITE_ERROR; extended names begin with the primary one.
        name = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
        if name == "SQLITE_ERROR":
            raise
        primary = "_".join(name.split("_")[:2])
        sentence = _SENTENCES.get(primary, _OTHERWISE)
        raise DatasetError(sentence.format(path=path, error=error)) from error


def _ready(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    if _is_empty(connection):
        with transaction(connection, path):
            if _is_empty(connection):
                for statement in kind.ddl():
                    connection.execute(statement)
    _upgrade(connection, path, kind)
    _recognise(connection, path, kind)
    for statement in kind.additions(connection):
        connection.execute(statement)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # 32 MB: ids are random, so the rows of one article stand on pages all over the file.
    connection.execute("PRAGMA cache_size = -32000")
    # Pages that transactions share are copied into the file once, not every thousand pages.
    connection.execute("PRAGMA wal_autocheckpoint = 16000")
    with transaction(connection, path):
        return  # what cannot be written says so here, not in the middle of a crawl


def _is_empty(connection: sqlite3.Connection) -> bool:
    count: int = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    return count == 0 and _pragma(connection, "application_id") == 0


def _upgrade(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    """Bring a file of an older version up to date, all at once or not at all."""
    if _pragma(connection, "application_id") != kind.application_id or not _upgrade_of(connection, kind):
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # tables are replaced, their rows keep their keys
    with transaction(connection, path):
        while upgrade := _upgrade_of(connection, kind):
            upgrade(connection, path)
            connection.execute(f"PRAGMA user_version = {_pragma(connection, 'user_version') + 1}")
    _logger.warning(
        "%s was written by an older version of this program and is now up to date: nothing in it was lost.",
        path,
    )


def _upgrade_of(
    connection: sqlite3.Connection, kind: FileKind
) -> Callable[[sqlite3.Connection, Path], None] | None:
    return kind.upgrades.get(_pragma(connection, "user_version"))


def _recognise_kind(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    if _pragma(connection, "application_id") != kind.application_id:
        raise DatasetError(f"{path} is no {kind.noun} of this program: give another path.")


def _recognise(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    _recognise_kind(connection, path, kind)
    version = _pragma(connection, "user_version")
    if version > kind.version:
        raise DatasetError(f"{path} was written by a newer version of this program: install that version.")
    if version in kind.upgrades:
        raise DatasetError(
            f"{path} was written by an older version of this program: "
            "crawl the blog again, which brings it up to date, or make it again with `scrapy reparse`."
        )
    if version < kind.version:
        raise DatasetError(
            f"{path} was written by an older version of this program: "
            "move it away and make it again with `scrapy reparse`."
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
