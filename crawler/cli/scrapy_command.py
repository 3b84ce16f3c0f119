"""A command of `blog2dataset` as a command of `scrapy`."""

import argparse

import click
from scrapy.commands import ScrapyCommand

from crawler.cli.main import command_named
from crawler.cli.project import Project

_GLOBAL = "Scrapy's options work too: -L DEBUG prints a log, -s NAME=VALUE is a setting."


class AdaptedCommand(ScrapyCommand):
    """Runs the command of `blog2dataset` that has the same name as the module of the subclass.

    Scrapy reads its own options. All others, and the arguments, are the command's.
    """

    requires_project = True
    requires_crawler_process = False  # commands that need one make it

    @property
    def _command(self) -> click.Command:
        return command_named(self._name)

    @property
    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return self._command.get_short_help_str(limit=80)

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's options, except that the command prints the help."""
        super().add_options(parser)
        parser.add_argument("-h", "--help", action="store_true")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the command with the words that Scrapy did not use."""
        words = [*args, "--help"] if opts.help else args
        try:
            self._command.main(words, prog_name=f"scrapy {self._name}", obj=Project(self.settings))
        except SystemExit as end:
            self.exitcode = end.code if isinstance(end.code, int) else 1 if end.code else 0
        if opts.help:
            click.echo(f"\n{_GLOBAL}")
