"""Ends an interrupted crawl soon, even if the blog is slow or asks to wait."""

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

_LOOK = 0.2  # seconds between two looks
_PATIENCE = 3.0  # seconds for the response that is under way


class PromptEnd:
    """After Ctrl-C or SIGTERM, Scrapy waits for the request that is under way, including its pauses.

    A pause can take minutes (`Retry-After`, `Crawl-delay`, a slow server). The request is given up after a
    few seconds; the next run repeats it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._timer: asyncio.TimerHandle | None = None
        crawler.signals.connect(self._look, signal=signals.engine_started)
        crawler.signals.connect(self._stopped, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def _look(self) -> None:
        """Wait for an interruption, because Scrapy has no signal for it."""
        is_running = self._crawler.crawling
        then = (_LOOK, self._look) if is_running else (_PATIENCE, self._end)
        self._timer = asyncio.get_running_loop().call_later(*then)

    def _stopped(self) -> None:
        if self._timer:
            self._timer.cancel()

    def _end(self) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 (importing it installs one)

        reactor.stop()  # type: ignore[misc]  # the stub of `reactor` is a module
