"""Rebuilds a dataset from its raw store, without network, spider and scheduler."""

import itertools
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from crawler.errors import DatasetError
from crawler.items import PriorCrawl, Run
from crawler.run.engine import Engine
from crawler.run.ingest import Tally
from crawler.run.plan import first_of
from crawler.run.verdict import FINISHED, INTERRUPTED, partial_of
from crawler.store.dataset.dataset import DATASET, Dataset
from crawler.store.files import raw_path
from crawler.store.raw.raw import RawRun, RawStore
from crawler.store.sqlite.lock import only_writer
from crawler.store.sqlite.opening import failures, is_damage, opened_to_read
from crawler.store.sqlite.swapping import removed, swap

_OK = 200


@dataclass(kw_only=True, slots=True)
class Replayed:
    """What a replay read."""

    responses: int = 0
    """Number of responses."""
    lost: dict[str, int] = field(default_factory=dict)
    """By address whose response is damaged and was not requested again later, the number of the run."""


def rebuild(
    source: Path, target: Path, *, progress: Callable[[Tally], None], force: bool = False
) -> Replayed:
    """Build the dataset at ``target`` from the raw store of the one at ``source``. Both may be the same path.

    The new file is written beside the old one and gets its name only when it is complete. If it has fewer
    articles, it replaces the old one only with ``force``. ``progress`` is called with the state after each
    response. Responses that are damaged are left out, and returned. Raises `DatasetError`.
    """
    store = raw_path(source)
    if not store.is_file():
        raise DatasetError(f"There is no raw store at {store}. Crawl the blog first.")
    with only_writer(target, "blog2dataset reparse"):
        before = _articles_of(target, is_remade=target == source)
        written = _written_runs(source)
        real = target.resolve()  # a link remains, and its file is replaced
        part = removed(real.with_name(f"{real.name}.part"))
        try:
            with RawStore.open(store) as raw, Dataset.open(part) as dataset:
                replayed = replay(raw, dataset, written=written, progress=progress)
            _compare(target, before, _articles_of(part), force=force)
            swap(part, real)
        finally:
            removed(part)
    return replayed


def _articles_of(path: Path, *, is_remade: bool = False) -> int:
    """The number of articles in a dataset of any version. 0 if there is no file, or a damaged one to remake.

    Raises `DatasetError` if it is a file of another program, which must not be replaced.
    """
    if not path.is_file() or not path.stat().st_size:
        return 0
    try:
        with failures(path), closing(opened_to_read(path, DATASET, of_any_version=True)) as connection:
            count: int = connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
    except DatasetError as error:
        if not (is_remade and is_damage(error)):
            raise
        return 0
    return count


def _compare(target: Path, before: int, after: int, *, force: bool) -> None:
    """Raises `DatasetError` if articles would be lost and that was not asked for."""
    if after < before and not force:
        raise DatasetError(
            f"{target} has {before:,} articles, and its raw store gives only {after:,}. It was left "
            "as it is. Write the rebuilt dataset to another file with --to, or replace this one with --force."
        )


def replay(
    raw: RawStore,
    dataset: Dataset,
    *,
    since: int = 0,
    written: Mapping[int, Mapping[str, Any]] | None = None,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Replayed:
    """Replay every run from the number ``since`` on, with its responses and its end.

    ``written`` are rows of runs, as their crawls wrote them. Damaged responses are noted in the raw store.
    """
    replayed = Replayed()
    runs = {run.id: run for run in raw.runs()}
    priors: dict[int, PriorCrawl] = {}  # of interrupted runs that a later one resumed
    resumed = {first_of(run) for run in runs.values()} - {run.id for run in runs.values() if run.finished}
    with closing(raw.replies(since=since)) as kept:
        for number, replies in itertools.groupby(kept, key=lambda pair: pair[0]):
            run = runs[number]
            first = first_of(run)
            if first in resumed and first not in priors:
                priors[first] = (raw.prior(first) if first < since else None) or dataset.prior(run.blog)
            row = _row(run, (written or {}).get(number))
            engine = Engine(dataset, run, prior=priors.get(first), store=raw.id, written=row)
            for _, reply in replies:
                engine.accept(reply)
                replayed.responses += 1
                if reply.failure and reply.failure.code == "body_damaged":
                    replayed.lost[reply.url] = number
                    dataset.ensure_blog(run.blog, run.url)  # its home page may be what is lost
                elif reply.status == _OK:
                    replayed.lost.pop(reply.url, None)
                progress(engine.ingest.tally)
            engine.end(FINISHED if run.finished else INTERRUPTED, at=run.finished)
            if run.complete and run.arguments.get("full"):  # it requested everything again
                same = {other.id for other in runs.values() if other.blog == run.blog and other.id < number}
                replayed.lost = {url: of for url, of in replayed.lost.items() if of not in same}
    raw.note_damages(replayed.lost)
    return replayed


def _written_runs(source: Path) -> dict[int, dict[str, Any]]:
    """The rows of runs as the crawls wrote them. A rebuild cannot compute the costs of a run.

    The dataset may have an older version and lack columns.
    """
    if not source.is_file() or not source.stat().st_size:
        return {}
    try:
        with failures(source), closing(opened_to_read(source, DATASET, of_any_version=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute("SELECT * FROM runs")]
    except DatasetError as error:
        if not is_damage(error):
            raise
        return {}
    return {row["id"]: row for row in rows}


def _row(run: RawRun, written: Mapping[str, Any] | None) -> Run | None:
    """The row of a run as its crawl wrote it, with the blog that the raw store names."""
    if written is None:
        return None
    known = {one.name: written[one.name] for one in fields(Run) if one.name in written}
    known.setdefault(
        "partial", partial_of(run.arguments, closed=FINISHED)
    )  # an earlier release had no such column
    return Run(**{**known, "blog": run.blog})
