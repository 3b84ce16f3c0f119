"""Two blogs in one dataset: each is crawled, covered and rebuilt as if it were the only one."""

import dataclasses
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commanding import scrapy
from crawling import OF_RUNS, crawl, rows

from crawler.demo import Answer, Served, load, serve
from crawler.errors import DatasetError
from crawler.run.replay import rebuild
from crawler.spiders.blog import BlogSpider
from crawler.store.dataset.dataset import Dataset
from crawler.store.reading.compare import differences
from crawler.store.reading.coverage import coverage_of

_MOMENT = re.compile(r"modified_after=[^&]*")
ROUTES = pytest.mark.parametrize("via", ["api", "sitemap"])


@pytest.fixture
def blogs() -> Iterator[tuple[Served, Served]]:
    """Two blogs with different posts."""
    posts = load().posts
    with serve(posts=posts[:5]) as first, serve(posts=posts[5:12]) as second:
        yield first, second


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "both.db"


def name_of(blog: Served) -> str:
    return blog.url.removeprefix("http://").rstrip("/").replace(":", "_")


def urls(blog: Served) -> set[str]:
    return {f"{blog.url.rstrip('/')}{post.path}" for post in blog.posts}


def verdicts(dataset: Path) -> dict[str, str]:
    return {one.blog: one.verdict for one in coverage_of(dataset)}


def asked(blog: Served, dataset: Path, **arguments: Any) -> list[str]:
    """The requests of a crawl, without the time since when changes are requested."""
    before = len(blog.requests)
    crawl(blog.url, dataset, **arguments)
    return [_MOMENT.sub("modified_after=…", request.target) for request in blog.requests[before:]]


@ROUTES
def test_each_blog_of_a_dataset_is_covered_and_known_by_itself(
    blogs: tuple[Served, Served], dataset: Path, via: str
) -> None:
    for blog in blogs:
        assert crawl(blog.url, dataset, via=via).problem is None
    for blog, coverage in zip(
        blogs, sorted(coverage_of(dataset), key=lambda one: one.stored.total()), strict=True
    ):
        count = len(blog.posts)
        assert (coverage.blog, coverage.stored.total(), coverage.missing) == (name_of(blog), count, [])
        assert {route: found.total() for route, found in coverage.found.items()} == {via: count}
        assert coverage.verdict.split(" (")[0] == f"complete: {count} of {count} posts stored"
    with Dataset.open(dataset) as opened:
        for blog in blogs:
            prior = opened.prior(name_of(blog))
            assert {one.url for one in prior.articles} == urls(blog)
            assert {url for url, _ in prior.addresses} >= urls(blog)
            assert {url for url, _ in prior.addresses if not url.startswith(blog.url)} == set()


@ROUTES
def test_a_second_crawl_of_either_asks_what_it_would_ask_for_it_alone(
    blogs: tuple[Served, Served], dataset: Path, tmp_path: Path, via: str
) -> None:
    alone = {}
    for blog in blogs:
        own = tmp_path / f"{name_of(blog)}.db"
        alone[blog.url] = [asked(blog, own, via=via) for _ in range(2)]
    together: dict[str, list[list[str]]] = {blog.url: [] for blog in blogs}
    for _ in range(2):
        for blog in blogs:
            together[blog.url].append(asked(blog, dataset, via=via))
    assert together == alone
    assert rows(dataset, "SELECT articles_new, articles_changed, articles_gone FROM runs ORDER BY id") == [
        (5, 0, 0),
        (7, 0, 0),
        (0, 0, 0),
        (0, 0, 0),
    ]


@ROUTES
def test_what_one_blog_loses_or_changes_is_no_event_of_the_other(
    blogs: tuple[Served, Served], dataset: Path, via: str
) -> None:
    first, second = blogs
    for blog in blogs:
        crawl(blog.url, dataset, via=via)
    (lost, *first.posts) = first.posts
    (old, *rest) = second.posts
    second.posts = [dataclasses.replace(old, title="Un autre titre"), *rest]
    for blog in blogs:
        crawl(blog.url, dataset, via=via, full="1")
    assert rows(
        dataset, "SELECT blog, articles_changed, articles_gone FROM runs WHERE id > 2 ORDER BY id"
    ) == [
        (name_of(first), 0, 1),
        (name_of(second), 1, 0),
    ]
    assert rows(dataset, "SELECT blog, url FROM articles WHERE status = 'gone'") == [
        (name_of(first), f"{first.url.rstrip('/')}{lost.path}")
    ]
    assert verdicts(dataset)[name_of(first)].startswith("complete: 4 of 4 posts stored")
    assert "1 deleted from the blog but kept" in verdicts(dataset)[name_of(first)]
    assert verdicts(dataset)[name_of(second)].startswith("complete: 7 of 7 posts stored")
    assert "gone" not in verdicts(dataset)[name_of(second)]


def test_what_one_blog_lacks_does_not_make_the_other_incomplete(
    blogs: tuple[Served, Served], dataset: Path
) -> None:
    first, second = blogs
    first.faults = {first.posts[0].path: Answer(500)}
    crawl(first.url, dataset, via="sitemap", limit="3")
    crawl(second.url, dataset, via="sitemap")
    found = verdicts(dataset)
    assert found[name_of(first)].startswith("partial (limit=3): 1 not read, 1 failed: ")
    assert found[name_of(second)].startswith("complete: 7 of 7 posts stored")


def test_an_interrupted_crawl_is_resumed_after_a_crawl_of_the_other(
    blogs: tuple[Served, Served], dataset: Path
) -> None:
    first, second = blogs
    begun = asked(second, dataset, via="sitemap", requests="6")
    crawl(first.url, dataset, via="sitemap")
    resumed = asked(second, dataset, via="sitemap")
    assert len(begun) == 6
    assert set(begun) & set(resumed) == set()
    assert {post.path for post in second.posts} <= {*begun, *resumed}
    assert all(verdict.startswith("complete:") for verdict in verdicts(dataset).values())
    assert rows(dataset, "SELECT blog, COUNT(*) FROM articles GROUP BY blog ORDER BY COUNT(*)") == [
        (name_of(first), 5),
        (name_of(second), 7),
    ]


class SecondNameSpider(BlogSpider):
    """Crawls an address with another name than that of `AnyBlogSpider`."""

    name = "autre"


def test_answers_of_an_interrupted_crawl_are_not_taken_for_another_blog(
    blogs: tuple[Served, Served], dataset: Path
) -> None:
    blog, _ = blogs
    asked(blog, dataset, via="sitemap", requests="6")
    before = len(blog.requests)
    crawl(blog.url, dataset, via="sitemap", spider=SecondNameSpider)
    targets = {request.target for request in blog.requests[before:]}
    assert {post.path for post in blog.posts} <= targets
    # Each answer was received in this run: as a whole, or as the 304 to a validator of the same address.
    assert rows(
        dataset.parent / "raw" / dataset.name, "SELECT COUNT(*) FROM responses WHERE run = 2 AND status = 0"
    ) == [(0,)]


def test_posts_that_two_blogs_hand_out_stay_with_the_first_and_are_counted_for_both(
    blogs: tuple[Served, Served], dataset: Path
) -> None:
    blog, _ = blogs
    crawl(blog.url, dataset)
    texts = rows(dataset, "SELECT id, blog, title, text FROM articles ORDER BY id")
    for _ in range(2):
        spider = crawl(blog.url, dataset, spider=SecondNameSpider)
        assert (spider.problem, spider.run.ingest.tally.articles["elsewhere"]) == (None, 5)
    assert rows(dataset, "SELECT id, blog, title, text FROM articles ORDER BY id") == texts
    assert rows(
        dataset, "SELECT blog, COUNT(*) FROM warnings WHERE code = 'article_of_another_blog' GROUP BY blog"
    ) == [("autre", 5)]
    assert "5 as articles of another blog" in verdicts(dataset)["autre"]
    assert "another" not in verdicts(dataset)[name_of(blog)]
    assert crawl(blog.url, dataset).run.ingest.tally.articles == {"unchanged": 5, "gone": 0}


def test_a_dataset_of_several_blogs_is_rebuilt_even_where_an_older_version_mixed_them(
    blogs: tuple[Served, Served], dataset: Path, tmp_path: Path
) -> None:
    for blog in (*blogs, *blogs):
        crawl(blog.url, dataset)
    whole = tmp_path / "whole.db"
    whole.write_bytes(dataset.read_bytes())
    with closing(sqlite3.connect(dataset)) as connection:  # the rebuild sees it as version 1
        connection.execute("DROP INDEX runs_blog")
        connection.execute("ALTER TABLE runs DROP COLUMN blog")
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(DatasetError, match="contains several blogs, which an older version"):
        Dataset.open(dataset)
    rebuild(dataset, dataset, progress=lambda _: None)
    assert differences(whole, dataset, without_tables=OF_RUNS) == []
    assert differences(whole, dataset, tables=("runs", "announcements")) == []


def test_the_coverage_of_each_blog_is_printed_or_that_of_the_one_that_is_named(
    blogs: tuple[Served, Served], dataset: Path
) -> None:
    for blog in blogs:
        crawl(blog.url, dataset)
    first, second = sorted(map(name_of, blogs))
    both = scrapy("coverage", str(dataset), folder=dataset.parent)
    one = scrapy("coverage", str(dataset), "--blog", second, folder=dataset.parent)
    none = scrapy("coverage", str(dataset), "--blog", "nobody", folder=dataset.parent)
    assert (both.returncode, one.returncode, none.returncode) == (0, 0, 1)
    assert [line.split(",")[0] for line in both.stdout.splitlines() if "last crawled" in line] == [
        first,
        second,
    ]
    assert both.stdout.endswith(f"\n\n{one.stdout}")
    assert none.stderr == f"coverage: {dataset} contains no blog nobody. It contains: {first}, {second}.\n"
