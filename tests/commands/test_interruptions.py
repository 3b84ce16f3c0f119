"""Ctrl-C and SIGTERM while a crawl waits: it ends soon, with one sentence, and can be resumed."""

import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commanding import OFF, PATIENCE, scrapy, started_crawl
from crawling import rows

from crawler.demo import Answer, load, serve

# The waits take longer than the patience for a command.
WAITS: dict[str, dict[str, Any]] = {
    "Retry-After": {"faults": {re.compile("/posts"): Answer(429, {"Retry-After": "110"})}},
    "Crawl-delay": {"robots": "User-agent: *\nCrawl-delay: 110\n"},
    "slow": {"delay": 110.0},
}


@pytest.mark.parametrize(
    ("wait", "signals"),
    [
        ("Retry-After", [signal.SIGINT]),
        ("Crawl-delay", [signal.SIGINT, signal.SIGINT]),
        ("slow", [signal.SIGTERM]),
    ],
)
def test_a_waiting_crawl_ends_soon_with_one_sentence(
    tmp_path: Path, wait: str, signals: list[signal.Signals]
) -> None:
    with serve(posts=load().posts[:3], **WAITS[wait]) as blog:
        command = ["crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF]
        with started_crawl(*command, folder=tmp_path) as crawl:
            assert crawl.stderr
            begun = {
                "Retry-After": "asks to wait",
                "Crawl-delay": "seconds|asks for",
                "slow": "Spider opened",
            }
            next(line for line in crawl.stderr if re.search(begun[wait], line))
            said = ""
            for number in signals:
                crawl.send_signal(number)
                said += next(line for line in crawl.stderr if f"Received {number.name}" in line)
            said += crawl.communicate(timeout=PATIENCE)[1]
        last = said.splitlines()[-1]
        assert (crawl.returncode, last) == (
            1,
            "blog: Interrupted. Run the same command within 24 hours to resume it.",
        )
        assert "Traceback" not in said
        assert sorted(path.name for path in tmp_path.iterdir()) == ["b.db", "raw"]
        assert rows(tmp_path / "b.db", "SELECT partial FROM runs") == [("interrupted",)]
        blog.faults, blog.robots, blog.delay = {}, None, 0.0
        # robots.txt is not requested again, so its delay stays.
        if wait != "Crawl-delay":
            assert scrapy(*command, folder=tmp_path).returncode == 0


def test_a_crawl_that_another_program_locks_out_ends_with_one_sentence(tmp_path: Path) -> None:
    with serve(posts=load().posts[:6]) as blog:
        command = ["crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF]
        assert scrapy(*command, "-a", "limit=1", folder=tmp_path).returncode == 0
        blog.delay = 0.3
        with started_crawl(*command, folder=tmp_path) as crawl:
            assert crawl.stderr
            next(line for line in crawl.stderr if "Spider opened" in line)
            with closing(sqlite3.connect(tmp_path / "b.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                crawl.send_signal(signal.SIGINT)
                said = crawl.communicate(timeout=PATIENCE)[1]
    assert (crawl.returncode, "Traceback" in said) == (1, False)
    assert said.splitlines()[-1] == (
        "blog: b.db is being written by another program. Wait until it has finished."
    )
