"""Crawls of a server that misbehaves: nothing good is lost, nothing false is stored, and no loss is silent."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crawling import crawl
from driving import Clock, drive
from misbehaving import BEHAVIOURS, Answers, Behaviour, Blog, Verdict, judged, served

from crawler.discovery.scope import Scope
from crawler.items.routes import Via
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences

CASES = [pytest.param(one, via, id=f"{one.name}-{via}") for one in BEHAVIOURS for via in one.routes]
Read = Callable[[Behaviour | None], Verdict]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


@pytest.fixture
def blog() -> Blog:
    return Blog()


@pytest.fixture
def read(blog: Blog, dataset: Path, behaviour: Behaviour, via: Via) -> Iterator[Read]:
    """Crawls the blog: over HTTP by `auto`, as the command does, and by other routes without a network."""
    clock = Clock()

    def crawled(does: Behaviour | None) -> Verdict:
        blog.behaviour = does
        return judged(blog, dataset, crawl(blog.url, dataset, via=via).problem)

    def driven(does: Behaviour | None) -> Verdict:
        blog.behaviour = does
        scope = Scope(blog="inkwell", url=blog.url, via=via)
        reason = drive(Answers(blog), scope, dataset, clock).row.reason
        return judged(blog, dataset, None if reason == "finished" else reason)

    if via != "auto" and not behaviour.needs_server:
        yield driven
        return
    with served(blog):
        yield crawled


@pytest.mark.parametrize(("behaviour", "via"), CASES)
def test_a_first_crawl_is_true_and_the_next_one_is_whole(
    blog: Blog, read: Read, dataset: Path, behaviour: Behaviour
) -> None:
    found = read(behaviour)
    assert (found.false, found.gone) == (set(), set())
    assert not found.wrong or (behaviour.may_store and not found.claims_all)
    assert not found.claims_all or found.stored == blog.posts.keys()
    assert found.is_well == (found.status == "complete")
    found = read(None)
    assert (found.stored, found.false, found.claims_all) == (blog.posts.keys(), set(), True)
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    assert differences(dataset, again, without_tables=("runs", "pages")) == []


@pytest.mark.parametrize(("behaviour", "via"), CASES)
def test_a_later_crawl_replaces_nothing_that_is_good(blog: Blog, read: Read, behaviour: Behaviour) -> None:
    assert read(None).claims_all
    found = read(behaviour)
    assert (found.stored, found.wrong, found.false, found.gone) == (blog.posts.keys(), set(), set(), set())
    assert found.is_well == (found.status == "complete")
    found = read(None)
    assert (found.stored, found.false, found.claims_all) == (blog.posts.keys(), set(), True)
