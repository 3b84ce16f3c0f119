"""`scrapy coverage`: what was announced, found and stored, by month, and what is missing."""

import json
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
from crawler.store.reading.report import report


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
    assert f"and {missing - 20} more. Use --urls to list them." in told(dataset)[1]
    assert sum(line.startswith("not read ") for line in told(dataset, "--urls")[1]) == missing


@pytest.fixture
def mixed(blog: Served, dataset: Path) -> Served:
    """A blog whose sitemap names a dead address and a listing, and one post of which fails."""
    failed, listing, dead = blog.posts[5], blog.posts[6], blog.posts[7]
    items = "".join(f'<article class="post"><h2><a href="{post.path}">Billet</a></h2></article>' * 2
                    for post in blog.posts[:3])  # fmt: skip
    blog.faults = {
        failed.path: Answer(500),
        listing.path: html(f'<html><body class="archive">{items}</body></html>'),
        dead.path: Answer(404),
    }
    crawl(blog.url, dataset, via="sitemap")
    return blog


def test_urls_are_listed_with_what_became_of_each(mixed: Served, dataset: Path) -> None:
    status, lines = told(dataset, "--urls")
    failed, listing, dead = (f"{mixed.url}{post.path[1:]}" for post in mixed.posts[5:8])
    assert status == 1
    for reason, url in (("failed", failed), ("listing", listing), ("dead", dead)):
        assert f"{reason:<9} {url}" in lines
        assert any(line.startswith(f"{reason}: ") for line in lines)
    (row,) = (line.split() for line in lines if line.startswith("sitemap "))
    assert row == ["sitemap", "8", "7", "1", str(int(row[4]))]
    assert "missing   1 failed" in lines
    assert "dead      1 dead" in lines


def test_the_decisions_of_the_crawl_are_shown(mixed: Served, dataset: Path) -> None:
    assert mixed.posts
    lines = told(dataset)[1]
    decided = " ".join(lines[lines.index("The last full crawl decided:") :])
    assert "- The sitemap (2 files) names 10 addresses." in decided


def test_programs_read_the_same_evidence_as_json(mixed: Served, dataset: Path) -> None:
    done = scrapy("coverage", str(dataset), "--json", folder=dataset.parent)
    (found,) = json.loads(done.stdout)
    assert (done.returncode, found["status"], found["proven"]) == (1, "incomplete", False)
    assert (found["stored"], found["missing"], found["gone"]) == (7, {"failed": 1}, 0)
    (route,) = found["routes"]
    assert (route["route"], route["announced"], route["found"], route["stored"]) == ("sitemap", None, 8, 7)
    assert (route["missing"], route["unnamed"]) == ({"failed": 1}, 0)
    addresses = {name: [one["url"] for one in listed] for name, listed in found["addresses"].items()}
    assert addresses["missing"] == [f"{mixed.url}{mixed.posts[5].path[1:]}"]
    assert addresses["dead"] == [f"{mixed.url}{mixed.posts[7].path[1:]}"]
    assert f"{mixed.url}{mixed.posts[6].path[1:]}" in addresses["left_out"]
    assert sum(month["stored"] for month in found["months"]) == 7
    assert found["verdict"] == coverage(dataset).verdict


def test_the_documentation_shows_all_that_programs_read(mixed: Served, dataset: Path) -> None:
    assert mixed.posts
    text = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    (shown,) = (json.loads(block) for block in re.findall(r"```json\n(.+?)```", text, re.DOTALL))
    read = report(coverage(dataset))
    assert list(shown) == list(read)
    for name in ("routes", "months"):
        assert list(shown[name][0]) == list(read[name][0])
    assert list(shown["addresses"]) == list(read["addresses"])
    assert list(shown["addresses"]["missing"][0]) == list(read["addresses"]["missing"][0])


def test_pages_that_may_be_posts_make_an_archive_doubtful(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="sitemap")
    execute(
        dataset,
        "INSERT INTO discoveries (blog, url, route, first_seen, last_seen, outcome) "
        "SELECT blog, url || 'essay/', route, first_seen, last_seen, 'unsure' FROM discoveries LIMIT 1",
    )
    found = coverage(dataset)
    assert (found.status, found.is_proven, len(found.unsure)) == ("doubtful", False, 1)
    assert found.verdict.startswith("doubtful: 10 of 10 posts stored, and 1 more page may be ")
    status, lines = told(dataset, "--urls")
    assert status == 1
    assert any(line.startswith("unsure    http") for line in lines)


def test_a_sudden_loss_is_a_doubt_until_it_is_accepted(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    blog.posts = blog.posts[:4]
    assert crawl(blog.url, dataset, via="api").problem is not None
    found = coverage(dataset)
    assert (found.status, found.is_proven, found.stored.total()) == ("incomplete", False, 10)
    assert "6 of 10 articles were not found" in found.verdict
    assert crawl(blog.url, dataset, via="api", gone="yes").problem is None
    assert coverage(dataset).status == "complete"


def test_routes_that_found_the_same_posts_confirm_one_another(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="sitemap")
    assert coverage(dataset).sureness.startswith("Only the route sitemap found all posts.")
    crawl(blog.url, dataset, via="api")
    assert coverage(dataset).sureness == "These routes found the same posts: api, sitemap."


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
