"""Writes what the spider finds, an item at a time."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.discovery.found import Found
from crawler.run.ingest import Ingest

#: Of the reactor after each article: it takes some to receive an answer and to send the next request, so
#: that the next page comes while this one is worked on.
_TURNS = 10


class DatasetPipeline:
    """Hands every finding to the crawl's `Ingest`."""

    def __init__(self, ingest: Ingest) -> None:
        self._ingest = ingest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor: for spiders that record."""
        session = getattr(crawler.spider, "session", None)
        if session is None:
            raise NotConfigured
        return cls(session.ingest)

    async def process_item(self, item: Found) -> Found:
        """Write a finding."""
        self._ingest.take(item)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        return item
