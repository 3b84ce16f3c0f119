"""Compares time and memory of a crawl by the API with `curl` requesting the same pages.

    python benchmarks/crawl.py http://127.0.0.1:8081/ [rounds]

Both run in turn, without delays. The times include start-up. Exit status 1 if the crawl takes more than twice
as long, or more than 200 MB.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ARGUMENTS = (2, 3)  # with the name of this script
MOST_TIMES = 2.0
MOST_MB = 200
LONGEST = 600  # seconds for one crawl
#: The commands and settings of the project, independent of the current folder.
PROJECT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
OFF = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")


def main(url: str, rounds: int) -> int:
    """Print the times of each round, their ratio and the peak memory. Returns the exit status."""
    pages = pages_of(url)
    print(f"{len(pages)} pages of {url}, {rounds} rounds")
    curls, crawls = [], []
    for number in range(1, rounds + 1):
        curls.append(curl(pages))
        crawls.append(crawl(url))
        print(f"round {number}: curl {curls[-1]:5.2f} s   crawl {crawls[-1]:5.2f} s")
    times = statistics.median(crawls) / statistics.median(curls)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"crawl / curl {times:.2f} (at most {MOST_TIMES})   peak {memory:.0f} MB (at most {MOST_MB})")
    return 0 if times <= MOST_TIMES and memory <= MOST_MB else 1


def pages_of(url: str) -> list[str]:
    """The pages with the whole blog: terms, users, posts and comments, a hundred at a time."""
    api = f"{url.rstrip('/')}/wp-json/wp/v2"
    counts = {
        name: page_count(f"{api}/{name}?per_page=100")
        for name in ("categories", "tags", "users", "posts", "comments")
    }
    return [
        url,
        *(
            f"{api}/{name}?per_page=100&page={page}"
            for name, count in counts.items()
            for page in range(1, count + 1)
        ),
    ]


def page_count(url: str) -> int:
    """Number of pages of a collection."""
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 (the address that was given)
        json.load(answer)
        return int(answer.headers["X-WP-TotalPages"])


def curl(pages: list[str]) -> float:
    """Seconds that curl takes for the pages, one after the other, with one process for each."""
    started = time.monotonic()
    for page in pages:
        subprocess.run(["curl", "-s", "-o", "/dev/null", page], check=True, timeout=LONGEST)
    return time.monotonic() - started


def crawl(url: str) -> float:
    """Seconds that a crawl into an empty dataset takes."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "blog",
            "-a",
            f"url={url}",
            "-a",
            "via=api",
            "-a",
            f"dataset={folder}/blog.db",
            *OFF,
        ]
        started = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=LONGEST, env=PROJECT)
        return time.monotonic() - started


if __name__ == "__main__":
    if not ARGUMENTS[0] <= len(sys.argv) <= ARGUMENTS[1]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == ARGUMENTS[1] else 3))
