"""The files of a crawl: the plan that it follows, the dataset and the raw store that it fills."""

import dataclasses
import hashlib
import json
import platform
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import scrapy

import crawler
from crawler.discovery.wordpress import WordPress
from crawler.ingest import Ingest
from crawler.items import Page, Reply, Run
from crawler.parse import PARSER
from crawler.store.database import Dataset
from crawler.store.raw import RawRun, RawStore

_RESUMED_FOR = timedelta(days=1)


def now() -> str:
    """The time: ISO 8601, UTC, to the second."""
    return _written(datetime.now(UTC))


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be crawled, and how."""

    spider: str
    blog: str
    """Short name of the blog."""
    url: str
    """Address of its home page."""
    via: str
    """The route that was asked for."""
    route: str
    """The route that is taken."""
    limit: int | None
    """So many of the newest articles only."""
    hosted_api: str
    language: str | None
    dataset: Path

    @property
    def raw(self) -> Path:
        """Where the raw store of the dataset is."""
        return raw_path(self.dataset)

    def arguments(self) -> dict[str, Any]:
        """What another run has to have in common with this one for it to be taken up again, or rebuilt."""
        taken = ("route", "limit", "hosted_api", "language")
        return {name: getattr(self, name) for name in taken}

    def discovery(self) -> WordPress:
        """The state machine that reads the answers."""
        return WordPress(
            self.blog, self.url, limit=self.limit, hosted_api=self.hosted_api, language=self.language
        )


def raw_path(dataset: Path) -> Path:
    """The raw store of a dataset: beside it, in a folder of its own, as it is never published."""
    return dataset.parent / "raw" / dataset.name


class Recording:
    """The open files of one crawl, and what happened in it."""

    def __init__(self, plan: Plan, dataset: Dataset, raw: RawStore, run: Run) -> None:
        """Use `Recording.open`."""
        self.plan, self.dataset, self.raw, self.run = plan, dataset, raw, run
        self.ingest = Ingest(dataset, blog=plan.blog, run=run.id)
        self.resumed = _interrupted(raw, plan)
        """The run that this one takes up, if there is one."""
        self.last_seen = run.started
        self.requests = self.bytes = 0

    @classmethod
    def open(cls, plan: Plan) -> Self:
        """Open or make both files and begin a run. Raises `DatasetError`."""
        dataset = Dataset.open(plan.dataset)
        raw = RawStore.open(plan.raw)
        number = 1 + max(dataset.last_run(), raw.last_run())
        run = Run(id=number, spider=plan.spider, started=now(), versions=json.dumps(versions()))
        recording = cls(plan, dataset, raw, run)
        dataset.begin_run(run)
        raw.begin_run(
            RawRun(
                id=number,
                spider=plan.spider,
                blog=plan.blog,
                url=plan.url,
                arguments=plan.arguments(),
                started=run.started,
            )
        )
        return recording

    def keep(self, reply: Reply, fingerprint: str) -> None:
        """Keep an answer, or that none came, in the raw store, and note it in table pages."""
        self.raw.add(reply, run=self.run.id, fingerprint=fingerprint)
        self.last_seen = max(self.last_seen, reply.fetched)
        self.dataset.write_page(page_of(reply, self.run.id))

    def finish(self, reason: str, *, complete: bool) -> None:
        """Write what had to wait, and the run with what it spent."""
        self.ingest.finish(complete=complete, seen=self.last_seen)
        self.interrupt(reason)
        self.raw.finish_run(self.run.id, finished=self.run.finished or now(), complete=complete)

    def interrupt(self, reason: str) -> None:
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


def _interrupted(raw: RawStore, plan: Plan) -> int | None:
    """The number of the last run of this plan, if it was interrupted and is not older than a day."""
    same = [
        run for run in raw.runs() if (run.spider, run.blog, run.url) == (plan.spider, plan.blog, plan.url)
    ]
    if not same or same[-1].finished or same[-1].arguments != plan.arguments():
        return None
    return same[-1].id if same[-1].started >= _written(datetime.now(UTC) - _RESUMED_FOR) else None


def dataset_path(name: str, folder: Path) -> Path:
    """The dataset that a person means: a path, or the bare name of one in the folder of datasets."""
    path = Path(name)
    return path if path.suffix == ".db" or len(path.parts) > 1 else folder / f"{name}.db"
