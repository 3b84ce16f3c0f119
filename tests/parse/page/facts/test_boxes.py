"""Names of boxes say what they contain. Names for states and layouts of whole pages do not."""

import pytest

from crawler.items import Post
from crawler.parse import read_page
from crawler.parse.page import PageReading, judge_page

URL = "https://blog.example/un-billet/"
STATES = (
    "has-sidebar no-comments show-related comments-open comments-closed elementor-widget "
    "elementor-widget-theme-post-content no-breadcrumbs with-menu showRelated is-widget layout-has-sidebar"
).split()
FACTS = (
    '<h1>Un billet</h1><p class="post-date">22 juillet 2019</p><div class="tags"><a href="/tag/eau/">eau</a></div>'
    '<p>Du texte.</p><div class="author"><img alt="Ana Lune" src="a.png"></div>'
)


def page(body: str) -> Post:
    return read_page(f"<html><head><title>Un billet</title></head>{body}</html>".encode(), URL)


def facts(post: Post) -> tuple[str | None, str | None, list[str]]:
    """Day, author and terms."""
    return (
        post.published and post.published[:10],
        post.author and post.author.name,
        [term.name for term in post.terms],
    )


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize(
    "body",
    [
        '<body class="{name}"><article>{facts}</article></body>',
        '<body><div class="{name}"><article>{facts}</article></div></body>',
        '<body><article class="{name}">{facts}</article></body>',
        '<body><h1>Un billet</h1><article><div class="{name}">{facts}</div></article></body>',
    ],
    ids=["body", "wrapper", "entry", "box"],
)
def test_the_name_of_a_state_or_a_layout_hides_no_facts(name: str, body: str) -> None:
    inside = FACTS if body.count("h1") == 0 else FACTS.replace("<h1>Un billet</h1>", "")
    assert facts(page(body.format(name=name, facts=inside))) == ("2019-07-22", "Ana Lune", ["eau"])


@pytest.mark.parametrize("name", ["content-sidebar-wrap", "related-layout", "widget-page commented"])
def test_what_holds_the_pages_own_heading_is_no_box_beside_it(name: str) -> None:
    body = f'<body><div class="{name}"><article>{FACTS}</article></div></body>'
    assert facts(page(body)) == ("2019-07-22", "Ana Lune", ["eau"])


@pytest.mark.parametrize("name", ["related", "related-posts", "comment-meta", "relatedPosts", "Comments"])
def test_a_day_in_a_box_of_others_is_not_the_posts(name: str) -> None:
    body = f'<body><article><h1>Un billet</h1><p>Du texte.</p><div class="{name}"><time datetime="2020-01-02">2 janvier</time></div></article></body>'
    assert page(body).published is None


@pytest.mark.parametrize("name", ["has-widgets", "no-sidebar", "elementor-widget-container"])
def test_a_listing_in_a_box_of_such_a_name_is_read(name: str) -> None:
    lines = "".join(f'<div><h3><a href="/billet-{n}/">Billet {n}</a></h3></div>' for n in range(3))
    page = f'<body class="{name}"><h1>Le Blog</h1><div class="{name}">{lines}</div></body>'
    assert len(PageReading(page.encode(), "https://blog.example/").listing.links) == 3


def test_a_day_below_a_body_without_comments_tells_an_article() -> None:
    body = '<body class="no-comments has-related"><h1>Un billet</h1><time datetime="2019-07-22">hier</time></body>'
    assert "article +2: a date" in judge_page(f"<html>{body}</html>".encode(), URL).reasons
