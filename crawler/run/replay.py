"""A dataset again, from its raw store alone: no network, no spider, no scheduler."""

import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

from crawler.discovery.choice import discovery_of
from crawler.discovery.found import Found
from crawler.errors import DatasetError
from crawler.items import Reply, Run
from crawler.run.ingest import Ingest, Tally
from crawler.run.session import page_of, raw_path, scope_of, versions
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.raw import RawRun, RawStore


def rebuild(source: Path, target: Path, *, progress: Callable[[Tally], None]) -> int:
    """Make the dataset at ``target`` from the raw store of the one at ``source``; they may be the same.

    It takes its name only when it is whole. ``progress`` is told the state after each answer.
    Returns how many answers there were. Raises `DatasetError`.
    """
    store = raw_path(source)
    if not store.is_file():
        raise DatasetError(f"There is no raw store at {store}: crawl the blog first.")
    former = _former_runs(source)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    with RawStore.open(store) as raw:
        with Dataset.open(part) as dataset:
            count = _replay(raw, dataset, former, progress)
        part.replace(target)
    return count


def _replay(
    raw: RawStore, dataset: Dataset, former: dict[int, Run], progress: Callable[[Tally], None]
) -> int:
    count = 0
    runs = {run.id: run for run in raw.runs()}
    for number, replies in itertools.groupby(raw.replies(), key=lambda pair: pair[0]):
        row = former.get(number) or _run(runs[number])
        count += _Replay(dataset, runs[number], row).run((reply for _, reply in replies), progress)
    return count


class _Replay:
    """One run, once more."""

    def __init__(self, dataset: Dataset, raw_run: RawRun, row: Run) -> None:
        self._dataset, self._raw_run, self._row = dataset, raw_run, row
        self._ingest = Ingest(dataset, blog=raw_run.blog, run=raw_run.id)
        self._discovery = discovery_of(scope_of(raw_run), dataset.prior(raw_run.blog))
        self._seen = raw_run.started

    def run(self, replies: Iterable[Reply], progress: Callable[[Tally], None]) -> int:
        """Read the answers as the crawl did, and end as it did; returns how many there were."""
        self._dataset.begin_run(self._row)
        count = 0
        for count, reply in enumerate(replies, start=1):  # noqa: B007 (the count is returned)
            self._seen = max(self._seen, reply.fetched)
            self._dataset.write_page(page_of(reply, self._row.id))
            if reply.route != "robots":
                self._take(self._discovery.read(reply))
            progress(self._ingest.tally)
        if self._raw_run.finished:  # an interrupted run never came to its end
            self._take(self._discovery.close(self._seen))
            self._ingest.finish(complete=self._raw_run.complete, seen=self._seen)
        self._dataset.finish_run(self._row)
        return count

    def _take(self, results: Iterable[object]) -> None:
        for result in results:
            if isinstance(result, Found):
                self._ingest.take(result)


def _former_runs(source: Path) -> dict[int, Run]:
    """The rows of runs as the crawls wrote them: what was spent is not to be found out again."""
    if not source.is_file():
        return {}
    names = [field.name for field in fields(Run)]
    with Dataset.open(source) as dataset:
        rows = dataset.connection.execute(f"SELECT {', '.join(names)} FROM runs")  # noqa: S608 (names of ours)
        runs = [Run(**dict(zip(names, row, strict=True))) for row in rows]
    return {run.id: run for run in runs}


def _run(run: RawRun) -> Run:
    return Run(
        id=run.id,
        spider=run.spider,
        started=run.started,
        finished=run.finished,
        arguments=json.dumps(dict(run.arguments), sort_keys=True),
        versions=json.dumps(versions()),
    )
