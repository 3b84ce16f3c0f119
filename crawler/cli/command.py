"""What the commands have in common: examples in their help, and errors as one sentence."""

import inspect
from typing import Any

import click

from crawler.errors import CrawlerError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


class Failure(click.ClickException):
    """An error that ends a command with one sentence and exit status 1."""

    def __init__(self, command: str, message: str) -> None:
        super().__init__(message)
        self._command = command

    def show(self, file: Any = None) -> None:
        """Print the sentence, with the command's name in front."""
        click.echo(f"{self._command}: {self.message}", err=file is None, file=file)


class Command(click.Command):
    """A command whose help ends with examples, and whose errors are sentences."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        """``examples`` are lines of a shell, indented as the code that contains them."""
        kwargs.setdefault("context_settings", CONTEXT)
        super().__init__(*args, **kwargs)
        self.examples = inspect.cleandoc(examples).splitlines()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples. They must stay as they are typed."""
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        super().format_epilog(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises `Failure` for an error of this project."""
        try:
            return super().invoke(ctx)
        except CrawlerError as error:
            raise Failure((ctx.info_name or "").split()[-1], str(error)) from error
