"""Busy servers that say for how long, over real HTTP."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

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
    blog: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    pauses = []

    async def sleep(seconds: float) -> None:
        before = len(blog.requests)
        await asyncio.sleep(0.1)
        pauses.append((seconds, blog.requests[before - 1].target, len(blog.requests) - before))

    monkeypatch.setattr("crawler.network.retry.asyncio", SimpleNamespace(sleep=sleep))
    blog.faults = {POSTS: Fault(Answer(status, {"Retry-After": "100"}), times=1)}
    spider = crawl(blog.url, tmp_path / "blog.db")
    assert (spider.problem, numbers(tmp_path / "blog.db")) == (None, {post.id for post in blog.posts})
    refused, *_ = [request.target for request in blog.requests if POSTS.search(request.target)]
    assert pauses == [(100, refused, 0)]  # nothing else was requested meanwhile


def test_a_server_that_asks_for_too_long_a_pause_is_not_asked_again(blog: Served, tmp_path: Path) -> None:
    blog.faults = {POSTS: Fault(Answer(429, {"Retry-After": "3600"}))}
    spider = crawl(blog.url, tmp_path / "blog.db")
    assert spider.problem is not None
    assert len([request for request in blog.requests if POSTS.search(request.target)]) == 1
