"""Stops a crawl whose server fails again and again: first a pause, then the end with a sentence."""

import asyncio
import logging
from typing import Any, Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.network.failures import failure_of

logger = logging.getLogger(__name__)

#: Statuses of a server that cannot answer at all: busy, or without what is behind it (Cloudflare's are 52x).
_OVERLOADED = frozenset((429, 502, 503, 504, *range(520, 528)))
_SERVER_ERROR = 500
_OF_A_PAGE = 0.2  # the weight of another error 5xx, which may be the fault of one page


class Stoppable(Protocol):
    """A crawl that can be stopped: the interface of a spider with the method ``give_up``."""

    def give_up(self, reason: str) -> None:
        """Stop, for a reason that is a sentence."""


class CircuitBreaker:
    """Counts the requests that fail in a row.

    After half of `FAILURES_MOST` it waits for `FAILURES_PAUSE` seconds, and nothing is retried until a
    request succeeds. After `FAILURES_MOST` it stops the crawl. Retries never stop it: they come when all
    other requests are done, so those of a healthy server may fail in a row. Requests that failed in the
    interrupted run that the crawl resumes count as retries. In the list of middlewares it comes after the one
    that retries, so that it sees every attempt.
    """

    def __init__(self, crawl: Stoppable, most: float, pause: float) -> None:
        self._crawl, self._most, self._pause = crawl, most, pause
        self._failures = 0.0
        self._has_paused = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. It is for spiders that can ``give_up``."""
        crawl: Any = crawler.spider
        if not hasattr(crawl, "give_up"):
            raise NotConfigured
        settings = crawler.settings
        return cls(crawl, settings.getfloat("FAILURES_MOST"), settings.getfloat("FAILURES_PAUSE"))

    def process_request(self, request: Request) -> None:
        """Let a request to a failing server try only once."""
        if self._failures >= self._most / 2:
            request.meta["max_retry_times"] = 0

    async def process_response(self, request: Request, response: Response) -> Response:
        """Count a response that is an error of the server. Another one from the network ends the row."""
        if response.status in _OVERLOADED:
            await self._failed(request, f"HTTP {response.status}", 1)
        elif response.status >= _SERVER_ERROR:
            await self._failed(request, f"HTTP {response.status}", _OF_A_PAGE)
        elif "download_latency" in request.meta:  # not from the raw store, but maybe a 304
            self._failures, self._has_paused = 0.0, False
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a request without response."""
        failure = failure_of(exception)
        if failure.code == "request_failed":
            await self._failed(request, failure.detail, 1)

    async def _failed(self, request: Request, reason: str, weight: float) -> None:
        self._failures += weight
        what = f"{request.url}: {reason}"
        is_retry = request.meta.get("retry_times") or request.meta.get("has_failed")
        if self._failures >= self._most and not is_retry:
            self._crawl.give_up(
                f"The server failed too many times in a row, last at {what}. The crawl has stopped, so that "
                "the server can recover. Run the same command within 24 hours to resume it."
            )
        elif self._failures >= self._most / 2 and not self._has_paused:
            self._has_paused = True
            logger.info("The server fails (%s). The crawl waits for %.0f s", what, self._pause)
            await asyncio.sleep(self._pause)
