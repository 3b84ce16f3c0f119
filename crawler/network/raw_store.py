"""Stores every response in the raw store, sends its validators, and answers from it after a 304."""

from typing import Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
)
from scrapy.http import Response
from scrapy.http.headers import Headers

from crawler.items import Ask, DatasetWarning, Reply
from crawler.network.guard import AddressRefused
from crawler.text.times import now

_WIRE_ONLY = frozenset(
    ("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive")
)
_REASONS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host name does not exist",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadTimeoutError: "the request timed out",
}


class Recorder(Protocol):
    """Where the answers of a crawl are kept: what a spider's attribute ``recorder`` offers."""

    def known(self, ask: Ask) -> Reply | None:
        """The good answer that need not be asked for again, if there is one."""

    def good(self, ask: Ask) -> Reply | None:
        """The newest good answer: the one whose validators to send."""

    def keep(self, reply: Reply) -> Reply:
        """Keep an answer, or that none came; returns what it means: for a 304, the stored answer."""


class RawStoreMiddleware:
    """Every request ends in a `Reply`, in ``request.meta["reply"]`` and in the raw store.

    Stands between the middleware that unpacks bodies and those that act on redirects and errors.
    An error is never answered from the raw store, and nothing is without asking, but what an
    interrupted run of the same crawl already has.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor: for spiders that have a ``recorder``."""
        recorder = getattr(crawler.spider, "recorder", None)
        if recorder is None:
            raise NotConfigured
        return cls(recorder)

    def process_request(self, request: Request) -> Response | None:
        """Take the answer of an interrupted run, or send the validators of the last good one along."""
        request.meta.pop("reply", None)  # of an attempt before this one
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
        """Keep the answer; a 304 becomes the stored answer, flagged `cached`."""
        if "reply" in request.meta:  # of the interrupted run
            return response
        reply = self._keep(request, _reply(_ask(request), response))
        return response if reply.status == response.status else _answered(request, reply)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Keep that no answer came."""
        self.failed(request, exception)

    def failed(self, request: Request, exception: BaseException) -> Reply:
        """The reply that says why none came; kept, unless it was before."""
        reply: Reply | None = request.meta.get("reply")
        if reply is not None and not reply.status:
            return reply
        return self._keep(request, _no_reply(_ask(request), failure_of(exception)))

    def _keep(self, request: Request, reply: Reply) -> Reply:
        meant = self._recorder.keep(reply)
        request.meta["reply"] = meant
        return meant


def _answered(request: Request, reply: Reply) -> Response:
    """A response made of a stored reply."""
    headers = dict(reply.headers)
    return Response(request.url, status=reply.status, headers=headers, body=reply.body, flags=["cached"])


def _ask(request: Request) -> Ask:
    """What the request is for; those that Scrapy makes by itself are for robots.txt."""
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
    """Without those that speak of how the body came over the wire: it is kept unpacked."""
    joined = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in headers.items()
    }
    return {name: value for name, value in joined.items() if name not in _WIRE_ONLY}


def failure_of(exception: BaseException) -> DatasetWarning:
    """Why no answer came, as `Reply` says it."""
    if isinstance(exception, AddressRefused):
        return DatasetWarning(code="address_refused", detail=str(exception))
    if isinstance(exception, IgnoreRequest) and "robots.txt" in str(exception):
        return DatasetWarning(code="robots_forbid", detail="robots.txt forbids it")
    reasons = (reason for kind, reason in _REASONS.items() if isinstance(exception, kind))
    detail = next(reasons, str(exception) or type(exception).__name__)
    return DatasetWarning(code="request_failed", detail=detail)
