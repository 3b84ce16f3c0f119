"""Crawls a built site over HTTP on loopback, and compares the dataset with what was written."""

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from posts import Sample
from sites import Site

PORT = 8500  # the address that the sites are built for
LONGEST = 300  # seconds for a crawl

_ARTICLES = """
SELECT articles.id, articles.slug, articles.url, title, substr(published, 1, 10) AS day, authors.name AS author, language,
  (SELECT text FROM paragraphs WHERE article = articles.id AND position = 1) AS first,
  (SELECT json_group_array(tweet) FROM (SELECT tweet FROM article_tweets
     WHERE article = articles.id AND relation = 'embedded' ORDER BY position)) AS tweets,
  (SELECT json_group_array(urls) FROM (SELECT urls FROM footnotes
     WHERE article = articles.id ORDER BY position)) AS notes,
  (SELECT COUNT(*) FROM footnote_references WHERE article = articles.id AND status = 'resolved') AS markers
FROM articles LEFT JOIN authors ON authors.id = author
"""


class _Quiet(SimpleHTTPRequestHandler):
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


def crawl(url: str, dataset: Path, route: str) -> tuple[str, int]:
    """Crawl a site into a new dataset. Returns the message at its end and the number of requests."""
    for path in (dataset, dataset.parent / "raw" / dataset.name):
        path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "scrapy", "crawl", "blog", "-a", f"url={url}", "-a", f"via={route}"]
    command += ["-a", f"dataset={dataset}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    if not dataset.exists():
        return done.stderr.strip()[-300:], 0
    with closing(sqlite3.connect(dataset)) as connection:
        (requests,) = connection.execute("SELECT requests FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    return "" if done.returncode == 0 else done.stderr.strip()[-300:], requests


def mistakes(dataset: Path, samples: list[Sample], site: Site) -> list[str]:
    """How the dataset differs from the source: missing posts, pages that are not posts, other values."""
    with closing(sqlite3.connect(dataset)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(_ARTICLES)]
    found, wrong = {}, []
    for row in rows:
        sample = next((one for one in samples if one.slug in row["url"]), None)
        if sample is None:
            wrong.append(f"{row['url']} is no post")
        elif sample.slug in found:
            wrong.append(f"{row['url']} is there twice")
        else:
            found[sample.slug] = row
            wrong += differences(row, sample, site)
    wrong += [f"{sample.slug} is missing" for sample in samples if sample.slug not in found]
    return wrong


def differences(row: dict[str, Any], sample: Sample, site: Site) -> list[str]:
    """The differences between an article and its source."""
    told = {
        "title": row["title"],
        "date": row["day"],
        "tweets": tuple(json.loads(row["tweets"])),
        "notes": tuple(url for urls in json.loads(row["notes"]) for url in json.loads(urls)),
        "markers": row["markers"],
        "author": row["author"] if site.signs else None,
        "first words": (row["first"] or "")[:12],
        "language": (row["language"] or "")[:2],
    }
    written = {
        "title": sample.title,
        "date": str(sample.day),
        "tweets": sample.tweets,
        "notes": sample.notes,
        "markers": len(sample.notes),
        "author": sample.author if site.signs else None,
        "first words": sample.body[:12],
        "language": "fr",
    }
    return [
        f"{row['url']} {name}: {told[name]!r}, not {written[name]!r}"
        for name in told
        if told[name] != written[name]
    ]
