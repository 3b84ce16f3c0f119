"""The API of the sample blog answers like WordPress (with the keys and errors of WordPress 6.1.9)."""

from collections.abc import Iterator
from typing import Any

import pytest
from asking import ask

from crawler.demo import Served, serve

POST_KEYS = (
    "id date date_gmt guid modified modified_gmt slug status type link title content excerpt author "
    "featured_media comment_status ping_status sticky template format meta categories tags _links"
).split()
COMMENT_KEYS = (
    "id post parent author author_name author_url date date_gmt content link status type "
    "author_avatar_urls meta _links"
).split()
CATEGORY_KEYS = "id count description link name slug taxonomy parent meta _links".split()
USER_KEYS = "id name url description link slug avatar_urls meta _links".split()
MEDIA_KEYS = (
    "id date date_gmt guid modified modified_gmt slug status type link title author comment_status ping_status "
    "template meta description caption alt_text media_type mime_type media_details post source_url _links"
).split()
OUT_OF_BOUNDS = "per_page must be between 1 (inclusive) and 100 (inclusive)"


@pytest.fixture(scope="module")
def blog() -> Iterator[Served]:
    with serve() as served:
        yield served


def rest(blog: Served, route: str) -> Any:
    return ask(blog.url, f"wp-json/wp/v2/{route}").json


@pytest.mark.parametrize(
    ("collection", "keys"),
    [
        ("posts", POST_KEYS),
        ("comments", COMMENT_KEYS),
        ("categories", CATEGORY_KEYS),
        ("tags", [key for key in CATEGORY_KEYS if key != "parent"]),
        ("users", USER_KEYS),
        ("media", MEDIA_KEYS),
    ],
)
def test_an_object_has_wordpress_keys_in_wordpress_order(
    blog: Served, collection: str, keys: list[str]
) -> None:
    assert list(rest(blog, f"{collection}?per_page=1")[0]) == keys


def test_posts_come_newest_first_with_totals_and_the_next_page(blog: Served) -> None:
    count = len(blog.posts)
    answer = ask(blog.url, "wp-json/wp/v2/posts?per_page=2&_fields=id,title.rendered")
    assert (answer.status, answer.headers["X-WP-Total"], answer.headers["X-WP-TotalPages"]) == (
        200,
        str(count),
        str(-(-count // 2)),
    )
    assert answer.headers["Link"] == (
        f'<{blog.url}wp-json/wp/v2/posts?per_page=2&_fields=id%2Ctitle.rendered&page=2>; rel="next"'
    )
    assert answer.json == [{"id": post.id, "title": {"rendered": post.title}} for post in blog.posts[:2]]


@pytest.mark.parametrize("base", ["wp-json/wp/v2/posts?", "?rest_route=/wp/v2/posts&"])
def test_both_addresses_of_the_api_give_the_same(blog: Served, base: str) -> None:
    assert ask(blog.url, f"{base}orderby=id&order=asc&per_page=3&page=2&_fields=id").json == [
        {"id": 41},
        {"id": 48},
        {"id": 55},
    ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("include=12,235,999", [235, 12]),
        ("include=12,235&orderby=include", [12, 235]),
        ("modified_after=2023-01-01T00:00:00", [221, 213]),
        ("orderby=modified&per_page=1", [221]),
        ("offset=1&per_page=2&order=asc", [19, 27]),
        ("sticky=true", [170]),
        ("before=2013-12-31T00:00:00Z&after=2013-10-01T00:00:00Z", [19]),
        ("slug=63", [63]),
        ("categories=9&before=2020-06-01T00:00:00Z", [206, 126, 80]),
    ],
)
def test_parameters_choose_and_sort_posts(blog: Served, query: str, numbers: list[int]) -> None:
    assert [post["id"] for post in rest(blog, f"posts?_fields=id&{query}")] == numbers


@pytest.mark.parametrize(
    ("route", "status", "code"),
    [
        ("posts?per_page=101", 400, "rest_invalid_param"),
        ("posts?per_page=100&page=2", 400, "rest_post_invalid_page_number"),
        ("posts?page=0", 400, "rest_invalid_param"),
        ("posts?orderby=colour", 400, "rest_invalid_param"),
        ("posts?after=yesterday", 400, "rest_invalid_param"),
        ("posts/999", 404, "rest_post_invalid_id"),
        ("nothing", 404, "rest_no_route"),
    ],
)
def test_wrong_requests_get_wordpress_errors(blog: Served, route: str, status: int, code: str) -> None:
    answer = ask(blog.url, f"wp-json/wp/v2/{route}")
    found = (answer.status, answer.json["code"], answer.json["data"]["status"])
    assert found == (status, code, status)


def test_too_large_a_page_is_explained_as_wordpress_explains_it(blog: Served) -> None:
    assert rest(blog, "posts?per_page=101") == {
        "code": "rest_invalid_param",
        "message": "Invalid parameter(s): per_page",
        "data": {
            "status": 400,
            "params": {"per_page": OUT_OF_BOUNDS},
            "details": {"per_page": {"code": "rest_out_of_bounds", "message": OUT_OF_BOUNDS, "data": None}},
        },
    }


def test_a_page_past_the_end_is_empty_for_all_but_posts(blog: Served) -> None:
    assert [rest(blog, f"{name}?page=99") for name in ("comments", "tags", "users")] == [[], [], []]


def test_a_protected_post_shows_neither_text_nor_excerpt(blog: Served) -> None:
    post = rest(blog, "posts/138?_fields=title,content,excerpt")
    assert post == {
        "title": {"rendered": "Brouillon pour le comité de lecture"},
        "content": {"rendered": "", "protected": True},
        "excerpt": {"rendered": "", "protected": True},
    }


def test_comments_of_protected_posts_are_counted_and_pingbacks_are_not(blog: Served) -> None:
    answer = ask(blog.url, "wp-json/wp/v2/comments?per_page=100&_fields=post,type")
    held = [(post, comment) for post in blog.posts for comment in post.comments if comment.kind == "comment"]
    shown = [(post, comment) for post, comment in held if not post.protected]
    assert (int(answer.headers["X-WP-Total"]), len(answer.json)) == (len(held), len(shown))
    assert {comment["type"] for comment in answer.json} == {"comment"}
    assert len(held) > len(shown)


def test_a_slug_stays_percent_encoded(blog: Served) -> None:
    (post,) = rest(blog, "posts?include=95&_fields=slug,link")
    assert post == {
        "slug": "le-c%c5%93ur-de-cible-existe-t-il-d%c3%a9j%c3%a0",
        "link": f"{blog.url}2016/12/12/le-c%c5%93ur-de-cible-existe-t-il-d%c3%a9j%c3%a0/",
    }


def test_the_index_names_the_blog_and_its_namespace(blog: Served) -> None:
    index = ask(blog.url, "wp-json/").json
    assert (index["name"], index["namespaces"], "/wp/v2/posts" in index["routes"]) == (
        "Le Carnet des marques",
        ["wp/v2"],
        True,
    )


def test_a_hosted_blog_has_its_api_under_its_domain_alone() -> None:
    with serve(hosted="carnet.example") as blog:
        api = f"{blog.url}wp/v2/sites/carnet.example/"
        answer, home = ask(api, "posts?per_page=1&_fields=id"), ask(blog.url)
        assert (answer.headers["X-WP-Total"], answer.json) == (
            str(len(blog.posts)),
            [{"id": blog.posts[0].id}],
        )
        assert [ask(blog.url, path).status for path in ("wp-json/", "wp/v2/sites/other.example/posts")] == [
            404,
            404,
        ]
        assert (home.headers["Host-Header"], home.headers.get("Link")) == ("WordPress.com", None)
        assert '<meta name="generator" content="WordPress.com">' in home.text
        assert "api.w.org" not in home.text
