"""Runs without a network: the sample blog answers in the same process, on a clock that the test owns."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from crawler.demo import Answer, Drop, Served, load
from crawler.demo.answers import Asked
from crawler.discovery.choice import URGENCY
from crawler.discovery.scope import Scope
from crawler.items import Ask, DatasetWarning, Reply
from crawler.run.engine import Engine
from crawler.run.opening import open_run
from crawler.run.plan import Plan
from crawler.run.verdict import BUDGET_SPENT, FINISHED
from crawler.text.times import utc

HOME = "https://atelier.example/"


class Clock:
    """A clock that advances by one second whenever it is read."""

    def __init__(self) -> None:
        self._moment = datetime(2026, 1, 2, 12, tzinfo=UTC)

    def __call__(self) -> str:
        self._moment += timedelta(seconds=1)
        return utc(self._moment)

    def advance(self, **time: float) -> None:
        """Let time pass, in the words of `timedelta`."""
        self._moment += timedelta(**time)


def a_blog(count: int = 6) -> Served:
    """A sample blog of a few posts, without a server."""
    blog = Served(HOME, load(), hosted=None, robots=None)
    blog.posts = load().posts[:count]
    return blog


def run(blog: Served, dataset: Path, clock: Clock, *, budget: int | None = None, **scope: Any) -> Engine:
    """Let a run read the blog to its end, or until its requests are spent. Its files are closed."""
    return drive(blog, Scope(blog="atelier", url=HOME, **scope), dataset, clock, budget=budget)


class Answers(Protocol):
    """Answers requests."""

    def answer(self, asked: Asked) -> Answer | Drop:
        """The response to a request, or None."""


def drive(blog: Answers, wanted: Scope, dataset: Path, clock: Clock, *, budget: int | None = None) -> Engine:
    """Let a run of this scope read any site. It builds on earlier runs, and its files are closed."""
    engine = open_run(Plan(spider="blog", scope=wanted, dataset=dataset, budget=budget), at=clock())
    asks, spent = list(engine.start()), 0
    while asks and spent != budget:
        ask = max(asks, key=lambda ask: URGENCY.get(ask.route, 0))
        asks.remove(ask)
        known = engine.known(ask)
        spent += known is None
        asks += engine.accept(known or answered(blog, ask, clock()))
    engine.end(BUDGET_SPENT if asks else FINISHED, at=clock())
    engine.close()
    return engine


def answered(blog: Answers, ask: Ask, at: str) -> Reply:
    """The response of the blog to a request."""
    parts = urlsplit(ask.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    answer = blog.answer(Asked("GET", target))
    if isinstance(answer, Drop):
        failure = DatasetWarning(code="request_failed", detail="")
        return Reply(
            url=ask.url, route=ask.route, status=0, headers={}, body=b"", fetched=at, failure=failure
        )
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(
        url=ask.url, route=ask.route, status=answer.status, headers=headers, body=answer.body, fetched=at
    )
