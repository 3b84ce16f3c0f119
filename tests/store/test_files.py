import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from storing import a_run, opened, rows, short_article, url_of, whole_article, write

from crawler.errors import DatasetError
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.raw import RawStore
from crawler.store.reading.compare import differences
from crawler.store.schema import tables as schema

TESTS = Path(__file__).parents[1]


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_new_file_is_marked_and_closed_as_one_file(tmp_path: Path) -> None:
    path = tmp_path / "made" / "atelier.db"
    with opened(path) as dataset:
        write(dataset, whole_article())
        marks = [rows(dataset, f"PRAGMA {name}")[0][0] for name in ("application_id", "user_version")]
    assert (marks, journal_mode(path), [file.name for file in path.parent.iterdir()]) == (
        [schema.APPLICATION_ID, schema.VERSION],
        "delete",
        ["atelier.db"],
    )


def test_file_is_opened_again_with_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "atelier.db"
    with opened(path) as dataset:
        write(dataset, short_article())
    with Dataset.open(path) as dataset:
        assert (dataset.last_run(), rows(dataset, "SELECT url FROM articles")) == (1, [(url_of("vite"),)])


def test_file_needs_no_function_of_ours_to_be_read_or_written(tmp_path: Path) -> None:
    path = tmp_path / "atelier.db"
    with opened(path) as dataset:
        write(dataset, whole_article())
        dataset.finish_run(a_run())
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        counts = [len(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names]  # noqa: S608
        connection.execute("UPDATE articles SET title = 'Autre'")
        connection.execute("DELETE FROM footnotes")
        connection.commit()
        faults = connection.execute("PRAGMA integrity_check").fetchall()
    assert (len(names), sum(counts) > len(names) / 2, faults) == (15, True, [("ok",)])


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (a)")


def newer(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


def older(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.mkdir(), "{} is a folder. Give the path of a file."),
        (lambda path: path.write_text("no database " * 100), "{} is not a SQLite file. Give another path."),
        (foreign, "{} is not a dataset of this program. Give another path."),
        (lambda path: RawStore.open(path).close(), "{} is not a dataset of this program. Give another path."),
        (newer, "{} was written by a newer version of this program. Install that version."),
        (
            older,
            (
                "{} was written by an older version of this program. "
                "Move it away and rebuild it with `blog2dataset reparse`."
            ),
        ),
    ],
)
def test_file_that_is_no_dataset_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "a.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(DatasetError) as refusal:
        Dataset.open(path)
    assert (str(refusal.value), path.read_bytes() if path.is_file() else b"") == (
        sentence.format(path),
        before,
    )


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match=r"The folder of .*a\.db cannot be created"):
        Dataset.open(tmp_path / "file" / "a.db")


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that others may enter and read, but not write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


ATTEMPT = """
import os, sys
from pathlib import Path
from crawler.errors import DatasetError
from crawler.store.dataset.dataset import Dataset
if os.geteuid() == 0:  # whom no permission stops
    os.setuid(65534)
try:
    Dataset.open(Path(sys.argv[1]))
except DatasetError as error:
    print(error)
"""


@pytest.mark.parametrize(("exists", "verb"), [(True, "written"), (False, "opened")])
def test_folder_that_cannot_be_written_is_said(guarded: Path, verb: str, *, exists: bool) -> None:
    path = guarded / "a.db"
    if exists:
        opened(path).close()
        path.chmod(0o444)
    guarded.chmod(0o555)
    try:
        said = subprocess.run(
            [sys.executable, "-c", ATTEMPT, path], capture_output=True, text=True, check=True
        )
    finally:
        guarded.chmod(0o755)
    assert said.stdout == f"{path} cannot be {verb}. Make file and folder writable, or give another path.\n"


def test_file_that_another_program_writes_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    sentence = f"{path} is being written by another program. Wait until it has finished."
    with opened(path) as dataset, closing(sqlite3.connect(path, isolation_level=None)) as other:
        dataset.connection.execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatasetError) as writing:
            write(dataset, short_article())
        with pytest.raises(DatasetError) as opening:
            Dataset.open(path, timeout=0.001)
        other.execute("ROLLBACK")
        outcome = write(dataset, short_article())
    assert (str(writing.value), str(opening.value), outcome) == (sentence, sentence, "new")


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path) as first, Dataset.open(path) as second:
        outcomes = [write(first, short_article("a")), write(second, short_article("b"))]
        outcomes += [write(second, short_article("a")), write(first, short_article("b"))]
    assert outcomes == ["new", "new", "unchanged", "unchanged"]


def test_file_stays_open_to_readers_and_in_mode_wal_until_the_last_has_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    dataset = opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM articles").fetchall()
        write(dataset, short_article())
        dataset.close()
        reader.execute("COMMIT")
        seen = reader.execute("SELECT COUNT(*) FROM articles").fetchall()
    Dataset.open(path).close()
    assert (seen, journal_mode(path)) == ([(1,)], "delete")


def test_little_is_written_beside_a_file_that_grows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    largest = 0
    with opened(path) as dataset:
        for number in range(400):
            write(dataset, short_article(f"n{number}", html=f"<p>{number}</p>" * 5000))
            largest = max(largest, path.with_name("a.db-wal").stat().st_size)
    assert path.stat().st_size > 2 * largest
    assert largest < 12e6


REWRITING = """
import sys
from pathlib import Path
from storing import NOON, opened, whole_article, write
dataset = opened(Path(sys.argv[1]))
for turn in range(100000):
    write(dataset, whole_article(f"n{turn % 7}", title=f"t{turn}", text=f"t{turn}", excerpt=f"t{turn}",
          paragraphs=tuple(whole_article().paragraphs[:1]) * 40, credits=()), content_hash=f"h{turn}")
    print("written", flush=True)
"""


@pytest.mark.parametrize("delay", [0.05, 0.15, 0.3])
def test_killed_writer_leaves_every_article_old_or_new(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "a.db"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    with subprocess.Popen(
        [sys.executable, "-c", REWRITING, path], stdout=subprocess.PIPE, env=environment
    ) as writer:
        assert writer.stdout
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(delay)
        writer.send_signal(signal.SIGKILL)
    with Dataset.open(path) as dataset:
        whole = rows(
            dataset,
            "SELECT COUNT(*) > 0, SUM(title <> text OR title <> excerpt OR 'h' || SUBSTR(title, 2) <> content_hash "
            "OR (SELECT COUNT(*) FROM paragraphs WHERE article = articles.id) <> 40 "
            "OR (SELECT COUNT(*) FROM footnotes WHERE article = articles.id) <> 1) FROM articles",
        )
        dataset.connection.execute(
            "INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)"
        )
        checks = rows(dataset, "PRAGMA integrity_check") + rows(dataset, "PRAGMA foreign_key_check")
    assert (whole, checks) == ([(1, 0)], [("ok",)])


def test_failure_in_the_middle_leaves_the_old_article(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    for path in (old, new):
        with opened(path) as dataset:
            write(dataset, whole_article())
    with Dataset.open(new) as dataset:
        dataset.connection.execute(
            "CREATE TEMP TRIGGER broken BEFORE INSERT ON credits BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
        with pytest.raises(sqlite3.IntegrityError, match="broken"):
            write(dataset, whole_article(title="Neuf"), content_hash="h2")
    assert differences(old, new) == []
