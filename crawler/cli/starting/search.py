"""Finds the blog's home from an address as people type it: without scheme, of a post, of a feed."""

import logging

from scrapy.crawler import AsyncCrawlerProcess

from crawler.discovery.whereabouts import attempts, home_of, is_certain
from crawler.errors import CrawlFailed
from crawler.items import Reply
from crawler.network.addresses import place_of
from crawler.network.fetch import NotFetched, fetched
from crawler.text.times import now

logger = logging.getLogger(__name__)


async def found_home(process: AsyncCrawlerProcess, typed: str) -> str:
    """The address of the blog's home. At most one page is read for it.

    Raises `CrawlFailed` if no server answers at any address that may be meant, and `AddressError` if
    what was typed is not an address.
    """
    place_of(typed.strip() if "://" in typed else f"http://{typed.strip()}")
    if is_certain(typed):
        return typed
    problems = []
    for url in attempts(typed):
        try:
            page = await fetched(process, url, patient=False)
        except NotFetched as error:
            if error.answered:
                return url  # the crawl says what is wrong there
            logger.info("%s", error)
            problems.append(str(error))
            continue
        headers = {"content-type": page.content_type, "link": page.link}
        reply = Reply(url=page.url, route="home", status=200, headers=headers, body=page.body, fetched=now())
        return home_of(reply, url)
    raise CrawlFailed(problems[0])
