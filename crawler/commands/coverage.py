"""`scrapy coverage`: counts the announced, found and stored posts, and lists the missing ones."""

import argparse
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError
from crawler.store.files import dataset_path
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import Coverage
from crawler.text.characters import clean

_SHOWN = 20  # addresses
_WIDTH = 9
_SCREEN = 80


class Command(ScrapyCommand):
    """Reads only the dataset. Exit status 1 if posts are missing for an unknown reason."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<name or path of a dataset> [--blog NAME] [--all]"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Count announced, found and stored posts by month, and list missing ones"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--blog", metavar="NAME", help="only this blog, if the dataset has several")
        parser.add_argument("--all", action="store_true", help="list all missing addresses")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the coverage of that dataset."""
        if len(args) != 1 or self.settings is None:
            raise UsageError("Give the name of one dataset: scrapy coverage NAME.", print_help=False)
        path = dataset_path(args[0], Path(self.settings["DATASETS"]))
        try:
            blogs = coverage_of(path, opts.blog)
        except CrawlerError as error:
            print(f"coverage: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        tables = ("\n".join(table(coverage, None if opts.all else _SHOWN)) for coverage in blogs)
        print("\n\n\n".join(tables), end="\n" if blogs else "")  # noqa: T201
        if not blogs or not all(coverage.is_proven for coverage in blogs):
            self.exitcode = 1
        if not blogs:
            print(f"{path} contains no blog. Crawl one first.", file=sys.stderr)  # noqa: T201


def table(coverage: Coverage, most: int | None) -> Iterator[str]:
    """The coverage of a blog in lines of 80 columns, and up to ``most`` missing addresses of any length."""
    columns = _columns(coverage)
    yield f"{coverage.blog}, last crawled {coverage.crawled or 'never'}"
    yield ""
    yield _line("month", columns)
    for month in coverage.months:
        yield _line(month, (f"{counts[month]:,}" if counts[month] else "" for counts in columns.values()))
    yield _line("all", (f"{counts.total():,}" for counts in columns.values()))
    if "" in coverage.announced:
        yield ""
        yield f"The blog says that it has {coverage.announced['']:,} posts."
    yield from _listed(coverage, most)
    yield ""
    yield from textwrap.wrap(coverage.verdict, _SCREEN)


def _columns(coverage: Coverage) -> dict[str, Counter[str]]:
    """The counts by month, by column head. A column without counts is left out, except `stored`."""
    announced = Counter({month: count for month, count in coverage.announced.items() if month})
    columns: dict[str, Counter[str]] = {
        "announced": announced,
        **dict(coverage.found.items()),
        "stored": coverage.stored,
        "gone": coverage.gone,
        "missing": Counter(one.month for one in coverage.missing),
    }
    return {head: counts for head, counts in columns.items() if counts or head == "stored"}


def _line(label: str, cells: Iterable[str]) -> str:
    return f"{label:<9}{''.join(f'{cell:>{_WIDTH + 1}}' for cell in cells)}".rstrip()


def _listed(coverage: Coverage, most: int | None) -> Iterator[str]:
    if coverage.missing:
        yield ""
        for one in coverage.missing[:most]:
            yield f"{one.reason:<10}{clean(one.url)}"
        if most is not None and len(coverage.missing) > most:
            yield f"… and {len(coverage.missing) - most:,} more. Use --all to list them."
