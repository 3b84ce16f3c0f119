"""Crawls of a server that misbehaves: nothing good is lost, nothing false is stored, and no loss is silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import crawl
from misbehaving import BEHAVIOURS, Behaviour, Blog, Verdict, judged, served

CASES = [pytest.param(one, via, id=f"{one.name}-{via}") for one in BEHAVIOURS for via in one.routes]


@pytest.fixture
def blog() -> Iterator[Blog]:
    with served(Blog()) as one:
        yield one


def read(blog: Blog, dataset: Path, via: str) -> Verdict:
    """Crawl the blog as the command does."""
    return judged(blog, dataset, crawl(blog.url, dataset, via=via).problem)


@pytest.mark.parametrize(("behaviour", "via"), CASES)
def test_a_first_crawl_is_true_and_the_next_one_is_whole(
    blog: Blog, tmp_path: Path, behaviour: Behaviour, via: str
) -> None:
    dataset = tmp_path / "blog.db"
    blog.behaviour = behaviour
    found = read(blog, dataset, via)
    assert (found.false, found.gone) == (set(), set())
    assert not found.claims_all or found.stored == blog.posts.keys()
    blog.behaviour = None
    found = read(blog, dataset, via)
    assert (found.stored, found.false, found.claims_all) == (blog.posts.keys(), set(), True)


@pytest.mark.parametrize(("behaviour", "via"), CASES)
def test_a_later_crawl_replaces_nothing_that_is_good(
    blog: Blog, tmp_path: Path, behaviour: Behaviour, via: str
) -> None:
    dataset = tmp_path / "blog.db"
    assert read(blog, dataset, via).claims_all
    blog.behaviour = behaviour
    found = read(blog, dataset, via)
    assert (found.stored, found.wrong, found.false, found.gone) == (blog.posts.keys(), set(), set(), set())
    blog.behaviour = None
    found = read(blog, dataset, via)
    assert (found.stored, found.false, found.claims_all) == (blog.posts.keys(), set(), True)
