"""Whole pages, invented, each beside the JSON of what a reader finds in it; `pytest --accept` rewrites the JSON."""

import json
from pathlib import Path

import pytest
from parsing import URL

from crawler.exports.saved_page import expected_of, write_expected
from crawler.items import Article, Post
from crawler.parse import parse_article, read_page

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_saved_page_holds_what_its_reader_finds(page: Path, request: pytest.FixtureRequest) -> None:
    place = page.with_suffix(".json")
    kept = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    at = {"page": kept["page"]} if "page" in kept else {}
    found = at | expected_of(parse_article(read_page(page.read_bytes(), at.get("page", URL))))
    if request.config.getoption("--accept"):
        write_expected(page, found)
        kept = found
    assert json.loads(json.dumps(found)) == kept


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_sanitised_page_gives_the_same_tweets_and_notes(page: Path) -> None:
    article = parse_article(read_page(page.read_bytes(), URL))
    again = parse_article(Post(url=article.url, title=article.title, content=article.html))
    assert _kept(again) == _kept(article)


def _kept(article: Article) -> object:
    tweets = [(t.tweet, t.relation, t.handle, t.name, t.text, t.shown_on) for t in article.tweets]
    notes = [(n.key, n.text, n.urls) for n in article.footnotes]
    return tweets, notes, [(r.key, r.footnote, r.status) for r in article.references]
