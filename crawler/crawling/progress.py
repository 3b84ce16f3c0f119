"""A progress bar while a crawl runs."""

import sys
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.run.ingest import Tally

_WIDTH = 80


class Progress:
    """A progress bar on standard error, only in a terminal: articles done out of those known."""

    def __init__(self, crawler: Crawler, tally: Tally) -> None:
        from tqdm import tqdm  # noqa: PLC0415 (30 ms that a crawl without a terminal can do without)

        self._tally = tally
        self._bar = tqdm(
            desc=crawler.spider.name if crawler.spider else "", unit=" articles", leave=False, ncols=_WIDTH
        )
        crawler.signals.connect(self._item, signal=signals.item_scraped)
        crawler.signals.connect(self._closed, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. Raises `NotConfigured` if there is no terminal or nothing to record."""
        run = getattr(crawler.spider, "run", None)
        if run is None or not sys.stderr.isatty():
            raise NotConfigured
        return cls(crawler, run.ingest.tally)

    def _item(self) -> None:
        self._bar.total = self._tally.announced or None
        self._bar.update(self._tally.reached - self._bar.n)

    def _closed(self) -> None:
        self._bar.close()
