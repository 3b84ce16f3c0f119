"""robots.txt as RFC 9309 reads it, over real HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import crawl

from crawler.demo import Answer, Drop, Served, load, serve
from crawler.demo.faults import Change

DAY = "User-agent: *\nCrawl-delay: 86400"


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:2]) as served:
        yield served


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Answer(503), "robots.txt cannot be read (HTTP 503). Crawl again later."),
        (Answer(429), "robots.txt cannot be read (HTTP 429). Crawl again later."),
        (Drop(), "the server closed the connection. Check the address"),
    ],
)
def test_nothing_is_requested_as_long_as_the_server_cannot_hand_out_its_rules(
    blog: Served, tmp_path: Path, change: Change, said: str
) -> None:
    blog.faults = {"/robots.txt": change}
    problem = crawl(blog.url, tmp_path / "blog.db").problem
    assert said in (problem or "")
    assert {request.target for request in blog.requests} == {"/robots.txt"}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_server_without_rules_allows_everything(blog: Served, tmp_path: Path, status: int) -> None:
    blog.faults = {"/robots.txt": Answer(status)}
    assert crawl(blog.url, tmp_path / "blog.db").problem is None


def test_what_lies_behind_the_first_500_kib_is_no_rule(blog: Served, tmp_path: Path) -> None:
    blog.robots = f"User-agent: *\nAllow: /\n{'#' * 500 * 1024}\nDisallow: /"
    assert crawl(blog.url, tmp_path / "blog.db").problem is None


def test_a_pause_of_a_day_is_left_to_a_person_to_decide(blog: Served, tmp_path: Path) -> None:
    blog.robots = DAY
    problem = crawl(blog.url, tmp_path / "blog.db").problem or ""
    assert "robots.txt asks for a pause of 86,400 s between two requests. Accept the pause with" in problem
    assert [request.target for request in blog.requests] == ["/robots.txt"]


def test_a_pause_that_was_accepted_is_kept(blog: Served, tmp_path: Path) -> None:
    blog.robots = "User-agent: *\nCrawl-delay: 0.01"
    assert crawl(blog.url, tmp_path / "a.db", settings={"CRAWL_DELAY_MOST": 0.001}).problem is not None
    assert crawl(blog.url, tmp_path / "b.db", settings={"CRAWL_DELAY_MOST": 0.01}).problem is None
