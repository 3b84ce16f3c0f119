"""`blog2dataset check`: what is damaged or missing in the files of a dataset, and what to do."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from crawling import rows
from driving import Clock, a_blog, run

from crawler.cli.main import blog2dataset
from crawler.store.files import raw_path
from crawler.store.sqlite.lock import only_writer


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset of two crawls, named by a short path."""
    monkeypatch.chdir(tmp_path)
    path, blog, clock = Path("./atelier.db"), a_blog(), Clock()
    run(blog, path, clock)
    shutil.copy(path, "older.db")
    run(blog, path, clock, full=True)
    return path


def check(dataset: Path) -> tuple[int, str]:
    done = CliRunner().invoke(blog2dataset, ["check", f"./{dataset}"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_whole_files_are_whole_and_stay_as_they_are(dataset: Path) -> None:
    status, told = check(dataset)
    assert status == 0
    assert told.splitlines()[-1] == "whole: nothing is damaged or missing."
    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert rows(dataset, "SELECT COUNT(*) FROM articles") == [(6,)]


def overwritten(dataset: Path) -> None:
    content = bytearray(dataset.read_bytes())
    content[40960:61440] = b"\xff" * 20480
    dataset.write_bytes(content)


DAMAGES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "pages of the dataset": (overwritten, "file         damaged", "reparse"),
    "no dataset": (lambda path: path.write_bytes(b"text " * 2000), "is not a SQLite file", "reparse"),
    "a lost dataset": (Path.unlink, "file         missing", "reparse"),
    "a lost row": (
        lambda path: execute(path, "DELETE FROM authors"),
        "6 rows refer to others that are missing",
        "reparse",
    ),
    "the search": (
        lambda path: execute(path, "INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')"),
        "indexes differ from the texts\n    articles_fts",
        "reparse",
    ),
    "a body": (
        lambda path: execute(
            raw_path(path),
            "UPDATE bodies SET body = X'00' WHERE sha256 IN (SELECT sha256 FROM responses WHERE route = 'api.posts')",
        ),
        "responses damaged or missing\n    https://atelier.example/wp-json/wp/v2/posts",
        "Crawl the blog again.",
    ),
    "a lost body": (
        lambda path: execute(
            raw_path(path),
            "DELETE FROM bodies WHERE sha256 IN (SELECT sha256 FROM responses WHERE route = 'home')",
        ),
        "responses damaged or missing\n    https://atelier.example/\n",
        "Crawl the blog again.",
    ),
    "a lost response": (
        lambda path: execute(raw_path(path), "DELETE FROM responses WHERE route = 'home'"),
        "names are missing\n    https://atelier.example/\n",
        "Crawl the blog again.",
    ),
    "an older dataset": (
        lambda path: Path("older.db").replace(path),
        "pair         the dataset lacks the crawls 2",
        "first reads them from the raw store",
    ),
    "an older raw store": (
        lambda path: execute(
            raw_path(path), "DELETE FROM responses WHERE run = 2", "DELETE FROM runs WHERE id = 2"
        ),
        "pair         it lacks the crawls 2",
        "--full",
    ),
    "a lost raw store": (lambda path: raw_path(path).unlink(), "file         missing", "--full"),
    "another raw store": (
        lambda path: execute(raw_path(path), "UPDATE identity SET id = 'other'"),
        "pair         belongs to another dataset",
        "Put back the file",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damages_are_named_with_what_to_do(dataset: Path, name: str) -> None:
    damage, result, advice = DAMAGES[name]
    damage(dataset)
    status, told = check(dataset)
    assert status == 1
    assert result in told
    assert advice in told.partition("damaged or incomplete:")[2]
    assert [line for line in told.splitlines() if len(line) > 80 and "://" not in line] == []


def test_what_was_damaged_is_whole_after_the_crawl_that_check_advises(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    clock.advance(hours=2)
    DAMAGES["a body"][0](dataset)
    assert check(dataset)[0] == 1
    run(blog, dataset, clock)
    assert check(dataset) == (0, check(dataset)[1])


def test_files_that_are_being_written_are_not_checked(dataset: Path) -> None:
    with only_writer(dataset, "scrapy crawl atelier"):
        status, told = check(dataset)
    assert (status, "check: atelier.db is being written by process" in told) == (1, True)


@pytest.mark.parametrize(
    ("name", "said"), [("an older dataset", "lacks a crawl"), ("another raw store", "do not belong together")]
)
def test_coverage_of_an_older_copy_or_a_foreign_file_is_not_complete(
    dataset: Path, name: str, said: str
) -> None:
    whole = CliRunner().invoke(blog2dataset, ["coverage", f"./{dataset}"])
    DAMAGES[name][0](dataset)
    done = CliRunner().invoke(blog2dataset, ["coverage", f"./{dataset}"])
    assert (whole.exit_code, done.exit_code, said in done.stderr) == (0, 1, True)
