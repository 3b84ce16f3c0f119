"""The REST API of WordPress, read without a network: responses come from an invented blog."""

import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.discovery.found import Announced, CommentPage, Found, StillThere
from crawler.discovery.rest.wordpress import WordPress
from crawler.discovery.scope import Base, Scope
from crawler.items import (
    Ask,
    Author,
    Blog,
    Comment,
    DatasetWarning,
    Post,
    PriorArticle,
    PriorCrawl,
    Reply,
    Term,
)

HOME = "https://blog.example/"
BASE = "https://blog.example/wp-json/wp/v2/"
SEEN = "2020-01-02T03:04:05Z"
PAGE = (
    '<html lang="fr-FR"><head><title>Le Carnet &#8211; Notes de terrain</title>'
    '<meta name="generator" content="WordPress 6.1.9">'
    '<link rel="alternate" type="application/rss+xml" title="Le Carnet &raquo; Flux" href="/feed/">'
    "</head></html>"
)

Answer = tuple[int, dict[str, str], bytes]


def post(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": number,
        "date": "2018-08-14T02:59:51",
        "date_gmt": "2018-08-14T00:59:51",
        "modified_gmt": "2018-08-15T00:00:00",
        "slug": f"billet-{number}",
        "link": f"{HOME}2018/08/14/billet-{number}/",
        "title": {"rendered": f"Billet n&#176; {number}"},
        "content": {"rendered": f"<p>Texte du billet {number}.</p>", "protected": False},
        "excerpt": {"rendered": ""},
        "author": 1,
        "featured_media": 0,
        "categories": [2],
        "tags": [3],
        **fields,
    }


def comment(number: int, on: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": number,
        "post": on,
        "parent": 0,
        "author_name": "Zo&eacute;",
        "author_url": "",
        "date_gmt": "2018-08-16T10:00:00",
        "content": {"rendered": "<p>Bien vu.</p><p>Merci !</p>"},
        "type": "comment",
        **fields,
    }


class PaperBlog:
    """Answers like WordPress. ``torn`` replaces the responses of matching addresses."""

    def __init__(self, posts: int = 3, comments: list[dict[str, Any]] | None = None) -> None:
        self.base = BASE
        self.knows_modified_after = True
        self.collections: dict[str, list[dict[str, Any]]] = {
            "categories": [
                {"id": 2, "name": "Interviews", "slug": "interviews", "parent": 9},
                {"id": 9, "name": "R&amp;D", "slug": "r-d", "parent": 0},
            ],
            "tags": [{"id": 3, "name": "marque", "slug": "marque"}],
            "users": [{"id": 1, "name": "Ana Lune", "slug": "ana", "link": f"{HOME}author/ana/"}],
            "posts": [post(number) for number in range(1, posts + 1)],
            "comments": comments or [],
            "media": [{"id": 7, "source_url": f"{HOME}photo.jpg"}],
        }
        self.home: Answer = (200, {}, PAGE.encode())
        self.torn: dict[str, Answer | Callable[[Answer], Answer]] = {}
        self.asked: list[str] = []

    def answer(self, ask: Ask) -> Reply:
        self.asked.append(ask.url)
        answer = self._whole(ask.url)
        for pattern, torn in self.torn.items():
            if re.search(pattern, ask.url):
                answer = torn(answer) if callable(torn) else torn
        status, headers, body = answer
        reply = Reply(url=ask.url, route=ask.route, status=status, headers=headers, body=body, fetched=SEEN)
        failure = DatasetWarning(code="request_failed", detail=body.decode()) if not status else None
        return replace(reply, failure=failure)

    def _whole(self, url: str) -> Answer:
        if url == HOME:
            return self.home
        collection, query = re.split(r"[?&]|$", url.removeprefix(self.base), maxsplit=1)
        if not url.startswith(self.base) or collection not in self.collections:
            return 404, {}, b"<html>Introuvable</html>"
        return self._page(collection, dict(parse_qsl(query)))

    def _page(self, collection: str, query: dict[str, str]) -> Answer:
        objects = self.collections[collection]
        if query.get("orderby") == "date":
            objects = objects[::-1]
        if "modified_after" in query and self.knows_modified_after:
            after = query["modified_after"].removesuffix("Z")
            objects = [value for value in objects if value["modified_gmt"] > after]
        for name, field in (("include", "id"), ("post", "post")):
            if name in query:
                objects = [value for value in objects if str(value[field]) in query[name].split(",")]
        size = int(query["per_page"])
        start = int(query.get("offset", 0)) or (int(query.get("page", 1)) - 1) * size
        if "page" in query and start and start >= len(objects):
            return 400, {}, b'{"code": "rest_post_invalid_page_number"}'
        return 200, {"x-wp-total": str(len(objects))}, json.dumps(objects[start : start + size]).encode()


def crawl(
    blog: PaperBlog, prior: PriorCrawl | None = None, **arguments: Any
) -> tuple[WordPress, list[Found]]:
    """Everything that a crawl finds, with requests answered in order."""
    discovery = WordPress(Scope(blog="carnet", url=HOME, **arguments), prior)
    asks, found = deque(discovery.start()), []
    while asks:
        for result in discovery.read(blog.answer(asks.popleft())):
            if isinstance(result, Ask):
                asks.append(result)
            else:
                found.append(result)
    return discovery, [*found, *discovery.close(SEEN)]


def whats(found: list[Found], kind: type) -> list[Any]:
    return [one.what for one in found if isinstance(one.what, kind)]


def numbers(found: list[Found]) -> list[int]:
    return [one.post_id for one in whats(found, Post)]


def codes(found: list[Found]) -> list[str]:
    return [warning.code for warning in whats(found, DatasetWarning)]


def test_a_blog_is_read_whole() -> None:
    blog = PaperBlog(1, [comment(5, 1), comment(6, 1, parent=5, type="pingback", author_name="")])
    discovery, found = crawl(blog)
    above = Term(taxonomy="category", name="R&D", slug="r-d")
    assert [one.what for one in found] == [
        Blog(
            name="carnet",
            url=HOME,
            title="Le Carnet",
            description="Notes de terrain",
            language="fr-FR",
            software="WordPress 6.1.9",
            api=BASE,
        ),
        Announced(articles=1),
        Post(
            url=f"{HOME}2018/08/14/billet-1/",
            post_id=1,
            slug="billet-1",
            title="Billet n° 1",
            author=Author(name="Ana Lune", slug="ana", url=f"{HOME}author/ana/"),
            published="2018-08-14T00:59:51Z",
            published_local="2018-08-14T02:59:51",
            modified="2018-08-15T00:00:00Z",
            language="fr-FR",
            content="<p>Texte du billet 1.</p>",
            terms=(
                Term(taxonomy="category", name="Interviews", slug="interviews", parent=above),
                Term(taxonomy="tag", name="marque", slug="marque"),
            ),
        ),
        CommentPage(
            comments=(
                Comment(
                    number=5,
                    author="Zoé",
                    posted="2018-08-16T10:00:00Z",
                    text="Bien vu.\n\nMerci !",
                    post_id=1,
                ),
                Comment(
                    number=6,
                    posted="2018-08-16T10:00:00Z",
                    text="Bien vu.\n\nMerci !",
                    kind="pingback",
                    parent_number=5,
                    post_id=1,
                ),
            )
        ),
    ]
    assert discovery.complete


def test_six_hundred_posts_take_the_fewest_requests() -> None:
    blog = PaperBlog(600, [comment(number, 1 + number % 600) for number in range(1, 1301)])
    discovery, found = crawl(blog)
    assert (len(blog.asked), len(numbers(found)), discovery.complete) == (1 + 3 + 1 + 6 + 13, 600, True)


def test_a_limit_takes_the_newest_and_their_comments_only() -> None:
    blog = PaperBlog(250, [comment(1, 1), comment(2, 250)])
    discovery, found = crawl(blog, limit=120)
    comments = [one.number for page in whats(found, CommentPage) for one in page.comments]
    assert (numbers(found), comments) == (list(range(250, 130, -1)), [2])
    assert (discovery.complete, codes(found)) == (False, [])


def test_posts_wait_for_every_page_of_the_names_they_refer_to() -> None:
    blog = PaperBlog(1)
    blog.collections["tags"] = [{"id": n, "name": f"t{n}", "slug": f"t{n}"} for n in range(1, 202)]
    blog.collections["posts"][0]["tags"] = [201]
    _, found = crawl(blog)
    assert [term.name for one in whats(found, Post) for term in one.terms if term.taxonomy == "tag"] == [
        "t201"
    ]


def test_featured_images_cost_one_request_a_page_and_only_where_there_are_any() -> None:
    blog = PaperBlog(3)
    blog.collections["posts"][1]["featured_media"] = 7
    blog.collections["posts"][2]["jetpack_featured_media_url"] = f"{HOME}autre.jpg"
    _, found = crawl(blog)
    images = [one.image for one in whats(found, Post)]
    assert images == [None, f"{HOME}photo.jpg", f"{HOME}autre.jpg"]
    assert sum("/media?" in url for url in blog.asked) == 1


def test_no_address_is_asked_for_twice() -> None:
    blog = PaperBlog(150)
    for index in (0, 50, 149):
        blog.collections["posts"][index]["featured_media"] = 7
    _, found = crawl(blog)
    assert [one.post_id for one in whats(found, Post) if one.image] == [1, 51, 150]
    assert len(blog.asked) == len(set(blog.asked))


@pytest.mark.parametrize(
    ("headers", "page", "base"),
    [
        ({"link": '<https://blog.example/api/>; rel="https://api.w.org/"'}, PAGE, f"{HOME}api/wp/v2/"),
        ({}, PAGE.replace("</head>", '<link rel="https://api.w.org/" href="/j/"></head>'), f"{HOME}j/wp/v2/"),
        (
            {"link": '<https://blog.example/index.php?rest_route=/>; rel="https://api.w.org/"'},
            PAGE,
            f"{HOME}index.php?rest_route=/wp/v2/",
        ),
        ({}, PAGE, BASE),
        ({}, PAGE, f"{HOME}?rest_route=/wp/v2/"),
        (
            {},
            PAGE.replace("WordPress 6.1.9", "WordPress.com"),
            "https://public-api.wordpress.com/wp/v2/sites/blog.example/",
        ),
        (
            {"host-header": "WordPress.com"},
            "<html></html>",
            "https://public-api.wordpress.com/wp/v2/sites/blog.example/",
        ),
    ],
)
def test_the_api_is_found_wherever_it_is(headers: dict[str, str], page: str, base: str) -> None:
    blog = PaperBlog(2)
    blog.home, blog.base = (200, headers, page.encode()), base
    _, found = crawl(blog)
    assert (numbers(found), [one.api for one in whats(found, Blog)]) == ([1, 2], [base])


def test_a_blog_without_api_is_told_with_what_was_tried() -> None:
    blog = PaperBlog()
    blog.base = "https://elsewhere.example/"
    discovery, found = crawl(blog)
    assert found == []
    assert discovery.trouble == DatasetWarning(
        code="no_api",
        detail=f"No WordPress API at {HOME} ("
        f"{BASE}categories?per_page=100&page=1&_fields=id,count,description,link,name,slug,taxonomy,parent,meta: "
        f"HTTP 404; {HOME}?rest_route=/wp/v2/categories&per_page=100&page=1"
        "&_fields=id,count,description,link,name,slug,taxonomy,parent,meta: HTTP 404)",
    )


def test_a_home_page_without_answer_ends_the_crawl() -> None:
    blog = PaperBlog()
    blog.home = (0, {}, b"the connection was refused")
    discovery, found = crawl(blog)
    warning = DatasetWarning(code="request_failed", detail=f"{HOME}: the connection was refused")
    assert ([one.what for one in found], discovery.trouble) == ([warning], warning)
    assert blog.asked == [HOME, HOME.replace("https:", "http:")]


def test_a_home_page_that_answers_by_the_other_scheme_is_read_there() -> None:
    blog = PaperBlog(2)
    answers = blog.answer

    def by_http(ask: Ask) -> Reply:
        if ask.url == HOME:
            failure = DatasetWarning(code="request_failed", detail="the connection was refused")
            return Reply(
                url=HOME, route="home", status=0, headers={}, body=b"", fetched=SEEN, failure=failure
            )
        return replace(answers(replace(ask, url=ask.url.replace("http:", "https:"))), url=ask.url)

    blog.answer = by_http  # type: ignore[method-assign]
    _, found = crawl(blog)
    assert (numbers(found), codes(found)) == ([1, 2], [])


def test_redirects_are_followed_but_not_for_ever() -> None:
    blog = PaperBlog(2)
    answers = blog.answer

    def moved(ask: Ask) -> Reply:
        if ask.url.startswith(BASE) and "moved" not in ask.url:
            blog.asked.append(ask.url)
            target = ask.url.replace(BASE, f"{HOME}moved/")
            return Reply(
                url=ask.url, route=ask.route, status=301, headers={"location": target}, body=b"", fetched=SEEN
            )
        return replace(answers(replace(ask, url=ask.url.replace(f"{HOME}moved/", BASE))), url=ask.url)

    blog.answer = moved  # type: ignore[method-assign]
    _, found = crawl(blog)
    assert numbers(found) == [1, 2]

    circle = PaperBlog()
    circle.home = (302, {"location": HOME}, b"")
    _, found = crawl(circle)
    assert (circle.asked.count(HOME), codes(found)) == (1, ["request_failed"])


BROKEN: Answer = (500, {}, b"")


@pytest.mark.parametrize(
    ("pattern", "torn", "lost", "code"),
    [
        (r"posts\?per_page=100&page=2&|posts\?per_page=10&offset=150|posts\?per_page=1&offset=157&", BROKEN, {158}, "request_failed"),
        (r"posts\?per_page=100&page=2&", BROKEN, set(), "request_failed"),
        (r"posts\?per_page=100&page=1&", (404, {}, b"<html>"), set(), "request_failed"),
        (r"posts\?per_page=100&page=3&", lambda whole: (200, whole[1], whole[2][:-9]), set(), "bad_json"),
        (r"posts\?per_page=100&page=3&", (200, {}, b'{"code": "oops"}'), set(), "bad_json"),
        (r"posts\?per_page=100&page=3&", (200, {}, b"[" * 100_000), set(), "bad_json"),
        (r"posts\?per_page=100&page=2&", (0, {}, b"no answer"), set(range(101, 201)), "request_failed"),
    ],
)  # fmt: skip
def test_of_a_torn_page_only_the_bad_post_is_lost(
    pattern: str, torn: Answer, lost: set[int], code: str
) -> None:
    blog = PaperBlog(250)
    blog.torn[pattern] = torn
    discovery, found = crawl(blog)
    assert set(range(1, 251)) - set(numbers(found)) == lost
    assert not discovery.complete
    assert set(codes(found)) == ({code, "total_mismatch"} if lost else {code})


def test_a_broken_server_is_not_asked_for_every_post_on_its_own() -> None:
    blog = PaperBlog(5000)
    blog.torn[r"posts\?per_page=(100&page=(?!1&)|10?&)"] = BROKEN
    crawl(blog)
    assert len(blog.asked) < 500


def test_a_bad_post_costs_itself() -> None:
    blog = PaperBlog(6)
    posts: list[Any] = blog.collections["posts"]
    posts[1] = "no object"
    posts[2]["id"] = True
    posts[3]["link"] = "javascript:alert(1)"
    posts[4]["content"] = None
    _, found = crawl(blog)
    assert (numbers(found), codes(found)) == ([1, 6], ["bad_post"] * 4 + ["total_mismatch"])


def test_an_odd_field_costs_that_field() -> None:
    blog = PaperBlog(1)
    blog.collections["posts"][0] |= {
        "date_gmt": 7,
        "author": "Ana",
        "categories": {"2": 2},
        "featured_media": None,
        "excerpt": {"rendered": []},
        "slug": None,
    }
    _, found = crawl(blog)
    (read,) = whats(found, Post)
    assert (read.published, read.author, read.slug, read.excerpt, [t.slug for t in read.terms]) == (
        None, None, None, None, ["marque"],
    )  # fmt: skip
    assert [fault.detail for fault in read.faults] == [
        "author is text",
        "date_gmt is a number out of bounds",
        "rendered is a list",
        "categories is an object, not a list of numbers",
        "featured_media is missing",
    ]
    assert {fault.code for fault in read.faults} == {"bad_field"}


def test_broken_encoding_and_control_characters_cost_nothing_but_themselves() -> None:
    blog = PaperBlog(2)
    blog.torn["/posts"] = lambda whole: (
        200,
        whole[1],
        whole[2].replace(b"billet 1.", b"b\xe9b\xe9\0 1.\x01"),
    )
    _, found = crawl(blog)
    assert [(one.content, one.faults) for one in whats(found, Post)] == [
        (
            "<p>Texte du b\ufffdb\ufffd\0 1.\x01</p>",
            (
                DatasetWarning(
                    code="bad_encoding", detail="some characters were no UTF-8; U+FFFD stands for them"
                ),
            ),
        ),
        ("<p>Texte du billet 2.</p>", ()),
    ]


@pytest.mark.parametrize(
    ("collection", "status", "code"),
    [
        ("users", 401, "authors_withheld"),
        ("users", 404, "authors_withheld"),
        ("tags", 403, "terms_withheld"),
        ("comments", 401, "comments_withheld"),
        ("users", 500, "request_failed"),
    ],
)
def test_what_a_blog_keeps_to_itself_costs_no_post(collection: str, status: int, code: str) -> None:
    blog = PaperBlog(2)
    blog.torn[f"/{collection}"] = (status, {}, b"{}")
    discovery, found = crawl(blog)
    assert (numbers(found), codes(found), discovery.complete) == ([1, 2], [code], True)


def test_totals_are_checked() -> None:
    blog = PaperBlog(2, [comment(1, 1)])
    blog.torn["/(posts|comments)"] = lambda whole: (200, {"x-wp-total": "3"}, whole[2])
    discovery, found = crawl(blog)
    assert (codes(found), discovery.complete) == (["total_mismatch", "comments_withheld"], False)


def test_a_post_published_meanwhile_is_met_and_none_twice() -> None:
    blog = PaperBlog(100)
    discovery = WordPress(Scope(blog="carnet", url=HOME))
    asks, found = deque(discovery.start()), []
    while asks:
        reply = blog.answer(asks.popleft())
        if "/posts" in reply.url:
            blog.collections["posts"] = [post(number) for number in range(1, 103)]
            reply = replace(
                reply, headers={"x-wp-total": "102"} if "page=2" in reply.url else {"x-wp-total": "101"}
            )
        for result in discovery.read(reply):
            (asks.append(result) if isinstance(result, Ask) else found.append(result))
    assert numbers(found) == list(range(1, 103))


@pytest.mark.parametrize(
    ("excerpt", "kept"),
    [
        ("<p>Un résumé écrit à la main.</p>", "Un résumé écrit à la main."),
        ("<p>Un résumé qui finit en…</p>", "Un résumé qui finit en…"),
        ("<p>Le premier mot, et la suite [&hellip;]</p>", None),
        ("<p>Le premier mot&hellip; <a class='more-link' href='/'>Continue reading</a></p>", None),
        ("<p>Le premier mot, et la…</p>", None),
        ("<p>Le premier mot, et la suite du texte.</p>", None),
        ("<p>Un résumé. <a class='more-link' href='/'>Lire la suite</a></p>", "Un résumé."),
        ("", None),
    ],
)
def test_an_excerpt_is_kept_only_if_it_was_written_by_hand(excerpt: str, kept: str | None) -> None:
    blog = PaperBlog(1)
    blog.collections["posts"][0]["excerpt"] = {"rendered": excerpt}
    blog.collections["posts"][0]["content"] = {
        "rendered": "<p>Le <b>premier</b> mot, et la suite du texte.</p><p>Fin.</p>"
    }
    _, found = crawl(blog)
    assert [one.excerpt for one in whats(found, Post)] == [kept]


def test_a_circle_of_categories_ends() -> None:
    blog = PaperBlog(1)
    blog.collections["categories"][1]["parent"] = 2
    _, found = crawl(blog)
    first = whats(found, Post)[0].terms[0]
    assert (first.slug, first.parent.slug, first.parent.parent) == ("interviews", "r-d", None)


def test_what_nobody_asked_for_is_not_read() -> None:
    discovery = WordPress(Scope(blog="carnet", url=HOME))
    stray = Reply(
        url=f"{BASE}posts?page=1", route="api.posts", status=200, headers={}, body=b"[]", fetched=SEEN
    )
    assert list(discovery.read(stray)) == []


def test_every_request_stays_on_the_blog() -> None:
    blog = PaperBlog(250, [comment(1, 1)])
    crawl(blog)
    assert {urlsplit(url).hostname for url in blog.asked} == {"blog.example"}


# -- only what changed

CRAWLED, LATER = "2020-01-01T00:00:00Z", "2020-01-02T00:00:00"


def remembered(blog: PaperBlog) -> PriorCrawl:
    """The content of a dataset after a crawl of the whole blog."""
    return PriorCrawl(
        articles=tuple(
            PriorArticle(
                id=1000 + one["id"],
                url=one["link"],
                post_id=one["id"],
                published=None,
                modified=f"{one['modified_gmt']}Z",
            )
            for one in blog.collections["posts"]
        ),
        comments=frozenset(one["id"] for one in blog.collections["comments"]),
    )


def crawl_again(
    blog: PaperBlog, prior: PriorCrawl, comments: int | None = 0
) -> tuple[WordPress, list[Found]]:
    blog.asked.clear()
    return crawl(blog, prior, bases={"api": Base(since=CRAWLED, comments=comments)})


def still(found: list[Found]) -> list[int]:
    return sorted(key - 1000 for one in whats(found, StillThere) for key in one.articles)


def test_an_unchanged_blog_is_asked_five_questions() -> None:
    blog = PaperBlog(250)
    discovery, found = crawl_again(blog, remembered(blog))
    assert [re.sub(r"\?.*", "", url) for url in blog.asked] == [
        HOME,
        f"{BASE}posts",
        f"{BASE}posts",
        f"{BASE}comments",
        f"{BASE}types",
    ]
    assert "modified_after=2019-12-31T00%3A00%3A00Z" in blog.asked[2]  # a day before, as clocks differ
    assert (discovery.complete, numbers(found), len(still(found))) == (True, [], 250)
    assert whats(found, Announced)[0].articles == 250


def test_a_changed_post_is_read_with_its_names_alone() -> None:
    blog = PaperBlog(5)
    prior = remembered(blog)
    blog.collections["posts"][1]["modified_gmt"] = LATER
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, numbers(found), still(found)) == (True, [2], [1, 3, 4, 5])
    (changed,) = whats(found, Post)
    assert (changed.author.name, [term.name for term in changed.terms]) == (
        "Ana Lune",
        ["Interviews", "marque"],
    )
    assert any("tags?" in url and "include=3" in url for url in blog.asked)


def test_a_vanished_post_is_missed_by_the_number_of_posts() -> None:
    blog = PaperBlog(5)
    prior = remembered(blog)
    del blog.collections["posts"][2]
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, numbers(found), still(found)) == (True, [], [1, 2, 4, 5])


def test_a_post_that_waited_for_its_day_is_found_though_it_was_written_before() -> None:
    blog = PaperBlog(5)
    prior = remembered(blog)
    blog.collections["posts"].append(post(6))
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, numbers(found), still(found)) == (True, [6], [1, 2, 3, 4, 5])
    blog = PaperBlog(150)
    prior = remembered(blog)
    blog.collections["posts"].insert(0, post(900))  # with an old date: not among the newest hundred
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, numbers(found), len(still(found))) == (True, [900], 150)


def test_a_post_that_came_for_one_that_went_is_found() -> None:
    blog = PaperBlog(5)
    prior = remembered(blog)
    blog.collections["posts"] = [*blog.collections["posts"][1:], {**post(6), "modified_gmt": LATER}]
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, numbers(found), still(found)) == (True, [6], [2, 3, 4, 5])


def test_a_server_that_does_not_know_modified_after_costs_requests_alone() -> None:
    blog = PaperBlog(150)
    blog.knows_modified_after = False
    prior = remembered(blog)
    blog.collections["posts"][7]["modified_gmt"] = LATER
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, numbers(found), len(still(found))) == (True, [8], 149)


def test_a_list_that_fails_marks_nothing_gone() -> None:
    blog = PaperBlog(5)
    prior = remembered(blog)
    del blog.collections["posts"][2]
    blog.torn = {"orderby=id": (500, {}, b"")}
    discovery, found = crawl_again(blog, prior)
    assert (discovery.complete, codes(found)) == (False, ["request_failed"])


@pytest.mark.parametrize("answer", [(503, {}, b""), (429, {}, b""), (0, {}, b"no answer")])
def test_types_that_could_not_be_read_mark_nothing_gone(answer: Answer) -> None:
    blog = PaperBlog(5)
    blog.torn = {"/types": answer}
    discovery, found = crawl_again(blog, remembered(blog))
    assert (discovery.complete, codes(found)) == (False, ["request_failed"])
    assert discovery.decisions[-1] == "The types of posts could not be read."
    discovery, found = crawl(blog)
    assert (discovery.complete, numbers(found), codes(found)) == (False, [1, 2, 3, 4, 5], ["request_failed"])


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_blog_that_does_not_name_its_types_is_read_whole(status: int) -> None:
    blog = PaperBlog(5)
    blog.torn = {"/types": (status, {}, b"")}
    discovery, found = crawl_again(blog, remembered(blog))
    assert (discovery.complete, codes(found)) == (True, [])


def test_new_comments_come_with_the_newest_hundred() -> None:
    blog = PaperBlog(2, [comment(n, 1) for n in range(1, 4)])
    prior = remembered(blog)
    blog.collections["comments"].append(comment(4, 2))
    _, found = crawl_again(blog, prior, comments=3)
    assert 4 in {one.number for page in whats(found, CommentPage) for one in page.comments}
    assert len([url for url in blog.asked if "comments?" in url]) == 1


@pytest.mark.parametrize(("before", "requests"), [(250, 1), (251, 1), (249, 4), (None, 4)])
def test_comments_are_read_again_where_the_new_ones_do_not_explain_their_number(
    before: int | None, requests: int
) -> None:
    blog = PaperBlog(2, [comment(n, 1) for n in range(1, 251)])
    _, found = crawl_again(blog, remembered(blog), comments=before)
    assert len([url for url in blog.asked if "comments?" in url]) == requests
    assert codes(found) == []


def test_since_asks_for_what_changed_and_marks_nothing_gone() -> None:
    blog = PaperBlog(5)
    blog.collections["posts"][1]["modified_gmt"] = LATER
    discovery, found = crawl(blog, since=CRAWLED)
    assert (discovery.complete, numbers(found), codes(found)) == (False, [2], [])


def test_an_api_that_returns_the_first_page_for_any_number_is_not_read_to_its_total() -> None:
    blog = PaperBlog(100)
    body = json.dumps(blog.collections["posts"]).encode()
    blog.torn = {r"/posts\?": (200, {"x-wp-total": "90000"}, body)}
    discovery, found = crawl(blog)
    assert (len(numbers(found)), discovery.complete) == (100, False)
    assert len([url for url in blog.asked if "/posts?" in url]) < 20
