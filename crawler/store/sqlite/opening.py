"""Opens SQLite files of this project, or explains in one sentence why it cannot."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import DatasetError

_SENTENCES = {
    "SQLITE_BUSY": "{path} is being written by another program. Wait until it has finished.",
    "SQLITE_LOCKED": "{path} is being written by another program. Wait until it has finished.",
    "SQLITE_READONLY": "{path} cannot be written. Make file and folder writable, or give another path.",
    "SQLITE_PERM": "{path} cannot be written. Make file and folder writable, or give another path.",
    "SQLITE_CANTOPEN": "{path} cannot be opened. Make file and folder writable, or give another path.",
    "SQLITE_NOTADB": "{path} is not a SQLite file. Give another path.",
    "SQLITE_CORRUPT": "{path} is damaged. Move it away and rebuild it with `blog2dataset reparse`.",
    "SQLITE_FULL": "{path} cannot grow because the disk is full. Free some space, and run the command again.",
    "SQLITE_IOERR": "{path} cannot be read or written ({error}). Check the disk and its free space.",
}
_WAL_PAGES, _PAGE = 2000, 4096  # pages, bytes
_OTHERWISE = "{path} cannot be used: {error}."

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of SQLite file."""

    noun: str
    """Its name in a sentence ("dataset")."""
    application_id: int
    version: int
    ddl: Callable[[], list[str]]
    """The statements that create an empty file, including its marks."""
    additions: Callable[[sqlite3.Connection], list[str]] = lambda _: []
    """The statements that add what files of an earlier release with the same schema version lack."""
    upgrades: Mapping[int, Callable[[sqlite3.Connection, Path], None]] = field(default_factory=dict)
    """By version, the function that upgrades a file of that version to the next one. It runs in the caller's
    transaction with foreign keys off, and raises `DatasetError` if it cannot upgrade the file."""


def opened(path: Path, kind: FileKind, *, timeout: float) -> sqlite3.Connection:
    """A connection to a file of this kind for writing. File and folder are created if necessary.

    A file of an older version is upgraded in one transaction, and the log says so. The journal mode is WAL
    with synchronous NORMAL: transactions are always atomic, but a power failure can lose the latest ones.
    ``timeout`` is the number of seconds to wait for another writer. Raises `DatasetError`.
    """
    if path.is_dir():
        raise DatasetError(f"{path} is a folder. Give the path of a file.")
    make_folder_of(path)
    with failures(path):
        connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, cached_statements=256)
        with ExitStack() as unless_ready:
            unless_ready.callback(connection.close)
            _ready(connection, path, kind)
            unless_ready.pop_all()
    return connection


def make_folder_of(path: Path) -> None:
    """Create the folder of a file if necessary. Raises `DatasetError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(
            f"The folder of {path} cannot be created ({error.strerror}). Give another path."
        ) from error


def opened_to_read(path: Path, kind: FileKind, *, of_any_version: bool = False) -> sqlite3.Connection:
    """A read-only connection to a file of this kind. Raises `DatasetError`.

    ``of_any_version`` is for callers that can read files of older versions without an upgrade.
    """
    if not path.is_file():
        raise DatasetError(f"{path} is not a file. Give the path of a {kind.noun}.")
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
    """Close it in journal mode DELETE, because a file in WAL mode cannot be read from a read-only folder.

    If another program has the file open, it stays in WAL mode until a later run closes it.
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
    """An atomic transaction. Raises `DatasetError` if the machine refuses it (disk full, file locked …)."""
    with failures(path):
        # A deferred transaction fails at once if it begins to write while another writer is active. An
        # immediate one waits.
        connection.execute("BEGIN IMMEDIATE")
        with ExitStack() as unless_done:
            unless_done.callback(connection.rollback)
            yield
            connection.execute("COMMIT")
            unless_done.pop_all()


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Convert SQLite's errors about the file to `DatasetError`. Errors of our own statements pass."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        # Wrong statements raise SQLITE_ERROR. Extended names begin with the primary one.
        name = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
        if name == "SQLITE_ERROR":
            raise
        primary = "_".join(name.split("_")[:2])
        sentence = _SENTENCES.get(primary, _OTHERWISE)
        raise DatasetError(sentence.format(path=path, error=error)) from error


def is_damage(error: DatasetError) -> bool:
    """Whether the reason of an error is that the file is damaged or no SQLite file."""
    cause = error.__cause__
    name = cause.sqlite_errorname if isinstance(cause, sqlite3.DatabaseError) else ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


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
    # 32 MB: ids are random, so the rows of one article are spread over the file.
    connection.execute("PRAGMA cache_size = -32000")
    # 8 MB. Measured on 600 articles (11 MB): 16,000 pages need 66 MB beside the file and save no time.
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    # A large transaction (an upgrade, the end of a run) leaves no large file.
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_PAGES * _PAGE}")
    with transaction(connection, path):
        return  # so that a read-only file is reported now, not in the middle of a crawl


def _is_empty(connection: sqlite3.Connection) -> bool:
    count: int = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    return count == 0 and _pragma(connection, "application_id") == 0


def _upgrade(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    """Upgrade a file of an older version, completely or not at all."""
    if _pragma(connection, "application_id") != kind.application_id or not _upgrade_of(connection, kind):
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # tables are replaced, their rows keep their keys
    with transaction(connection, path):
        while upgrade := _upgrade_of(connection, kind):
            upgrade(connection, path)
            connection.execute(f"PRAGMA user_version = {_pragma(connection, 'user_version') + 1}")
    _logger.warning(
        "%s was written by an older version of this program and has been upgraded. Nothing was lost.",
        path,
    )


def _upgrade_of(
    connection: sqlite3.Connection, kind: FileKind
) -> Callable[[sqlite3.Connection, Path], None] | None:
    return kind.upgrades.get(_pragma(connection, "user_version"))


def _recognise_kind(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    if _pragma(connection, "application_id") != kind.application_id:
        raise DatasetError(f"{path} is not a {kind.noun} of this program. Give another path.")


def _recognise(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    _recognise_kind(connection, path, kind)
    version = _pragma(connection, "user_version")
    if version > kind.version:
        raise DatasetError(f"{path} was written by a newer version of this program. Install that version.")
    if version in kind.upgrades:
        raise DatasetError(
            f"{path} was written by an older version of this program. "
            "Crawl the blog again, which upgrades it, or rebuild it with `blog2dataset reparse`."
        )
    if version < kind.version:
        raise DatasetError(
            f"{path} was written by an older version of this program. "
            "Move it away and rebuild it with `blog2dataset reparse`."
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
