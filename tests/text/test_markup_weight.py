"""Markup that cannot be parsed within the memory and time of a crawl."""

import pytest

from crawler.items import Post
from crawler.parse.article import parse_article
from crawler.text.markup_weight import LARGEST, too_heavy, without_tags

ATTRIBUTES = " ".join(f'a{n}="1 > 0"' for n in range(20_000))


@pytest.mark.parametrize(
    "markup",
    ["x" * (LARGEST + 1), "<br>" * (LARGEST // 40), f"<p {ATTRIBUTES}>x</p>", f"<p {ATTRIBUTES}"],
    ids=["text", "tags", "attributes", "an open tag"],
)
def test_markup_that_would_fill_the_memory_or_take_minutes_is_too_heavy(markup: str) -> None:
    assert too_heavy(markup)
    assert too_heavy(markup.encode())


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Hello</p>",
        "<p>Hello, said the printer.</p>" * 30_000,
        f'<img src="data:image/png,{"a1 = 2 " * 150_000}">',
    ],
    ids=["short", "long", "one long attribute"],
)
def test_long_posts_and_pictures_inside_them_are_not(markup: str) -> None:
    assert too_heavy(markup) is None


def test_the_text_without_a_tree_has_a_line_for_each_paragraph_but_not_too_many() -> None:
    assert without_tags("<p>One\ntwo</p><style>p{}</style><div>A &lt; B</div><script>open") == [
        "One two",
        "A < B",
    ]
    assert without_tags("a<br>" * 6_000) == [" ".join(["a"] * 6_000)]


def test_a_post_that_is_too_heavy_keeps_its_text_and_says_what_is_lost() -> None:
    post = Post(
        url="https://blog.example/1/",
        title="Lines",
        published="2020-01-01T10:00:00Z",
        content=f"<p>First.</p><p>Last <b>word</b>.</p>{'<br>' * 130_000}",
    )
    article = parse_article(post)
    assert article.text == "First.\n\nLast word."
    assert [warning.code for warning in article.warnings] == ["markup_dropped"]
