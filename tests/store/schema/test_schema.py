import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from sqlite_utils import Database

from crawler.items import TABLES, table_of
from crawler.store.schema import search
from crawler.store.schema import tables as schema
from crawler.store.schema.columns import columns_of
from crawler.store.schema.views import views


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in schema.ddl():
        connection.execute(statement)
    yield Database(connection)
    connection.close()


def test_file_has_the_tables_of_the_items_all_strict(database: Database) -> None:
    made = {name for name in database.table_names() if "_fts" not in name}
    assert (made, {name for name in made if not database.table(name).strict}) == (
        {table_of(cls).name for cls in TABLES},
        set(),
    )


def test_described_columns_are_the_columns_of_the_file(database: Database) -> None:
    described = {t.name: [(c.name, c.type) for c in t.columns] for t in schema.tables()}
    made = {name: [(c.name, c.type) for c in database.table(name).columns] for name in described}
    assert described == made


def test_every_table_column_view_and_view_column_is_described() -> None:
    silent = [f"{t.name}.{c.name}" for t in schema.tables() for c in t.columns if len(c.description) < 6]
    silent += [t.name for t in schema.tables() if not t.description]
    silent += [f"{v.name}.{name}" for v in views() for name, description in v.columns if not description]
    silent += [v.name for v in views() if not v.description]
    assert silent == []


def test_views_declare_the_columns_that_they_have(database: Database) -> None:
    declared = {view.name: [name for name, _ in view.columns] for view in views()}
    made = {name: [d[0] for d in database.execute(f"SELECT * FROM {name}").description] for name in declared}  # noqa: S608
    assert declared == made


def test_views_keep_their_names() -> None:
    assert {view.name for view in views()} >= {
        "source_citations",
        "sources_by_domain",
        "tweets_by_account",
        "articles_by_month",
        "unresolved_references",
        "interviews",
        "footnotes_without_source",
        "tweets_only_here",
    }


def test_foreign_keys_lead_to_keys_and_have_an_index(database: Database) -> None:
    missing = []
    for info in schema.tables():
        table = database.table(info.name)
        found = {(key.column, key.other_table, key.other_column) for key in table.foreign_keys}
        indexed = {index.columns[0] for index in table.indexes} | {info.key[0]}
        if found != set(info.foreign_keys) or {column for column, _, _ in found} - indexed:
            missing.append(info.name)
    assert missing == []


def test_parts_are_keyed_by_owner_and_position_and_go_with_their_owner(database: Database) -> None:
    part = next(info for info in schema.tables() if info.name == "tweet_links")
    assert (part.key, part.columns[0].type, "ON DELETE CASCADE" in database.table("tweet_links").schema) == (
        ("tweet", "position"),
        "TEXT",
        True,
    )


def test_types_follow_the_hints() -> None:
    columns = {f"{t.name}.{c.name}": c for t in schema.shapes() for c in t.columns}
    wanted = {
        "articles.author": ("INTEGER", False, None),
        "articles.status": ("TEXT", True, "\"status\" IN ('live', 'protected', 'gone')"),
        "links.internal": ("INTEGER", True, '"internal" IN (0, 1)'),
        "links.target": ("INTEGER", False, None),
        "article_tweets.tweet": ("TEXT", True, None),
        "article_tweets.links": ("TEXT", True, 'json_valid("links")'),
        "footnotes.urls": ("TEXT", True, 'json_valid("urls")'),
        "footnotes.work_title": ("TEXT", False, None),
        "footnotes.work_year": ("INTEGER", False, None),
        "tweets.id": ("TEXT", True, None),
        "articles.id": ("INTEGER", True, None),
    }
    assert {
        name: (columns[name].type, columns[name].required, columns[name].check) for name in wanted
    } == wanted


def test_what_an_article_holds_several_of_is_no_column() -> None:
    names = {column.name for info in schema.shapes() if info.name == "articles" for column in info.columns}
    assert names & {"paragraphs", "links", "terms", "comments", "references"} == set()


def test_hint_of_two_types_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        """Odd."""

        size: int | str | None
        kind: Literal["a"] = "a"

    with pytest.raises(TypeError, match="one type"):
        list(columns_of(Odd))


def test_searched_tables_have_an_index_named_after_them(database: Database) -> None:
    assert {searched.index for searched in search.SEARCHED} <= set(database.table_names())
    assert [database.table(searched.table).detect_fts() for searched in search.SEARCHED] == [
        searched.index for searched in search.SEARCHED
    ]
