"""Themes that people use, rebuilt by hand: a crawl finds every post and nothing else, and reads it right."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from crawling import rows
from driving import Clock, drive
from engines.comparing import mistakes
from engines.posts import invented
from engines.rebuilt import THEMES
from engines.rendering import Theme, rendered

from crawler.demo import Answer
from crawler.demo.answers import Asked, html, xml
from crawler.discovery.scope import Scope
from crawler.items.routes import Via

SITE = "https://carnet.example"
POSTS = 12
SIZE = 5  # of a listing, so that there are three
SECOND = 20  # requests


@dataclass
class Pages:
    """The pages of a theme, by path."""

    texts: dict[str, str]
    asked: int = 0

    def answer(self, asked: Asked) -> Answer:
        self.asked += 1
        text = self.texts.get(asked.target)
        if text is None:
            return html("<html><body>404</body></html>", status=404)
        return xml(text) if text.startswith("<?xml") else html(text)


@pytest.mark.parametrize("via", ["auto", "archive"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: f"{theme.engine}-{theme.name}")
def test_theme_is_read_whole_and_right_and_nothing_changes_in_the_second_crawl(
    theme: Theme, via: Via, tmp_path: Path
) -> None:
    samples = invented(footnotes=theme.footnotes is not None, count=POSTS)
    pages = Pages(rendered(replace(theme, size=SIZE), samples, SITE))
    dataset, clock = tmp_path / "carnet.db", Clock()

    def crawl() -> tuple[str, int, int, int]:
        drive(pages, Scope(blog="carnet", url=f"{SITE}/", via=via), dataset, clock)
        *_, counts = rows(
            dataset, "SELECT reason, articles_new, articles_changed, articles_gone FROM runs ORDER BY id"
        )
        return counts

    first = crawl()
    assert mistakes(dataset, samples, theme.prints) == []
    assert first == ("finished", POSTS, 0, 0)
    pages.asked = 0
    assert crawl() == ("finished", 0, 0, 0)
    assert pages.asked <= SECOND
