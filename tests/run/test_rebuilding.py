"""Rebuilds in place: of a file that another program has open, of a damaged one, and of one that would lose."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from commanding import PROJECT
from crawling import rows
from driving import HOME, Clock, a_blog, run

from crawler.discovery.scope import Scope
from crawler.errors import DatasetError
from crawler.run.opening import open_run
from crawler.run.plan import Plan
from crawler.run.replay import rebuild
from crawler.store.files import raw_path
from crawler.store.sqlite import swapping
from crawler.store.sqlite.lock import lock_path, only_writer

SCOPE = Scope(blog="atelier", url=HOME)
# Reads the dataset on each line of its input: on the connection that stays open, and on a new one.
READING = """
import sqlite3, sys
path, mode = sys.argv[1:]
count = "SELECT COUNT(*), SUM(LENGTH(text)) > 0, GROUP_CONCAT(title) FROM articles"
address = f"file:{path}?mode={mode}"
staying = sqlite3.connect(address, uri=True)
for line in sys.stdin:
    told = []
    for connection in (staying, sqlite3.connect(address, uri=True)):
        try:
            told.append(str(connection.execute(count).fetchone()[0]))
            told += [row[0] for row in connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            told.append(repr(error))
        if connection is not staying:
            connection.close()
    print(*told, flush=True)
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "atelier.db"


def again(dataset: Path, *, force: bool = False) -> int:
    return rebuild(dataset, dataset, progress=lambda _: None, force=force)


@contextmanager
def reader(dataset: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the dataset open."""
    with subprocess.Popen(
        [sys.executable, "-c", READING, dataset, mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=PROJECT,
        text=True,
    ) as process:
        yield process


def read(process: subprocess.Popen[str]) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write("read\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_a_dataset_that_another_process_has_open_is_rebuilt(dataset: Path, mode: str) -> None:
    blog, clock = a_blog(), Clock()
    posts = blog.posts
    blog.posts = posts[1:]
    run(blog, dataset, clock)
    with reader(dataset, mode) as other:
        assert read(other) == "5 ok 5 ok"
        blog.posts = posts
        with open_run(Plan(spider="blog", scope=SCOPE, dataset=dataset), at=clock()).files:
            assert read(other) == "5 ok 5 ok"  # in WAL mode
        run(blog, dataset, clock)
        assert read(other) == "6 ok 6 ok"
        assert dataset.with_name("atelier.db-wal").exists()  # because the other process has it open
        with closing(sqlite3.connect(raw_path(dataset))) as raw, raw:
            raw.execute("DELETE FROM responses WHERE run > 1")
        again(dataset, force=True)
        assert read(other) == "6 ok 5 ok"  # the old file, and the new one
    assert rows(dataset, "PRAGMA integrity_check") == [("ok",)]
    assert sorted(path.name for path in dataset.parent.iterdir()) == ["atelier.db", "raw"]


def test_a_rebuild_waits_for_no_end_of_a_reader_and_leaves_the_old_dataset(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "_PATIENCE", 0.01)
    blog, clock = a_blog(3), Clock()
    run(blog, dataset, clock)
    with closing(sqlite3.connect(dataset, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN")
        other.execute("SELECT * FROM articles").fetchall()
        blog.posts = [replace(blog.posts[0], title="Autre"), *blog.posts[1:]]
        run(blog, dataset, clock, full=True)
        with pytest.raises(DatasetError, match=r"atelier\.db is being read by another program\. Close"):
            again(dataset)
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE title = 'Autre'") == [(1,)]
    again(dataset)
    assert rows(dataset, "SELECT COUNT(*) FROM articles WHERE title = 'Autre'") == [(1,)]


def test_a_rebuild_that_would_lose_articles_leaves_the_old_dataset(dataset: Path) -> None:
    run(a_blog(), dataset, Clock())
    with closing(sqlite3.connect(raw_path(dataset))) as raw, raw:
        raw.execute("DELETE FROM responses WHERE route = 'api.posts'")
    before = dataset.read_bytes()
    with pytest.raises(DatasetError, match=r"has 6 articles, and its raw store gives only 0\. .* --force\."):
        again(dataset)
    assert dataset.read_bytes() == before
    assert sorted(path.name for path in dataset.parent.iterdir()) == ["atelier.db", "raw"]
    again(dataset, force=True)
    assert rows(dataset, "SELECT COUNT(*) FROM articles") == [(0,)]


def test_a_damaged_dataset_is_rebuilt(dataset: Path) -> None:
    run(a_blog(), dataset, Clock())
    whole = dataset.read_bytes()
    for damaged in (b"no dataset" * 900, whole[:9000] + b"\xff" * 90000, b""):
        dataset.write_bytes(damaged)
        again(dataset)
        assert rows(dataset, "SELECT COUNT(*) FROM articles") == [(6,)]


def test_a_file_of_another_program_is_not_replaced(dataset: Path, tmp_path: Path) -> None:
    run(a_blog(), dataset, Clock())
    notes, other = tmp_path / "notes.txt", tmp_path / "other.db"
    notes.write_text("my notes\n" * 900, encoding="utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    before = [notes.read_bytes(), other.read_bytes()]
    for target in (notes, other):
        with pytest.raises(DatasetError, match=r"Give another path\."):
            rebuild(dataset, target, progress=lambda _: None)
    assert [notes.read_bytes(), other.read_bytes()] == before


def test_what_a_killed_rebuild_left_does_no_harm(dataset: Path) -> None:
    run(a_blog(), dataset, Clock())
    for ending in ("", "-wal", "-shm", "-journal"):
        dataset.with_name(f"atelier.db.part{ending}").write_bytes(b"left" * 9000)
    again(dataset)
    assert rows(dataset, "PRAGMA integrity_check") == [("ok",)]
    assert sorted(path.name for path in dataset.parent.iterdir()) == ["atelier.db", "raw"]


def test_a_rebuild_keeps_a_link_and_replaces_its_file(dataset: Path, tmp_path: Path) -> None:
    run(a_blog(), dataset, Clock())
    real, link = tmp_path / "elsewhere" / "real.db", tmp_path / "link.db"
    real.parent.mkdir()
    dataset.rename(real)
    raw_path(dataset).rename(raw_path(link))
    link.symlink_to(real)
    with closing(sqlite3.connect(real)) as old, old:
        old.execute("UPDATE articles SET title = 'Old'")
    again(link)
    assert (link.is_symlink(), link.resolve()) == (True, real)
    assert rows(real, "SELECT COUNT(*), SUM(title = 'Old') FROM articles") == [(6, 0)]
    assert [path.name for path in real.parent.iterdir()] == ["real.db"]


def test_a_rebuild_holds_the_dataset_by_the_name_of_its_command(dataset: Path) -> None:
    run(a_blog(), dataset, Clock())
    held = set()
    rebuild(
        dataset, dataset, progress=lambda _: held.add(json.loads(lock_path(dataset).read_text())["command"])
    )
    assert held == {"blog2dataset reparse"}


def test_a_rebuild_is_refused_while_a_crawl_writes(dataset: Path) -> None:
    run(a_blog(), dataset, Clock())
    with only_writer(dataset, "scrapy crawl atelier"), pytest.raises(DatasetError, match="crawl atelier"):
        again(dataset)
