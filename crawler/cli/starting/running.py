"""Runs a crawl to its end, for `blog2dataset crawl` and for `scrapy crawl`."""

import asyncio
import gc
import logging
import time

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.cli.starting.search import found_home
from crawler.network.fetch import Interrupted, run_to_end
from crawler.run.opening import discard
from crawler.run.summary import summary
from crawler.run.verdict import INTERRUPTED, sentence
from crawler.spiders.blog import BlogSpider

logger = logging.getLogger(__name__)


def run_crawl(
    process: AsyncCrawlerProcess, crawler: Crawler, arguments: dict[str, str], *, search: bool
) -> str | None:
    """Crawl to the end, and print a summary. Returns a sentence if something went wrong.

    ``search`` is whether the blog's home is to be found from the argument ``url``.
    """
    started = time.monotonic()
    # The garbage collector need not examine the modules loaded so far. Trees of parsed posts are circular
    # references, and collecting them less often saves 8 % of a crawl's time for 10 MB more memory.
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    try:
        run_to_end(process, _crawl(process, crawler, arguments, search=search))
        problem = _report(crawler.spider, started)
    except (asyncio.CancelledError, Interrupted) as interrupted:
        if isinstance(crawler.spider, BlogSpider):
            crawler.spider.closed(INTERRUPTED)
        problem = _report(crawler.spider, started) or str(interrupted)
    except Exception as failed:  # the outermost place: any bug must end in a sentence, not in a traceback
        logger.debug("The crawl could not start", exc_info=failed)
        problem = sentence(failed)
    gc.freeze()  # the process ends and frees its memory as a whole, not object by object (saves 0.3 s)
    return problem


async def _crawl(
    process: AsyncCrawlerProcess, crawler: Crawler, arguments: dict[str, str], *, search: bool
) -> None:
    """Find the blog's home, if that is wanted, and crawl the blog."""
    typed = arguments.get("url")
    if typed and search:
        home = await found_home(process, typed)
        if home != typed:
            print(f"The home of the blog is {home}")  # noqa: T201 (a command's output)
        arguments = {**arguments, "url": home}
    await process.crawl(crawler, **arguments)


def _report(spider: Spider | None, started: float) -> str | None:
    """Print the summary of a crawl that reached the blog. Returns a sentence if something went wrong."""
    if not isinstance(spider, BlogSpider):
        return None
    discard(spider.plan, spider.run)
    if spider.run.row.finished and not spider.run.is_void:
        print(summary(spider.plan.dataset, spider.run.row, time.monotonic() - started))  # noqa: T201
    return spider.problem
