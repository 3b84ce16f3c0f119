"""Crawls of the sample blog over real HTTP."""

import dataclasses
import datetime as dt
import itertools
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import pytest
from crawling import OF_RUNS, codes, crawl, numbers, rows, targets
from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler.demo import Answer, Drop, Fault, Served, load, serve
from crawler.demo.answers import html
from crawler.errors import AddressError, ArgumentError, DatasetError
from crawler.run.replay import rebuild
from crawler.spiders.blog import AnyBlogSpider
from crawler.store.reading.compare import differences

WITHHELD = ["comments_withheld"]  # those of the sample blog's protected post are counted, but not returned


@pytest.fixture
def blog() -> Iterator[Served]:
    """A few posts, for tests that do not need the whole blog."""
    with serve(posts=load().posts[:6]) as served:
        yield served


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


def rebuilt(dataset: Path) -> list[str]:
    """The differences between a rebuild and the crawl."""
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    return differences(dataset, again, without_tables=OF_RUNS)


def ids(blog: Served) -> set[int]:
    return {post.id for post in blog.posts}


def edited(blog: Served, number: int = 0, **changes: object) -> None:
    """Change a post of the running blog."""
    posts = list(blog.posts)
    posts[number] = dataclasses.replace(posts[number], **changes)  # type: ignore[arg-type]
    blog.posts = posts


def test_everything_arrives_by_the_fewest_requests(blog: Served, dataset: Path) -> None:
    blog.posts = load().posts
    spider = crawl(blog.url, dataset)
    assert (spider.problem, numbers(dataset), codes(dataset)) == (None, ids(blog), WITHHELD)
    assert [request.target.partition("?")[0] for request in blog.requests] == [
        "/robots.txt",
        "/",
        *(
            f"/wp-json/wp/v2/{name}"
            for name in ("categories", "tags", "users", "posts", "types", "media", "comments")
        ),
        "/wp-sitemap.xml",
        "/wp-sitemap-posts-post-1.xml",
    ]
    ((requests, size, new, reason),) = rows(dataset, "SELECT requests, bytes, articles_new, reason FROM runs")
    assert (requests, size > 10_000, new, reason) == (11, True, len(blog.posts), "finished")
    assert {request.agent.partition("/")[0] for request in blog.requests} == {"blog-to-dataset"}


def test_a_second_crawl_writes_no_article_again(blog: Served, dataset: Path, tmp_path: Path) -> None:
    crawl(blog.url, dataset)
    before = tmp_path / "before.db"
    before.write_bytes(dataset.read_bytes())
    spider = crawl(blog.url, dataset)
    assert differences(before, dataset, without_tables=OF_RUNS) == []
    assert spider.run.ingest.tally.articles == {"unchanged": len(blog.posts), "gone": 0}
    counts = rows(dataset, "SELECT articles_new, articles_unchanged FROM runs ORDER BY id")
    assert counts == [(len(blog.posts), 0), (0, len(blog.posts))]


def test_a_rebuild_gives_the_same_after_the_blog_lived_on(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    later = dt.datetime.now(dt.UTC)
    edited(blog, 0, title="Tout autre titre", modified=later)
    edited(blog, 1, slug="autre-adresse", modified=later)
    vanished, *kept = reversed(blog.posts)
    blog.posts = kept
    spider = crawl(blog.url, dataset)
    assert spider.run.ingest.tally.articles == {
        "changed": 2,
        "unchanged": len(kept) - 2,
        "gone": 1,
    }
    assert rows(dataset, "SELECT post_id FROM articles WHERE status = 'gone'") == [(vanished.id,)]
    assert rebuilt(dataset) == []
    blog.posts = [vanished, *kept]
    crawl(blog.url, dataset)
    assert rows(dataset, "SELECT post_id FROM articles WHERE status = 'gone'") == []
    assert rebuilt(dataset) == []


def test_a_blog_that_did_not_change_costs_seven_requests(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    already = len(blog.requests)
    spider = crawl(blog.url, dataset)
    assert [request.target.partition("?")[0] for request in blog.requests[already:]] == [
        "/robots.txt",
        "/",
        "/wp-json/wp/v2/posts",
        "/wp-json/wp/v2/posts",
        "/wp-json/wp/v2/comments",
        "/wp-json/wp/v2/types",
        "/wp-sitemap.xml",
        "/wp-sitemap-posts-post-1.xml",
    ]
    assert spider.run.ingest.tally.articles == {"unchanged": len(blog.posts), "gone": 0}
    ((route, decisions),) = rows(dataset, "SELECT route, decisions FROM runs ORDER BY id DESC LIMIT 1")
    assert (route, "only what changed since is read" in decisions) == ("api sitemap", True)
    assert rebuilt(dataset) == []


def test_a_full_crawl_reads_all_again(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    spider = crawl(blog.url, dataset, full="1")
    assert spider.run.ingest.tally.articles == {"unchanged": len(blog.posts), "gone": 0}
    assert len(list(targets(blog.requests, "/categories"))) == 2


def test_a_budget_of_requests_is_kept_and_the_next_run_goes_on(blog: Served, dataset: Path) -> None:
    spider = crawl(blog.url, dataset, requests="6")
    assert (spider.problem, len(blog.requests)) == (None, 6)
    ((finished, reason),) = rows(dataset, "SELECT finished IS NOT NULL, reason FROM runs")
    assert (finished, reason.startswith("partial (requests=6). The budget is spent")) == (1, True)
    crawl(blog.url, dataset)
    assert [request.target.partition("?")[0] for request in blog.requests[6:]] == [
        "/wp-json/wp/v2/types",
        "/wp-json/wp/v2/media",
        "/wp-json/wp/v2/comments",
        "/wp-sitemap.xml",
        "/wp-sitemap-posts-post-1.xml",
    ]
    assert numbers(dataset) == ids(blog)
    assert rebuilt(dataset) == []


def test_a_dataset_of_an_earlier_release_gets_the_columns_that_it_lacks(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    with closing(sqlite3.connect(dataset)) as connection:
        connection.execute("ALTER TABLE runs DROP COLUMN decisions")
    assert crawl(blog.url, dataset).problem is None
    assert rows(dataset, "SELECT COUNT(decisions) FROM runs") == [(1,)]


def test_the_raw_store_keeps_every_answer(blog: Served, dataset: Path) -> None:
    blog.faults = {re.compile("/posts"): Fault(Answer(500), times=1), re.compile("/users"): Drop()}
    crawl(blog.url, dataset)
    raw = dataset.parent / "raw" / "blog.db"
    assert rows(raw, "SELECT route, status FROM responses ORDER BY route, id") == [
        ("api.categories", 200),
        ("api.comments", 200),
        ("api.media", 200),
        ("api.posts", 500),
        ("api.posts", 200),
        ("api.tags", 200),
        ("api.types", 200),
        ("api.users", 0),
        ("api.users", 0),
        ("home", 200),
        ("robots", 200),
        ("sitemap", 200),
        ("sitemap", 200),
        ("sitemap.robots", 200),
    ]
    assert rebuilt(dataset) == []


def test_a_hosted_blog_is_read_by_the_common_api(dataset: Path) -> None:
    with serve(hosted="127.0.0.1") as blog:
        spider = crawl(blog.url, dataset, settings={"HOSTED_API": blog.url})
        assert (spider.problem, numbers(dataset)) == (None, ids(blog))
        assert rows(dataset, "SELECT api FROM blogs") == [(f"{blog.url}wp/v2/sites/127.0.0.1/",)]
    assert rebuilt(dataset) == []


def test_a_limit_asks_for_the_newest_and_marks_nothing_gone(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    newest = [post.id for post in sorted(blog.posts, key=lambda post: post.date, reverse=True)][:2]
    other = dataset.with_name("two.db")
    assert crawl(blog.url, other, limit="2").problem is None
    assert numbers(other) == set(newest)
    crawl(blog.url, dataset, limit="2")
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE status = 'gone'") == [(0,)]
    assert rebuilt(dataset) == []


def test_an_answer_that_did_not_change_comes_from_the_raw_store(blog: Served, dataset: Path) -> None:
    sent: list[bool] = []

    def with_validator(answer: Answer) -> Answer:
        sent.append(True)
        if len(sent) == 1:
            return dataclasses.replace(answer, headers={**answer.headers, "ETag": '"one"'})
        return Answer(304, {"ETag": '"one"'})

    blog.faults = {re.compile("/posts"): with_validator}
    crawl(blog.url, dataset)
    spider = crawl(blog.url, dataset, full="1")
    assert spider.run.ingest.tally.articles["unchanged"] == len(blog.posts)
    raw = dataset.parent / "raw" / "blog.db"
    assert rows(raw, "SELECT status FROM responses WHERE route = 'api.posts'") == [(200,), (304,)]
    assert rebuilt(dataset) == []


def test_an_error_is_never_answered_from_the_raw_store(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    blog.faults = {re.compile("/wp-json/|rest_route"): Answer(503)}
    spider = crawl(blog.url, dataset, via="api")
    assert spider.run.ingest.tally.reached == 0
    assert (spider.problem or "").startswith(f"The blog cannot be read: No WordPress API at {blog.url} (")
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE status = 'gone'") == [(0,)]


BROKEN = Answer(500)


@pytest.mark.parametrize(
    ("faults", "lost", "found"),
    [
        ({r"/posts\?per_page=100&": BROKEN}, 0, ["request_failed"]),
        ({r"/posts\?per_page=100&": Answer(404)}, 0, ["request_failed"]),
        ({r"/posts\?per_page=100&": Answer(body=b"Fatal error")}, 0, ["bad_json"]),
        (
            {r"/posts\?per_page=(100&|10&offset=0&|1&offset=3&)": BROKEN},
            1,
            ["request_failed"] * 3 + ["total_mismatch"],
        ),
        ({"/comments": Answer(404)}, 0, ["comments_withheld"]),
        ({"/users": Answer(401)}, 0, ["authors_withheld"]),
        ({"/tags": Answer(body=b"\x00\xff")}, 0, ["bad_json"]),
    ],
)
def test_a_torn_answer_costs_itself(
    blog: Served, dataset: Path, faults: dict[str, Answer], lost: int, found: list[str]
) -> None:
    blog.faults = {re.compile(pattern): fault for pattern, fault in faults.items()}
    spider = crawl(blog.url, dataset, via="api")
    assert (len(ids(blog) - numbers(dataset)), codes(dataset)) == (lost, found)
    withheld = all(code.endswith("withheld") for code in found)
    assert (spider.problem is None) is withheld
    assert rebuilt(dataset) == []


def test_torn_posts_arrive_with_a_warning_each(blog: Served, dataset: Path) -> None:
    edited(blog, 0, content="")
    edited(blog, 1, title="")
    edited(blog, 2, content="<p>NUL \x00 et coupé <b>en <a href='https://ailleurs.example/x")
    blog.faults = {
        re.compile("/posts"): lambda answer: dataclasses.replace(
            answer, body=answer.body.replace(b"NUL \\u0000", b"NUL \x00 \xff")
        )
    }
    spider = crawl(blog.url, dataset)
    assert (spider.problem, numbers(dataset)) == (None, ids(blog))
    told = rows(
        dataset,
        "SELECT post_id, code FROM warnings JOIN articles ON articles.id = warnings.article "
        "WHERE code IN ('empty_content', 'no_title', 'bad_encoding')",
    )
    empty, untitled, torn = (post.id for post in blog.posts[:3])
    assert {(empty, "empty_content"), (untitled, "no_title"), (torn, "bad_encoding")} <= set(told)


def test_redirects_are_followed(blog: Served, dataset: Path) -> None:
    blog.faults = {
        "/": Answer(302, {"Location": "/?accueil"}),
        re.compile("^/wp-json/wp/v2/tags"): Answer(
            301, {"Location": "/?rest_route=/wp/v2/tags&per_page=100"}
        ),
    }
    assert crawl(blog.url, dataset).problem is None
    raw = dataset.parent / "raw" / "blog.db"
    moved = "SELECT status FROM responses WHERE route IN ('home', 'api.tags') ORDER BY route DESC, id"
    assert rows(raw, moved) == [(302,), (200,), (301,), (200,)]
    assert rows(dataset, "SELECT url FROM blogs") == [(f"{blog.url}?accueil",)]
    assert rows(dataset, "SELECT COUNT(*) > 0 FROM terms WHERE taxonomy = 'tag'") == [(1,)]
    assert rebuilt(dataset) == []


def test_robots_txt_is_obeyed(blog: Served, dataset: Path) -> None:
    blog.robots = "User-agent: *\nDisallow: /wp-json/\nDisallow: /*rest_route"
    spider = crawl(blog.url, dataset, via="api")
    assert spider.problem is not None
    assert "robots.txt forbids it" in spider.problem
    assert [request.target for request in blog.requests] == ["/robots.txt", "/"]
    assert rebuilt(dataset) == []


class Timed(AnyBlogSpider):
    """Notes the time of each request, by the clock that schedules it."""

    departures: list[float]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.departures = []
        crawler.signals.connect(spider.note, signal=signals.response_downloaded)
        return spider

    def note(self, request: Request) -> None:
        self.departures.append(self.crawler.engine.downloader.slots[request.meta["download_slot"]].lastseen)


def test_a_crawl_delay_is_kept_even_with_delays_off(blog: Served, dataset: Path) -> None:
    blog.robots = "User-agent: *\nCrawl-delay: 0.2"
    throttle = {"AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 0}
    spider = crawl(blog.url, dataset, spider=Timed, limit="1", settings=throttle)
    assert isinstance(spider, Timed)
    pauses = [later - earlier for earlier, later in itertools.pairwise(spider.departures[1:])]
    assert pauses
    assert min(pauses) > 0.2 - 1e-6  # seconds as floating-point numbers


def test_a_contact_in_the_user_agent_reaches_the_blog_and_keeps_the_rules_for_our_name(
    blog: Served, dataset: Path
) -> None:
    blog.robots = "User-agent: blog-to-dataset\nCrawl-delay: 0.01"
    contact = "Ana's archive (+mailto:ana@archive.example)"
    spider = crawl(blog.url, dataset, limit="1", settings={"USER_AGENT": contact})
    assert {request.agent for request in blog.requests} == {contact}
    downloader = spider.crawler.engine.downloader
    assert [slot["delay"] for slot in downloader.per_slot_settings.values()] == [0.01]


def test_an_empty_blog_is_no_success(blog: Served, dataset: Path) -> None:
    blog.posts = []
    assert (crawl(blog.url, dataset).problem or "").startswith("No articles found: the API of the blog")


def test_where_no_page_is_taken_for_a_post_it_is_said_how_to_look_at_one(blog: Served, dataset: Path) -> None:
    static = '<html><title>{0}</title><body class="page page-id-2"><h1>{0}</h1>Une page</body></html>'
    blog.faults = {post.path: html(static.format(post.title)) for post in blog.posts}
    problem = crawl(blog.url, dataset, via="sitemap").problem or ""
    assert problem.startswith("No articles found: no page was recognised as a post")
    assert "blog2dataset extract" in problem


def test_a_blog_that_is_down_is_told_so(dataset: Path) -> None:
    with serve() as blog:
        url = blog.url
    spider = crawl(url, dataset)
    assert spider.problem == (
        f"The blog cannot be read: {url}: the connection was refused. Check the address, and whether the blog is online."
    )


class CrampedSpider(AnyBlogSpider):
    """Writes to a disk that fills up in the middle of the crawl."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: str) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        ((pages,),) = spider.run.dataset.connection.execute("PRAGMA page_count")
        spider.run.dataset.connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return spider


def test_a_full_disk_ends_the_crawl_at_once(blog: Served, dataset: Path) -> None:
    spider = crawl(blog.url, dataset, spider=CrampedSpider)
    assert (
        spider.problem
        == f"{dataset} cannot grow because the disk is full. Free some space, and run the command again."
    )


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (
            {"via": "carrier-pigeon"},
            ArgumentError,
            "via=carrier-pigeon is not a route. Use auto, api, sitemap, feed, archive.",
        ),
        ({"limit": "0"}, ArgumentError, "limit=0 is not a number of articles. Use 1 or more."),
        ({"limit": "many"}, ArgumentError, "limit=many is not a number of articles. Use 1 or more."),
        ({"requests": "-1"}, ArgumentError, "requests=-1 is not a number of requests. Use 1 or more."),
        ({"since": "soon"}, ArgumentError, "since=soon is not a date. Write it as 2019-01-31."),
        ({"full": "yes"}, ArgumentError, "full=yes is not valid. Use full=1 for yes or full=0 for no."),
        (
            {"limt": "1"},
            ArgumentError,
            "There is no argument limt. Use url, limit, since, full, requests, via, gone or dataset.",
        ),
        ({"url": "ftp://blog.example/"}, AddressError, "ftp://blog.example/ is not a web address"),
        ({"url": "http://me:secret@blog.example/"}, AddressError, "http://…@blog.example contains a user"),
        ({"url": " "}, ArgumentError, "Give the address of a blog"),
        ({"dataset": "/dev/null/blog.db"}, DatasetError, "The folder of /dev/null/blog.db cannot be created"),
    ],
)
def test_bad_arguments_are_told_before_any_request(
    blog: Served, tmp_path: Path, arguments: dict[str, str], error: type[Exception], sentence: str
) -> None:
    whole: dict[str, Any] = {"url": blog.url, "dataset": str(tmp_path / "blog.db"), **arguments}
    with pytest.raises(error) as refused:
        crawl(whole.pop("url"), Path(whole.pop("dataset")), **whole)
    assert str(refused.value).startswith(sentence)
    assert blog.requests == []


def test_the_rebuild_of_what_was_never_crawled_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="There is no raw store"):
        rebuild(tmp_path / "none.db", tmp_path / "none.db", progress=lambda _: None)


def test_comments_are_asked_for_once_for_all_posts(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset)
    assert len(list(targets(blog.requests, "/comments"))) == 1
    written = sum(comment.kind == "comment" for post in blog.posts for comment in post.comments)
    assert rows(dataset, "SELECT COUNT(*) FROM comments") == [(written,)]
