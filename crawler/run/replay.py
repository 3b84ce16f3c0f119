"""A dataset again, from its raw store: no network, no spider, no scheduler."""

import itertools
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from crawler.errors import DatasetError
from crawler.items import Run
from crawler.run.engine import Engine
from crawler.run.ingest import Tally
from crawler.run.verdict import FINISHED, INTERRUPTED
from crawler.store.dataset.dataset import Dataset
from crawler.store.files import raw_path
from crawler.store.raw.raw import RawStore


def rebuild(source: Path, target: Path, *, progress: Callable[[Tally], None]) -> int:
    """Make the dataset at ``target`` from the raw store of the one at ``source``; they may be the same.

    It takes its name only when it is whole. ``progress`` is told the state after each answer.
    Returns how many answers there were. Raises `DatasetError`.
    """
    store = raw_path(source)
    if not store.is_file():
        raise DatasetError(f"There is no raw store at {store}: crawl the blog first.")
    written = _written_runs(source)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    with RawStore.open(store) as raw:
        with Dataset.open(part) as dataset:
            count = _replay(raw, dataset, written, progress)
        part.replace(target)
    return count


def _replay(
    raw: RawStore, dataset: Dataset, written: dict[int, Run], progress: Callable[[Tally], None]
) -> int:
    """Let every run read its answers as it did, and end as it did; returns how many there were."""
    count = 0
    runs = {run.id: run for run in raw.runs()}
    for number, replies in itertools.groupby(raw.replies(), key=lambda pair: pair[0]):
        run = runs[number]
        engine = Engine(dataset, run, written=written.get(number))
        for _, reply in replies:
            engine.accept(reply)
            count += 1
            progress(engine.ingest.tally)
        engine.end(FINISHED if run.finished else INTERRUPTED, at=run.finished)
    return count


def _written_runs(source: Path) -> dict[int, Run]:
    """The rows of runs as the crawls wrote them: what was spent is not to be found out again."""
    if not source.is_file():
        return {}
    names = [field.name for field in fields(Run)]
    with Dataset.open(source) as dataset:
        rows = dataset.connection.execute(f"SELECT {', '.join(names)} FROM runs")  # noqa: S608 (names of ours)
        runs = [Run(**dict(zip(names, row, strict=True))) for row in rows]
    return {run.id: run for run in runs}
