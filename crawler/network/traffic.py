"""Counts requests and bytes."""

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response


class Traffic:
    """Requests sent, including robots.txt and retries, and bytes of the bodies as received."""

    def __init__(self) -> None:
        self.requests = 0
        self.bytes = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        traffic = cls()
        crawler.signals.connect(traffic._sent, signal=signals.request_reached_downloader)
        crawler.signals.connect(traffic._received, signal=signals.response_downloaded)
        return traffic

    def _sent(self) -> None:
        self.requests += 1

    def _received(self, response: Response) -> None:
        self.bytes += len(response.body)
