"""Starts a new run: opens its files, and looks up what earlier runs left."""

from contextlib import ExitStack, suppress
from dataclasses import replace

from crawler.run.engine import Engine
from crawler.run.plan import Plan, bases, interrupted, scope_of
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.raw import RawRun, RawStore
from crawler.store.sqlite.lock import only_writer


def open_run(plan: Plan, *, at: str) -> Engine:
    """Open or create the dataset and its raw store, and begin a run at this time (ISO 8601, UTC).

    `Engine.close` closes both files. Until then no other run can write them. Raises `DatasetError`.
    """
    with ExitStack() as opened:
        opened.enter_context(only_writer(plan.dataset, f"scrapy crawl {plan.spider}"))
        is_first = not plan.dataset.exists() and not plan.raw.exists()
        dataset = opened.enter_context(Dataset.open(plan.dataset))
        raw = opened.enter_context(RawStore.open(plan.raw))
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
    with only_writer(plan.dataset, f"scrapy crawl {plan.spider}"):
        for path in (plan.dataset, plan.raw):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # other raw stores are in it
            plan.raw.parent.rmdir()
