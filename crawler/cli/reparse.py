"""`blog2dataset reparse`: rebuilds a dataset from its raw store, without the network."""

import sys
from typing import Any

import click
from tqdm import tqdm

from crawler.cli.command import Command
from crawler.cli.names import completed_datasets
from crawler.cli.project import Project, pass_project
from crawler.run.ingest import Tally
from crawler.run.replay import rebuild
from crawler.run.summary import command as typed
from crawler.store.files import raw_path
from crawler.text.characters import clean


@click.command(
    cls=Command,
    examples="""
    blog2dataset reparse demo
    blog2dataset reparse demo --to again.db
    """,
)
@click.argument("name", shell_complete=completed_datasets)
@click.option("--to", metavar="FILE", help="Write the dataset to this file instead.")
@click.option("--force", is_flag=True, help="Replace the dataset even if fewer articles are left.")
@pass_project
def command(project: Project, name: str, to: str | None, *, force: bool) -> None:
    """Rebuild a dataset from its raw store, without the network.

    Use it after an update of the parser, or if the dataset is lost or damaged. The old dataset is kept if
    the new one has fewer articles.
    """
    source = project.path(name)
    if not raw_path(source).is_file():  # the dataset may be lost
        source = project.dataset(name)
    target = project.path(to) if to else source
    bar: tqdm[Any]
    with tqdm(desc="reparse", unit=" articles", leave=False, ncols=80, disable=None) as bar:
        replayed = rebuild(source, target, progress=lambda tally: _show(bar, tally), force=force)
    click.echo(f"{target}: rebuilt from {replayed.responses - len(replayed.lost):,} responses.")
    click.echo(f"open it     {typed('blog2dataset', 'serve', target)}")
    if replayed.lost:
        count = len(replayed.lost)
        click.echo(
            f"reparse: {count:,} {'responses are' if count > 1 else 'response is'} damaged in the raw store. "
            "The next crawl requests everything again.",
            err=True,
        )
        for url in replayed.lost:
            click.echo(f"  {clean(url)}", err=True)
        sys.exit(1)


def _show(bar: Any, tally: Tally) -> None:
    bar.total = tally.announced or None
    bar.update(tally.reached - bar.n)
