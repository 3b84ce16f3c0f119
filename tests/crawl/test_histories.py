"""Runs are interrupted and the blog changes between them. In the end, the archive is complete."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from crawling import crawl, rows

from crawler.demo import Answer, Served, load, serve
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences
from crawler.store.reading.coverage import coverage_of

ROUTES = ("auto", "api", "sitemap", "feed", "archive")
POSTS = sorted(load().posts, key=lambda post: post.date)
FIRST = 12
"""Number of posts on the blog at first."""
FAULTS = (r"/page/2", "sitemap", r"wp-json", r"/wp/v2/posts", "/feed", POSTS[0].slug)


class Chance:
    """Random events. The same seed gives the same history."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311 (a history, no secret)
        self.clock = max(post.modified for post in POSTS) + timedelta(days=1)
        self.waiting = POSTS[FIRST : FIRST + 6]

    def arguments(self) -> dict[str, Any]:
        """Arguments of a run, which usually ends early."""
        limits: tuple[dict[str, str], ...] = (
            {"requests": str(self.draw.choice((3, 5, 8, 12, 20)))},
            {"limit": str(self.draw.choice((1, 3, 6)))},
            {"since": self.draw.choice(("2015-06-01", "2019-01-01"))},
            {},
        )
        full = {"full": "1"} if self.draw.random() < 0.2 else {}
        return {"via": self.draw.choice(ROUTES), **self.draw.choice(limits), **full}

    def faults(self) -> dict[Any, Any]:
        """What the blog refuses once."""
        return {re.compile(self.draw.choice(FAULTS)): Answer(500)} if self.draw.random() < 0.3 else {}

    def change(self, blog: Served) -> None:
        """Let the blog publish, edit or delete."""
        posts = list(blog.posts)
        for _ in range(self.draw.randint(0, 3)):
            self.clock += timedelta(hours=1)
            what, at = self.draw.choice(("publish", "edit", "delete")), self.draw.randrange(len(posts))
            if what == "publish" and self.waiting:
                posts.append(replace(self.waiting.pop(), date=self.clock, modified=self.clock))
            elif what == "edit":
                posts[at] = replace(posts[at], title=f"Récrit le {self.clock:%d à %H}", modified=self.clock)
            elif what == "delete":
                del posts[at]
        blog.posts = posts


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=POSTS[:FIRST]) as served:
        yield served


def stored(dataset: Path) -> dict[str, tuple[bool, str]]:
    """By path, whether the article is gone, and its title."""
    found = rows(dataset, "SELECT url, gone_since IS NOT NULL, title FROM articles")
    return {urlsplit(url).path: (bool(gone), title) for url, gone, title in found}


@pytest.mark.parametrize("seed", range(8))
def test_after_any_history_nothing_is_missing_or_wrongly_gone(
    blog: Served, tmp_path: Path, seed: int
) -> None:
    dataset, chance = tmp_path / "blog.db", Chance(seed)
    for _ in range(chance.draw.randint(2, 4)):
        blog.faults = chance.faults()
        crawl(blog.url, dataset, **chance.arguments())
        living = {post.path for post in blog.posts}
        assert [path for path, (gone, _) in stored(dataset).items() if gone and path in living] == []
        chance.change(blog)
    blog.faults = {}
    living = {post.path for post in blog.posts}
    route = chance.draw.choice(ROUTES)
    for _ in range(2):  # the first may only end what an interrupted run began
        crawl(blog.url, dataset, via=route)
    assert living - stored(dataset).keys() == set()
    crawl(blog.url, dataset, via=chance.draw.choice(ROUTES), full="1")
    found = stored(dataset)
    assert {path for path, (gone, _) in found.items() if not gone} == living
    rewritten = {post.path: post.title for post in blog.posts if post.title.startswith("Récrit")}
    assert {path: found[path][1] for path in rewritten} == rewritten
    (coverage,) = coverage_of(dataset)
    assert (coverage.is_proven, coverage.missing) == (True, [])


def test_a_history_is_made_again_from_what_was_kept(blog: Served, tmp_path: Path) -> None:
    dataset, again, chance = tmp_path / "blog.db", tmp_path / "again.db", Chance(100)
    for _ in range(5):
        crawl(blog.url, dataset, **chance.arguments())
        chance.change(blog)
    rebuild(dataset, again, progress=lambda _: None)
    assert differences(dataset, again, without_tables=("runs", "pages")) == []
