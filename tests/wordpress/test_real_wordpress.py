"""Compares a crawl of a real WordPress with the posts it was created with (make test-wordpress)."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crawling import OF_RUNS
from wordpress.site import Site, scrapy

from crawler.store.reading.compare import differences

SITE = Site.named("WORDPRESS")
pytestmark = pytest.mark.skipif(
    not SITE.url, reason="needs a real WordPress: make test-wordpress TESTBED=FOLDER"
)

MOST_REQUESTS = 26
MOST_OF_A_SECOND = 6


def plain(text: str | None) -> str:
    """Text with each run of white space as one space, and without typographic differences."""
    return re.sub(r"\s+", " ", (text or "").replace("\ufe0f", "")).strip()


def untypeset(text: str) -> str:
    """A title as it was typed. WordPress replaces quotes, dashes and dots in its output."""
    for set_, typed in (
        ("’", "'"),
        ("‘", "'"),
        ("“", '"'),
        ("”", '"'),
        ("«", '"'),
        ("»", '"'),
        ("–", "--"),
        ("—", "--"),
        ("…", "..."),
    ):
        text = text.replace(set_, typed)
    return re.sub(r"\s+", "", re.sub(r"</?em>", "", text))


# What the theme says for a post without a title, by the language of the installation.
UNTITLED = ("Untitled", "Sans titre")


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    return SITE.posts


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wordpress") / "wp.db"
    assert SITE.crawl(path, via="api") <= MOST_REQUESTS
    return path


@pytest.fixture
def db(dataset: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(dataset)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def rows(db: sqlite3.Connection, sql: str, *values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(sql, values)]


def test_every_public_post_is_an_article(db: sqlite3.Connection, truth: list[dict[str, Any]]) -> None:
    stored = rows(
        db,
        "SELECT post_id, articles.url, title, published, status, authors.name AS author FROM articles JOIN authors ON authors.id = author",
    )
    found = {
        row["post_id"]: (
            row["url"],
            "" if row["title"] in UNTITLED else untypeset(row["title"]),
            row["published"],
            row["author"],
            row["status"],
        )
        for row in stored
    }
    assert found == {
        post["id"]: (
            post["url"],
            untypeset(post["title"]),
            post["date_gmt"].replace("+00:00", "Z"),
            post["author"],
            "protected" if post["password"] else "live",
        )
        for post in truth
    }


@pytest.mark.parametrize(("taxonomy", "field"), [("category", "categories"), ("tag", "tags")])
def test_terms_are_those_of_the_blog(
    db: sqlite3.Connection, truth: list[dict[str, Any]], taxonomy: str, field: str
) -> None:
    found: dict[int, set[str]] = {post["id"]: set() for post in truth}
    sql = (
        "SELECT post_id, terms.name FROM article_terms JOIN articles ON articles.id = article JOIN terms ON terms.id = term"
        " WHERE taxonomy = ?"
    )
    for row in rows(db, sql, taxonomy):
        # WordPress names the category of posts without one in the language that it was installed in
        found[row["post_id"]].add(untypeset(row["name"].replace("Uncategorized", "Non classé")))
    assert found == {post["id"]: {untypeset(name) for name in post[field]} for post in truth}


def test_every_tweet_a_reader_can_see_is_there_and_no_other(
    db: sqlite3.Connection, truth: list[dict[str, Any]]
) -> None:
    sql = (
        "SELECT post_id, tweet, handle, article_tweets.name, article_tweets.text, shown_on FROM article_tweets"
        " JOIN articles ON articles.id = article ORDER BY article, position"
    )
    found = [
        (r["post_id"], r["tweet"], r["handle"], plain(r["name"]), plain(r["text"]), r["shown_on"])
        for r in rows(db, sql)
    ]
    assert sorted(found, key=str) == sorted(
        [
            (post["id"], t["id"], t["handle"], plain(t["name"]), plain(t["text"]), t["date"])
            for post in truth
            if not post["password"]
            for t in post["tweets"]
        ],
        key=str,
    )


def test_every_footnote_a_reader_can_see_is_there_and_no_other(
    db: sqlite3.Connection, truth: list[dict[str, Any]]
) -> None:
    sql = "SELECT post_id, key, footnotes.text, urls FROM footnotes JOIN articles ON articles.id = article ORDER BY article, position"
    found = [(r["post_id"], r["key"], plain(r["text"]), tuple(json.loads(r["urls"]))) for r in rows(db, sql)]
    assert sorted(found) == sorted(
        (
            post["id"],
            "*" * n["n"] if n["style"] == "star" else str(n["n"]),
            plain(n["text"]),
            tuple(n["urls"]),
        )
        for post in truth
        if not post["password"]
        for n in post["footnotes"]
    )


def test_every_marker_leads_from_its_place_to_its_note(
    db: sqlite3.Connection, truth: list[dict[str, Any]]
) -> None:
    sql = (
        "SELECT post_id, r.key, r.status, paragraphs.text, offset FROM footnote_references r JOIN articles ON articles.id = r.article"
        " JOIN paragraphs ON paragraphs.article = r.article AND paragraphs.position = r.paragraph"
    )
    marks = re.compile(r"[\s()\[\]*⁰¹²³⁴⁵⁶⁷⁸⁹0-9]")  # some begin with the printed markers of other notes
    found = {}
    for r in rows(db, sql):
        assert r["status"] == "resolved"
        found[r["post_id"], r["key"]] = marks.sub("", r["text"][: r["offset"]])
    wanted = {}
    for post in truth:
        for note in () if post["password"] else post["footnotes"]:
            key = "*" * note["n"] if note["style"] == "star" else str(note["n"])
            (place,) = note["occurrences"]
            wanted[post["id"], key] = marks.sub("", place["before"])
    assert found.keys() == wanted.keys()
    assert [key for key, before in wanted.items() if not found[key].endswith(before)] == []


def test_comments_that_are_handed_out_are_there_with_their_thread(
    db: sqlite3.Connection, truth: list[dict[str, Any]]
) -> None:
    sql = (
        "SELECT post_id, c.author, c.text, p.text AS parent FROM comments c JOIN articles ON articles.id = c.article"
        " LEFT JOIN comments p ON p.id = c.parent"
    )
    found = [(r["post_id"], r["author"], plain(r["text"]), plain(r["parent"])) for r in rows(db, sql)]
    wanted = []
    for post in truth:
        if post["password"]:
            continue  # counted by the API, but not returned
        comments = [c for c in post["comments"] if c["type"] == "comment"]
        wanted += [(post["id"], c["author"], plain(c["text"])) for c in comments]
    assert sorted(f[:3] for f in found) == sorted(wanted)
    assert sum(bool(f[3]) for f in found) > 0


def test_a_second_crawl_writes_no_article_again(dataset: Path, tmp_path: Path) -> None:
    copy = tmp_path / "first.db"
    copy.write_bytes(dataset.read_bytes())
    assert SITE.crawl(dataset, via="api") <= MOST_OF_A_SECOND
    assert differences(copy, dataset, without_tables=OF_RUNS) == []
    connection = sqlite3.connect(dataset)
    (latest,) = connection.execute(
        "SELECT articles_new, articles_changed, articles_unchanged FROM runs ORDER BY id DESC LIMIT 1"
    ).fetchall()
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    connection.close()
    assert latest == (0, 0, articles)


def test_the_raw_store_alone_gives_the_dataset_again(dataset: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    done = scrapy("reparse", dataset, "--to", again)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(dataset, again, without_tables=OF_RUNS) == []
