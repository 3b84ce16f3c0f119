"""The author of a page's post."""

import json

import pytest

from crawler.parse.page import read_page
from crawler.parse.page.facts.printed_names import is_name, name_in

URL = "https://blog.example/mill/"


def author(meta: str, head: str = "") -> str | None:
    """The author of a page with some lines below its title."""
    text = "The miller has left, and nobody knows where he went. " * 20
    html = (
        f"<html lang=en><head><title>The mill</title>{head}</head><body><main><h1>The mill</h1>{meta}"
        f"<p>{text}</p></main></body></html>"
    )
    found = read_page(html.encode(), URL).author
    return found.name if found else None


def organisation(name: str) -> str:
    told = {
        "@context": "https://schema.org",
        "@type": "Article",
        "author": {"@type": "Organization", "name": name},
    }
    return f"<script type='application/ld+json'>{json.dumps(told)}</script>"


@pytest.mark.parametrize(
    "meta",
    [
        "<div class=blog__authorname>Ada Lisse</div>",
        "<p class=authorName>Ada Lisse</p>",
        "<p class=Author_author__4ceOm>Ada Lisse</p>",
        "<div class=publish-date-author>1 May 2019 · Ada Lisse on behalf of the village</div>",
        "<span class=story-byline>Posted by <a href=/~ada>Ada Lisse</a> on 1 May 2019</span>",
        "<div class=author-box><span>Authors:</span> <a href=/x>Ada Lisse</a></div>",
        "<div>By Ada Lisse</div>",
        "<div>by <b>Ada Lisse</b> | 1 May 2019</div>",
        "<div><span>Written by:</span><div><span>Ada Lisse</span></div></div>",
        "<div><a href=/people/ada>Ada Lisse</a></div>",
        "<div><span>بواسطة <em><a href=https://social.example/ada>Ada Lisse</a></em></span></div>",
        "<p>A line for the readers.</p><p>More text.</p><h3>Written by Ada Lisse</h3>",
    ],
)
def test_name_is_found_wherever_the_page_prints_it(meta: str) -> None:
    assert author(meta) == "Ada Lisse"


@pytest.mark.parametrize(
    "meta",
    [
        "<div class=author><a href=/all>All posts</a></div>",
        "<div class=author-name>Written by</div>",
        "<div class=author-name>undefined</div>",
        "<div class=author-meta>Reading time: 2 minutes</div>",
        "<div class=author-box><button class=author-more>View full profile</button></div>",
        "<figure><p>Mills!</p><figcaption class=quote-author>Tom Leser</figcaption></figure>",
        "<div>Reviewed by <a href=/people/tom>Tom Leser</a></div>",
        "<div class=related-card><p class=authorName>Tom Leser</p></div>",
    ],
)
def test_label_or_name_of_someone_else_is_no_author(meta: str) -> None:
    assert author(meta) is None


@pytest.mark.parametrize(
    "head",
    [
        organisation("The Village Paper"),
        "<meta name=author content='{page.author}'>",
        "<meta name=author content=web@blog.example>",
        "<meta property=og:site_name content='The Mill'><meta name=author content='The Mill'>",
    ],
)
def test_printed_name_is_before_an_organisation_or_account_in_the_head(head: str) -> None:
    assert author("<p class=authorName>Ada Lisse</p>", head) == "Ada Lisse"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (organisation("The Village Paper"), "The Village Paper"),
        ("<meta name=citation_author content='Ada Lisse'>", "Ada Lisse"),
        ("<meta name=author content=team><meta name=twitter:label1 content='Written by'>", "team"),
        ("<meta name=author content=page.head.author>", None),
    ],
)
def test_name_in_the_head(head: str, name: str | None) -> None:
    assert author("", head) == name


@pytest.mark.parametrize("text", ["Ada Lisse", "ada", "Dr. Ada B. Lisse, MD", "李小龙", "van der Muster"])
def test_what_can_be_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "But guess what?", "Register now", "3 min read", "a@b.example", "The river is deep. So it is"],
)
def test_what_cannot_be_a_name(text: str) -> None:
    assert not is_name(text)


def test_name_in_a_line_is_without_day_and_labels() -> None:
    assert [
        *name_in("Posted by Ada Lisse on 1 May 2019"),
        *name_in("1 May 2019 · Ada Lisse · 2 min read"),
    ] == [
        "Ada Lisse",
        "Ada Lisse",
    ]
