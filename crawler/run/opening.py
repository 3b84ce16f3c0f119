"""Starts a new run: opens its files, and looks up what earlier runs left."""

from contextlib import ExitStack
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
        engine.files = opened.pop_all()
    return engine
