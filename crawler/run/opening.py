"""Starts a new run: opens its files, and looks up what earlier runs left."""

import logging
from contextlib import ExitStack, suppress
from dataclasses import replace

from crawler.errors import DatasetError
from crawler.run.engine import Engine
from crawler.run.plan import Plan, bases, interrupted, scope_of
from crawler.run.replay import replay
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.raw import RawRun, RawStore
from crawler.store.reading.pairing import compared
from crawler.store.sqlite.lock import only_writer

_logger = logging.getLogger(__name__)


def open_run(plan: Plan, *, at: str) -> Engine:
    """Open or create the dataset and its raw store, and begin a run at this time (ISO 8601, UTC).

    `Engine.close` closes both files. Until then no other run can write them. Raises `DatasetError`.
    """
    with ExitStack() as opened:
        opened.enter_context(only_writer(plan.dataset, f"blog2dataset crawl {plan.dataset.stem}"))
        is_first = not plan.dataset.exists() and not plan.raw.exists()
        dataset = opened.enter_context(Dataset.open(plan.dataset))
        raw = opened.enter_context(RawStore.open(plan.raw))
        _catch_up(dataset, raw)
        if raw.damaged(plan.scope.blog):
            _logger.warning("%s contains damaged responses. Everything is requested again.", raw.path)
            plan = replace(plan, scope=replace(plan.scope, full=True))
        resumed = interrupted(raw, plan, at)
        # The run must send the same requests as those that it resumes.
        known = scope_of(resumed.runs[-1]).bases if resumed else bases(raw, plan.scope)
        run = RawRun(
            id=1 + max(dataset.last_run(), raw.last_run()),
            spider=plan.spider,
            blog=plan.scope.blog,
            url=plan.scope.url,
            arguments={
                **replace(plan.scope, bases=known).arguments(),
                "budget": plan.budget,
                "resumed": resumed.first if resumed else None,
            },
            started=at,
        )
        prior = raw.prior(resumed.first) if resumed else None
        engine = Engine(dataset, run, raw=raw, resumed=resumed, prior=prior)
        engine.is_first = is_first
        engine.files = opened.pop_all()
    return engine


def discard(plan: Plan, engine: Engine) -> None:
    """Remove the files of a run that found no blog, if the run created them. Call it after `Engine.close`.

    Raises `DatasetError` if another run has begun to write them.
    """
    if not engine.is_void or not engine.is_first:
        return
    with only_writer(plan.dataset, f"blog2dataset crawl {plan.dataset.stem}"):
        for path in (plan.dataset, plan.raw):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # other raw stores are in it
            plan.raw.parent.rmdir()


def _catch_up(dataset: Dataset, raw: RawStore) -> None:
    """Read the crawls that only the raw store has. Raises `DatasetError` if the two do not belong together.

    The dataset may be an older copy, or it was lost.
    """
    ends = {run.id: run.finished for run in raw.runs()}
    pairing = compared(dataset.runs(), ends, dataset.store(), raw.id)
    if not pairing.is_pair:
        raise DatasetError(
            f"{dataset.path} and {raw.path} do not belong together. Put back the file that belongs to the "
            "other one, or move the raw store away to begin a new one."
        )
    if pairing.dataset_lacks:
        count = len(pairing.dataset_lacks)
        _logger.warning(
            "%s lacks %s that its raw store contains. What it lacks is read from there first.",
            dataset.path,
            f"{count} crawls" if count > 1 else "a crawl",
        )
        replay(raw, dataset, since=pairing.dataset_lacks[0])
    elif pairing.raw_lacks and not ends:
        _logger.warning(
            "%s is missing, so everything is requested again. A dataset can be rebuilt only from what is "
            "requested from now on.",
            raw.path,
        )
