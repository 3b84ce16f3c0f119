"""Fetches one page as a crawl does: guarded, and only if robots.txt allows it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.errors import CrawlFailed
from crawler.network.addresses import place_of
from crawler.network.failures import failure_of

_OK = 200
_SHORT = 20  # seconds to wait for a server that may not exist
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A fetched page."""

    body: bytes
    url: str
    """Its address after redirects."""
    content_type: str
    """The value of the header."""
    link: str = ""
    """The value of the header."""


class NotFetched(CrawlFailed):
    """A page that did not arrive, with the reason."""

    def __init__(self, message: str, *, answered: bool) -> None:
        """``answered`` is whether there is a server at the address."""
        super().__init__(message)
        self.answered = answered


class Interrupted(CrawlFailed):
    """A person, or the system, has ended the program."""


def fetch_page(process: Any, url: str) -> FetchedPage:
    """Fetch one page, in a process that has not run yet. Raises `CrawlerError` if that fails."""
    if not isinstance(process, AsyncCrawlerProcess):
        raise CrawlFailed("This command needs Scrapy's asyncio reactor, which is its default.")
    return run_to_end(process, fetched(process, url))


def run_to_end(process: AsyncCrawlerProcess, work: Coroutine[Any, Any, _Result]) -> _Result:
    """Run crawls of a process, one after another, to the end of the last one.

    ``work`` starts the first crawl at once and the next ones as soon as the one before has ended. Then Scrapy
    does not take the process for finished in between. Raises `Interrupted` if the process ends earlier.
    """
    task = asyncio.get_event_loop().create_task(work)
    process.start()
    if not task.done():
        raise Interrupted("Interrupted.")
    return task.result()


async def fetched(process: AsyncCrawlerProcess, url: str, *, patient: bool = True) -> FetchedPage:
    """Fetch one page, while the process runs. Raises `NotFetched`, `CrawlFailed` or `AddressError`.

    ``patient`` is whether to try again after a failure, and to wait as long as a crawl does.
    """
    place_of(url)
    crawler = process.create_crawler(_PageSpider)
    await process.crawl(crawler, url=url, patient=patient)
    spider: Any = crawler.spider
    if spider.interrupted:
        raise Interrupted("Interrupted.")
    if spider.page is None:
        raise NotFetched(f"{url} cannot be read: {spider.problem}.", answered=spider.answered)
    page: FetchedPage = spider.page
    return page


class _PageSpider(Spider):
    """Fetches one page, and records nothing."""

    name = "page"

    def __init__(self, url: str, *, patient: bool) -> None:
        super().__init__()
        self.named_addresses = [url]
        self.page: FetchedPage | None = None
        self.problem = "there was no response"
        self.answered = True
        self.interrupted = False
        self._url, self._patient = url, patient

    async def start(self) -> AsyncIterator[Request]:
        """Request the page."""
        meta: dict[str, Any] = {"handle_httpstatus_list": [*range(400, 600)]}
        if not self._patient:
            meta |= {"dont_retry": True, "download_timeout": _SHORT}
        yield Request(self._url, callback=self.read, errback=self.failed, meta=meta)

    def read(self, response: Response) -> None:
        """Keep the page."""
        if response.status == _OK:
            told = [response.headers.get(name) or b"" for name in ("Content-Type", "Link")]
            self.page = FetchedPage(response.body, response.url, *(value.decode("latin-1") for value in told))
        else:
            self.problem = f"HTTP {response.status}"

    def failed(self, failure: Failure) -> None:
        """Keep the reason of the failure."""
        warning = failure_of(failure.value or CrawlFailed("there was no response"))
        self.problem, self.answered = warning.detail, warning.code != "request_failed"

    def closed(self, reason: str) -> None:
        """Note whether a person stopped it."""
        self.interrupted = reason == "shutdown"
