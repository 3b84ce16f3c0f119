"""`blog2dataset completion`: lets the Tab key complete commands, options and names of datasets."""

import click
from click.shell_completion import get_completion_class

from crawler.cli.command import Command
from crawler.cli.main import COMPLETION, PROGRAM, blog2dataset

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    examples="""
    blog2dataset completion bash >> ~/.bashrc
    blog2dataset completion zsh >> ~/.zshrc
    blog2dataset completion fish > ~/.config/fish/completions/blog2dataset.fish
    """,
)
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print a script that completes commands.

    Your shell reads the script when it starts. Then Tab completes commands, options and names of datasets.
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"click cannot complete in {shell}.")
    click.echo(found(blog2dataset, {}, PROGRAM, COMPLETION).source())
