"""Writes the findings of the spider, one item at a time."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.discovery.found import Found
from crawler.run.engine import Engine

#: Turns of the reactor after each article. Receiving a response and sending the next request take several,
#: so the next page arrives while this one is processed.
_TURNS = 10


class DatasetPipeline:
    """Passes every finding to the `Engine` of the crawl."""

    def __init__(self, run: Engine) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. Raises `NotConfigured` for spiders that do not record."""
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
