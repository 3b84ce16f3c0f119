"""`blog2dataset crawl`: crawls a blog into a dataset, or updates one."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from crawler.cli.command import Command, Failure
from crawler.cli.names import completed_blogs
from crawler.cli.project import Project, pass_project, scrapy_options
from crawler.cli.starting.target import target_of
from crawler.spiders.arguments import ARGUMENTS, Argument


def _option(argument: Argument) -> Callable[[Any], Any]:
    """An argument of a crawl as an option."""
    names = (argument.flag, argument.name)
    if not argument.metavar:
        return click.option(*names, is_flag=True, help=argument.help)
    # The spider checks other values.
    kind = click.Choice(argument.choices) if argument.choices else None
    return click.option(*names, type=kind, metavar=argument.metavar, help=argument.help)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for argument in reversed(ARGUMENTS):
        command = _option(argument)(command)
    return command


@click.command(
    cls=Command,
    examples="""
    blog2dataset crawl blog.example.org
    blog2dataset crawl demo
    blog2dataset crawl demo --limit 20 --to newest
    blog2dataset crawl demo --since 2019-01-01
    blog2dataset crawl blog.example.org -s DOWNLOAD_DELAY=5
    """,
)
@click.argument("blog", metavar="ADDRESS|NAME", shell_complete=completed_blogs)
@_options
@scrapy_options
@pass_project
def command(project: Project, /, blog: str, **given: Any) -> None:
    """Crawl a blog into a dataset, or update it.

    ADDRESS is the address of a blog, which is crawled into datasets/HOST.db. NAME is the name of a dataset
    to update, or of a blog that has a spider. The sample blog, demo, is served on this machine.

    A later crawl fetches only what changed. An interrupted crawl continues if you run it again within 24
    hours. The exit status is 1 if the crawl was interrupted or found no articles, or if content may be
    missing.
    """
    from crawler.cli.starting.running import run_crawl  # noqa: PLC0415 (Scrapy takes 0.5 s, which the help need not)

    process = project.process()
    target = target_of(blog, process.spider_loader.list(), project.datasets)
    arguments = {**target.arguments, **arguments_of(given)}
    problem = run_crawl(process, process.create_crawler(target.spider), arguments, search=target.is_new)
    if problem:
        raise Failure(blog, problem)


def arguments_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The arguments of the spider for the options that a person gave. ``values`` may hold others."""
    return {
        argument.name: values[argument.name] if argument.metavar else argument.example
        for argument in ARGUMENTS
        if values[argument.name] not in (None, False)
    }
