"""Connections over HTTP, each of which the guard knows the crawl of."""

from collections.abc import Hashable
from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler

from crawler.network.guard import GuardMiddleware, Reach, reaching


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, one for each crawl.

    Without it no connection has a crawl's reach, and only public addresses are connected to.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._connection = self._pool.getConnection
        # Scrapy makes the pool by itself. Twisted opens each of its connections by this method's endpoint,
        # also the one in place of a kept connection that the server has closed.
        self._pool.getConnection = self._guarded  # type: ignore[method-assign]

    def _guarded(self, key: Hashable, endpoint: Any) -> Any:
        guard = self._crawler.get_downloader_middleware(GuardMiddleware)
        guarded: Any = _GuardedEndpoint(endpoint, guard.reach if guard else Reach())
        return self._connection(key, guarded)


class _GuardedEndpoint:
    """An endpoint (`IStreamClientEndpoint`) that looks its name up within a crawl's reach."""

    def __init__(self, endpoint: Any, reach: Reach) -> None:
        self._endpoint, self._reach = endpoint, reach

    def connect(self, factory: Any) -> Any:
        # The name is looked up, or its look-up begins, before this returns.
        with reaching(self._reach):
            return self._endpoint.connect(factory)
