"""Compares the time to read a page with other tools: `python benchmarks/extraction.py FOLDER`.

FOLDER contains saved pages (`*.html`, `*.htm`, `*.html.gz`, also in subfolders) and, optionally, responses of
a REST API's `posts` (`*.json`). Every tool reads every page from its bytes, in turn, in one process. The best
of several rounds counts, in seconds of processor time. Memory is that of a separate process that reads all
pages with one tool. Ratios are relative to a bare lxml parse of the same bytes. Exit status 1 if we miss one
of our aims: for pages of 50 to 300 kB, at most 12 times the bare parse at the median and 30 times at worst;
faster than trafilatura and readability-lxml; time that grows only as the page does; 200 posts per second.
"""

import argparse
import gzip
import json
import logging
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors import BASELINE, OURS, Extract, contestants, missing

from crawler.items import Post
from crawler.parse import parse_article

URL = "https://blog.example/2018/08/14/a-post/"
SIZES = range(50_000, 300_001)  # bytes of a usual article page
MEDIAN, WORST = 12, 30  # times a bare parse
POSTS = 200  # a second
GROWTH = 2.0  # times the time for each byte, from 100 kB to 10 MB
RIVALS = ("trafilatura", "readability-lxml")
GROWN = (10_000, 100_000, 1_000_000, 10_000_000)


PART = """<h2>Un intertitre, le {n}e</h2>
<p>Une phrase <em>assez</em> longue pour porter un appel de note<sup>{n}</sup>, puis un
<a href="https://ex.example/a/{n}">lien</a> et la suite du propos, qui tient quelques lignes de plus.</p>
<p>Un second paragraphe, sans rien, comme il y en a tant : des mots, des virgules, et un point final.</p>
<blockquote class="twitter-tweet"><p lang="fr" dir="ltr">Le texte du tweet {n}</p>
&mdash; Léa Fictif (@lea_fictif)
<a href="https://twitter.com/lea_fictif/status/{n}">17 juillet 2018</a></blockquote>
<figure><img src="https://ex.example/{n}.jpg" alt="Une image"><figcaption>La légende {n}</figcaption></figure>
"""
NOTE = '<p>({n}) Source &gt; <a href="https://ex.example/{n}">https://ex.example/{n}</a></p>'
PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Un billet</title>
<meta property="og:type" content="article"></head><body class="single-post">
<nav><ul><li><a href="/">Accueil</a></li></ul></nav>
<main><article class="post hentry"><h1 class="entry-title">Un billet</h1>
<div class="entry-content">{body}</div></article></main>
<aside><h3>Articles récents</h3></aside></body></html>"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """Seconds by page, in the order of the pages, and the number of pages on which a tool failed."""

    seconds: list[float]
    failed: int


def main() -> int:
    """Print the tables. The exit status says whether the aims were met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--largest", type=int, default=GROWN[-1], help="bytes of the largest page that is made"
    )
    parser.add_argument("--alone", help=argparse.SUPPRESS)  # one tool in a separate process, for its memory
    asked = parser.parse_args()
    pages = {path: bytes_of(path) for path in saved(asked.folder)}
    warnings.simplefilter("ignore")  # warnings of other tools about pages do not matter here
    logging.disable()
    if asked.alone:
        best_of(1, contestants()[asked.alone], list(pages.values()))
        print(peak())
        return 0
    for name in missing():
        print(f"{name} is not installed: pip install -e '.[benchmark]'")
    misses = [
        *side_by_side(pages, asked.folder, asked.rounds),
        *growth(asked.rounds, asked.largest),
        *posts(asked.folder),
    ]
    print("\n".join(f"MISSED: {miss}" for miss in misses) or "All aims met.")
    return 1 if misses else 0


def saved(folder: Path) -> list[Path]:
    """The pages in a folder and below it."""
    return sorted(path for path in folder.rglob("*.htm*") if path.is_file())


def bytes_of(path: Path) -> bytes:
    """A page as it was served, whether its file is compressed or not."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def best_of(rounds: int, read: Extract, pages: list[bytes]) -> Times:
    """The shortest time of several readings of each page."""
    taken = [[reading(read, page) for _ in range(rounds)] for page in pages]
    failed = sum(None in each for each in taken)
    return Times(seconds=[min(t or 0 for t in each) for each in taken], failed=failed)


def reading(read: Extract, page: bytes) -> float | None:
    """Seconds of one reading. None if the tool failed on the page."""
    started = time.process_time()
    try:
        read(page, URL)
    except Exception:  # noqa: BLE001 (a page that a tool cannot read is counted, and told)
        return None
    return time.process_time() - started


def side_by_side(pages: dict[Path, bytes], folder: Path, rounds: int) -> Iterator[str]:
    """Print the ratio of each tool to the bare parse. Returns the aims missed on pages of the usual size."""
    usual = {path: page for path, page in pages.items() if len(page) in SIZES}
    if not usual:
        print(f"No pages of 50 to 300 kB in {folder}: nothing to compare.")
        return
    taken = {name: best_of(rounds, read, list(usual.values())) for name, read in contestants().items()}
    bare = taken[BASELINE].seconds
    print(f"{len(usual)} pages of 50 to 300 kB, best of {rounds}\n")
    print(f"{'':20}{'median':>8}{'worst':>8}{'pages/s':>9}{'MB':>6}  failed, worst page")
    for name, times in taken.items():
        ratios = [t / b for t, b in zip(times.seconds, bare, strict=True)]
        worst = list(usual)[ratios.index(max(ratios))].name
        speed = len(usual) / sum(times.seconds)
        print(
            f"{name:20}{statistics.median(ratios):8.1f}{max(ratios):8.1f}{speed:9.0f}"
            f"{memory(name, folder):6.0f}  {times.failed}, {worst}"
        )
        if name == OURS:
            median, most = statistics.median(ratios), max(ratios)
    total = {name: sum(times.seconds) for name, times in taken.items()}
    if median > MEDIAN or most > WORST:
        yield f"{median:.1f} times a bare parse at the median, {most:.1f} at the worst"
    yield from (f"slower than {name}" for name in RIVALS if total.get(name, total[OURS]) < total[OURS])


def memory(name: str, folder: Path) -> float:
    """Peak memory in MB of a process that reads all pages once."""
    command = [sys.executable, __file__, str(folder), "--alone", name]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return float(done.stdout)


def peak() -> float:
    """Peak memory of this process in MB. NaN if the system does not report it.

    Not `getrusage`, which counts what the parent took when it started us.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return kilobytes[0] / 1024 if kilobytes else float("nan")


def growth(rounds: int, largest: int) -> Iterator[str]:
    """Print the time for each MB of a page that grows from 10 kB to 10 MB, or to `--largest`."""
    print(f"\n{'a page of':20}{'ms':>9}{'ms/MB':>9}{'times a bare parse':>20}")
    per_byte = []
    for size in (*GROWN[:2], *(size for size in GROWN[2:] if size <= largest)):
        page = grown(size)
        both = (contestants()[name] for name in (OURS, BASELINE))
        mine, theirs = (best_of(rounds, read, [page]).seconds[0] for read in both)
        per_byte.append(mine / len(page))
        kilobytes, per_mb = len(page) / 1e3, mine / len(page) * 1e9
        print(f"{kilobytes:>17,.0f} kB{mine * 1e3:9.1f}{per_mb:9.0f}{mine / theirs:20.1f}")
    if per_byte[-1] > GROWTH * per_byte[1]:
        yield f"a byte of the largest page takes {per_byte[-1] / per_byte[1]:.1f} times one of 100 kB"


def grown(size: int) -> bytes:
    """An invented page of about this many bytes, with tweets, pictures, notes and the boxes around a post."""
    parts, notes, length, number = [], [], 0, 0
    while length < size:
        number += 1
        parts.append(PART.format(n=number))
        notes.append(NOTE.format(n=number))
        length += len(parts[-1]) + len(notes[-1])
    body = "\n".join([*parts, "<p><strong>Notes et légendes :</strong></p>", *notes])
    return PAGE.format(body=body).encode()


def posts(folder: Path) -> Iterator[str]:
    """Print how many posts of a REST API's responses are read per second."""
    rendered = [
        Post(url=post["link"], title=post["title"]["rendered"], content=post["content"]["rendered"])
        for path in sorted(folder.rglob("*.json"))
        for post in records(path)
    ]
    if not rendered:
        return
    started = time.process_time()
    for post in rendered:
        parse_article(post)
    speed = len(rendered) / (time.process_time() - started)
    print(f"\n{len(rendered)} posts of a REST API: {speed:.0f} a second (at least {POSTS})")
    if speed < POSTS:
        yield f"{speed:.0f} posts a second"


def records(path: Path) -> list[dict[str, Any]]:
    """The posts in a response of a REST API, if it is one."""
    try:
        answer = json.loads(path.read_bytes())
    except ValueError:  # a file of something else
        return []
    found = answer if isinstance(answer, list) else []
    return [item for item in found if isinstance(item, dict) and "content" in item]


if __name__ == "__main__":
    sys.exit(main())
