"""The files of a crawl: the plan that it follows, the dataset and the raw store that it fills."""

import dataclasses
import hashlib
import json
import platform
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import scrapy

import crawler
from crawler.discovery.choice import discovery_of
from crawler.discovery.scope import Base, Scope
from crawler.items import Page, Reply, Run
from crawler.parse import PARSER
from crawler.run.ingest import Ingest
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.raw import RawRun, RawStore

_RESUMED_FOR = timedelta(days=1)
#: By route, the name of the answers without which a run did not take it.
_ANSWERS = {"api": "api.posts", "feed": "feed", "archive": "archive"}
#: By route, the name of the answers that announce the number of comments.
_COUNTED = {"api": "api.comments"}
_BUDGETED_FOR = timedelta(days=30)
"""A run whose requests were limited was meant to go on another day."""


def now() -> str:
    """The time: ISO 8601, UTC, to the second."""
    return _written(datetime.now(UTC))


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be crawled, and into which files."""

    spider: str
    scope: Scope
    dataset: Path
    budget: int | None = None
    """So many requests at most."""

    @property
    def raw(self) -> Path:
        """Where the raw store of the dataset is."""
        return raw_path(self.dataset)


def raw_path(dataset: Path) -> Path:
    """The raw store of a dataset: beside it, in a folder of its own, as it is never published."""
    return dataset.parent / "raw" / dataset.name


class Session:
    """The open files of one crawl, and what happened in it."""

    def __init__(self, plan: Plan, dataset: Dataset, raw: RawStore, run: Run, resumed: RawRun | None) -> None:
        """Use `Session.open`."""
        self.plan, self.dataset, self.raw, self.run = plan, dataset, raw, run
        self.ingest = Ingest(dataset, blog=plan.scope.blog, run=run.id)
        self.resumed = resumed.id if resumed else None
        """The run that this one takes up, if there is one."""
        self.discovery = discovery_of(plan.scope, dataset.prior(plan.scope.blog))
        self.last_seen = run.started
        self.requests = self.bytes = 0

    @classmethod
    def open(cls, plan: Plan) -> Self:
        """Open or make both files and begin a run. Raises `DatasetError`."""
        dataset = Dataset.open(plan.dataset)
        raw = RawStore.open(plan.raw)
        resumed = _interrupted(raw, plan)
        # A run that goes on has to ask as the interrupted one did.
        kept = (
            Scope.of(plan.scope.blog, plan.scope.url, resumed.arguments).bases
            if resumed
            else bases(raw, plan.scope)
        )
        plan = dataclasses.replace(plan, scope=dataclasses.replace(plan.scope, bases=kept))
        number = 1 + max(dataset.last_run(), raw.last_run())
        arguments = plan.scope.arguments()
        run = Run(
            id=number,
            spider=plan.spider,
            started=now(),
            arguments=json.dumps({**arguments, "requests": plan.budget}, sort_keys=True),
            versions=json.dumps(versions()),
        )
        session = cls(plan, dataset, raw, run, resumed)
        dataset.begin_run(run)
        raw.begin_run(
            RawRun(
                id=number,
                spider=plan.spider,
                blog=plan.scope.blog,
                url=plan.scope.url,
                arguments={**arguments, "budget": plan.budget},
                started=run.started,
            )
        )
        return session

    def keep(self, reply: Reply, fingerprint: str) -> None:
        """Keep an answer, or that none came, in the raw store, and note it in table pages."""
        self.raw.add(reply, run=self.run.id, fingerprint=fingerprint)
        self.last_seen = max(self.last_seen, reply.fetched)
        self.dataset.write_page(page_of(reply, self.run.id))

    def finish(self, reason: str, *, complete: bool) -> None:
        """Write what had to wait, and the run with what it spent."""
        self.ingest.finish(complete=complete, seen=self.last_seen)
        self.interrupt(reason, walked=self.discovery.walked)
        self.raw.finish_run(self.run.id, finished=self.run.finished or now(), complete=complete)

    def interrupt(self, reason: str, *, walked: bool | None = None) -> None:
        """Write the run with what it spent; to the raw store it goes on, for the next run to take it up."""
        tally = self.ingest.tally
        self.run = self.dataset.finish_run(
            dataclasses.replace(
                self.run,
                finished=now(),
                reason=reason,
                requests=self.requests,
                bytes=self.bytes,
                articles_new=tally.articles["new"],
                articles_changed=tally.articles["changed"] + tally.articles["returned"],
                articles_unchanged=tally.articles["unchanged"] + tally.articles["reparsed"],
                articles_gone=tally.articles["gone"],
                errors=tally.losses,
                announced=tally.announced or None,
                route=" ".join(self.discovery.routes) or None,
                walked=walked,
                decisions="\n".join(self.discovery.decisions) or None,
            )
        )

    def close(self) -> None:
        """Close both files."""
        self.raw.close()
        self.dataset.close()


def page_of(reply: Reply, run: int) -> Page:
    """The row of table pages for an answer that a run got."""
    return Page(
        url=reply.url,
        route=reply.route,
        status=reply.status,
        fetched=reply.fetched,
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
        sha256=hashlib.sha256(reply.body).hexdigest(),
        run=run,
    )


def versions() -> dict[str, str]:
    """The versions of what a run consists of."""
    return {
        "python": platform.python_version(),
        "scrapy": scrapy.__version__,
        "blog-to-dataset": crawler.__version__,
        "parser": PARSER,
    }


def _interrupted(raw: RawStore, plan: Plan) -> RawRun | None:
    """The last run of this plan, if it was interrupted and its answers are not too old."""
    same = [
        run
        for run in raw.runs()
        if (run.spider, run.blog, run.url) == (plan.spider, plan.scope.blog, plan.scope.url)
    ]
    if not same or same[-1].finished:
        return None
    last = same[-1]
    asked = scope_of(last).asked()
    age = _BUDGETED_FOR if last.arguments.get("budget") else _RESUMED_FOR
    recent = last.started >= _written(datetime.now(UTC) - age)
    return last if recent and asked == plan.scope.asked() else None


def bases(raw: RawStore, scope: Scope) -> dict[str, Base]:
    """By route, the last crawl of this blog that met everything by it; none where all is to be read."""
    if scope.full or scope.limit or scope.since:
        return {}
    found = raw.complete_runs(scope.blog, scope.url, _ANSWERS)
    totals = {
        route: raw.total_of(run.id, _COUNTED[route]) for route, run in found.items() if route in _COUNTED
    }
    return {route: Base(since=run.started, comments=totals.get(route)) for route, run in found.items()}


def scope_of(run: RawRun) -> Scope:
    """What a run was to read."""
    return Scope.of(run.blog, run.url, run.arguments)


def dataset_path(name: str, folder: Path) -> Path:
    """The dataset that a person means: a path, or the bare name of one in the folder of datasets."""
    path = Path(name)
    return path if path.suffix == ".db" or len(path.parts) > 1 else folder / f"{name}.db"
