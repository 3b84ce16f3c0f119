"""Whether a dataset and its raw store belong together, and which crawls one of them lacks."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawler.store.dataset.dataset import DATASET
from crawler.store.files import raw_path
from crawler.store.raw.schema import RAW_STORE
from crawler.store.sqlite.opening import failures, opened_to_read

_RUNS = "SELECT id, finished FROM runs ORDER BY id"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """A dataset and its raw store, compared by their ids and crawls."""

    is_pair: bool
    """Whether the last crawl in the dataset was written with this raw store, as far as that is known."""
    dataset_lacks: tuple[int, ...]
    """Numbers of the crawls that only the raw store has whole. The dataset is an older copy."""
    raw_lacks: tuple[int, ...]
    """Numbers of the crawls that only the dataset has. The raw store is an older copy, or was lost."""


def pairing_of(path: Path) -> Pairing:
    """Compare a dataset with its raw store. One that is missing lacks nothing. Raises `DatasetError`."""
    raw = raw_path(path)
    if not path.is_file() or not raw.is_file():
        return Pairing(is_pair=True, dataset_lacks=(), raw_lacks=())
    with failures(path), closing(opened_to_read(path, DATASET, of_any_version=True)) as connection:
        held = dict(connection.execute(_RUNS).fetchall())
        has_store = connection.execute("SELECT 1 FROM pragma_table_info('runs') WHERE name = 'store'")
        last = "SELECT store FROM runs WHERE store IS NOT NULL ORDER BY id DESC LIMIT 1"
        stores = connection.execute(last).fetchall() if has_store.fetchone() else []
    with failures(raw), closing(opened_to_read(raw, RAW_STORE, of_any_version=True)) as connection:
        kept = dict(connection.execute(_RUNS).fetchall())
        has_id = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'identity'").fetchone()
        ids = connection.execute("SELECT id FROM identity").fetchall() if has_id else []
    return compared(held, kept, stores[0][0] if stores else None, ids[0][0] if ids else None)


def compared(
    held: Mapping[int, str | None], kept: Mapping[int, str | None], store: str | None, raw_id: str | None
) -> Pairing:
    """Compare the crawls of a dataset (number and end) with those of a raw store, and their ids if known."""
    # A crawl that was killed can lack its end in the raw store only, where it is written last.
    lacking = [run for run, end in kept.items() if run not in held or (end and not held[run])]
    return Pairing(
        is_pair=store is None or raw_id is None or store == raw_id or not kept,
        dataset_lacks=tuple(run for run in kept if lacking and run >= min(lacking)),
        raw_lacks=tuple(run for run in held if run not in kept),
    )
