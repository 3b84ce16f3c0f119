"""`blog2dataset check`: checks the files of a dataset and says what to do."""

import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from crawler.cli.command import Command
from crawler.cli.names import completed_datasets
from crawler.cli.project import Project, pass_project
from crawler.errors import DatasetError
from crawler.store.files import raw_path
from crawler.store.reading.soundness import Checked, checked
from crawler.text.characters import clean

_SHOWN = 20  # addresses or faults of a check
_SCREEN = 80
_LABEL = 13


@click.command(
    cls=Command,
    examples="""
    blog2dataset check demo
    """,
)
@click.argument("name", shell_complete=completed_datasets)
@pass_project
def command(project: Project, name: str) -> None:
    """Check that the files of a dataset are whole.

    Checks the dataset, its search indexes and its raw store, and whether they belong together. Says what
    to do if something is damaged or missing; the exit status is then 1.
    """
    path = project.path(name)
    if not raw_path(path).is_file():  # the dataset may be lost
        path = project.dataset(name)
    if not path.is_file() and not raw_path(path).is_file():
        raise DatasetError(f"{path} is not a file. Give the name or path of a dataset.")
    found = checked(path)
    for line in report(found, name):
        click.echo(line)
    if any(one.advice for one in found):
        sys.exit(1)


def report(found: Sequence[Checked], name: str) -> Iterator[str]:
    """The results in lines of 80 columns, except addresses and paths."""
    for path, results in groupby(found, key=lambda one: one.file):
        yield from _of_file(path, list(results))
    advice = dict.fromkeys(one.advice.format(name=name) for one in found if one.advice)
    yield "damaged or incomplete:" if advice else "whole: nothing is damaged or missing."
    for sentence in advice:
        yield from textwrap.wrap(sentence, _SCREEN, initial_indent="- ", subsequent_indent="  ")


def _of_file(path: Path, results: Sequence[Checked]) -> Iterator[str]:
    yield str(path)
    for one in results:
        yield from textwrap.wrap(
            one.result,
            _SCREEN,
            initial_indent=f"  {one.subject:<{_LABEL}}",
            subsequent_indent=" " * (_LABEL + 2),
        )
        yield from (f"    {clean(detail)}" for detail in one.details[:_SHOWN])
        if len(one.details) > _SHOWN:
            yield f"    and {len(one.details) - _SHOWN:,} more"
    yield ""
