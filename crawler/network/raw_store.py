"""Stores every response in the raw store, sends its validators, and answers from it after a 304."""

from typing import Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.headers import Headers

from crawler.items import Ask, DatasetWarning, Reply
from crawler.network.failures import failure_of
from crawler.text.times import now

_WIRE_ONLY = frozenset(
    ("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive")
)


class Recorder(Protocol):
    """The store for the responses of a crawl: the interface of a spider's attribute ``recorder``."""

    def known(self, ask: Ask) -> Reply | None:
        """The good response that need not be requested again, or None."""

    def good(self, ask: Ask) -> Reply | None:
        """The newest good response. Its validators are sent."""

    def keep(self, reply: Reply) -> Reply:
        """Store a response or a failure. Returns the response to use: for a 304, the stored one."""


class RawStoreMiddleware:
    """Every request ends in a `Reply`, in ``request.meta["reply"]`` and in the raw store.

    It comes between the middleware that decompresses bodies and those that handle redirects and errors.
    Errors are never replaced with stored responses. Without a request, only the responses of an
    interrupted run of the same crawl are used.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor. It is for spiders with a ``recorder``."""
        recorder = getattr(crawler.spider, "recorder", None)
        if recorder is None:
            raise NotConfigured
        return cls(recorder)

    def process_request(self, request: Request) -> Response | None:
        """Use the response of an interrupted run, or add the validators of the last good response."""
        request.meta.pop("reply", None)  # from an earlier attempt
        ask = _ask(request)
        known = self._recorder.known(ask)
        if known:
            return _answered(request, self._keep(request, known))
        good = self._recorder.good(ask)
        if good:
            for validator, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
                if validator in good.headers:
                    request.headers[header] = good.headers[validator]
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        """Store the response. A 304 becomes the stored response, with the flag `cached`."""
        if "reply" in request.meta:  # from the interrupted run
            return response
        reply = self._keep(request, _reply(_ask(request), response))
        return response if reply.status == response.status else _answered(request, reply)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Store that there was no response."""
        self.failed(request, exception)

    def failed(self, request: Request, exception: BaseException) -> Reply:
        """The reply with the reason of the failure. It is stored, unless it already was."""
        reply: Reply | None = request.meta.get("reply")
        if reply is not None and not reply.status:
            return reply
        return self._keep(request, _no_reply(_ask(request), failure_of(exception)))

    def _keep(self, request: Request, reply: Reply) -> Reply:
        meant = self._recorder.keep(reply)
        request.meta["reply"] = meant
        return meant


def _answered(request: Request, reply: Reply) -> Response:
    """A response created from a stored reply."""
    headers = dict(reply.headers)
    return Response(request.url, status=reply.status, headers=headers, body=reply.body, flags=["cached"])


def _ask(request: Request) -> Ask:
    """The request in the project's terms. Those that Scrapy creates itself are for robots.txt."""
    ask: Ask | None = request.meta.get("ask")
    return ask or Ask(url=request.url, route="robots")


def _reply(ask: Ask, response: Response) -> Reply:
    return Reply(
        url=ask.url,
        route=ask.route,
        status=response.status,
        headers=_headers(response.headers),
        body=response.body,
        fetched=now(),
    )


def _no_reply(ask: Ask, failure: DatasetWarning) -> Reply:
    return Reply(url=ask.url, route=ask.route, status=0, headers={}, body=b"", fetched=now(), failure=failure)


def _headers(headers: Headers) -> dict[str, str]:
    """The headers, except those about the transfer of the body, because it is stored decompressed."""
    joined = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in headers.items()
    }
    return {name: value for name, value in joined.items() if name not in _WIRE_ONLY}
