"""One log line per page, and none per article."""

import logging
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from crawler.errors import CrawlerError

_LOGGED_ELSEWHERE = (
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.httpcompression",
)


class PageLog(LogFormatter):
    """Scrapy's log lines, except for items: an item is an article and would be printed completely."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. Responses that are cut off or too large are warnings in the dataset."""
        for name in _LOGGED_ELSEWHERE:
            logging.getLogger(name).setLevel(logging.ERROR)
        return super().from_crawler(crawler)

    def scraped(
        self,
        item: Any,  # noqa: ARG002 (Scrapy's signature)
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """A line at a level that is never shown."""
        return {"level": 0, "msg": "", "args": {}}

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """An error of this project ends the crawl with its own sentence, so a traceback is not needed."""
        line = super().item_error(item, exception, response, spider)
        return {**line, "level": logging.DEBUG} if isinstance(exception, CrawlerError) else line
