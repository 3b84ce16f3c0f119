"""The routes by web pages, on the sample blog over real HTTP: what they find, and what they cost."""

import dataclasses
import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import lxml.html
import pytest
from crawling import OF_RUNS, codes, crawl, numbers, rows, targets

from crawler.demo import Answer, Served, load, serve
from crawler.demo.answers import html
from crawler.parse.page import reading
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.kind.votes import Vote
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences

ROUTES = ("sitemap", "feed", "archive")
#: Columns in which routes may differ: those that only the API fills, and those about the delivery.
NOT_THE_BLOGS = (
    *("excerpt", "modified", "comment_count", "html", "content_hash", "first_seen", "form"),
    *("blogs.api", "warnings.run"),
)
COMMENTS = (
    "SELECT article, number, author, posted, text, parent FROM comments WHERE kind = 'comment' ORDER BY id"
)


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:14]) as served:
        yield served


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


@pytest.fixture(scope="module")
def whole() -> Iterator[Served]:
    with serve() as served:
        yield served


@pytest.fixture(scope="module")
def by_api(whole: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "blog.db"
    assert crawl(whole.url, path, via="api").problem is None
    return path


def rebuilt(dataset: Path) -> list[str]:
    """The differences between a rebuild and the crawl."""
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    return differences(dataset, again, without_tables=("runs", "pages"))


def edited(blog: Served, number: int = 0, **changes: object) -> None:
    """Change a post of the running blog."""
    posts = list(blog.posts)
    posts[number] = dataclasses.replace(posts[number], **changes)  # type: ignore[arg-type]
    blog.posts = posts


def asked(blog: Served, start: int = 0) -> list[str]:
    return [request.target for request in blog.requests[start:]]


@pytest.mark.parametrize("route", ROUTES)
def test_routes_agree(whole: Served, by_api: Path, dataset: Path, route: str) -> None:
    spider = crawl(whole.url, dataset, via=route)
    assert spider.problem is None
    unlike = differences(
        by_api, dataset, without_tables=(*OF_RUNS, "comments", "warnings"), without_columns=NOT_THE_BLOGS
    )
    assert unlike == []
    if route != "archive":  # it shows whole posts, without their comments
        assert rows(dataset, COMMENTS) == rows(by_api, COMMENTS)
    assert rows(dataset, "SELECT route FROM runs") == [(route,)]
    assert rebuilt(dataset) == []


@pytest.mark.parametrize("route", ROUTES)
def test_a_second_crawl_reads_the_newest_again_and_nothing_else(
    whole: Served, dataset: Path, route: str
) -> None:
    crawl(whole.url, dataset, via=route)
    already = len(whole.requests)
    spider = crawl(whole.url, dataset, via=route)
    assert len(whole.requests) - already <= 20
    assert spider.problem is None
    assert spider.run.ingest.tally.articles == {"unchanged": len(whole.posts), "gone": 0}
    assert rebuilt(dataset) == []


@pytest.mark.parametrize("route", ROUTES)
def test_the_blog_lives_on(blog: Served, dataset: Path, route: str) -> None:
    crawl(blog.url, dataset, via=route)
    edited(blog, 12, title="Tout autre titre", content=f"<p>Repris.</p>{blog.posts[12].content}")
    edited(blog, 1, content=f"<p>Corrigé.</p>{blog.posts[1].content}")
    vanished = blog.posts[9]
    new = dataclasses.replace(
        blog.posts[0],
        id=9999,
        slug="tout-nouveau",
        date=blog.posts[0].date + dt.timedelta(days=1),
        content="<p>Nouveau.</p>",
    )
    blog.posts = [new, *blog.posts[:9], *blog.posts[10:]]
    crawl(blog.url, dataset, via=route)
    found = rows(dataset, "SELECT text FROM articles WHERE text LIKE 'Corrigé.%' OR text = 'Nouveau.'")
    assert len(found) == 2
    crawl(blog.url, dataset, via=route, full="1")
    assert rows(dataset, "SELECT post_id FROM articles WHERE status = 'gone'") == [(vanished.id,)]
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE title = 'Tout autre titre'") == [(1,)]
    assert rows(dataset, "SELECT COUNT(*) FROM article_versions") == [(2,)]
    assert rebuilt(dataset) == []


def test_auto_reads_pages_where_the_api_is_switched_off(blog: Served, dataset: Path) -> None:
    blog.faults = {re.compile("/wp-json/|rest_route"): Answer(401)}
    spider = crawl(blog.url, dataset)
    assert (spider.problem, numbers(dataset)) == (None, {post.id for post in blog.posts})
    ((route, decisions),) = rows(dataset, "SELECT route, decisions FROM runs")
    assert (route, "web pages are read instead" in decisions) == ("sitemap feed", True)
    assert codes(dataset) == []
    assert len(list(targets(blog.requests, "/feed/"))) == 1  # beside the sitemap, no more than the newest
    assert rebuilt(dataset) == []


def test_auto_reads_pages_where_robots_txt_forbids_the_api(blog: Served, dataset: Path) -> None:
    blog.robots = "User-agent: *\nDisallow: /wp-json/\nDisallow: /*rest_route"
    spider = crawl(blog.url, dataset)
    assert (spider.problem, numbers(dataset)) == (None, {post.id for post in blog.posts})


def test_auto_goes_over_to_listings_where_there_is_neither_api_nor_sitemap_nor_feed(
    blog: Served, dataset: Path
) -> None:
    blog.faults = {re.compile("/wp-json/|rest_route|sitemap|/feed/|[.](xml|json)|/rss"): Answer(404)}
    spider = crawl(blog.url, dataset)
    assert (spider.problem, numbers(dataset)) == (None, {post.id for post in blog.posts})
    assert rows(dataset, "SELECT route FROM runs") == [("archive",)]
    comments = sum(len(post.comments) for post in blog.posts if not post.protected)
    assert rows(dataset, "SELECT COUNT(*) FROM comments") == [(comments,)]


def test_an_article_that_another_route_hands_out_alike_is_no_change(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="api")
    spider = crawl(blog.url, dataset, via="sitemap", full="1")
    assert spider.run.ingest.tally.articles == {"reparsed": len(blog.posts), "gone": 0, "unchanged": 0}
    assert rows(dataset, "SELECT COUNT(*) FROM article_versions") == [(0,)]
    assert rows(dataset, "SELECT DISTINCT form FROM articles") == [("page",)]


def test_every_address_that_a_route_found_is_kept_with_what_it_was(blog: Served, dataset: Path) -> None:
    first = blog.posts[0]
    blog.posts = [
        dataclasses.replace(first, content=f"{first.content}<!--nextpage--><p>Suite.</p>"),
        *blog.posts[1:],
    ]
    crawl(blog.url, dataset, via="sitemap")
    crawl(blog.url, dataset, via="sitemap")
    assert rows(dataset, "SELECT DISTINCT route FROM discoveries") == [("sitemap",)]
    found = rows(dataset, "SELECT outcome, COUNT(*), COUNT(article) FROM discoveries GROUP BY outcome")
    posts = len(blog.posts)
    protected = sum(post.protected for post in blog.posts)
    expected = [("article", posts - protected, posts - protected)]
    assert found == sorted([*expected, *([("protected", protected, protected)] if protected else [])])


@pytest.mark.parametrize("route", ROUTES)
def test_a_limit_reads_the_newest_alone(blog: Served, dataset: Path, route: str) -> None:
    crawl(blog.url, dataset, via=route, limit="3")
    newest = sorted(blog.posts, key=lambda post: post.date, reverse=True)[:3]
    assert numbers(dataset) == {post.id for post in newest}
    pages = [target for target in targets(blog.requests, "/20") if "comment-page" not in target]
    assert len(pages) <= 4


def test_a_page_that_fails_costs_itself_and_is_tried_again(blog: Served, dataset: Path) -> None:
    lost = blog.posts[5]
    blog.faults = {lost.path: Answer(500)}
    spider = crawl(blog.url, dataset, via="sitemap")
    assert "(request_failed, once)" in (spider.problem or "")
    assert numbers(dataset) == {post.id for post in blog.posts} - {lost.id}
    blog.faults = {}
    assert crawl(blog.url, dataset, via="sitemap").problem is None
    assert numbers(dataset) == {post.id for post in blog.posts}
    assert rebuilt(dataset) == []


def test_a_page_that_is_forbidden_is_told_by_the_feed(blog: Served, dataset: Path) -> None:
    kept = next(post for post in blog.posts if len(post.content) > 500 and not post.protected)
    blog.faults = {kept.path: Answer(403)}
    spider = crawl(blog.url, dataset, via="feed")
    assert spider.problem  # its comments are only on the page
    assert numbers(dataset) == {post.id for post in blog.posts}
    assert rows(dataset, "SELECT form, text <> '' FROM articles WHERE form <> 'page'") == [("feed", 1)]
    assert rows(dataset, "SELECT code FROM warnings WHERE code = 'not_its_page'") == [("not_its_page",)]
    blog.faults = {}
    assert crawl(blog.url, dataset, via="feed").problem is None
    assert rows(dataset, "SELECT form FROM articles WHERE form <> 'page'") == []


@pytest.mark.parametrize("route", ["auto", "sitemap", "feed"])
def test_a_page_that_a_parser_stumbles_over_costs_itself(
    blog: Served, dataset: Path, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = blog.posts[3]
    real = reading.votes

    def stumbling(marks: PostMarks, *facts: Any) -> Iterator[Vote]:
        if marks.url.endswith(lost.path):
            raise RecursionError("too deep")
        return real(marks, *facts)

    monkeypatch.setattr(reading, "votes", stumbling)
    blog.faults = {re.compile("/wp-json/|rest_route"): Answer(401)}
    spider = crawl(blog.url, dataset, via=route)
    assert "(unreadable, once)" in (spider.problem or "")
    assert numbers(dataset) == {post.id for post in blog.posts} - {lost.id}
    (detail,) = rows(dataset, "SELECT detail FROM warnings WHERE code = 'unreadable'")
    assert lost.path in detail[0]
    assert "RecursionError: too deep" in detail[0]
    assert rebuilt(dataset) == []


@pytest.mark.parametrize("route", ROUTES)
def test_an_article_that_comes_back_is_live_again(blog: Served, dataset: Path, route: str) -> None:
    crawl(blog.url, dataset, via=route)
    posts = blog.posts
    blog.posts = [*posts[:8], *posts[9:]]
    crawl(blog.url, dataset, via=route, full="1")
    assert rows(dataset, "SELECT post_id FROM articles WHERE status = 'gone'") == [(posts[8].id,)]
    blog.posts = posts
    crawl(blog.url, dataset, via=route, full="1")
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE status = 'gone'") == [(0,)]
    assert rebuilt(dataset) == []


def test_an_article_that_the_sitemap_lists_again_is_live_again(blog: Served, dataset: Path) -> None:
    crawl(blog.url, dataset, via="sitemap")
    posts = blog.posts
    blog.posts = [*posts[:8], *posts[9:]]
    crawl(blog.url, dataset, via="sitemap")
    assert rows(dataset, "SELECT post_id FROM articles WHERE status = 'gone'") == [(posts[8].id,)]
    blog.posts = posts
    crawl(blog.url, dataset, via="sitemap")
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE status = 'gone'") == [(0,)]


@pytest.mark.parametrize(
    ("route", "lost"),
    [("feed", r"/feed/\?paged=2"), ("archive", r"^/page/2/"), ("sitemap", "posts-post-1[.]xml")],
)
def test_what_lay_behind_a_lost_listing_is_looked_for_again(
    blog: Served, dataset: Path, route: str, lost: str
) -> None:
    if route == "sitemap":  # its other files are there
        blog.faults = {re.compile(lost): Answer(500), "/robots.txt": Answer(404)}
    else:
        blog.faults = {re.compile(lost): Answer(500)}
    spider = crawl(blog.url, dataset, via=route)
    assert not spider.run.discovery.complete
    blog.faults = {}
    crawl(blog.url, dataset, via=route)
    assert numbers(dataset) == {post.id for post in blog.posts}
    assert rebuilt(dataset) == []


def test_listings_that_never_end_are_left(blog: Served, dataset: Path) -> None:
    blog.faults = {re.compile("^/page/"): endless}
    crawl(blog.url, dataset, via="archive")
    assert len(list(targets(blog.requests, "/page/"))) <= 8


def endless(_: Answer) -> Answer:
    """Page 2 again, with a link to the page after the requested one."""
    number = next(counter)
    entry = (
        '<article class="post hentry"><h2 class="entry-title"><a href="/2013/09/02/un/">Un</a></h2></article>'
    )
    return html(
        f'<html><body>{entry}<a rel="next" class="next page-numbers" href="/page/{number}/">Suite</a></body></html>'
    )


counter = itertools.count(4)


@pytest.mark.parametrize("route", ROUTES)
def test_only_what_was_published_or_changed_since_a_day_is_read(
    blog: Served, dataset: Path, route: str
) -> None:
    newest = sorted(blog.posts, key=lambda post: post.date, reverse=True)
    since = newest[2].date.strftime("%Y-%m-%d")
    spider = crawl(blog.url, dataset, via=route, since=since)
    assert {post.id for post in newest[:3]} <= numbers(dataset)
    assert numbers(dataset) <= {
        post.id for post in blog.posts if max(post.date, post.modified).isoformat() >= since
    }
    assert not spider.run.discovery.complete
    assert rebuilt(dataset) == []


@pytest.mark.parametrize("route", ["auto", *ROUTES])
@pytest.mark.parametrize("refused", ["/wp-json/|rest_route", "/users|/tags|/wp/v2/comments"])
def test_a_page_is_parsed_once(
    blog: Served, dataset: Path, route: str, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = Mock(side_effect=lxml.html.document_fromstring)
    monkeypatch.setattr(lxml.html, "document_fromstring", parse)
    blog.faults = {re.compile(refused): Answer(401)}
    crawl(blog.url, dataset, via=route)
    assert numbers(dataset) == {post.id for post in blog.posts}
    given = (call.args[0] for call in parse.call_args_list)
    parsed = Counter(sha256(page).hexdigest() for page in given if isinstance(page, bytes))  # str: fragments
    received = dict(rows(dataset, "SELECT sha256, count(*) FROM pages GROUP BY sha256"))
    assert len(parsed) > len(blog.posts) / 2
    assert {page: number for page, number in parsed.items() if number > received[page]} == {}


def test_comments_that_could_not_be_read_are_read_by_the_next_crawl(dataset: Path) -> None:
    with serve() as blog:
        blog.faults = {re.compile("comment-page-"): Answer(500)}
        assert crawl(blog.url, dataset, via="sitemap").problem
        ((some,),) = rows(dataset, "SELECT COUNT(*) FROM comments")
        blog.faults = {}
        assert crawl(blog.url, dataset, via="sitemap").problem is None
        ((every,),) = rows(dataset, "SELECT COUNT(*) FROM comments")
        assert crawl(blog.url, dataset, via="sitemap", full="1").problem is None
    assert rows(dataset, "SELECT COUNT(*) FROM comments") == [(every,)]
    assert some < every
