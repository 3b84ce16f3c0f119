"""Servers that are busy, and say for how long, over real HTTP."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from crawling import crawl, numbers

from crawler.demo import Answer, Fault, Served, load, serve

POSTS = re.compile(r"/posts\?")


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:3]) as served:
        yield served


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(
    blog: Served, tmp_path: Path, status: int
) -> None:
    blog.faults = {POSTS: Fault(Answer(status, {"Retry-After": "1"}), times=1)}
    spider = crawl(blog.url, tmp_path / "blog.db")
    assert (spider.problem, numbers(tmp_path / "blog.db")) == (None, {post.id for post in blog.posts})
    times = [request.time for request in blog.requests]
    refused = next(n for n, request in enumerate(blog.requests) if POSTS.search(request.target))
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert pauses[refused] >= 1  # nothing else was asked for meanwhile
    assert max(pauses[:refused], default=0) < 1


def test_a_server_that_asks_for_too_long_a_pause_is_not_asked_again(blog: Served, tmp_path: Path) -> None:
    blog.faults = {POSTS: Fault(Answer(429, {"Retry-After": "3600"}))}
    spider = crawl(blog.url, tmp_path / "blog.db")
    assert spider.problem is not None
    assert len([request for request in blog.requests if POSTS.search(request.target)]) == 1
