"""A dataset of an older version is upgraded with all its content, or left unchanged."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from storing import BLOG, HOME, NOON, a_run, id_of, rows, short_article, write

from crawler.errors import DatasetError
from crawler.items import Blog, Page
from crawler.publish.search.words import letter_terms
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.raw import RawRun, RawStore
from crawler.store.reading.coverage import coverage_of
from crawler.store.schema import tables as schema

VERSION_1 = Path(__file__).with_name("version-1.sql").read_text("utf-8")
LATER = "2026-01-04T12:00:00Z"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as version 1 of the program wrote it."""
    path = tmp_path / "atelier.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_1)
    return path


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, without the columns that later versions added: `blog`, and `partial` and `store` of runs."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [shape.name for shape in schema.shapes()]
        found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables}  # noqa: S608
    for name in ("runs", "pages", "discoveries", "warnings"):
        for row in found[name]:
            row.pop("blog", None)
            row.pop("partial", None)
            row.pop("store", None)
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def definitions(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, COALESCE(sql, '') FROM sqlite_master").fetchall()
        marks = [
            ("pragma", name, str(connection.execute(f"PRAGMA {name}").fetchone()[0]))
            for name in ("application_id", "user_version")
        ]
    return sorted([*found, *marks])


def execute(path: Path, sql: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)


def test_an_older_dataset_keeps_all_rows_and_gets_the_definitions_of_a_new_one(
    old: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = contents(old)
    Dataset.open(old).close()
    Dataset.open(tmp_path / "new.db").close()
    assert contents(old) == before
    assert definitions(old) == definitions(tmp_path / "new.db")
    assert min(len(before[name]) for name in ("runs", "pages", "discoveries", "warnings")) > 1
    assert caplog.messages == [
        f"{old} was written by an older version of this program and has been upgraded. Nothing was lost."
    ]
    with closing(sqlite3.connect(old)) as connection:
        checks = [
            connection.execute(f"PRAGMA {check}").fetchall()
            for check in ("integrity_check", "foreign_key_check")
        ]
    assert checks == [[("ok",)], []]


def test_an_older_dataset_of_one_blog_is_all_of_that_blog(old: Path) -> None:
    with Dataset.open(old) as dataset:
        found = [
            rows(dataset, f"SELECT DISTINCT blog FROM {name}")  # noqa: S608
            for name in ("runs", "pages", "discoveries", "warnings")
        ]
        prior = dataset.prior(BLOG)
        other = dataset.prior("other")
    assert found == [[(BLOG,)]] * 4
    assert len(prior.addresses) == 5
    assert not other.addresses


def test_an_older_dataset_can_be_written_on(old: Path) -> None:
    with Dataset.open(old) as dataset:
        dataset.begin_run(a_run(3))
        dataset.write_page(
            Page(blog=BLOG, url=HOME, route="home", status=200, fetched=LATER, sha256="1", run=3)
        )
        outcome = write(dataset, short_article("vite", text="Encore."), content_hash="h3", run=3, seen=LATER)
        dataset.finish_run(a_run(3))
        pages = rows(dataset, "SELECT status, run FROM pages WHERE url = ?", HOME)
        versions = rows(dataset, "SELECT COUNT(*) FROM article_versions WHERE article = ?", id_of("vite"))
    assert (outcome, pages, versions) == ("changed", [(200, 3)], [(2,)])


def test_a_run_of_a_blog_that_was_never_reached_is_named_by_the_raw_store(old: Path) -> None:
    with RawStore.open(old.parent / "raw" / old.name) as raw:
        for run, blog in ((1, BLOG), (2, "misspelt")):
            raw.begin_run(
                RawRun(id=run, spider="blog", blog=blog, url=f"https://{blog}.example/", started=NOON)
            )
    with Dataset.open(old) as dataset:
        assert rows(dataset, "SELECT id, blog FROM runs ORDER BY id") == [(1, BLOG), (2, "misspelt")]
        assert rows(dataset, "SELECT run, blog FROM pages ORDER BY run") == [(1, BLOG), (2, "misspelt")]
        assert rows(dataset, "SELECT DISTINCT blog FROM discoveries") == [(BLOG,)]


def test_an_older_dataset_that_reached_no_blog_is_named_by_its_spider(old: Path) -> None:
    for name in ("articles", "announcements", "discoveries", "warnings", "comments", "blogs"):
        execute(old, f"DELETE FROM {name}")  # noqa: S608
    with Dataset.open(old) as dataset:
        assert rows(dataset, "SELECT DISTINCT blog FROM runs") == [(BLOG,)]


def test_an_older_dataset_of_an_early_release_may_lack_columns_and_tables(old: Path) -> None:
    execute(old, "ALTER TABLE runs DROP COLUMN walked")
    execute(old, "DROP TABLE announcements")
    with Dataset.open(old) as dataset:
        assert rows(dataset, "SELECT blog, walked FROM runs") == [(BLOG, None)] * 2
        assert rows(dataset, "SELECT COUNT(*) FROM announcements") == [(0,)]


def test_views_of_a_user_outlive_the_upgrade(old: Path) -> None:
    execute(old, "CREATE VIEW failures AS SELECT url FROM pages WHERE status = 0")
    with Dataset.open(old) as dataset:
        assert rows(dataset, "SELECT url FROM failures") == [(f"{HOME}feed/",)]


def test_an_older_dataset_with_several_blogs_is_refused_and_left_as_it_is(old: Path) -> None:
    execute(old, "INSERT INTO blogs (name, url) VALUES ('autre', 'https://autre.example/')")
    before = old.read_bytes()
    with pytest.raises(DatasetError) as refusal:
        Dataset.open(old)
    assert str(refusal.value) == (
        f"{old} contains several blogs, which an older version of this program mixed up. "
        "Rebuild it with `blog2dataset reparse`."
    )
    assert old.read_bytes() == before


def test_an_upgrade_that_breaks_off_leaves_the_file_as_it_was(old: Path) -> None:
    before = contents(old)
    execute(old, "CREATE TRIGGER broken BEFORE UPDATE ON warnings BEGIN SELECT RAISE(ABORT, 'broken'); END")
    with pytest.raises(sqlite3.IntegrityError, match="broken"):
        Dataset.open(old)
    execute(old, "DROP TRIGGER broken")
    assert contents(old) == before
    with Dataset.open(old) as dataset:
        assert rows(dataset, "SELECT DISTINCT blog FROM warnings") == [(BLOG,)]


def test_what_only_reads_says_how_an_older_dataset_is_brought_up_to_date(old: Path) -> None:
    with pytest.raises(DatasetError) as refusal:
        coverage_of(old)
    assert str(refusal.value) == (
        f"{old} was written by an older version of this program. "
        "Crawl the blog again, which upgrades it, or rebuild it with `blog2dataset reparse`."
    )


def test_version_3_adds_the_words_of_scripts_without_spaces_to_the_search(tmp_path: Path) -> None:
    path = tmp_path / "tokei.db"
    with Dataset.open(path) as dataset:
        dataset.write_blog(Blog(name=BLOG, url=HOME))
        dataset.begin_run(a_run())
        write(dataset, short_article("ja", title="東京の時計店", text="歯車の資料館になります。"))
        write(dataset, short_article("fr", title="Vite", text="Un mot."))
    with closing(sqlite3.connect(path)) as connection, connection:  # as version 2 wrote it
        for name in ("articles", "tweets", "footnotes", "comments"):
            connection.execute(f"DROP TRIGGER {name}_letters_fts_delete")
            connection.execute(f"DROP TRIGGER {name}_letters_fts_update")
            connection.execute(f"DROP TABLE {name}_letters_fts")
        connection.execute("PRAGMA user_version = 2")
    with Dataset.open(path) as dataset:
        found = [
            rows(dataset, "SELECT rowid FROM articles_letters_fts WHERE articles_letters_fts MATCH ?", words)
            for words in (letter_terms("東京"), letter_terms("資料館"), '"mot"')
        ]
    Dataset.open(tmp_path / "new.db").close()
    assert found == [[(id_of("ja"),)], [(id_of("ja"),)], []]
    assert definitions(path) == definitions(tmp_path / "new.db")


def test_version_4_keeps_two_versions_within_one_second(tmp_path: Path) -> None:
    path = tmp_path / "atelier.db"
    with Dataset.open(path) as dataset:
        dataset.write_blog(Blog(name=BLOG, url=HOME))
        dataset.begin_run(a_run())
        write(dataset, short_article(text="Texte 1"))
        write(dataset, short_article(text="Texte 2"), content_hash="h2", seen=LATER)
    with closing(sqlite3.connect(path)) as connection, connection:  # as version 3 wrote it
        (made,) = (sql for sql in schema.ddl() if sql.startswith('CREATE TABLE "article_versions"'))
        kept = connection.execute("SELECT * FROM article_versions").fetchone()
        connection.execute("DROP TABLE article_versions")
        connection.execute(made.replace('"seen", "content_hash")', '"seen")'))
        connection.execute("INSERT INTO article_versions VALUES (?, ?, ?, ?, ?, ?)", kept)
        connection.execute("PRAGMA user_version = 3")
    with Dataset.open(path) as dataset:
        write(dataset, short_article(text="Texte 3"), content_hash="h3", seen=LATER)
        assert rows(dataset, "SELECT text FROM article_versions") == [("Texte 1",), ("Texte 2",)]
    Dataset.open(tmp_path / "new.db").close()
    assert definitions(path) == definitions(tmp_path / "new.db")
