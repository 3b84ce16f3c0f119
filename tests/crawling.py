"""Crawls in the process of the tests. One reactor in a separate thread runs all of them."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler.network.guard import GuardedResolver
from crawler.spiders.blog import AnyBlogSpider, BlogSpider

NO_DELAYS = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 1, "FAILURES_PAUSE": 0}
OF_RUNS = ("runs", "pages", "discoveries", "announcements")
"""The tables about the runs themselves."""
LONGEST = 120  # seconds, so that a crawl that hangs ends; a crawl takes half a second


def crawl(
    url: str,
    dataset: Path,
    *,
    spider: type[BlogSpider] = AnyBlogSpider,
    settings: dict[str, Any] | None = None,
    **arguments: str,
) -> BlogSpider:
    """Crawl to the end, like the command but without its output. Returns the spider."""
    project = Settings()
    project.setmodule("crawler.settings")
    project.setdict({**NO_DELAYS, **(settings or {})}, priority="cmdline")
    crawler = AsyncCrawlerRunner(project).create_crawler(spider)

    async def run() -> None:
        await crawler.crawl_async(url=url, dataset=str(dataset), **arguments)

    asyncio.run_coroutine_threadsafe(run(), loop()).result(LONGEST)
    assert isinstance(crawler.spider, BlogSpider)
    return crawler.spider


@cache
def loop() -> asyncio.AbstractEventLoop:
    """The event loop of the running reactor."""
    asyncio.set_event_loop(asyncio.new_event_loop())  # one of its own: other tests have theirs
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor  # noqa: PLC0415 (importing it installs one)

    GuardedResolver(reactor, 0).install_on_reactor()
    started = threading.Event()
    reactor.callWhenRunning(started.set)  # type: ignore[attr-defined]
    threading.Thread(target=reactor.run, args=(False,), daemon=True).start()  # type: ignore[misc]  # the stub of `reactor` is a module
    started.wait(LONGEST)
    running: asyncio.AbstractEventLoop = reactor._asyncioEventloop  # type: ignore[attr-defined]  # noqa: SLF001
    return running


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query on a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def codes(path: Path) -> list[str]:
    """The codes of a dataset's warnings about the blog, in order."""
    return [code for (code,) in rows(path, "SELECT code FROM warnings WHERE article IS NULL ORDER BY code")]


def numbers(path: Path) -> set[int]:
    """The numbers of a dataset's posts."""
    return {number for (number,) in rows(path, "SELECT post_id FROM articles")}


def targets(requests: list[Any], pattern: str) -> Iterator[str]:
    """The requests in the log of a sample blog that contain the pattern."""
    return (request.target for request in requests if pattern in request.target)
