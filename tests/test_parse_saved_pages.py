"""Whole pages, invented, each beside the JSON of what a reader finds in it; `pytest --accept` rewrites the JSON."""

import dataclasses
import json
from pathlib import Path

import pytest
from parsing import URL

from crawler.items import Article, Post
from crawler.parse import parse_article, read_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
LEFT_OUT = {"html", "text", "word_count"}  # what the paragraphs say already, or how they are shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_saved_page_holds_what_its_reader_finds(page: Path, request: pytest.FixtureRequest) -> None:
    article = parse_article(read_page(page.read_bytes(), URL))
    told = {key: item for key, item in dataclasses.asdict(article).items() if key not in LEFT_OUT}
    found = _told(told)
    expected = page.with_suffix(".json")
    if request.config.getoption("--accept"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_sanitised_page_gives_the_same_tweets_and_notes(page: Path) -> None:
    article = parse_article(read_page(page.read_bytes(), URL))
    again = parse_article(Post(url=article.url, title=article.title, content=article.html))
    assert _kept(again) == _kept(article)


def _told(value: object) -> object:
    """The value without what is empty in it."""
    if isinstance(value, dict):
        told = {key: _told(item) for key, item in value.items()}
        return {key: item for key, item in told.items() if item not in (None, [], {}, "")}
    return [_told(item) for item in value] if isinstance(value, list | tuple) else value


def _kept(article: Article) -> object:
    tweets = [(t.tweet, t.relation, t.handle, t.name, t.text, t.shown_on) for t in article.tweets]
    notes = [(n.key, n.text, n.urls) for n in article.footnotes]
    return tweets, notes, [(r.key, r.footnote, r.status) for r in article.references]
