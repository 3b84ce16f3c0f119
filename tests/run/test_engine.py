"""Runs with plain replies, without Scrapy and without a network."""

import json
from pathlib import Path

import pytest
from crawling import rows
from driving import HOME, Clock, a_blog, run

from crawler.discovery.scope import Scope
from crawler.items import Reply
from crawler.run.opening import open_run
from crawler.run.plan import Plan
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "atelier.db"


@pytest.mark.parametrize("via", ["auto", "sitemap", "feed", "archive"])
def test_plain_replies_make_a_dataset_and_a_rebuild_makes_it_again(dataset: Path, via: str) -> None:
    blog, clock = a_blog(), Clock()
    first = run(blog, dataset, clock, via=via)
    assert (first.ingest.tally.articles["new"], first.row.reason) == (6, "finished")
    blog.posts = blog.posts[1:]
    second = run(blog, dataset, clock, via=via, full=True)
    assert (second.row.articles_unchanged, second.row.articles_gone) == (5, 1)
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    assert differences(dataset, again) == []


def test_a_run_takes_up_the_answers_of_an_interrupted_one(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock, budget=4)
    before = [request.target for request in blog.requests]
    run(blog, dataset, clock)
    after = [request.target for request in blog.requests][len(before) :]
    assert (len(before), set(before) & set(after)) == (4, set())
    assert rows(dataset, "SELECT COUNT(*) FROM articles") == [(6,)]


def test_a_lost_dataset_made_again_says_what_each_run_found(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock, via="archive")
    blog.posts = blog.posts[2:]
    run(blog, dataset, clock, via="archive", full=True)
    told = (
        "SELECT id, started, reason, arguments, route, decisions, walked, announced, articles_new, "
        "articles_changed, articles_unchanged, articles_gone, warnings, errors FROM runs ORDER BY id"
    )
    crawled = rows(dataset, told)
    assert [row[4] for row in crawled] == ["archive", "archive"]
    dataset.unlink()
    rebuild(dataset, dataset, progress=lambda _: None)
    assert rows(dataset, told) == crawled


def test_a_304_is_read_as_the_answer_that_it_means(dataset: Path) -> None:
    plan = Plan(spider="blog", scope=Scope(blog="atelier", url=HOME), dataset=dataset)
    engine = open_run(plan, at="2026-01-02T12:00:00Z")
    good = Reply(url=HOME, route="home", status=200, headers={"etag": "a"}, body=b"<p>", fetched="t1")
    confirmed = Reply(url=HOME, route="home", status=304, headers={"age": "9"}, body=b"", fetched="t2")
    meant = [engine.keep(good), engine.keep(confirmed)]
    engine.close()
    renewed = Reply(
        url=HOME, route="home", status=200, headers={"etag": "a", "age": "9"}, body=b"<p>", fetched="t2"
    )
    assert meant == [good, renewed]
    assert rows(dataset, "SELECT status, fetched FROM pages") == [(304, "t2")]


def test_a_run_writes_what_it_was_asked_for(dataset: Path) -> None:
    engine = run(a_blog(), dataset, Clock(), budget=100, limit=2)
    arguments = json.loads(engine.row.arguments or "{}")
    assert (arguments["limit"], arguments["requests"], engine.ingest.tally.reached) == (2, 100, 2)
    assert rows(dataset.parent / "raw" / dataset.name, "SELECT finished IS NOT NULL FROM runs") == [(1,)]
