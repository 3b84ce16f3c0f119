"""`scrapy crawl` with a summary, a reliable exit status, and help for the arguments of a blog."""

import argparse
import sys
import textwrap
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from crawler.cli.starting.running import run_crawl
from crawler.spiders.arguments import ADDRESS, ANY_BLOG, ARGUMENTS
from crawler.store.reading.shelf import of_address

_INDENT = " " * 8
_OPTIONS = {f"--{name}": argument for argument in ARGUMENTS for name in (argument.name, argument.option)}


class Command(ScrapyCrawl):
    """Exit status 1 if the crawl was interrupted or found no articles, or if content may be missing."""

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Crawl a blog into a dataset"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's options. Their help is followed by the arguments of a blog."""
        super().add_options(parser)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = _help()

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl with the spider of that name."""
        option = next((word for word in args if word.startswith("-")), None)
        if option:
            raise UsageError(_unknown(option), print_help=False)
        if len(args) != 1:
            raise UsageError(
                "Give the name of one spider: scrapy crawl NAME. `scrapy list` lists them.", print_help=False
            )
        problem = self._crawl(args[0], opts)
        if problem:
            print(f"{args[0]}: {problem}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1

    def _crawl(self, name: str, opts: argparse.Namespace) -> str | None:
        """Run the spider. Returns a sentence if something went wrong."""
        process = self.crawler_process
        if not isinstance(process, AsyncCrawlerProcess):
            raise UsageError("This command needs Scrapy's asyncio reactor, which is its default.")
        if name not in process.spider_loader.list():
            known = ", ".join(sorted(process.spider_loader.list()))
            return f"There is no such spider. Available spiders: {known}."
        url, folder = opts.spargs.get("url", ""), Path(process.settings["DATASETS"])
        is_new = name == ANY_BLOG and not any(of_address(url, folder))
        return run_crawl(process, self._create_crawler(name), opts.spargs, search=is_new)


def _help() -> str:
    """The arguments of a blog's spider, in lines of at most 80 columns."""
    lines = ["Arguments of a blog", "==================="]
    for argument in (ADDRESS, *ARGUMENTS):
        lines.append(f"  -a {argument.name}={argument.example}")
        lines += textwrap.wrap(argument.help, 80, initial_indent=_INDENT, subsequent_indent=_INDENT)
    return "\n".join(lines)


def _unknown(option: str) -> str:
    name = option.partition("=")[0]
    if name in _OPTIONS:
        return f"Write {name} as an argument of the spider: -a {_OPTIONS[name].name}={_OPTIONS[name].example}"
    return f"There is no option {name}. `scrapy crawl --help` lists options and arguments."
