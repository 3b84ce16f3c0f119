"""`scrapy history`: shows the changes that the blog made to an article, word by word."""

import argparse
import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError, DatasetError
from crawler.store.files import dataset_path
from crawler.store.reading.history import History, Version, history_of
from crawler.text.characters import clean
from crawler.text.word_diff import Piece, changed_passages, changed_words
from crawler.urls.canonical import canonical_article

_WIDTH = 80
_MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}  # as git marks words


class Command(ScrapyCommand):
    """Reads only the dataset. It uses no network and writes nothing."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<name or path of a dataset> <address of an article>"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Show the changes between the versions of an article, word by word"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (Scrapy's signature)
        """Print the history of that article."""
        if len(args) != 2 or self.settings is None:  # noqa: PLR2004 (a dataset and an address)
            raise UsageError("Give a dataset and an article: scrapy history NAME URL.", print_help=False)
        path, url = dataset_path(args[0], Path(self.settings["DATASETS"])), args[1]
        try:
            history = history_of(path, addresses_of(url))
            if history is None:
                raise DatasetError(f"{path} has no article {url}. Give its address as in the table articles.")
        except CrawlerError as error:
            print(f"history: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        print("\n".join(told(history)))  # noqa: T201


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
