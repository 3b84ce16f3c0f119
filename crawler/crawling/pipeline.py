"""Writes what the spider finds, an item at a time."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.discovery.found import Found
from crawler.run.engine import Engine

#: Of the reactor after each article: it takes some to receive an answer and to send the next request, so
#: that the next page comes while this one is worked on.
_TURNS = 10


class DatasetPipeline:
    """Hands every finding to the crawl's `Engine`."""

    def __init__(self, run: Engine) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor: for spiders that record."""
        run = getattr(crawler.spider, "run", None)
        if run is None:
            raise NotConfigured
        return cls(run)

    async def process_item(self, item: Found) -> Found:
        """Write a finding."""
        self._run.take(item)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        return item
