"""`scrapy extract`: what the parser makes of one page, as JSON."""

import argparse
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.article_json import article_json
from crawler.errors import CrawlerError, CrawlFailed
from crawler.network.addresses import place_of
from crawler.network.archive import failure_of
from crawler.parse import parse_article
from crawler.parse.page import read_page

_OK = 200
_UNKNOWN_PAGE = "https://page.invalid/"  # what a file's relative addresses are made absolute with


class Command(ScrapyCommand):
    """Reads a file, an address, or standard input (`-`); no database, no crawl."""

    requires_project = True

    def syntax(self) -> str:
        """What follows the command's name."""
        return "<file | address | -> [--url ADDRESS]"

    def short_desc(self) -> str:
        """The line in the list of commands."""
        return "Print what the parser makes of one page, as JSON"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="ADDRESS", help="where the page in the file came from")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the article in the page as JSON."""
        if len(args) != 1:
            raise UsageError("Name one page: scrapy extract FILE_OR_ADDRESS.", print_help=False)
        try:
            body, url = self._page(args[0], opts.url)
        except CrawlerError as error:
            print(f"extract: {error}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        article = parse_article(read_page(body, url))
        print(json.dumps(article_json(article), ensure_ascii=False, indent=1))  # noqa: T201 (a command's output)

    def _page(self, source: str, url: str | None) -> tuple[bytes, str]:
        """The page's bytes and address. Raises `CrawlerError`."""
        if source == "-":
            return sys.stdin.buffer.read(), url or _UNKNOWN_PAGE
        if source.startswith(("http://", "https://")):
            body, landed = self._fetch(source)
            return body, url or landed
        try:
            return Path(source).read_bytes(), url or _UNKNOWN_PAGE
        except OSError as error:
            raise CrawlFailed(
                f"{source} cannot be read ({error.strerror}): name a file or an address."
            ) from error

    def _fetch(self, url: str) -> tuple[bytes, str]:
        """Ask for the page as the crawler does: guarded, and as robots.txt allows."""
        place_of(url)
        process = self.crawler_process
        if not isinstance(process, AsyncCrawlerProcess):
            raise CrawlFailed("This command needs Scrapy's asyncio reactor, which is its default.")
        crawler = process.create_crawler(_PageSpider)
        task = process.crawl(crawler, url=url)
        process.start()
        failed = task.exception()
        if failed:
            raise failed
        spider: Any = crawler.spider
        if spider.page is None:
            raise CrawlFailed(f"{url} cannot be read: {spider.problem}.")
        page: tuple[bytes, str] = spider.page
        return page


class _PageSpider(Spider):
    """Asks for one page, and records nothing."""

    name = "page"

    def __init__(self, url: str) -> None:
        super().__init__()
        self.named_addresses = [url]
        self.page: tuple[bytes, str] | None = None
        self.problem = "no answer came"
        self._url = url

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page."""
        meta = {"handle_httpstatus_list": [*range(400, 600)]}
        yield Request(self._url, callback=self.read, errback=self.failed, meta=meta)

    def read(self, response: Response) -> None:
        """Keep the page."""
        if response.status == _OK:
            self.page = response.body, response.url
        else:
            self.problem = f"HTTP {response.status}"

    def failed(self, failure: Failure) -> None:
        """Keep why there is none."""
        self.problem = failure_of(failure.value or CrawlFailed("no answer came"))[1]
