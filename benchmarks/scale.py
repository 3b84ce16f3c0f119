"""Crawls a generated blog of many posts on loopback, and prints memory and time per post as it grows.

    python benchmarks/scale.py [POSTS] [api|sitemap] [COMPARED]

A blog of COMPARED posts (default: 1,000) is crawled for comparison. Exit status 1 if the crawl needs 400 MB,
or if a post of the large blog takes more than 1.3 times as long as one of the small blog.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SMALL, LARGE = 1_000, 100_000
MOST_MB, MOST_TIMES = 400, 1.3
PER_SITEMAP = 1_000
PROJECT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
OFF = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
WORDS = "mill river paper press ink letter winter garden copper engine harbour bridge market street".split()


class Blog:
    """A blog whose posts are generated when they are requested."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.url = ""

    def answer(self, target: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for a path with its query."""
        parts = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/":
            link = {"Link": f'<{self.url}wp-json/>; rel="https://api.w.org/"'}
            return 200, link, _page("Mill", "<h1>Mill</h1>")
        if parts.path.startswith("/wp-json/wp/v2/"):
            return self._api(parts.path.rpartition("/")[2], query)
        sitemap = re.fullmatch(r"/sitemap-(\d+)\.xml", parts.path)
        if parts.path == "/sitemap.xml":
            files = range(0, self.count, PER_SITEMAP)
            return _xml("sitemapindex", "sitemap", (f"{self.url}sitemap-{first}.xml" for first in files))
        if sitemap:
            first = int(sitemap[1])
            numbers = range(first + 1, min(first + PER_SITEMAP, self.count) + 1)
            return _xml("urlset", "url", (self._address(number) for number in numbers))
        post = re.fullmatch(r"/\d{4}/post-(\d+)/", parts.path)
        return (200, {}, self._article(int(post[1]))) if post else (404, {}, _page("Nothing", "Nothing here"))

    def _api(self, name: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        size, page = int(query.get("per_page", 10)), int(query.get("page", 1))
        total = self.count if name == "posts" else 0
        numbers = range((page - 1) * size + 1, min(page * size, total) + 1)
        headers = {"X-WP-Total": str(total), "X-WP-TotalPages": str(-(-total // size))}
        return 200, headers, json.dumps([self._post(number) for number in numbers]).encode()

    def _post(self, number: int) -> dict[str, object]:
        day = f"{_year(number)}-03-{number % 28 + 1:02}T10:00:00"
        return {
            "id": number,
            "date": day,
            "date_gmt": day,
            "modified_gmt": day,
            "slug": f"post-{number}",
            "link": self._address(number),
            "title": {"rendered": _title(number)},
            "content": {"rendered": _text(number), "protected": False},
            "excerpt": {"rendered": ""},
            "author": 0,
            "featured_media": 0,
            "categories": [],
            "tags": [],
        }

    def _address(self, number: int) -> str:
        return f"{self.url}{_year(number)}/post-{number}/"

    def _article(self, number: int) -> bytes:
        day = f"{_year(number)}-03-{number % 28 + 1:02}"
        body = (
            f'<article><h1>{_title(number)}</h1><time datetime="{day}">{day}</time>{_text(number)}</article>'
        )
        return _page(_title(number), body)


def _year(number: int) -> int:
    return 2000 + number % 25


def _title(number: int) -> str:
    return f"The {WORDS[number % len(WORDS)]} of number {number}"


def _text(number: int) -> str:
    """Eight paragraphs, of words in an order of their own."""
    return "".join(
        f"<p>The {WORDS[(number + at) % len(WORDS)]} by the {WORDS[(number * at) % len(WORDS)]} was "
        f"{number + at} years old, and nobody had "
        f'<a href="https://{WORDS[at]}.example/{number % 5000}">moved it</a> since {1700 + at}.</p>'
        for at in range(1, 9)
    )


def _page(title: str, body: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="og:type" content="article">'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def _xml(root: str, entry: str, urls: Iterator[str]) -> tuple[int, dict[str, str], bytes]:
    entries = "".join(f"<{entry}><loc>{url}</loc></{entry}>" for url in urls)
    return 200, {"Content-Type": "application/xml"}, f"<{root}>{entries}</{root}>".encode()


@contextmanager
def served(count: int) -> Iterator[Blog]:
    """Serve a blog of so many posts on loopback."""
    blog = Blog(count)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            status, headers, body = blog.answer(self.path)
            self.send_response(status)
            told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **headers}
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        blog.url = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield blog
        finally:
            server.shutdown()


def crawl(count: int, via: str) -> tuple[float, float]:
    """Milliseconds of processor time per post, and peak memory in MB, of a crawl into an empty dataset."""
    with served(count) as blog, tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "blog.db"
        arguments = (f"url={blog.url}", f"via={via}", f"dataset={dataset}")
        command = [sys.executable, "-m", "scrapy", "crawl", "blog", *OFF]
        command += [word for argument in arguments for word in ("-a", argument)]
        started = time.monotonic()
        process = subprocess.Popen(command, env=PROJECT, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"The crawl of {count:,} posts failed with exit status {process.returncode}.")
        seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        size = dataset.stat().st_size / 2**20
    each = 1000 * seconds / count
    print(
        f"{count:>9,} posts by {via}: {each:.2f} ms of processor time each, "
        f"{time.monotonic() - started:.0f} s in all, peak {memory:.0f} MB, dataset {size:.0f} MB"
    )
    return each, memory


def main(posts: int = LARGE, via: str = "api", compared: int = SMALL) -> int:
    """Crawl a small and the large blog. Returns the exit status."""
    (small, _), (large, memory) = crawl(compared, via), crawl(posts, via)
    print(
        f"time per post {large / small:.2f} times that of {compared:,} posts (at most {MOST_TIMES}), "
        f"peak {memory:.0f} MB (at most {MOST_MB})"
    )
    return 0 if large <= MOST_TIMES * small and memory < MOST_MB else 1


if __name__ == "__main__":
    _, *told = sys.argv
    sys.exit(main(*(int(word) if word.isdigit() else word for word in told)))  # type: ignore[arg-type]
