import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import OFF, PATIENCE, PROJECT, scrapy, started_crawl

from crawler.demo import load, serve
from crawler.errors import DatasetError
from crawler.store.sqlite.lock import lock_path, only_writer

HOLDING = """
import sys
from pathlib import Path
from crawler.store.sqlite.lock import only_writer
with only_writer(Path(sys.argv[1]), "scrapy crawl atelier"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(dataset: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, dataset],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=PROJECT,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_holds_the_dataset(tmp_path: Path) -> None:
    path = tmp_path / "made" / "a.db"
    with holder(path) as other, pytest.raises(DatasetError) as refusal:  # noqa: PT012
        facts = json.loads(lock_path(path).read_text(encoding="utf-8"))
        with only_writer(path, "blog2dataset reparse"):
            pass
    assert facts["process"] == other.pid
    assert str(refusal.value) == (
        f"{path} is being written by process {other.pid} since {facts['since']} (`scrapy crawl atelier`). "
        "Wait until it ends."
    )


def test_a_second_run_of_the_same_process_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with only_writer(path, "first"), pytest.raises(DatasetError, match=rf"process {os.getpid()} .*`first`"):
        only_writer(path, "second").__enter__()


def test_another_path_of_the_same_dataset_has_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "a.db")
    with only_writer(tmp_path / "a.db", "first"), pytest.raises(DatasetError, match="`first`"):
        only_writer(tmp_path / "link.db", "second").__enter__()


def test_the_lock_leaves_no_file_behind(tmp_path: Path) -> None:
    for _ in range(2):
        with only_writer(tmp_path / "a.db", "one"):
            assert [path.name for path in tmp_path.iterdir()] == ["a.db.lock"]
    assert list(tmp_path.iterdir()) == []


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with holder(path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert lock_path(path).exists()
        with only_writer(path, "next"):
            assert json.loads(lock_path(path).read_text(encoding="utf-8"))["command"] == "next"


@pytest.mark.parametrize("content", ["", "{}", "[1]", "no JSON"])
def test_a_lock_without_facts_is_a_lock(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.db"
    with only_writer(path, "first"):
        lock_path(path).write_text(content, encoding="utf-8")
        with pytest.raises(DatasetError, match=r"a.db is being written by another process\."):
            only_writer(path, "second").__enter__()


def test_commands_that_write_are_refused_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with serve(posts=load().posts[:3]) as blog:
        crawl = ("crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF)
        assert scrapy(*crawl, folder=tmp_path).returncode == 0
        before, asked = path.read_bytes(), len(blog.requests)
        with holder(path) as other:
            refused = [scrapy(*crawl, folder=tmp_path), scrapy("reparse", "./b.db", folder=tmp_path)]
            elsewhere = scrapy("reparse", "./b.db", "--to", "c.db", folder=tmp_path)
            reading = scrapy("coverage", "./b.db", folder=tmp_path)
    sentence = f"b.db is being written by process {other.pid} since "
    assert [(done.returncode, done.stderr.count("\n"), sentence in done.stderr) for done in refused] == [
        (1, 1, True)
    ] * 2
    assert (elsewhere.returncode, reading.returncode) == (0, 0)
    assert (path.read_bytes(), len(blog.requests)) == (before, asked)


def test_of_crawls_that_start_at_the_same_time_one_is_the_writer(tmp_path: Path) -> None:
    with serve(posts=load().posts[:3]) as blog:
        command = ("crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF)
        crawls = [started_crawl(*command, folder=tmp_path) for _ in range(3)]
        said = [crawl.communicate(timeout=PATIENCE)[1] for crawl in crawls]
    # A crawl may end before another one starts: that one then finds nothing new.
    assert 0 in [crawl.returncode for crawl in crawls]
    for crawl, text in zip(crawls, said, strict=True):
        assert (crawl.returncode, "is being written by" in text) in [(0, False), (1, True)]
