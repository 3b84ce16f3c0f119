"""Interrupted runs, also several in a row: nothing that was answered is requested again."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from crawling import rows
from driving import HOME, Clock, a_blog, answered, run

from crawler.demo import Answer, Served
from crawler.discovery.scope import Scope
from crawler.run.engine import Engine
from crawler.run.opening import open_run
from crawler.run.plan import Plan
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences

ROUTES = ("auto", "api", "sitemap", "feed", "archive")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "atelier.db"


def begin(dataset: Path, clock: Clock) -> Engine:
    return open_run(Plan(spider="blog", scope=Scope(blog="atelier", url=HOME), dataset=dataset), at=clock())


def is_known(dataset: Path, clock: Clock) -> bool:
    """Whether a new run takes its first response from interrupted ones. It is interrupted, too."""
    engine = begin(dataset, clock)
    (ask,) = engine.start()
    reply = engine.known(ask)
    if reply:
        engine.keep(reply)
    engine.close()
    return reply is not None


def asked(blog: Served) -> list[str]:
    return [request.target for request in blog.requests]


@pytest.mark.parametrize("via", ROUTES)
def test_a_chain_of_interrupted_runs_requests_nothing_twice(dataset: Path, via: str) -> None:
    blog, clock, once = a_blog(), Clock(), a_blog()
    run(once, dataset.with_name("once.db"), Clock(), via=via)
    for budget in (1, 1, 1):
        run(blog, dataset, clock, via=via, budget=budget)
    run(blog, dataset, clock, via=via)
    assert Counter(asked(blog)) == Counter(asked(once))
    whole = dataset.with_name("once.db")
    without = ("runs", "pages", "discoveries", "announcements", "warnings")
    assert differences(whole, dataset, without_tables=without, without_columns=("first_seen",)) == []
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    assert differences(dataset, again) == []


@pytest.mark.parametrize(("status", "again"), [(404, 0), (410, 0), (301, 0), (500, 1), (403, 1), (429, 1)])
def test_errors_that_may_pass_are_requested_again_and_others_are_not(
    dataset: Path, status: int, again: int
) -> None:
    blog, clock = a_blog(), Clock()
    post = blog.posts[0].path
    headers = {"Location": f"{HOME.rstrip('/')}{blog.posts[1].path}"} if status == 301 else {}
    blog.faults = {post: Answer(status, headers)}
    total = len(asked(blog))
    while post not in asked(blog):
        total += 1
        run(blog, dataset, clock, via="sitemap", budget=1)
        assert len(asked(blog)) == total
    run(blog, dataset, clock, via="sitemap")
    assert Counter(asked(blog))[post] == 1 + again


def test_responses_older_than_a_day_are_requested_again(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    engine = begin(dataset, clock)
    for ask in engine.start():
        engine.accept(answered(blog, ask, clock()))
    engine.close()  # as if it was killed
    clock.advance(hours=23)
    assert is_known(dataset, clock)
    clock.advance(hours=2)
    assert not is_known(dataset, clock)  # although the run in between is younger


def test_a_spent_budget_is_resumed_weeks_later_and_the_home_page_is_read_again(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock, via="sitemap", budget=5)
    begun = asked(blog)
    clock.advance(days=3)
    run(blog, dataset, clock, via="sitemap", budget=100)
    assert {target for target, count in Counter(asked(blog)).items() if count > 1} == {"/", "/robots.txt"}
    assert len(begun) == 5


def test_what_changed_between_an_interrupted_run_and_its_end_is_found_by_the_next(dataset: Path) -> None:
    blog, clock, once = a_blog(), Clock(), a_blog()
    run(once, dataset.with_name("once.db"), Clock(), via="api")
    run(blog, dataset, clock, via="api", budget=len(once.requests) - 1)  # the posts are read
    assert rows(dataset, "SELECT COUNT(*) FROM articles") == [(6,)]
    clock.advance(hours=1)
    moment = datetime.fromisoformat(clock())
    blog.posts = [replace(blog.posts[0], title="Tout autre titre", modified=moment), *blog.posts[1:]]
    clock.advance(hours=1)
    run(blog, dataset, clock, via="api")
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE title = 'Tout autre titre'") == [(0,)]
    run(blog, dataset, clock, via="api")
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE title = 'Tout autre titre'") == [(1,)]
