"""Kills crawls with SIGKILL at random moments, also several in a row, and compares with one that was not killed.

`make test-kills KILLS=50` prints the table. `tests/crawl/test_kills.py` runs a few of them.
"""

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from commanding import OFF, PROJECT
from crawling import OF_RUNS

from crawler.demo import Served, load, serve
from crawler.store.files import raw_path
from crawler.store.reading.compare import differences

ROUTES = ("api", "archive", "sitemap")
PATIENCE = 120  # seconds
#: Columns about the time and the number of the run, which differ between two crawls of the same blog.
OF_TIME = ("first_seen", "seen", "warnings.run")
_GOOD = "SELECT url FROM responses WHERE status = 200"


@dataclass(kw_only=True)
class Chain:
    """Crawls of one dataset: all but the last were killed."""

    route: str
    expected: int
    """Number of requests of a crawl that was not killed."""
    kills: int = 0
    """Number of crawls that were killed. A crawl may end before its kill."""
    further: int = 0
    """Number of requests more than those of a crawl that was not killed."""
    again: list[str] = field(default_factory=list)
    """Addresses that were requested although a good response was in the raw store."""
    unequal: list[str] = field(default_factory=list)
    """Differences between the dataset and that of the crawl that was not killed, and damages."""
    status: int = 0
    """Exit status of the last crawl."""


def chains(route: str, lengths: Iterable[int], folder: Path, *, seed: int) -> Iterator[Chain]:
    """A chain of killed crawls for each length."""
    draw = random.Random(seed)  # noqa: S311 (a moment, no secret)
    with serve(posts=load().posts[:20], delay=0.01) as blog:
        whole = folder / f"{route}.db"
        process = _begin(blog, whole, route)
        began = _first_request(blog, 0)
        assert process.wait(PATIENCE) == 0
        duration, requests = time.monotonic() - began, len(blog.requests)
        for number, length in enumerate(lengths):
            dataset = folder / f"{route}-{number}.db"
            moments = [draw.uniform(0, duration) for _ in range(length)]
            yield _chain(blog, dataset, whole, moments, Chain(route=route, expected=requests))


def _chain(blog: Served, dataset: Path, whole: Path, moments: Sequence[float], chain: Chain) -> Chain:
    start = len(blog.requests)
    stored: set[str] = set()
    for moment in (*moments, None):
        before = len(blog.requests)
        process = _begin(blog, dataset, chain.route)
        if moment is not None:
            # A resumed crawl may need no request any more.
            _first_request(blog, before, unless_ended=process)
            time.sleep(moment)
            process.kill()
        chain.status = process.wait(PATIENCE)
        asked = [f"{blog.url.rstrip('/')}{one.target}" for one in blog.requests[before:]]
        chain.again += [url for url in asked if url in stored]
        if chain.status == 0:
            break  # it ended before its kill
        chain.kills += moment is not None
        with closing(sqlite3.connect(raw_path(dataset))) as connection:
            stored = {url for (url,) in connection.execute(_GOOD)}
            ended = connection.execute("SELECT MAX(finished) FROM runs").fetchone()[0]
        if ended:
            chain.status = 0
            break  # only the end of its process was cut off
    chain.further = len(blog.requests) - start - chain.expected
    chain.unequal = differences(whole, dataset, without_tables=OF_RUNS, without_columns=OF_TIME)
    for path in (dataset, raw_path(dataset)):
        with closing(sqlite3.connect(path)) as connection:
            for check in ("integrity_check", "foreign_key_check"):
                chain.unequal += [str(row) for row in connection.execute(f"PRAGMA {check}") if row != ("ok",)]
    return chain


def _begin(blog: Served, dataset: Path, route: str) -> subprocess.Popen[bytes]:
    arguments = ("crawl", "blog", "-a", f"url={blog.url}", "-a", f"dataset={dataset}", "-a", f"via={route}")
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments, *OFF],
        env=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _first_request(blog: Served, before: int, unless_ended: subprocess.Popen[bytes] | None = None) -> float:
    """The time of the first request of a crawl."""
    until = time.monotonic() + PATIENCE
    while len(blog.requests) == before and time.monotonic() < until:
        if unless_ended and unless_ended.poll() is not None:
            break
        time.sleep(0.005)
    return time.monotonic()


def table(found: Sequence[Chain]) -> Iterator[str]:
    """A line for each route and length of a chain."""
    yield f"{'route':<10}{'in a row':>9}{'kills':>7}{'further requests':>18}{'most a kill':>13}{'asked again':>13}{'unequal':>9}"
    for route in dict.fromkeys(chain.route for chain in found):
        for length in sorted({chain.kills for chain in found}):
            some = [chain for chain in found if (chain.route, chain.kills) == (route, length)]
            if some:
                most = max(chain.further / max(chain.kills, 1) for chain in some)
                yield (
                    f"{route:<10}{length:>9}{length * len(some):>7}{sum(chain.further for chain in some):>18}"
                    f"{most:>13.1f}{sum(len(chain.again) for chain in some):>13}"
                    f"{sum(bool(chain.unequal) for chain in some):>9}"
                )


def faults(chain: Chain) -> list[str]:
    """What is wrong with a chain: more than one further request a kill, or anything lost. Empty if nothing."""
    found = [f"requested again: {url}" for url in chain.again] + chain.unequal
    if chain.further > chain.kills:
        found.append(f"{chain.further} further requests for {chain.kills} kills")
    if chain.status:
        found.append(f"exit status {chain.status}")
    return [f"{chain.route}, {chain.kills} in a row: {fault}" for fault in found]


def main(kills: int, seed: int) -> int:
    """Kill at least so many crawls by each route. Returns the exit status."""
    found: list[Chain] = []
    with tempfile.TemporaryDirectory() as folder:
        for route in ROUTES:
            killed = 0
            lengths = (1 + number % 3 for number in range(10 * kills))
            for chain in chains(route, lengths, Path(folder), seed=seed):
                found.append(chain)
                killed += chain.kills
                if killed >= kills:
                    break
    print("\n".join(table(found)))
    wrong = [fault for chain in found for fault in faults(chain)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
