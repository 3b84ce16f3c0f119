"""The blog of each run of a dataset, from its raw store."""

from contextlib import closing
from pathlib import Path

from crawler.store.files import raw_path
from crawler.store.raw.schema import RAW_STORE
from crawler.store.sqlite.opening import failures, opened_to_read


def blogs_of_runs(dataset: Path) -> dict[int, str]:
    """The name of the blog by number of the run. Empty if the dataset has no raw store.

    Raises `DatasetError` if the raw store cannot be read.
    """
    path = raw_path(dataset)
    if not path.exists():
        return {}
    with failures(path), closing(opened_to_read(path, RAW_STORE, of_any_version=True)) as connection:
        return dict(connection.execute("SELECT id, blog FROM runs"))
