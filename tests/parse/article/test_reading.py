"""The HTML of a post is parsed once, and the order in which its data is read does not matter."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from crawler.items import Post
from crawler.parse import read_page
from crawler.parse.article import PostReading, content_tree, parse_article

SAVED = sorted((Path(__file__).parents[2] / "pages").glob("*.html"))
URL = "https://blog.example/2018/08/14/un-billet/"
HELD_BACK = (
    '<p>Avant.</p><div class="embed-privacy"><template><blockquote class="twitter-tweet"><p>Un tweet.</p>'
    "&mdash; Ana (@ana_lune) "
    '<a href="https://twitter.com/ana_lune/status/1019000000000000000">17 juillet 2018</a></blockquote></template></div>'
    '<div class="sharedaddy">Partager</div><p>Après.</p>'
)
FRAME = (
    '<p>Avant.</p><div class="sharedaddy">Partager</div>'
    '<iframe data-tweet-id="1019000000000000000" src="https://platform.twitter.com/embed/index.html"></iframe><p>Après.</p>'
)


def post(content: str) -> Post:
    return Post(url=URL, title="Un billet", content=content)


@pytest.mark.parametrize("page", SAVED, ids=lambda page: page.stem)
def test_what_is_asked_first_changes_no_answer(page: Path) -> None:
    saved = read_page(page.read_bytes(), URL)
    one, other = PostReading(saved), PostReading(saved)
    assert (one.stable_form, one.article) == (other.article, other.stable_form)[::-1]
    assert one.article == parse_article(saved)


def test_what_is_held_back_is_in_the_article_and_not_compared() -> None:
    one, other = PostReading(post(HELD_BACK)), PostReading(post(HELD_BACK))
    assert (one.stable_form, one.article) == (other.article, other.stable_form)[::-1]
    assert [tweet.text for tweet in one.article.tweets] == ["Un tweet."]
    assert "Partager" not in one.stable_form


def test_html_is_parsed_once_for_both_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    soup_of = Mock(side_effect=content_tree.soup_of)
    monkeypatch.setattr(content_tree, "soup_of", soup_of)
    reading = PostReading(post("<p>Un texte.</p>"))
    assert (reading.stable_form, reading.article.text) == ("html body p Un texte.", "Un texte.")
    assert soup_of.call_count == 1


@pytest.mark.parametrize(
    "content", [FRAME, FRAME.replace("sharedaddy", "x"), HELD_BACK], ids=["cut", "frame", "held"]
)
def test_a_frames_tweet_is_quoted_in_the_html_whatever_else_changed(content: str) -> None:
    assert "https://twitter.com/" in parse_article(post(content)).html
