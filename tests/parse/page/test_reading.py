"""A page is parsed once, and the order in which its data is read does not matter."""

import itertools
from pathlib import Path
from unittest.mock import Mock

import lxml.html
import pytest

from crawler.parse.page import PageReading, judge_page, read_page

SAVED = sorted((Path(__file__).parents[2] / "pages").glob("*.html"))
URL = "https://blog.example/2018/08/14/un-billet/"
QUESTIONS = ("judgement", "comments", "post", "listing", "entry_posts")
COMMENT = '<ol class="comment-list"><li class="comment" id="comment-{0}"><cite class="fn">Ana</cite><p>{1}</p></li></ol>'
LONG = "<p>Une phrase du billet, assez longue pour compter.</p>" * 9
#: The comments are in the article that holds the text, or beside a text that no name marks; what is around
#: the text would be cut with it.
PAGES = {
    "comments in the article": (
        f"<article><header><h1>Un billet</h1><time datetime='2018-08-14'>14 août</time></header>{LONG}"
        f"<div id='comments'>{COMMENT.format(7, 'Bien vu.')}</div></article>"
    ),
    "text without a name": (
        f"<h1>Un billet</h1><div><div>{LONG}</div><ul><li><a href='/a/'>A</a></li><li><a href='/b/'>B</a></li></ul>"
        f"<div id='comments'>{COMMENT.format(8, 'Merci.')}</div></div>"
    ),
    "notes beside the text": (
        f'<article><div class="entry-content">{LONG}<p>Voir<sup><a href="#n1">1</a></sup></p></div>'
        '<ol class="footnotes"><li id="n1">Une source.</li></ol></article>'
    ),
    "listing": "".join(
        f"<article><h2><a href='/{n}/'>Billet {n}</a></h2><div class='entry-content'>{LONG * 3}</div></article>"
        for n in range(3)
    ),
}


def answers(page: bytes, questions: tuple[str, ...]) -> dict[str, object]:
    reading = PageReading(page, URL)
    return {question: getattr(reading, question) for question in questions}


@pytest.mark.parametrize("name", PAGES)
def test_the_order_of_questions_does_not_matter(name: str) -> None:
    page = f"<html lang='fr'><head><title>Un billet</title></head><body>{PAGES[name]}</body></html>".encode()
    first = answers(page, QUESTIONS)
    assert all(answers(page, order) == first for order in itertools.permutations(QUESTIONS))


@pytest.mark.parametrize("page", SAVED, ids=lambda page: page.stem)
def test_reading_a_page_leaves_its_tree_as_it_is(page: Path) -> None:
    reading = PageReading(page.read_bytes(), URL)
    before = lxml.html.tostring(reading.root)
    assert all(getattr(reading, question) is not None for question in QUESTIONS)
    assert lxml.html.tostring(reading.root) == before


@pytest.mark.parametrize("name", PAGES)
def test_all_questions_parse_the_bytes_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = Mock(side_effect=lxml.html.document_fromstring)
    monkeypatch.setattr(lxml.html, "document_fromstring", parse)
    page = f"<html><body>{PAGES[name]}</body></html>".encode()
    answers(page, QUESTIONS)
    assert [call.args[0] for call in parse.call_args_list].count(page) == 1


def test_the_doors_give_what_the_object_gives() -> None:
    page = PAGES["comments in the article"].encode()
    reading = PageReading(page, URL)
    assert (read_page(page, URL), judge_page(page, URL)) == (reading.post, reading.judgement)
    assert [comment.text for comment in reading.post.comments] == ["Bien vu."]


def test_comments_are_those_of_the_article_that_the_page_belongs_to() -> None:
    reading = PageReading(PAGES["text without a name"].encode(), f"{URL}comment-page-2/")
    assert [comment.article_url for comment in reading.comments_of(URL)] == [URL]
