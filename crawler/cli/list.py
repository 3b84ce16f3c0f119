"""`blog2dataset list`: lists the datasets."""

from collections.abc import Iterator
from pathlib import Path

import click

from crawler.cli.command import Command
from crawler.cli.project import Project, pass_project
from crawler.errors import DatasetError
from crawler.store.reading.shelf import blogs_in, datasets_in
from crawler.text.characters import clean

_SCREEN = 80


@click.command(
    cls=Command,
    examples="blog2dataset list",
)
@pass_project
def command(project: Project) -> None:
    """List the datasets, with their blogs and articles."""
    paths = datasets_in(project.datasets)
    if not paths:
        click.echo(f"There is no dataset in {project.datasets}/ yet. Crawl a blog:")
        click.echo("blog2dataset crawl blog.example.org")
    for line in _table(paths):
        click.echo(line)


def _table(paths: list[Path]) -> Iterator[str]:
    """A line for each blog of each dataset, of at most 80 columns unless a name is long."""
    width = max([len(path.stem) for path in paths] + [len("name")])
    if paths:
        yield f"{'name':<{width}}  {'articles':>8}  {'crawled':<10}  blog"
    for path in paths:
        try:
            blogs = blogs_in(path)
        except DatasetError as error:
            yield f"{path.stem:<{width}}  {error}"
            continue
        for blog in blogs:
            day = (blog.crawled or "unfinished")[:10]
            title = clean(blog.title or blog.url or blog.name)
            line = f"{path.stem:<{width}}  {blog.articles:>8,}  {day:<10}  {title}"
            yield line if len(line) <= _SCREEN else f"{line[: _SCREEN - 1]}…"
