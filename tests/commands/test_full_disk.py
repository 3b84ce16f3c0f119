"""A disk that is full: the crawl ends with one sentence, and what was written before is there."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from commanding import OFF, PROJECT, scrapy
from crawling import rows

from crawler.demo import serve


@pytest.mark.parametrize("largest", [700_000, 900_000])
def test_a_full_disk_is_said_in_one_sentence_and_nothing_is_lost(tmp_path: Path, largest: int) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    with serve() as blog:
        command = ("crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", "-a", "via=sitemap", *OFF)
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *command],
            cwd=tmp_path,
            env=PROJECT,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit,
        )
        assert (done.returncode, done.stderr.count("\n"), done.stderr[:6]) == (1, 1, "blog: ")
        assert "b.db cannot " in done.stderr
        assert "Traceback" not in done.stderr
        with closing(sqlite3.connect(tmp_path / "b.db")) as connection:
            written = connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        good = "SELECT url FROM responses WHERE status = 200 AND route <> 'robots'"
        stored = {url for (url,) in rows(tmp_path / "raw" / "b.db", good)}
        assert 0 < written <= len(stored)
        already = len(blog.requests)
        assert scrapy(*command, folder=tmp_path).returncode == 0
        again = {f"{blog.url.rstrip('/')}{one.target}" for one in blog.requests[already:]}
        assert again & stored == set()
        assert rows(tmp_path / "b.db", "SELECT COUNT(*) FROM articles") == [(len(blog.posts),)]
