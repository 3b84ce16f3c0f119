"""Builds sites in every engine that is installed, crawls them, and compares with what was written.

    python -m engines.check --python BIN_FOLDER --node FOLDER --documentation FOLDER [--work FOLDER] [--via ROUTE ...] [engine/theme ...]

Exit status 1 if a site is read wrongly or cannot be built. Engines that are not installed are named.
"""

import argparse
import sys
from pathlib import Path

from engines.building import NotBuiltError, NotInstalledError, Tools
from engines.comparing import mistakes
from engines.crawled import Crawl, crawl, forget, served
from engines.posts import Sample
from engines.sites import SITES, Site

SHOWN = 5  # mistakes of a site
SECOND = 20  # requests of a crawl of what is known
ROUTES = ("auto", "archive")


def main(arguments: list[str]) -> int:
    """Check the named sites, or all; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", type=Path, required=True, help="bin folder of the Python engines")
    parser.add_argument("--node", type=Path, required=True, help="folder with node_modules")
    parser.add_argument(
        "--documentation", type=Path, required=True, help="folder with node_modules of the others"
    )
    parser.add_argument("--work", type=Path, default=Path("/tmp/engines"), help="where sites are built")  # noqa: S108
    parser.add_argument("--via", nargs="*", default=ROUTES, help="routes to take")
    parser.add_argument("sites", nargs="*", help="engine/theme; all if none is named")
    options = parser.parse_args(arguments)
    tools = Tools(options.python.absolute(), options.node.absolute(), options.documentation.absolute())
    wanted = [s for s in SITES if not options.sites or f"{s.engine}/{s.theme}" in options.sites]
    failed = 0
    for site in wanted:
        name, work = f"{site.engine}/{site.theme}", options.work.absolute() / site.engine / site.theme
        try:
            pages, samples = site.built(work, tools)
        except NotInstalledError as reason:
            print(f"{name:27} LEFT OUT: {reason}")
            continue
        except NotBuiltError as reason:
            print(f"{name:27} NOT BUILT: {reason}")
            failed += 1
            continue
        with served(pages) as url:
            for route in options.via:
                wrong, first, second = _checked(url, work / f"{route}.db", route, samples, site)
                failed += bool(wrong)
                counts = f"{first.new:3} of {len(samples)} posts, {first.requests:3} + {second.requests:2} requests"
                print(f"{name:27} {route:8} {counts}, {len(wrong)} mistakes", flush=True)
                for mistake in wrong[:SHOWN]:
                    print(f"    {mistake}")
    return 1 if failed else 0


def _checked(
    url: str, dataset: Path, route: str, samples: list[Sample], site: Site
) -> tuple[list[str], Crawl, Crawl]:
    """Crawl twice. Returns the mistakes, and both crawls."""
    forget(dataset)
    first = crawl(url, dataset, route)
    if not first.requests:
        return [first.problem], first, Crawl("")
    wrong = [first.problem] if first.problem else []
    wrong += mistakes(dataset, samples, site.prints)
    second = crawl(url, dataset, route)
    if second.problem:
        wrong.append(f"the second crawl: {second.problem}")
    if (second.new, second.changed, second.gone) != (0, 0, 0) or second.requests > SECOND:
        wrong.append(f"the second crawl: {second}")
    return wrong, first, second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
