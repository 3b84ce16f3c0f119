"""Builds sites in every engine that is installed, crawls them, and compares with what was written.

    python tests/engines/check.py --python BIN_FOLDER --node FOLDER [--work FOLDER] [--via ROUTE ...] [engine/theme ...]

Exit status 1 if a site is read wrongly or cannot be built. Engines that are not installed are named.
"""

import argparse
import sys
from pathlib import Path

from crawled import crawl, mistakes, served
from sites import SITES, NotBuiltError, NotInstalledError, Tools

SHOWN = 5  # mistakes of a site
ROUTES = ("auto", "archive")


def main(arguments: list[str]) -> int:
    """Check the named sites, or all; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", type=Path, required=True, help="bin folder of the Python engines")
    parser.add_argument("--node", type=Path, required=True, help="folder with node_modules")
    parser.add_argument("--work", type=Path, default=Path("/tmp/engines"), help="where sites are built")  # noqa: S108
    parser.add_argument("--via", nargs="*", default=ROUTES, help="routes to take")
    parser.add_argument("sites", nargs="*", help="engine/theme; all if none is named")
    options = parser.parse_args(arguments)
    tools = Tools(options.python.absolute(), options.node.absolute())
    wanted = [s for s in SITES if not options.sites or f"{s.engine}/{s.theme}" in options.sites]
    failed = 0
    for site in wanted:
        name, work = f"{site.engine}/{site.theme}", options.work.absolute() / site.engine / site.theme
        try:
            pages, samples = site.built(work, tools)
        except NotInstalledError as reason:
            print(f"{name:22} LEFT OUT: {reason}")
            continue
        except NotBuiltError as reason:
            print(f"{name:22} NOT BUILT: {reason}")
            failed += 1
            continue
        with served(pages) as url:
            for route in options.via:
                dataset = work / f"{route}.db"
                problem, requests = crawl(url, dataset, route)
                wrong = [
                    *([problem] if problem else []),
                    *(mistakes(dataset, samples, site) if requests else []),
                ]
                failed += bool(wrong)
                print(
                    f"{name:22} {route:8} {len(samples)} posts, {requests:4} requests, {len(wrong)} mistakes"
                )
                for mistake in wrong[:SHOWN]:
                    print(f"    {mistake}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
