"""`scrapy extract`: prints what the parser reads in one page, as JSON."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.errors import CrawlerError, CrawlFailed
from crawler.exports.article_json import article_json
from crawler.network.fetch import FetchedPage, fetch_page
from crawler.parse import parse_article, read_page

_UNKNOWN_PAGE = "https://page.invalid/"  # base of relative addresses in a file


class Command(ScrapyCommand):
    """Reads a file, an address or standard input (`-`). It does not crawl and uses no database."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<file | address | -> [--url ADDRESS]"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Print the article in a page as JSON"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="ADDRESS", help="address that the page in the file came from")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the article in the page as JSON."""
        if len(args) != 1:
            raise UsageError("Give one page: scrapy extract FILE_OR_ADDRESS.", print_help=False)
        try:
            page = self._page(args[0], opts.url)
        except CrawlerError as error:
            print(f"extract: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        article = parse_article(read_page(page.body, page.url, page.content_type))
        print(json.dumps(article_json(article), ensure_ascii=False, indent=1))  # noqa: T201 (a command's output)

    def _page(self, source: str, url: str | None) -> FetchedPage:
        """The page and its address. Raises `CrawlerError`."""
        if source == "-":
            return FetchedPage(sys.stdin.buffer.read(), url or _UNKNOWN_PAGE, "")
        if source.startswith(("http://", "https://")):
            page = fetch_page(self.crawler_process, source)
            return replace(page, url=url or page.url)
        try:
            return FetchedPage(Path(source).read_bytes(), url or _UNKNOWN_PAGE, "")
        except OSError as error:
            raise CrawlFailed(
                f"{source} cannot be read ({error.strerror}). Give a file or an address."
            ) from error
