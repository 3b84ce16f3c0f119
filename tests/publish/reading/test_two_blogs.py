"""In a dataset of several blogs, the page of an article shows only other articles of its own blog."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from storing import BLOG, NOON, id_of, opened, short_article, url_of, write

from crawler.items import Blog, Discovery, Page, Run, row_id
from crawler.items.routes import Route
from crawler.publish.reading.around import read_around, read_origin
from crawler.publish.reading.quality import checks, read_quality

OTHER = "marge"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Two articles of one blog from its API, and one of another from its sitemap, published between them."""
    with opened(tmp_path / "both.db", run=2) as dataset:
        dataset.write_blog(Blog(name=OTHER, url="https://marge.example/"))
        dataset.begin_run(Run(id=1, blog=OTHER, spider="blog", started=NOON, versions="{}"))
        for name, day in (("un", "2020-01-01"), ("trois", "2020-01-03")):
            write(dataset, short_article(name, published=f"{day}T00:00:00Z"), run=2)
        between = short_article(url="https://marge.example/deux/", published="2020-01-02T00:00:00Z")
        write(dataset, between, blog=OTHER, run=1)
        met: list[tuple[str, Route, str]] = [
            (BLOG, "api", url_of("un")),
            (BLOG, "api", url_of("trois")),
            (OTHER, "sitemap", between.url),
        ]
        for blog, route, url in met:
            dataset.write_discoveries(
                [Discovery(blog=blog, url=url, route=route, article=url, first_seen=NOON, last_seen=NOON)]
            )
        for blog, run in ((OTHER, 1), (BLOG, 2)):  # both requested the same address
            dataset.write_page(
                Page(
                    blog=blog,
                    url=url_of("un"),
                    route="page",
                    status=200 + run,
                    fetched=NOON,
                    sha256="0",
                    run=run,
                )
            )
        dataset.connection.row_factory = sqlite3.Row
        yield dataset.connection


def article(connection: sqlite3.Connection, key: int) -> sqlite3.Row:
    found: sqlite3.Row = connection.execute("SELECT * FROM articles WHERE id = ?", [key]).fetchone()
    return found


def test_the_articles_before_and_after_are_of_the_same_blog(connection: sqlite3.Connection) -> None:
    first, last = (read_around(connection, article(connection, id_of(name))) for name in ("un", "trois"))
    alone = read_around(connection, article(connection, row_id("https://marge.example/deux/")))
    assert first.later
    assert last.earlier
    assert (first.later["title"], last.earlier["title"]) == ("trois", "un")
    assert (alone.earlier, alone.later) == (None, None)


def test_the_run_and_the_answer_of_an_article_are_those_of_its_blog(connection: sqlite3.Connection) -> None:
    origin = read_origin(connection, article(connection, id_of("un")))
    assert origin.run
    assert origin.answer
    assert (origin.run["id"], origin.answer["status"]) == (2, 202)


def test_an_article_is_not_missed_by_a_route_of_another_blog(connection: sqlite3.Connection) -> None:
    (check,) = (check for check in checks() if check.title == "Articles missing from a route")
    assert connection.execute(check.sql).fetchall() == []
    runs = read_quality(connection)["runs"]
    assert [run["blog"] for run in runs] == [BLOG, OTHER]  # type: ignore[attr-defined]
