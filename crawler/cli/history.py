"""`blog2dataset history`: shows the changes that the blog made to an article, word by word."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise

import click

from crawler.cli.command import Command
from crawler.cli.names import completed_datasets
from crawler.cli.project import Project, pass_project
from crawler.errors import DatasetError
from crawler.store.reading.history import History, Version, history_of
from crawler.text.characters import clean
from crawler.text.word_diff import Piece, changed_passages, changed_words
from crawler.urls.canonical import canonical_article

_WIDTH = 80
_MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}  # as git marks words


@click.command(
    cls=Command,
    examples="blog2dataset history demo http://127.0.0.1:8019/2014/11/18/que-vaut-un-mur/",
)
@click.argument("name", shell_complete=completed_datasets)
@click.argument("address")
@pass_project
def command(project: Project, name: str, address: str) -> None:
    """Show what the blog changed in an article.

    Compares the versions of the article word by word. Any address that leads to the article will do.
    Reads only the dataset.
    """
    path = project.dataset(name)
    history = history_of(path, addresses_of(address))
    if history is None:
        raise DatasetError(f"{path} has no article {address}. Give its address as in the table articles.")
    click.echo("\n".join(told(history)))


def addresses_of(url: str) -> list[str]:
    """The addresses that the dataset may have for the article at ``url``, most likely first.

    >>> addresses_of("http://blog.example/a#comment-9")[1:3]
    ['http://blog.example/a', 'http://blog.example/a/']
    """
    plain = canonical_article(url).rstrip("/")
    rest = plain.partition("://")[2]
    schemes = ("http", "https") if plain.startswith("http:") else ("https", "http")
    return [url, *(f"{scheme}://{rest}{slash}" for scheme in schemes for slash in ("", "/"))]


def told(history: History) -> Iterator[str]:
    """A history in lines of at most 80 columns, unless a word is longer."""
    yield clean(history.url)
    yield f"first seen {history.first_seen}"
    for before, after in pairwise(history.forms):
        yield ""
        yield f"change found {before.until} by run {before.run}"
        yield from _change(before, after)
    if len(history.forms) == 1:
        yield "The blog has not changed it."
    if history.gone_since:
        yield ""
        yield f"gone since {history.gone_since}: deleted from the blog, kept here"


def _change(before: Version, after: Version) -> Iterator[str]:
    if before.title != after.title:
        yield from _lines("title: ", changed_words(before.title, after.title))
    passages = list(changed_passages(before.text, after.text))
    for passage in passages:
        yield from _lines("", passage)
    if not passages and before.title == after.title:
        yield "  The text did not change. A link, a category or tag, or a date did."


def _lines(label: str, pieces: Iterable[Piece]) -> Iterator[str]:
    # The text comes from the blog: `clean` removes control characters that a terminal would obey.
    marked = label + "".join(_MARKS[kind].format(clean(text)) for kind, text in pieces)
    for line in marked.split("\n"):
        yield from textwrap.wrap(
            line,
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
