"""`scrapy history`: what it prints about the versions of an article."""

import dataclasses
import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commanding import scrapy
from crawling import crawl, rows

from crawler.cli.history import told
from crawler.demo import load, serve
from crawler.store.reading.history import History, Version


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A post whose title changed, and one that moved and then vanished."""
    path = tmp_path / "datasets" / "blog.db"
    first, moved, *rest = load().posts[:4]
    with serve(posts=[first, moved, *rest]) as blog:
        crawl(blog.url, path)
        later = dt.datetime.now(dt.UTC)
        renamed = dataclasses.replace(first, title=f"{first.title} encore", modified=later)
        blog.posts = [renamed, dataclasses.replace(moved, slug="ailleurs", modified=later), *rest]
        crawl(blog.url, path)
        blog.posts = [renamed, *rest]
        crawl(blog.url, path)
    return path


def test_a_changed_title_is_shown_word_by_word(dataset: Path, tmp_path: Path) -> None:
    [(url, seen)] = rows(
        dataset,
        "SELECT url, seen FROM article_versions JOIN articles ON id = article WHERE articles.title LIKE '% encore'",
    )
    done = scrapy("history", "blog", f"{url}?share=twitter", folder=tmp_path)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, lines[0]) == (0, "", url)
    assert f"change found {seen} by run 2" in lines
    assert "{+ encore+}" in done.stdout
    assert max(map(len, lines)) <= 80


def test_a_vanished_post_is_found_by_an_address_it_had_before(dataset: Path, tmp_path: Path) -> None:
    [(former,)] = rows(dataset, "SELECT url FROM discoveries WHERE route = 'former'")
    [(since,)] = rows(dataset, "SELECT gone_since FROM articles WHERE status = 'gone'")
    done = scrapy("history", "blog", former, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith(f"gone since {since}: ")


def test_an_article_that_never_changed_says_so(dataset: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(dataset)) as connection:
        (url,) = connection.execute(
            "SELECT url FROM articles WHERE id NOT IN (SELECT article FROM article_versions) LIMIT 1"
        ).fetchone()
    done = scrapy("history", str(dataset), url.rstrip("/"), folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "The blog has not changed it.")


def test_what_is_not_there_is_told_in_a_sentence(dataset: Path, tmp_path: Path) -> None:
    for name, url, sentence in (
        (str(dataset), "https://nobody.example/a/", f"history: {dataset} has no article https://nobody.example/a/"),
        ("none", "https://nobody.example/a/", "history: There is no dataset none in datasets/."),
    ):  # fmt: skip
        done = scrapy("history", name, url, folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr[: len(sentence)]) == (1, "", sentence)


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    forms = (
        Version(until="2026-11-23T12:00:00Z", run=2, title="a", text="un \x1b[2J mot"),
        Version(until=None, run=None, title="a", text="un \x1b]0;x\x07 autre mot"),
    )
    lines = list(
        told(
            History(url="https://b.example/", first_seen="2026-11-22T12:00:00Z", gone_since=None, forms=forms)
        )
    )
    assert lines[3] == "change found 2026-11-23T12:00:00Z by run 2"
    assert not any(ord(letter) < 32 for line in lines for letter in line)
