"""`scrapy savepage`: saves a page and the article in it as a test."""

import argparse
import re
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError, CrawlFailed
from crawler.exports.saved_page import save_page
from crawler.items import Article
from crawler.network.fetch import fetch_page
from crawler.text.characters import fold
from crawler.urls.canonical import slug_of

_PAGES = Path("tests/pages")


class Command(ScrapyCommand):
    """Requests one page as a crawl does, and writes NAME.html and NAME.json."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<address> [--name NAME] [--to FOLDER] [--force]"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Save a page and the article in it as a test"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's."""
        super().add_options(parser)
        parser.add_argument(
            "--name", metavar="NAME", help="name of the files (default: last part of the address)"
        )
        parser.add_argument(
            "--to", metavar="FOLDER", help="default: tests/pages if it exists, otherwise the current folder"
        )
        parser.add_argument("--force", action="store_true", help="overwrite a page of that name")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Save the page. Exit status 1 if it cannot be read or written."""
        if len(args) != 1:
            raise UsageError("Give one page: scrapy savepage ADDRESS.", print_help=False)
        folder = Path(opts.to) if opts.to else _PAGES if _PAGES.is_dir() else Path()
        name = _file_name(opts.name or slug_of(args[0]) or "home")
        try:
            if (folder / f"{name}.html").exists() and not opts.force:
                raise CrawlFailed(f"{folder / name}.html already exists. Use --name or --force.")
            fetched = fetch_page(self.crawler_process, args[0])
            folder.mkdir(parents=True, exist_ok=True)
            page, article = save_page(folder, name, fetched.body, fetched.url, fetched.content_type)
        except (CrawlerError, OSError) as error:
            print(f"savepage: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        print(_report(page, article))  # noqa: T201


def _report(page: Path, article: Article) -> str:
    tweets, notes = len(article.tweets), len(article.footnotes)
    return (
        f"{page}: {article.title or 'no title'}: "
        f"{len(article.paragraphs)} paragraphs, {tweets} tweets, {notes} notes\n"
        f"Compare {page.with_suffix('.json')} with the page in a browser, and correct it where it is wrong."
    )


def _file_name(name: str) -> str:
    """A file name of lower-case letters, digits and hyphens.

    >>> _file_name("../Un cœur d’or.html")
    'un-coeur-d-or'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(re.sub(r"\.html?$", "", name))).strip("-")[:80] or "page"
