"""HTTP connections that the guard can assign to their crawl."""

from collections.abc import Hashable
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.network.guard import GuardMiddleware, Reach, reaching
from crawler.network.wholeness import lacks_end


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, one for each crawl.

    Without it, connections do not have the reach of a crawl, and only public addresses are allowed.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._connection = self._pool.getConnection
        # Scrapy creates the pool. Twisted opens each of its connections with the endpoint of this method,
        # including the one that replaces a persistent connection closed by the server.
        self._pool.getConnection = self._guarded  # type: ignore[method-assign]

    async def download_request(self, request: Request) -> Response:
        """The response. Raises `ResponseDataLossError` also for a compressed body without its end."""
        response = await super().download_request(request)
        encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
        if lacks_end(response.body, encoding, request.meta.get("download_maxsize") or self._default_maxsize):
            raise ResponseDataLossError
        return response

    def _guarded(self, key: Hashable, endpoint: Any) -> Any:
        guard = self._crawler.get_downloader_middleware(GuardMiddleware)
        guarded: Any = _GuardedEndpoint(endpoint, guard.reach if guard else Reach())
        return self._connection(key, guarded)


class _GuardedEndpoint:
    """An endpoint (`IStreamClientEndpoint`) that resolves its name within the reach of a crawl."""

    def __init__(self, endpoint: Any, reach: Reach) -> None:
        self._endpoint, self._reach = endpoint, reach

    def connect(self, factory: Any) -> Any:
        # The name is resolved, or its resolution begins, before this returns.
        with reaching(self._reach):
            return self._endpoint.connect(factory)
