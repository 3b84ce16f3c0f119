"""One writer: a lock on a dataset and its raw store, which ends with its process."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from crawler.errors import DatasetError
from crawler.store.sqlite.opening import make_folder_of
from crawler.text.times import now


@contextmanager
def only_writer(dataset: Path, command: str) -> Iterator[None]:
    """Keep all other writers of a dataset and its raw store out. Readers are not affected.

    The lock is on a file beside the dataset, which names its holder: the process and its ``command``. The
    operating system releases it when the process ends, however it ends, so a file that a killed process left
    behind does no harm. Raises `DatasetError` with the name of the holder if another process, or another run
    of this one, has the lock.
    """
    make_folder_of(dataset)
    path = lock_path(dataset)
    try:
        # A file system without locks would get a file that outlives its process: better an error.
        lock = FileLock(path, thread_local=False, fallback_to_soft=False)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise DatasetError(f"{dataset} is being written by {_holder(path)}. Wait until it ends.") from error
    except OSError as error:
        raise DatasetError(
            f"{dataset} cannot be opened for writing ({error.strerror}). "
            "Make file and folder writable, or give another path."
        ) from error
    try:
        # Not replaced, because the lock is on this file.
        path.write_text(
            json.dumps({"process": os.getpid(), "since": now(), "command": command}), encoding="utf-8"
        )
        yield
    finally:
        # While it is locked: a process that waits for the file notices that it has no name any more.
        with suppress(OSError):  # Windows deletes no open file
            path.unlink()
        lock.release()


def is_locked(dataset: Path) -> bool:
    """Whether a process is writing a dataset."""
    path = lock_path(dataset)
    if not path.exists():
        return False
    try:
        with FileLock(path, thread_local=False, fallback_to_soft=False).acquire(blocking=False):
            return False
    except Timeout:
        return True
    except OSError:
        return False  # nobody can lock it here


def lock_path(dataset: Path) -> Path:
    """The file whose lock the writer of a dataset holds. All paths of a dataset lead to the same file."""
    real = dataset.resolve()
    return real.with_name(f"{real.name}.lock")


def _holder(path: Path) -> str:
    """The holder of a lock, in words. Windows does not let others read a locked file."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        return f"process {facts['process']} since {facts['since']} (`{facts['command']}`)"
    except (OSError, ValueError, LookupError, TypeError):
        return "another process"
