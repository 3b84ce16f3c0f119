"""The sample blog and its dataset, served on loopback by the commands."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.demo import serve

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_ENDING = 10  # seconds


@contextmanager
def sample_site(folder: Path) -> Iterator[tuple[str, str]]:
    """Crawl the sample blog into FOLDER/demo.db. Yields the addresses of its pages and of the blog."""
    with serve() as blog:
        crawled(blog.url, folder / "demo.db")
        with published(folder / "demo.db") as address:
            yield f"{address}/demo", blog.url


def crawled(url: str, dataset: Path) -> None:
    """Crawl a blog in a separate process, because the event loops of Scrapy and Playwright conflict."""
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "blog",
        "-a",
        f"url={url}",
        "-a",
        f"dataset={dataset}",
    ]
    subprocess.run([*command, "-s", "DOWNLOAD_DELAY=0"], check=True, timeout=120, capture_output=True)


@contextmanager
def published(dataset: Path, *options: str) -> Iterator[str]:
    """`datasette DATASET`, and its address."""
    command = [sys.executable, "-m", "datasette", *options, str(dataset), "-p", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()
            try:
                server.wait(_ENDING)
            except subprocess.TimeoutExpired:  # it waits for connections that a browser holds open
                server.kill()


def _address(server: subprocess.Popen[str]) -> str:
    """The address that a server prints. Raises `AssertionError` with its output if it ends before that."""
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line)
        if found := _ADDRESS.search(line):
            return found[0]
    raise AssertionError("".join(said))
