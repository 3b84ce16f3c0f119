"""`scrapy coverage`: what was announced, found and stored, by month, and what is missing."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commanding import scrapy
from crawling import crawl

from crawler.demo import Answer, Served, load, serve
from crawler.demo.answers import html
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import Coverage


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:10]) as served:
        yield served


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


def coverage(dataset: Path) -> Coverage:
    (one,) = coverage_of(dataset)
    return one


def execute(dataset: Path, sql: str, *values: str) -> None:
    with closing(sqlite3.connect(dataset)) as connection, connection:
        connection.execute(sql, values)


def told(dataset: Path, *options: str) -> tuple[int, list[str]]:
    """Exit status and printed lines of the command."""
    done = scrapy("coverage", str(dataset), *options, folder=dataset.parent)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= 80  # an address stays whole
    return done.returncode, lines


def test_a_printed_day_is_no_month(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    before = coverage(dataset).stored
    execute(dataset, "UPDATE articles SET published_local = 'Thu 7 Mar 2019'")
    assert coverage(dataset).stored == before


def test_a_whole_archive_is_proven_month_by_month(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    status, lines = told(dataset)
    assert (status, lines[2].split(), lines[-1].split("(")[0].strip()) == (
        0,
        ["month", "api", "stored"],
        "complete: 10 of 10 posts stored",
    )
    months = {post.date.strftime("%Y-%m") for post in blog.posts}
    counted = {line.split()[0]: line.split()[1:] for line in lines if re.match(r"\d{4}-\d\d ", line)}
    assert set(counted) == months
    assert all(found == stored for found, stored in counted.values())
    assert "The blog says that it has 10 posts." in lines
    assert ["all", "10", "10"] in [line.split() for line in lines]


def test_what_a_limit_left_out_is_said_with_the_limit(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="sitemap", limit="3")
    status, lines = told(dataset)
    assert (status, lines[-1]) == (0, "partial (limit=3): 3 of 10 posts stored")
    assert sum(line.startswith("not read  http") for line in lines) == 7


def test_what_was_forbidden_or_failed_or_is_not_there_is_missing_for_a_reason(
    blog: Served, dataset: Path
) -> None:
    forbidden, failed, gone = blog.posts[2], blog.posts[5], blog.posts[7]
    blog.faults = {forbidden.path: Answer(403), failed.path: Answer(500), gone.path: Answer(410)}
    crawl(blog.url, dataset, via="sitemap")
    found = coverage(dataset)
    assert {(one.url.rpartition(blog.url)[2], one.reason) for one in found.missing} == {
        (forbidden.path[1:], "forbidden"),
        (failed.path[1:], "failed"),
    }
    assert [(one.url.rpartition(blog.url)[2], one.reason) for one in found.dead] == [
        (gone.path[1:], "removed")
    ]
    assert found.verdict == (
        "incomplete: 1 failed, 1 forbidden: 7 of 9 posts stored (1 address leads nowhere)"
    )
    assert told(dataset)[0] == 1


@pytest.mark.parametrize(
    ("arguments", "partial"),
    [
        ({"limit": "3"}, "limit=3"),
        ({"requests": "4"}, "requests=4"),
        ({"since": "2019-01-01"}, "since=2019-01-01T00:00:00Z"),
    ],
)
def test_a_crawl_that_was_limited_is_partial_and_no_failure(
    blog: Served, dataset: Path, arguments: dict[str, Any], partial: str
) -> None:
    assert crawl(blog.url, dataset, **arguments).problem is None
    found = coverage(dataset)
    assert (found.status, found.is_proven) == ("partial", True)
    assert found.verdict.startswith(f"partial ({partial}): ")
    with closing(sqlite3.connect(dataset)) as connection:
        ((kept, reason),) = connection.execute("SELECT partial, reason FROM runs").fetchall()
    assert (kept, reason.startswith(f"partial ({partial})")) == (partial, True)
    assert crawl(blog.url, dataset).problem is None
    assert coverage(dataset).status == "complete"


@pytest.mark.parametrize("via", ["auto", "api", "sitemap", "feed", "archive"])
def test_nothing_since_the_last_post_is_no_failure(blog: Served, dataset: Path, via: str) -> None:
    assert crawl(blog.url, dataset, via=via, since="2030-01-01").problem is None
    found = coverage(dataset)
    assert (found.status, found.is_proven, found.stored.total()) == ("partial", True, 0)


def test_posts_that_the_api_counts_and_does_not_hand_out_are_missing(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    execute(dataset, "UPDATE announcements SET articles = articles + 2")
    status, lines = told(dataset)
    assert (status, lines[-1].split(" (")[0]) == (
        1,
        "incomplete: 2 announced but not found: 10 of 12 posts stored",
    )


def test_a_month_that_counts_more_posts_than_were_found_is_not_whole(blog: Served, dataset: Path) -> None:
    counts = {month: sum(post.date.strftime("%Y/%m") == month for post in blog.posts) for month in
              (post.date.strftime("%Y/%m") for post in blog.posts)}  # fmt: skip
    links = "".join(f'<li><a href="/{month}/">m</a> ({count})</li>' for month, count in counts.items())
    first = next(iter(counts))
    blog.faults = {"/": html(f"<html><body><ul>{links}</ul></body></html>")}
    crawl(blog.url, dataset, via="sitemap")
    assert coverage(dataset).verdict.startswith("complete: 10 of 10 posts stored")
    month = first.replace("/", "-")
    execute(dataset, "UPDATE announcements SET articles = articles + 1 WHERE month = ?", month)
    status, lines = told(dataset)
    assert status == 1
    assert lines[-1].startswith("incomplete: 1 announced but not found: 10 of 11 posts stored")
    (row,) = (line.split() for line in lines if line.startswith(month))
    assert row[1:] == [str(counts[first] + 1), str(counts[first]), str(counts[first])]


def test_what_the_blog_took_away_since_is_not_missing(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    blog.posts = [post for post in blog.posts if post != blog.posts[4]]
    crawl(blog.url, dataset, via="sitemap", full="1")  # the count of the API is that of the run before
    found = coverage(dataset)
    assert (found.announced[""], found.stored.total(), found.gone.total()) == (10, 9, 1)
    assert found.verdict.startswith("complete: 9 of 9 posts stored")
    assert "1 deleted from the blog but kept" in found.verdict


def test_twenty_addresses_are_listed_unless_all_are_asked_for(tmp_path: Path) -> None:
    dataset = tmp_path / "blog.db"
    with serve() as blog:
        crawl(blog.url, dataset, via="sitemap", limit="1")
        missing = len(blog.posts) - 1
    assert f"… and {missing - 20} more. Use --all to list them." in told(dataset)[1]
    assert sum(line.startswith("not read") for line in told(dataset, "--all")[1]) == missing


def test_what_is_no_dataset_says_so_and_costs_the_status(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_bytes(b"no database")
    for name in ("missing", str(tmp_path / "other.db")):
        done = scrapy("coverage", name, folder=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("coverage: ")
        assert "Traceback" not in done.stderr


def test_a_dataset_of_an_earlier_release_says_what_to_do(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    execute(dataset, "DROP TABLE announcements")
    done = scrapy("coverage", str(dataset), folder=dataset.parent)
    assert done.returncode == 1
    assert "earlier release. Crawl the blog again" in done.stderr
    crawl(blog.url, dataset, via="api")
    assert told(dataset)[0] == 0
