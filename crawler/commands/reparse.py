"""`scrapy reparse`: rebuilds a dataset from its raw store, without the network."""

import argparse
import sys
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError
from crawler.run.ingest import Tally
from crawler.run.replay import rebuild
from crawler.run.summary import command
from crawler.store.files import dataset_path


class Command(ScrapyCommand):
    """Use it after an update of the parser, or if the dataset is lost or damaged."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<name or path of a dataset> [--to PATH]"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Rebuild a dataset from its raw store, without the network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--to", metavar="PATH", help="write the dataset to this path instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Rebuild the dataset of that name."""
        if len(args) != 1 or self.settings is None:
            raise UsageError("Give the name of one dataset: scrapy reparse NAME.", print_help=False)
        source = dataset_path(args[0], Path(self.settings["DATASETS"]))
        target = Path(opts.to) if opts.to else source
        from tqdm import tqdm  # noqa: PLC0415 (every command imports this module; 30 ms)

        bar: tqdm[Any]
        try:
            with tqdm(desc="reparse", unit=" articles", leave=False, ncols=80, disable=None) as bar:
                count = rebuild(source, target, progress=lambda tally: _show(bar, tally))
        except CrawlerError as error:
            print(f"reparse: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        print(f"{target}: rebuilt from {count:,} responses.")  # noqa: T201
        print(f"open it     {command('datasette', target)}")  # noqa: T201


def _show(bar: Any, tally: Tally) -> None:
    bar.total = tally.announced or None
    bar.update(tally.reached - bar.n)
