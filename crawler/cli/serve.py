"""`blog2dataset serve`: opens a dataset as a website."""

import os
import socket
import sys
from pathlib import Path

import click

from crawler.cli.command import Command
from crawler.cli.names import completed_datasets
from crawler.cli.project import Project, pass_project
from crawler.errors import DatasetError
from crawler.store.reading.shelf import check_dataset, datasets_in
from crawler.store.sqlite.lock import is_locked

_USUAL_PORT = 8001
_HOST = "127.0.0.1"


@click.command(
    cls=Command,
    examples="""
    blog2dataset serve demo
    blog2dataset serve
    blog2dataset serve demo --port 8080 --no-browser
    """,
)
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=completed_datasets)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="By default, 8001 or a free one.")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser. On by default.")
@pass_project
def command(project: Project, names: tuple[str, ...], port: int | None, *, browser: bool) -> None:
    """Open datasets as a website, on this machine only.

    Without a name, all datasets are opened. Press Ctrl-C to stop it.

    A dataset that no crawl is writing can be downloaded from the website. To see what a later crawl found,
    start the website again.
    """
    paths = [project.dataset(name) for name in names]
    for path in paths:
        check_dataset(path)
    paths = paths or _readable(project.datasets)
    if not paths:
        raise DatasetError(f"There is no dataset in {project.datasets}/. Crawl a blog first.")
    words = datasette_arguments(paths, port or free_port(), browser=browser)
    os.execv(sys.executable, [sys.executable, "-m", "datasette", *words])  # noqa: S606 (no shell is wanted)


def _readable(folder: Path) -> list[Path]:
    """The datasets in the folder. One that cannot be read is named, and does not hide the others."""
    found = []
    for path in datasets_in(folder):
        try:
            check_dataset(path)
        except DatasetError as error:
            click.echo(f"serve: {error}", err=True)
        else:
            found.append(path)
    return found


def datasette_arguments(paths: list[Path], port: int, *, browser: bool) -> list[str]:
    """The arguments of Datasette. A dataset that is being written is opened as one that changes."""
    files = [word for path in paths for word in ([str(path)] if _changes(path) else ["-i", str(path)])]
    return ["serve", *files, "--host", _HOST, "--port", str(port), *(["--open"] if browser else [])]


def _changes(path: Path) -> bool:
    """Whether a process is writing it, or one that was killed has left a journal, which belongs to it."""
    return is_locked(path) or path.with_name(f"{path.name}-wal").exists()


def free_port() -> int:
    """Datasette's usual port, or any free one if it is taken."""
    for port in (_USUAL_PORT, 0):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((_HOST, port))
            except OSError:
                continue
            return int(attempt.getsockname()[1])
    raise DatasetError("No port is free. Give one with --port.")
