"""Fetches one page as a crawl does: guarded, and only if robots.txt allows it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.errors import CrawlFailed
from crawler.network.addresses import place_of
from crawler.network.failures import failure_of

_OK = 200


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A fetched page."""

    body: bytes
    url: str
    """Its address after redirects."""
    content_type: str
    """The value of the header."""


def fetch_page(process: Any, url: str) -> FetchedPage:
    """Fetch one page. Raises `CrawlerError` with the reason if that fails."""
    place_of(url)
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
    page: FetchedPage = spider.page
    return page


class _PageSpider(Spider):
    """Fetches one page, and records nothing."""

    name = "page"

    def __init__(self, url: str) -> None:
        super().__init__()
        self.named_addresses = [url]
        self.page: FetchedPage | None = None
        self.problem = "there was no response"
        self._url = url

    async def start(self) -> AsyncIterator[Request]:
        """Request the page."""
        meta = {"handle_httpstatus_list": [*range(400, 600)]}
        yield Request(self._url, callback=self.read, errback=self.failed, meta=meta)

    def read(self, response: Response) -> None:
        """Keep the page."""
        if response.status == _OK:
            told = response.headers.get("Content-Type") or b""
            self.page = FetchedPage(response.body, response.url, told.decode("latin-1"))
        else:
            self.problem = f"HTTP {response.status}"

    def failed(self, failure: Failure) -> None:
        """Keep the reason of the failure."""
        self.problem = failure_of(failure.value or CrawlFailed("there was no response")).detail
