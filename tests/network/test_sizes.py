"""Responses that are too large, over real HTTP: they are left out with a warning that names them."""

import gzip
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from crawling import crawl, numbers, rows

from crawler.demo import Answer, load, serve
from crawler.settings import LARGEST_PAGE

HUGE = bytes(LARGEST_PAGE + 1)
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
}


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_that_unpacks_to_too_much_is_left_out_whatever_packed_it(
    tmp_path: Path, encoding: str
) -> None:
    dataset = tmp_path / "blog.db"
    answer = Answer(200, {"Content-Type": "text/html", "Content-Encoding": encoding}, PACKED[encoding](HUGE))
    with serve(posts=load().posts[:2]) as blog:
        lost = blog.posts[0].path
        blog.faults = {lost: answer}
        problem = crawl(blog.url, dataset, via="sitemap").problem
    assert (problem or "").startswith("Content is missing. A response is too large")
    assert numbers(dataset) == {blog.posts[1].id}
    ((detail,),) = rows(dataset, "SELECT detail FROM warnings WHERE code = 'too_large'")
    assert detail == f"{blog.url.rstrip('/')}{lost}: it is larger than the limit for its kind"


@pytest.mark.parametrize(
    ("setting", "target", "code"),
    [
        ("LARGEST_PAGE", "/", "too_large"),
        ("LARGEST_JSON", re.compile(r"wp/v2/posts\?"), "too_large"),
        ("LARGEST_SITEMAP", re.compile("sitemap.*xml"), "too_large"),
        ("LARGEST_ROBOTS", "/robots.txt", "robots_unreadable"),
    ],
)
def test_each_kind_of_response_has_a_limit_of_its_own(
    tmp_path: Path, setting: str, target: str | re.Pattern[str], code: str
) -> None:
    dataset = tmp_path / "blog.db"
    via = "sitemap" if setting == "LARGEST_SITEMAP" else "api"
    with serve(posts=load().posts[:2]) as blog:
        blog.faults = {target: lambda answer: Answer(200, answer.headers, answer.body + b" " * 200_000)}
        problem = crawl(blog.url, dataset, via=via, settings={setting: 150_000}).problem
        found = {found for (found,) in rows(dataset, "SELECT code FROM warnings")}
        raised = crawl(blog.url, dataset, via=via, settings={setting: 400_000}).problem
    assert (problem is None, code in found, raised) == (False, True, None)
