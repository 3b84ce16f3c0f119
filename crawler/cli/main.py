"""The command `blog2dataset`, and the list of its commands."""

from importlib import import_module

import click

from crawler import __version__
from crawler.cli.command import CONTEXT

PROGRAM = "blog2dataset"
COMPLETION = "_BLOG2DATASET_COMPLETE"
"""The variable through which a shell asks for completions."""
#: By name, the module of each command. It has an object `command`.
COMMANDS = {
    "crawl": "crawler.cli.crawl",
    "serve": "crawler.cli.serve",
    "list": "crawler.cli.list",
    "coverage": "crawler.cli.coverage",
    "check": "crawler.cli.check",
    "history": "crawler.cli.history",
    "reparse": "crawler.cli.reparse",
    "extract": "crawler.cli.extract",
    "savepage": "crawler.cli.savepage",
    "completion": "crawler.cli.completion",
}


def command_named(name: str) -> click.Command:
    """The command of that name. Raises KeyError if there is none."""
    command: click.Command = import_module(COMMANDS[name]).command
    return command


class _Group(click.Group):
    """Imports a command when it is used, because some need 0.5 s for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return command_named(cmd_name) if cmd_name in COMMANDS else None


def main() -> None:
    """Run the program. The Tab key finds it by these names, also as `python -m crawler`."""
    blog2dataset(prog_name=PROGRAM, complete_var=COMPLETION)


@click.group(cls=_Group, context_settings=CONTEXT)
@click.version_option(__version__, message="%(version)s")
def blog2dataset() -> None:
    """Turn a blog into a dataset: crawl it, check it, read it.

    `blog2dataset COMMAND --help` prints the options of a command, with examples.
    """
