"""`blog2dataset coverage`: counts the announced, found and stored posts, and lists the missing ones."""

import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from crawler.cli.command import Command
from crawler.cli.names import completed_datasets
from crawler.cli.project import Project, pass_project
from crawler.errors import DatasetError
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import Coverage
from crawler.text.characters import clean

_SHOWN = 20  # addresses
_WIDTH = 9
_SCREEN = 80


@click.command(
    cls=Command,
    examples="""
    blog2dataset coverage demo
    blog2dataset coverage demo --all
    """,
)
@click.argument("name", shell_complete=completed_datasets)
@click.option("--blog", metavar="BLOG", help="Only this blog, if the dataset has several.")
@click.option("--all", "all_", is_flag=True, help="List all missing addresses.")
@pass_project
def command(project: Project, name: str, blog: str | None, *, all_: bool) -> None:
    """Check by month whether all posts are stored.

    Counts announced, found and stored posts, and lists missing ones. Reads only the dataset.
    The exit status is 1 if posts are missing for an unknown reason.
    """
    path = project.dataset(name)
    blogs = coverage_of(path, blog)
    if not blogs:
        raise DatasetError(f"{path} contains no blog. Crawl one first.")
    click.echo("\n\n\n".join("\n".join(table(coverage, None if all_ else _SHOWN)) for coverage in blogs))
    if not all(coverage.is_proven for coverage in blogs):
        sys.exit(1)


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
