"""Crawls a built site over HTTP on loopback."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PORT = 8500  # the address that the sites are built for
LONGEST = 300  # seconds for a crawl


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a crawl did."""

    problem: str
    """The end of what it printed if it failed, or an empty string."""
    requests: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0


class _Quiet(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        """The file of an address. A folder may hold a feed instead of a page."""
        found = Path(super().translate_path(path))
        feed = found / "index.xml"
        return str(feed if feed.exists() and not (found / "index.html").exists() else found)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its own name)
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The site in a folder, at the address that it was built for."""
    with ThreadingHTTPServer(("127.0.0.1", PORT), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{PORT}/"
        server.shutdown()
        thread.join()


def forget(dataset: Path) -> None:
    """Delete a dataset and its raw store."""
    for path in (dataset, dataset.parent / "raw" / dataset.name):
        path.unlink(missing_ok=True)


def crawl(url: str, dataset: Path, route: str) -> Crawl:
    """Crawl a site into a dataset, which may have the results of an earlier crawl."""
    command = [sys.executable, "-m", "scrapy", "crawl", "blog", "-a", f"url={url}", "-a", f"via={route}"]
    command += ["-a", f"dataset={dataset}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    problem = done.stderr.strip()[-300:] if done.returncode else ""
    if not dataset.exists():
        return Crawl(problem)
    with closing(sqlite3.connect(dataset)) as connection:
        counts = connection.execute(
            "SELECT requests, articles_new, articles_changed, articles_gone FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return Crawl(problem, *counts)
