"""Datasette shows other databases unchanged. Several datasets can be served together."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.plugins import pm

import crawler.publish
from crawler.publish import datasets as archive
from crawler.store.schema import tables as schema

PATHS = [
    "/",
    "/foreign",
    "/foreign/articles",
    "/foreign/articles/1",
    "/foreign?sql=select+1+as+article",
    "/foreign/search_everything",
]


@pytest.fixture
def without_plugin() -> Iterator[None]:
    plugin = next(plugin for plugin in pm.get_plugins() if plugin is crawler.publish)
    registered = pm.get_name(plugin)
    pm.unregister(plugin)
    yield
    pm.register(plugin, registered)


@pytest.fixture
def plain(pages: Any, foreign_path: Path, without_plugin: None) -> dict[str, Any]:  # noqa: ARG001
    bare = pages([foreign_path])
    return {path: answer(bare.get(path)) for path in PATHS}


def answer(response: Any) -> tuple[int, str, list[str]]:
    """Status, page and names of headers, without the duration of the queries."""
    return response.status_code, re.sub(r"took [\d.]+ms", "", response.text), sorted(response.headers)


def test_foreign_database_looks_as_without_the_plugin(
    plain: dict[str, Any], pages: Any, foreign_path: Path
) -> None:
    served = pages([foreign_path])
    assert {path: answer(served.get(path)) for path in PATHS} == plain


def test_datasets_and_a_foreign_database_stand_side_by_side(
    pages: Any, carnet_path: Path, foreign_path: Path, tmp_path: Path
) -> None:
    other = dataset(tmp_path / "other.db", title="Autre carnet")
    served = pages([carnet_path, other, foreign_path])
    found = served.rows("/-/metadata.json")["databases"]
    assert {name: metadata["title"] for name, metadata in found.items()} == {
        "carnet.example_8081": "Carnet d'essai & co",
        "other": "Autre carnet",
    }
    guarded = {
        path: "content-security-policy" in served.get(path).headers
        for path in ("/", "/foreign", "/other", "/carnet~2Eexample_8081")
    }
    assert guarded == {"/": False, "/foreign": False, "/other": True, "/carnet~2Eexample_8081": True}


def test_several_datasets_are_listed_by_title_with_their_numbers(
    pages: Any, carnet_path: Path, tmp_path: Path
) -> None:
    served = pages([carnet_path, dataset(tmp_path / "other.db", title="Autre carnet")])
    page = BeautifulSoup(served.get("/").text, "lxml")
    assert [(link.text, link["href"]) for link in page.select(".archives h2 a")] == [
        ("Autre carnet", "/other"),
        ("Carnet d'essai & co", "/carnet~2Eexample_8081"),
    ]
    numbers = [" ".join(line.text.split()) for line in page.select(".archives .quiet")]
    assert numbers == [
        "no articles yet",
        "3 articles · 3 tweets · 3 footnotes · 2 cited sources · 5 comments · 2018–2020 · as of 1 March 2024",
    ]
    home = BeautifulSoup(served.get("/other").text, "lxml")
    assert home.select_one("footer a[href='/']").text == "All archives"


def test_an_error_beside_several_datasets_leads_to_their_list(
    pages: Any, carnet_path: Path, tmp_path: Path
) -> None:
    served = pages([carnet_path, dataset(tmp_path / "other.db", title="Autre carnet")])
    answer = served.get("/nothing")
    page = BeautifulSoup(answer.text, "lxml")
    assert (answer.status_code, page.h1.text) == (404, "Not found")
    assert (page.select_one(".brand")["href"], page.select_one("main a")["href"]) == ("/", "/")


def test_dataset_opened_immutable_is_ours_as_well(tmp_path: Path) -> None:
    path = dataset(tmp_path / "carnet.db", title="Carnet")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    found = archive.archive_at(str(path), immutable=True)
    tmp_path.chmod(0o755)
    assert found is not None
    assert found.title == "Carnet"


def test_dataset_that_a_writer_has_locked_is_named_in_the_log_and_read_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "FRESH", 0)
    path = dataset(tmp_path / "carnet.db", title="Carnet")
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        locked = archive.archive_at(str(path), immutable=False)
    free = archive.archive_at(str(path), immutable=False)
    assert (locked, free and free.title) == (None, "Carnet")
    assert caplog.messages == [
        f"{path} cannot be read now. Its pages are shown without descriptions: database is locked"
    ]


def test_dataset_of_another_version_is_left_to_datasette_and_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = dataset(tmp_path / "carnet.db", title="Carnet")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    assert archive.archive_at(str(path), immutable=False) is None
    (message,) = caplog.messages
    assert message == (
        f"{path} was written by another version of this program, so its pages are only Datasette's own: "
        "crawl the blog again, or rebuild it with `blog2dataset reparse`"
    )


def test_title_follows_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FRESH", 0)
    path = dataset(tmp_path / "carnet.db", title="Avant")
    titles = [archive.archive_at(str(path), immutable=False)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE blogs SET title = 'Un titre plus long ' || ?", ["x" * 5000])
    titles.append(archive.archive_at(str(path), immutable=False))
    assert [found and found.title and found.title[:5] for found in titles] == ["Avant", "Un ti"]


def test_base_url_keeps_the_headers(pages: Any, carnet_path: Path) -> None:
    served = pages([carnet_path], settings={"base_url": "/archive/"})
    assert "content-security-policy" in served.get("/carnet~2Eexample_8081/articles").headers


def dataset(path: Path, *, title: str) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in schema.ddl():
            connection.execute(statement)
        connection.execute(
            "INSERT INTO blogs (name, url, title) VALUES ('b', 'https://b.example/', ?)", [title]
        )
    return path
