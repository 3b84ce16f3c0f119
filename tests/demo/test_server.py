"""The server of the sample blog: what tests can change."""

import dataclasses
import http.client
import re
import time

import pytest
from asking import ask

from crawler.demo import Answer, Drop, Fault, serve


def test_every_request_is_logged() -> None:
    with serve() as blog:
        ask(blog.url, "feed/?paged=2", User_Agent="tester/1")
        assert [(one.method, one.target, one.agent) for one in blog.requests] == [
            ("GET", "/feed/?paged=2", "tester/1")
        ]


def test_a_fault_takes_the_place_of_exactly_its_target() -> None:
    with serve(faults={"/feed/?paged=2": Answer(500, {}, b"down")}) as blog:
        assert [ask(blog.url, f"feed/?paged={n}").status for n in (1, 2)] == [200, 500]


def test_a_pattern_changes_answers_and_stops_after_so_many_times() -> None:
    torn = Fault(lambda answer: dataclasses.replace(answer, body=answer.body[:10]), times=1)
    with serve(faults={re.compile(r"^/wp-json/wp/v2/posts"): torn}) as blog:
        url = f"{blog.url}wp-json/wp/v2/posts?_fields=id"
        assert [ask(url).body.endswith(b"]") for _ in range(2)] == [False, True]


def test_a_dropped_connection_gives_no_answer() -> None:
    with serve(faults={"/robots.txt": Drop()}) as blog, pytest.raises(http.client.RemoteDisconnected):
        ask(blog.url, "robots.txt")


def test_answers_wait_as_long_as_they_are_told() -> None:
    with serve(delay=0.05) as blog:
        start = time.monotonic()
        ask(blog.url, "robots.txt")
        assert time.monotonic() - start >= 0.05


def test_robots_txt_can_be_replaced() -> None:
    with serve(robots="User-agent: *\nDisallow: /\n") as blog:
        assert ask(blog.url, "robots.txt").body == b"User-agent: *\nDisallow: /\n"


def test_the_blog_lives_on_while_it_is_served() -> None:
    with serve() as blog:
        before = blog.url + "wp-json/wp/v2/posts?per_page=100&_fields=id"
        count = len(ask(before).json)
        newest, *rest = blog.posts
        blog.posts = [dataclasses.replace(rest[0], title="Changed"), *rest[1:]]
        assert len(ask(before).json) == count - 1
        assert ask(blog.url, newest.path).status == 404
        assert "Changed" in ask(blog.url).text


def test_the_same_request_gives_the_same_bytes() -> None:
    paths = ("", "feed/", "wp-json/wp/v2/comments?per_page=100", "wp-json/wp/v2/tags", "wp-sitemap.xml")
    answers = []
    for _ in range(2):
        with serve() as blog:
            port = blog.url.split(":")[2].strip("/").encode()
            answers.append([ask(blog.url, path).body.replace(port, b"PORT") for path in paths])
    assert answers[0] == answers[1]
