"""Which run of a dataset was of which blog, as its raw store says."""

from contextlib import closing
from pathlib import Path

from crawler.store.files import raw_path
from crawler.store.raw.raw import RAW_STORE
from crawler.store.sqlite.opening import failures, opened_to_read


def blogs_of_runs(dataset: Path) -> dict[int, str]:
    """By number of the run the name of its blog; empty where the dataset has no raw store.

    Raises `DatasetError` where there is one that cannot be read.
    """
    path = raw_path(dataset)
    if not path.exists():
        return {}
    with failures(path), closing(opened_to_read(path, RAW_STORE)) as connection:
        return dict(connection.execute("SELECT id, blog FROM runs"))
