"""`scrapy coverage`: what was announced, found and stored, and what is missing."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError
from crawler.parse.characters import clean
from crawler.recording import dataset_path
from crawler.store.coverage import Coverage, coverage_of

_SHOWN = 20  # addresses
_WIDTH = 9


class Command(ScrapyCommand):
    """Reads the dataset alone. Exit status 1 if something is missing without a reason."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<name or path of a dataset> [--all]"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Say what was announced, found and stored, by month, and what is missing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="list every address that is missing")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the coverage of that dataset."""
        if len(args) != 1 or self.settings is None:
            raise UsageError("Name one dataset: scrapy coverage NAME.", print_help=False)
        path = dataset_path(args[0], Path(self.settings["DATASETS"]))
        try:
            blogs = coverage_of(path)
        except CrawlerError as error:
            print(f"coverage: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        for coverage in blogs:
            print("\n".join(table(coverage, None if opts.all else _SHOWN)))  # noqa: T201
        if not blogs or not all(coverage.is_proven for coverage in blogs):
            self.exitcode = 1
        if not blogs:
            print(f"{path} holds no blog: crawl one first.", file=sys.stderr)  # noqa: T201


def table(coverage: Coverage, most: int | None) -> Iterator[str]:
    """The coverage of a blog in lines of at most 80 columns; ``most`` missing addresses are listed."""
    monthly = any(coverage.announced.get(month) is not None for month in coverage.months)
    heads = [*(["announced"] if monthly else []), *coverage.routes, "stored", "missing"]
    yield f"{coverage.blog}, last crawled {coverage.crawled or 'never'}"
    yield ""
    yield _line("month", heads)
    for month in coverage.months:
        yield _line(month, _cells(coverage, month, monthly=monthly))
    yield _line("all", _sums(coverage, monthly=monthly))
    if "" in coverage.announced:
        yield ""
        yield f"The blog announces {coverage.announced['']:,} posts."
    yield from _listed(coverage, most)
    yield ""
    yield coverage.verdict


def _cells(coverage: Coverage, month: str, *, monthly: bool) -> list[str]:
    missing = sum(one.month == month for one in coverage.missing)
    told = coverage.announced.get(month)
    first = [f"{told:,}" if told is not None else "-"] if monthly else []
    found = [f"{coverage.found[route][month]:,}" for route in coverage.routes]
    return [*first, *found, f"{coverage.stored[month]:,}", f"{missing:,}" if missing else ""]


def _sums(coverage: Coverage, *, monthly: bool) -> list[str]:
    told = sum(count for month, count in coverage.announced.items() if month)
    found = [f"{coverage.found[route].total():,}" for route in coverage.routes]
    missing = len(coverage.missing) + coverage.unexplained + coverage.explained
    return [*([f"{told:,}"] if monthly else []), *found, f"{coverage.stored.total():,}", f"{missing:,}"]


def _line(label: str, cells: list[str]) -> str:
    return f"{label:<9}{''.join(f'{cell:>{_WIDTH + 1}}' for cell in cells)}".rstrip()


def _listed(coverage: Coverage, most: int | None) -> Iterator[str]:
    if coverage.missing:
        yield ""
        for one in coverage.missing[:most]:
            yield f"{one.reason:<10}{clean(one.url)}"
        if most is not None and len(coverage.missing) > most:
            yield f"{len(coverage.missing) - most:,} more: add --all"
