"""`blog2dataset coverage`: shows the evidence of each route, and lists what is missing."""

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from crawler.cli.command import Command
from crawler.cli.names import completed_datasets
from crawler.cli.project import Project, pass_project
from crawler.errors import DatasetError
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import REASONS, Coverage, FoundAddress
from crawler.store.reading.pairing import pairing_of
from crawler.store.reading.report import report
from crawler.text.characters import clean

_SHOWN = 20  # addresses
_WIDTH = 8
_SCREEN = 80


@click.command(
    cls=Command,
    examples="""
    blog2dataset coverage demo
    blog2dataset coverage demo --urls
    blog2dataset coverage demo --json
    """,
)
@click.argument("name", shell_complete=completed_datasets)
@click.option("--blog", metavar="BLOG", help="Only this blog, if the dataset has several.")
@click.option("--urls", "--all", is_flag=True, help="List all addresses that are not stored, with reasons.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@pass_project
def command(project: Project, name: str, blog: str | None, *, urls: bool, as_json: bool) -> None:
    """Show whether all posts are stored, and the evidence.

    Counts announced, found and stored posts by month and route, and says what is missing and why. Reads
    only the dataset. The exit status is 1 unless the archive is complete or was limited on purpose.
    """
    path = project.dataset(name)
    blogs = coverage_of(path, blog)
    if not blogs:
        raise DatasetError(f"{path} contains no blog. Crawl one first.")
    if as_json:
        click.echo(json.dumps([report(coverage) for coverage in blogs], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n\n".join("\n".join(table(coverage, lists_urls=urls)) for coverage in blogs))
    lacking = _lacking(path)
    if lacking:
        click.echo(f"coverage: {lacking}", err=True)
    if lacking or not all(coverage.is_proven for coverage in blogs):
        sys.exit(1)


def _lacking(path: Path) -> str | None:
    """A sentence, if the counts are those of an older copy, or of another dataset than the raw store's."""
    pairing = pairing_of(path)
    if not pairing.is_pair:
        return f"{path} and its raw store do not belong together. `blog2dataset check` says what to do."
    if pairing.dataset_lacks:
        count = len(pairing.dataset_lacks)
        crawls = f"{count} crawls" if count > 1 else "a crawl"
        return f"{path} lacks {crawls} that its raw store contains. Crawl again, or rebuild it with reparse."
    return None


def table(coverage: Coverage, *, lists_urls: bool) -> Iterator[str]:
    """The coverage of a blog in lines of 80 columns. Addresses may be longer.

    ``lists_urls`` is whether all addresses that are not stored are listed, or only the first missing ones.
    """
    yield f"{coverage.blog}, last crawled {coverage.crawled or 'never'}"
    yield ""
    yield from _by_month(coverage)
    if "" in coverage.announced:
        yield ""
        yield f"The blog says that it has {coverage.announced['']:,} posts."
    yield from _by_route(coverage)
    yield from _every_address(coverage) if lists_urls else _first_missing(coverage)
    yield from _decided(coverage)
    yield ""
    yield from textwrap.wrap(coverage.sureness, _SCREEN)
    yield from textwrap.wrap(coverage.verdict, _SCREEN)


def _by_month(coverage: Coverage) -> Iterator[str]:
    """The counts by month. A column without counts is left out, except `stored`."""
    announced = Counter({month: count for month, count in coverage.announced.items() if month})
    columns: dict[str, Counter[str]] = {
        "announced": announced,
        **dict(coverage.found.items()),
        "stored": coverage.stored,
        "gone": coverage.gone,
        "missing": Counter(one.month for one in coverage.missing),
    }
    shown = {head: counts for head, counts in columns.items() if counts or head == "stored"}
    yield _line("month", shown, shown)
    for month in coverage.months:
        cells = (f"{counts[month]:,}" if counts[month] else "" for counts in shown.values())
        yield _line(month, shown, cells)
    yield _line("all", shown, (f"{counts.total():,}" for counts in shown.values()))


def _by_route(coverage: Coverage) -> Iterator[str]:
    """The counts of each route, and below them the reasons."""
    if not coverage.routes:
        return
    heads = ("announced", "found", "stored", "missing", "left out", "unnamed")
    yield ""
    yield _line("route", heads, heads)
    for route, told in coverage.routes.items():
        missing, left_out = told.missing.total(), told.left_out.total()
        row = (told.announced, told.found.total(), told.stored, missing, left_out, told.unnamed)
        yield _line(route, heads, (f"{count:,}" if count else "" for count in row))
    yield from textwrap.wrap("(unnamed: posts that only other routes found)", _SCREEN)
    reasons = {"missing": Counter(coverage.lacking)}
    for head, found in (
        ("unsure", coverage.unsure),
        ("dead", coverage.dead),
        ("left out", coverage.left_out),
    ):
        reasons[head] = Counter(one.reason for one in found)
    counted = {head: counts for head, counts in reasons.items() if counts}
    if counted:
        yield ""
    for head, counts in counted.items():
        words = ", ".join(f"{count:,} {reason}" for reason, count in sorted(counts.items()))
        yield from textwrap.wrap(words, _SCREEN, initial_indent=f"{head:<10}", subsequent_indent=" " * 10)


def _decided(coverage: Coverage) -> Iterator[str]:
    """What the last full crawl decided. An address stays whole."""
    if coverage.decisions:
        yield ""
        yield "The last full crawl decided:"
    for sentence in coverage.decisions:
        yield from textwrap.wrap(
            clean(sentence),
            _SCREEN,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _line(label: str, heads: Iterable[str], cells: Iterable[str]) -> str:
    """A row of a table. Columns are as wide as a count below a million, or as their heads."""
    row = "".join(
        f"{cell:>{max(len(head), _WIDTH - 1) + 1}}" for head, cell in zip(heads, cells, strict=True)
    )
    return f"{label:<9}{row}".rstrip()


def _first_missing(coverage: Coverage) -> Iterator[str]:
    if not coverage.missing:
        return
    yield ""
    yield from map(_address, coverage.missing[:_SHOWN])
    if len(coverage.missing) > _SHOWN:
        yield f"and {len(coverage.missing) - _SHOWN:,} more. Use --urls to list them."


def _every_address(coverage: Coverage) -> Iterator[str]:
    """The addresses below what their reason means."""
    for reason, addresses in coverage.by_reason.items():
        if addresses:
            yield ""
            yield from textwrap.wrap(f"{reason}: {REASONS[reason]}", _SCREEN)
            yield from map(_address, addresses)


def _address(one: FoundAddress) -> str:
    return f"{one.reason:<9} {clean(one.url)}"
