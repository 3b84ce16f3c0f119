"""Measures how long pages take, and finds errors: `python benchmarks/pages.py DATASET [MOST]`.

Starts `datasette DATASET` and follows its internal links from page to page, in the order in which they are
found, up to MOST pages (2,000). Prints statuses, times by kind of page, and pages with an error. Exit
status 1 if a page has an error, or if the median is over 300 ms.
"""

import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict, deque
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html

MOST = 2_000
LIMIT = 300  # ms at the median
SERVED = re.compile(r"http://127\.0\.0\.1:\d+")
ARGUMENTS = (2, 3)  # with the name of this script
#: Kinds of addresses that are one page each, however many there are of them: sorted and filtered tables.
VARIANTS = re.compile(r"[?&](?:_sort|_facet|_sort_desc|_col|_nocol|_next|_size|_hide_sql|_shape)")


def main(dataset: Path, most: int) -> int:
    """Follow the links and print what was found. Returns the exit status."""
    command = [sys.executable, "-m", "datasette", str(dataset), "-p", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        lines = iter(server.stderr or ())
        home = next((found[0] for line in lines if (found := SERVED.search(line))), None)
        if home is None:
            print(f"datasette could not open {dataset}: try datasette {dataset}")
            return 2
        try:
            seen = follow(f"{home}/{dataset.stem}", most)
        finally:
            server.terminate()
    return told(seen, dataset.stem)


def follow(start: str, most: int) -> dict[str, tuple[int, float]]:
    """Status and milliseconds of each page that links lead to."""
    waiting, known = deque([start]), {start}
    seen: dict[str, tuple[int, float]] = {}
    while waiting and len(seen) < most:
        address = waiting.popleft()
        began = time.perf_counter()
        status, kind, body = ask(address)
        seen[address] = status, (time.perf_counter() - began) * 1_000
        if kind.startswith("text/html") and body:
            for link in links(body, address) - known:
                known.add(link)
                waiting.append(link)
    return seen


def ask(address: str) -> tuple[int, str, bytes]:
    """Status, media type and body of a response."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 (loopback)
            return answer.status, answer.headers.get("content-type", ""), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, "", b""


def links(body: bytes, address: str) -> set[str]:
    """The pages of the same server that a page links to."""
    found = (urldefrag(urljoin(address, href))[0] for href in lxml.html.fromstring(body).xpath("//a/@href"))
    host = urlsplit(address).netloc
    return {one for one in found if urlsplit(one).netloc == host and not VARIANTS.search(one)}


def told(seen: dict[str, tuple[int, float]], database: str) -> int:
    """Print what was found. Returns the exit status."""
    times: dict[str, list[float]] = defaultdict(list)
    for address, (_, taken) in seen.items():
        path = urlsplit(address).path.removeprefix(f"/{database}").strip("/").split("/")
        times["/".join(path[:2]) if path[0] == "-" else path[0] or "first page"].append(taken)
    for kind, taken in sorted(times.items(), key=lambda item: -statistics.median(item[1])):
        print(
            f"{kind:32} {len(taken):6,} pages {statistics.median(taken):8.0f} ms {max(taken):8.0f} ms at most"
        )
    wrong = [(address, status) for address, (status, _) in seen.items() if status != OK]
    for address, status in wrong[:20]:
        print(f"{status} {address}")
    median = statistics.median(taken for _, taken in seen.values())
    print(
        f"{len(seen):,} pages: {dict(Counter(status for status, _ in seen.values()))}, median {median:.0f} ms"
    )
    return 1 if wrong or median > LIMIT else 0


OK = 200

if __name__ == "__main__":
    if len(sys.argv) not in ARGUMENTS:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == ARGUMENTS[1] else MOST))
