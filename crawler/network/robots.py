"""Obeys robots.txt as RFC 9309 says: where the server cannot hand it out, nothing is requested for now."""

import asyncio
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, NotConfigured, ResponseDataLossError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.items import DatasetWarning
from crawler.network.failures import Refusal, failure_of

_TOO_MANY, _SERVER_ERROR = 429, 500
_READ = 500 * 1024  # bytes; RFC 9309, section 2.5
_FORBIDDEN = DatasetWarning(code="robots_forbid", detail="robots.txt forbids it")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What robots.txt says. Without a parser and a refusal, everything is allowed."""

    parser: RobotParser | None = None
    refusal: DatasetWarning | None = None
    """Why nothing may be requested."""


class RobotsMiddleware:
    """Asks each host for its robots.txt before the first request, and refuses what it forbids.

    It replaces Scrapy's middleware, which allows everything if robots.txt cannot be read. Requests with
    ``dont_obey_robotstxt`` in their meta pass.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._longest = crawler.settings.getfloat("CRAWL_DELAY_MOST")
        self._rules: dict[str, asyncio.Future[_Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. Raises `NotConfigured` if the settings say not to obey robots.txt."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise `Refusal` if robots.txt forbids the request, or must be read first and cannot be."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._rules:
            self._rules[place] = asyncio.ensure_future(self._read(f"{place}/robots.txt", request))
        rules = await self._rules[place]
        if rules.refusal:
            raise Refusal(rules.refusal)
        if rules.parser and not rules.parser.allowed(request.url, self._agent):
            raise Refusal(_FORBIDDEN)

    async def _read(self, url: str, request: Request) -> _Rules:
        """The rules of a host (RFC 9309, section 2.3.1)."""
        robots = Request(url, priority=_FIRST, callback=NO_CALLBACK, meta={"dont_obey_robotstxt": True})
        try:
            response = await self._crawler.engine.download_async(robots)
        except Exception as error:  # noqa: BLE001 (whatever the network raises)
            return _unread(error)
        if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
            return _Rules(refusal=_unreadable(f"HTTP {response.status}"))
        if response.status != _OK:
            return _Rules()
        return await self._parsed(response, request)

    async def _parsed(self, response: Response, request: Request) -> _Rules:
        parser = build_from_crawler(self._parser, self._crawler, response.body[:_READ])
        delay = parser.crawl_delay(self._agent) or 0
        if delay > self._longest:
            detail = f"robots.txt asks for a pause of {delay:,.0f} s between two requests"
            return _Rules(refusal=DatasetWarning(code="crawl_delay_too_long", detail=detail))
        # For the extension that keeps the delay. It has the name that Scrapy gives it.
        await self._crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return _Rules(parser)


_FIRST = 1000
_OK = 200


def _unread(error: BaseException) -> _Rules:
    """The rules of a host whose robots.txt did not arrive.

    A redirect to nowhere or to a forbidden place means that there is none. A host without connection fails
    for all of its pages in the same way.
    """
    failure = failure_of(error)
    if failure.code == "too_large":
        return _Rules(refusal=_unreadable("it is larger than LARGEST_ROBOTS"))
    if isinstance(error, IgnoreRequest):
        return _Rules()
    if isinstance(error, DownloadTimeoutError | ResponseDataLossError):
        return _Rules(refusal=replace(failure, detail=f"robots.txt cannot be read: {failure.detail}"))
    return _Rules(refusal=failure)


def _unreadable(why: str) -> DatasetWarning:
    return DatasetWarning(code="robots_unreadable", detail=f"robots.txt cannot be read ({why})")
