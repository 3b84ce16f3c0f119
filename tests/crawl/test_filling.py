"""What the API withholds or loses is read from the posts' own pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import OF_RUNS, codes, crawl, rows, targets

from crawler.demo import Answer, Served, load, serve
from crawler.demo.faults import Faults
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences

REFUSED: dict[str, Faults] = {
    "authors": {re.compile("/users"): Answer(401)},
    "tags": {re.compile("/tags"): Answer(403)},
    "comments": {re.compile("/wp/v2/comments"): Answer(404)},
    "all three": {re.compile("/users|/tags|/wp/v2/comments"): Answer(401)},
}

COMMENTS = (
    "SELECT article, number, author, posted, text, parent FROM comments WHERE kind = 'comment' ORDER BY id"
)


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:16]) as served:
        yield served


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


def rebuilt(dataset: Path) -> list[str]:
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    return differences(dataset, again, without_tables=("runs", "pages"))


@pytest.mark.parametrize("withheld", REFUSED)
def test_pages_tell_what_the_api_withholds(
    blog: Served, dataset: Path, tmp_path: Path, withheld: str
) -> None:
    whole = tmp_path / "whole.db"
    crawl(blog.url, whole)
    blog.faults = REFUSED[withheld]
    spider = crawl(blog.url, dataset)
    assert spider.problem is None
    # Pages show pingbacks as well, which the API of WordPress does not list.
    assert rows(dataset, COMMENTS) == rows(whole, COMMENTS)
    assert (
        differences(
            whole,
            dataset,
            without_tables=(*OF_RUNS, "comments", "warnings"),
            without_columns=("comment_count", "first_seen"),
        )
        == []
    )
    assert set(codes(dataset)) <= set(codes(whole))
    assert "does not hand out" in rows(dataset, "SELECT decisions FROM runs")[0][0]
    assert rebuilt(dataset) == []


def test_authors_cost_a_page_each(blog: Served, dataset: Path) -> None:
    blog.faults = REFUSED["authors"]
    crawl(blog.url, dataset)
    authors = {post.author for post in blog.posts}
    assert len(list(targets(blog.requests, "/20"))) == len(authors)
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE author IS NULL") == [(0,)]


def test_comments_of_the_newest_articles_are_read_again(blog: Served, dataset: Path) -> None:
    blog.faults = REFUSED["comments"]
    crawl(blog.url, dataset)
    before = len(blog.requests)
    spider = crawl(blog.url, dataset)
    pages = {target.partition("comment-page")[0] for target in targets(blog.requests[before:], "/20")}
    assert len(pages) <= 10
    assert spider.run.ingest.tally.articles == {"unchanged": len(blog.posts), "gone": 0}
    assert rebuilt(dataset) == []


def test_what_no_page_tells_stays_withheld(blog: Served, dataset: Path) -> None:
    blog.faults = {**REFUSED["authors"], re.compile(r"^/20\d\d/"): Answer(500)}
    spider = crawl(blog.url, dataset)
    assert {post.id for post in blog.posts} == {n for (n,) in rows(dataset, "SELECT post_id FROM articles")}
    assert codes(dataset).count("authors_withheld") == 1
    assert spider.problem is None
    assert rebuilt(dataset) == []


def test_one_route_alone_is_filled_by_no_other(blog: Served, dataset: Path) -> None:
    blog.faults = REFUSED["all three"]
    crawl(blog.url, dataset, via="api")
    assert list(targets(blog.requests, "/20")) == []
    assert {"authors_withheld", "comments_withheld", "terms_withheld"} <= set(codes(dataset))


BROKEN: Faults = {re.compile(r"/posts\?per_page=(100&|10&offset=0&|1&offset=3&)"): Answer(500)}


def test_posts_that_the_api_fails_to_hand_out_are_looked_for_in_web_pages(
    blog: Served, dataset: Path
) -> None:
    blog.faults = BROKEN
    crawl(blog.url, dataset)
    assert {n for (n,) in rows(dataset, "SELECT post_id FROM articles")} == {post.id for post in blog.posts}
    assert rows(dataset, "SELECT form, COUNT(*) FROM articles GROUP BY form") == [
        ("api", len(blog.posts) - 1),
        ("page", 1),
    ]
    assert codes(dataset).count("total_mismatch") == 0
    assert "1 posts more than it hands out" in rows(dataset, "SELECT decisions FROM runs")[0][0]
    assert rows(dataset, "SELECT api IS NOT NULL FROM blogs") == [(1,)]
    assert rebuilt(dataset) == []


def test_a_post_that_the_api_never_hands_out_is_known_the_second_time(blog: Served, dataset: Path) -> None:
    blog.faults = BROKEN
    crawl(blog.url, dataset)
    before = len(blog.requests)
    spider = crawl(blog.url, dataset)
    assert list(targets(blog.requests[before:], "/20")) == []
    assert spider.run.ingest.tally.articles["gone"] == 0
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE status = 'gone'") == [(0,)]
    assert rebuilt(dataset) == []


def test_a_limit_looks_for_no_other_posts(blog: Served, dataset: Path) -> None:
    blog.faults = {re.compile(r"/posts\?per_page=3&"): Answer(500)}
    crawl(blog.url, dataset, limit="3")
    assert list(targets(blog.requests, "sitemap")) == []
