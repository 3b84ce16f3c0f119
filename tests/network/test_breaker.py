"""Servers that fail again and again, over real HTTP: a pause, then the end with a sentence."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import crawl, numbers, rows

from crawler.demo import Answer, Drop, Fault, Served, load, serve
from crawler.demo.faults import Change, Faults
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences

POSTS = re.compile(r"^/\d{4}/")
SOON = {"FAILURES_MOST": 4, "FAILURES_PAUSE": 0, "DOWNLOAD_TIMEOUT": 0.3}


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:12]) as served:
        yield served


def asked(blog: Served) -> list[str]:
    """The requests for posts, in order."""
    return [request.target for request in blog.requests if POSTS.search(request.target)]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Answer(503), "HTTP 503"),
        (Drop(), "the server closed the connection"),
        (Fault(Drop(), delay=0.6), "the request timed out"),
    ],
    ids=["busy", "closed", "dripping"],
)
def test_a_server_that_fails_in_a_row_is_left_alone_and_the_next_crawl_goes_on(
    blog: Served, tmp_path: Path, fault: Fault | Change, said: str
) -> None:
    dataset = tmp_path / "blog.db"
    blog.faults = {POSTS: fault}
    problem = crawl(blog.url, dataset, via="sitemap", settings=SOON).problem or ""
    assert problem.startswith("The server failed too many times in a row, last at ")
    assert said in problem
    assert len(asked(blog)) <= 5  # one may be under way
    ((reason, partial),) = rows(dataset, "SELECT reason, partial FROM runs")
    assert (reason, partial) == (problem, "interrupted")
    blog.faults = {}
    assert crawl(blog.url, dataset, via="sitemap", settings=SOON).problem is None
    assert numbers(dataset) == {post.id for post in blog.posts}


def test_posts_that_always_fail_do_not_keep_a_resumed_crawl_from_the_others(
    blog: Served, tmp_path: Path
) -> None:
    blog.faults = {POSTS: Answer(503)}
    crawl(blog.url, tmp_path / "order.db", via="sitemap", settings=SOON)
    dataset, first = tmp_path / "blog.db", asked(blog)[:4]
    blog.faults = dict.fromkeys(first, Answer(503))
    problem = crawl(blog.url, dataset, via="sitemap", settings=SOON).problem or ""
    assert problem.startswith("The server failed too many times in a row")
    blog.requests.clear()
    problem = crawl(blog.url, dataset, via="sitemap", settings=SOON).problem or ""
    assert problem.startswith("Content is missing")
    assert numbers(dataset) == {post.id for post in blog.posts if post.path not in first}
    posts = {post.path for post in blog.posts}
    assert [path for path in dict.fromkeys(asked(blog)) if path in posts][-3:] == first[1:]  # one went ahead
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    # In the rebuilt dataset, the first run has the failures that it could not repeat any more.
    assert differences(dataset, again, without_tables=("runs",), without_columns=("warnings.run",)) == []


def test_posts_with_an_error_of_their_own_do_not_stop_the_crawl(blog: Served, tmp_path: Path) -> None:
    broken = {post.path for post in blog.posts[:8]}
    blog.faults = {path: Answer(500) for path in broken}
    crawl(blog.url, tmp_path / "blog.db", via="sitemap", settings=SOON)
    assert numbers(tmp_path / "blog.db") == {post.id for post in blog.posts[8:]}


def test_a_response_ends_the_row(blog: Served, tmp_path: Path) -> None:
    failing = [post.path for number, post in enumerate(blog.posts) if number % 3]
    blog.faults = dict.fromkeys(failing, Answer(503))
    problem = crawl(blog.url, tmp_path / "blog.db", via="sitemap", settings=SOON).problem or ""
    assert problem.startswith("Content is missing")
    assert set(asked(blog)) >= {post.path for post in blog.posts}


def test_a_failing_server_gets_one_pause_before_the_crawl_stops(blog: Served, tmp_path: Path) -> None:
    blog.faults = {POSTS: Answer(503)}
    crawl(blog.url, tmp_path / "blog.db", via="sitemap", settings={**SOON, "FAILURES_PAUSE": 0.5})
    times = [request.time for request in blog.requests if POSTS.search(request.target)]
    pauses = [later - earlier for earlier, later in itertools.pairwise(times) if later - earlier >= 0.5]
    assert len(pauses) == 1


def test_an_unchanged_response_ends_the_row_too(blog: Served, tmp_path: Path) -> None:
    blog.faults = {
        POSTS: lambda answer: Answer(answer.status, {**answer.headers, "ETag": '"1"'}, answer.body)
    }
    assert crawl(blog.url, tmp_path / "blog.db", via="sitemap", settings=SOON).problem is None
    failing: Faults = {post.path: Answer(503) for number, post in enumerate(blog.posts) if number % 3}
    blog.faults = {**failing, POSTS: Answer(304)}
    problem = crawl(blog.url, tmp_path / "blog.db", via="sitemap", full="1", settings=SOON).problem or ""
    assert problem.startswith("Content is missing")
