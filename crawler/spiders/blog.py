"""Crawls any blog by its address, as the spider `blog`. Spiders of single blogs derive from `BlogSpider`."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery.choice import ROUTES, URGENCY
from crawler.discovery.found import Found
from crawler.discovery.scope import HOSTED_API, Scope
from crawler.errors import ArgumentError, CrawlFailed, DatasetError
from crawler.items import Ask, Reply
from crawler.network.addresses import place_of
from crawler.network.raw_store import RawStoreMiddleware, Recorder
from crawler.network.traffic import Traffic
from crawler.run.engine import Engine, Spent
from crawler.run.opening import open_run
from crawler.run.plan import Plan
from crawler.run.verdict import BUDGET_SPENT, sentence
from crawler.spiders.arguments import (
    ANY_BLOG,
    check_names,
    consent_of,
    home_address,
    moment_of,
    number_of,
    truth_of,
)
from crawler.store.files import dataset_path
from crawler.text.times import now

_LAST = -10
"""The priority of requests that come after all others, including their retries."""


class BlogSpider(Spider):
    """The crawl logic. The spider of a blog declares ``name``, ``url`` and ``language``."""

    url: ClassVar[str | None] = None
    """Address of the blog's home page."""
    language: ClassVar[str | None] = None
    """BCP 47 tag of the blog, in case its home page declares none."""

    plan: Plan
    run: Engine
    problem: str | None = "The crawl ended before it started. Run it again with -L DEBUG."
    """A sentence that says what went wrong. None if the crawl ended well."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: str) -> Self:
        """Scrapy's constructor; arguments as in `Plan.of`. Raises `ArgumentError` or `AddressError`."""
        check_names({*kwargs})
        spider = super().from_crawler(crawler, *args)
        spider.prepare(**kwargs)
        spider.run = open_run(spider.plan, at=now())
        crawler.signals.connect(spider.broke, signal=signals.item_error)
        crawler.signals.connect(spider.broke, signal=signals.spider_error)
        crawler.signals.connect(spider.sent, signal=signals.request_reached_downloader)
        return spider

    _broken: BaseException | None = None
    _has_ended = False
    _sent = 0
    _stopping: asyncio.Future[None] | None = None

    def prepare(  # noqa: PLR0913 (the arguments of a person)
        self,
        *,
        url: str | None = None,
        via: str = "auto",
        dataset: str | None = None,
        limit: str | None = None,
        since: str | None = None,
        full: str | None = None,
        gone: str | None = None,
        requests: str | None = None,
    ) -> None:
        """Check the arguments and plan the crawl."""
        address = home_address(url or self.home())
        if via not in ROUTES:
            raise ArgumentError(f"via={via} is not a route. Use {', '.join(ROUTES)}.")
        hosted_api = self.settings["HOSTED_API"]
        name = self.blog_name(address)
        scope = Scope(
            blog=name,
            url=address,
            via=via,
            limit=number_of("limit", limit, "of articles"),
            since=moment_of(since),
            full=truth_of("full", full),
            gone=consent_of("gone", gone),
            hosted_api=hosted_api,
            language=self.language,
        )
        path = dataset_path(dataset or name, Path(self.settings["DATASETS"]))
        budget = number_of("requests", requests, "of requests")
        self.plan = Plan(spider=self.name, scope=scope, dataset=path, budget=budget)
        self.named_addresses = [address, *([hosted_api] if hosted_api != HOSTED_API else [])]

    @property
    def recorder(self) -> Recorder:
        """The engine of the crawl, which `RawStoreMiddleware` passes responses to."""
        return self.run

    def home(self) -> str | None:
        """Default address of the blog."""
        return self.url

    def blog_name(self, address: str) -> str:  # noqa: ARG002 (the spider of any blog needs it)
        """Short name of the blog and of its dataset."""
        return self.name

    async def start(self) -> AsyncIterator[Request]:
        """Send the first requests of discovery."""
        for ask in self.run.start():
            yield self._request(ask)

    def read(self, response: Response) -> Iterator[Request | Found]:
        """Pass a response to discovery, and continue with its requests and findings."""
        return self._advance(response.meta["reply"])

    def failed(self, failure: Failure) -> Iterator[Request | Found]:
        """Report to discovery that no response came."""
        archive = self.crawler.get_downloader_middleware(RawStoreMiddleware)
        if archive is None or failure.value is None:
            raise CrawlFailed(
                "The crawl records nothing. Put crawler.network.raw_store back into the settings."
            )
        if isinstance(failure.value, DatasetError):  # the response could not be stored
            self.broke(failure)
            return iter(())
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        return self._advance(archive.failed(request, failure.value))

    def broke(self, failure: Failure) -> None:
        """Stop at the first error of the program itself, because later results would be unreliable."""
        if failure.value is not None:
            self.stop_for(failure.value)

    def stop_for(self, error: BaseException) -> None:
        """Stop because of an error. Only the first one counts."""
        if self._broken is None:
            self._broken = error
            self.problem = sentence(error)
            self._stop("broken")

    def give_up(self, reason: str) -> None:
        """Stop because of the server, for a reason that is a sentence. The next crawl resumes the run."""
        if self._broken is None:
            self._broken = CrawlFailed(reason)
            self._stop("server_failing")

    def sent(self) -> None:
        """Stop after the last request of the budget. Its response is still read."""
        self._sent += 1
        if self._sent == self.plan.budget:
            self._stop(BUDGET_SPENT)

    def _stop(self, reason: str) -> None:
        self._stopping = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    def closed(self, reason: str) -> None:
        """Write the end of the run, once. A file that cannot be written any more is part of the problem."""
        if self._has_ended:
            return
        self._has_ended = True
        traffic = self.crawler.get_extension(Traffic)
        spent = Spent(requests=traffic.requests, bytes=traffic.bytes) if traffic else None
        if isinstance(self._broken, DatasetError):
            self.run.hurry()
        try:
            with self.run.files:
                self.problem = self.run.end(reason, at=now(), spent=spent, broken=self._broken)
        except DatasetError as error:
            self.problem = sentence(self._broken or error)

    def _advance(self, reply: Reply) -> Iterator[Request | Found]:
        for step in self.run.read(reply):
            yield self._request(step) if isinstance(step, Ask) else step

    def _request(self, ask: Ask) -> Request:
        """A request. One that failed in the run that this one resumes comes last.

        Otherwise, the same requests would stop every run before it reaches the others (see `CircuitBreaker`).
        """
        has_failed = self.run.has_failed(ask)
        return Request(
            ask.url,
            callback=self.read,
            errback=self.failed,
            # A retry subtracts 1, and so stays within its kind.
            priority=_LAST if has_failed else 10 * URGENCY.get(ask.route, 0),
            dont_filter=True,  # discovery requests an address twice only after redirects
            # Discovery follows redirects itself, so that a rebuild without network takes the same path.
            meta={"ask": ask, "handle_httpstatus_all": True, "has_failed": has_failed},
        )


class AnyBlogSpider(BlogSpider):
    """The blog at the address that `-a url=` gives."""

    name = ANY_BLOG

    def blog_name(self, address: str) -> str:
        """Host and port of the address."""
        place = place_of(address)
        host = place.host.replace(":", "-")
        return host if place.port in {80, 443} else f"{host}_{place.port}"
