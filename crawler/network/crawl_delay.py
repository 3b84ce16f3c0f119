"""Obeys the Crawl-delay of robots.txt, which Scrapy reads but does not obey."""

import logging
import math
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Keeps the delay between two requests to a host at least as long as its robots.txt says.

    List it after AutoThrottle: it only lengthens AutoThrottle's delays.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delays: dict[str, float] = {}
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(self._response_downloaded, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._crawler.settings["ROBOTSTXT_USER_AGENT"])
        if delay is None or not math.isfinite(delay) or delay <= 0:
            return
        host = urlparse_cached(request).hostname or ""
        logger.info("robots.txt of %s asks for %g s between two requests", host, delay)
        self._delays[host] = delay
        downloader = self._crawler.engine.downloader
        # For a slot that Scrapy recreates after a minute without requests. Jitter could go below the delay.
        downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0}
        self._lengthen(host)

    def _response_downloaded(self, response: Response, request: Request) -> None:  # noqa: ARG002 (Scrapy's names)
        self._lengthen(request.meta.get("download_slot", ""))

    def _lengthen(self, host: str) -> None:
        slot = self._crawler.engine.downloader.slots.get(host)
        delay = self._delays.get(host)
        if slot and delay:
            slot.jitter = 0
            slot.delay = max(slot.delay, delay)
