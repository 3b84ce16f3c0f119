"""Writes the findings of the spider, one item at a time."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.discovery.found import Found
from crawler.errors import DatasetError
from crawler.run.engine import Engine

#: Turns of the reactor after each article. Receiving a response and sending the next request take several,
#: so the next page arrives while this one is processed.
_TURNS = 10


class DatasetPipeline:
    """Passes every finding to the `Engine` of the crawl, until one cannot be written."""

    def __init__(self, run: Engine, stop_for: Callable[[BaseException], None]) -> None:
        self._run, self._stop_for = run, stop_for
        self._is_broken = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. Raises `NotConfigured` for spiders that do not record."""
        spider: Any = crawler.spider
        if not hasattr(spider, "run"):
            raise NotConfigured
        return cls(spider.run, spider.stop_for)

    async def process_item(self, item: Found) -> Found:
        """Write a finding."""
        if self._is_broken:
            return item
        try:
            self._run.take(item)
        except DatasetError as error:  # Scrapy would log a traceback for what is not a bug
            self._is_broken = True
            self._stop_for(error)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        return item
