"""Keeps every answer in the raw store, asks with its validators, and answers from it after a 304."""

from dataclasses import replace
from typing import Self

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

from crawler.items import Ask, Reply
from crawler.network.guard import AddressRefused
from crawler.run.session import Session, now

_NOT_MODIFIED = 304
_OK = 200
_ALWAYS_ASKED = frozenset(
    ("home", "robots")
)  # whether the blog is there, and what it allows, may have changed
_WIRE_ONLY = frozenset(
    ("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive")
)
_REASONS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host name is not known",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadTimeoutError: "no answer came in time",
}


class RawStoreMiddleware:
    """Every request ends in a `Reply`, in ``request.meta["reply"]`` and in the raw store.

    Stands between the middleware that unpacks bodies and those that act on redirects and errors.
    An error is never answered from the raw store, and nothing is without asking, but what an
    interrupted run of the same crawl already has.
    """

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self._crawler, self._session = crawler, session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor: for spiders that record."""
        session = getattr(crawler.spider, "session", None)
        if session is None:
            raise NotConfigured
        return cls(crawler, session)

    def process_request(self, request: Request) -> Response | None:
        """Take the answer of an interrupted run, or send the validators of the last good one along."""
        request.meta.pop("reply", None)  # of an attempt before this one
        raw, fingerprint = self._session.raw, self._fingerprint(request)
        for run in self._runs(request):
            reply = raw.of_run(run, fingerprint)
            if reply and reply.status == _OK:
                named = replace(reply, route=_ask(request).route)
                return _answered(request, self._keep(request, named))
        stored = raw.latest_good(fingerprint)
        if stored:
            for validator, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
                if validator in stored.headers:
                    request.headers[header] = stored.headers[validator]
            request.meta["stored"] = stored
        return None

    def _runs(self, request: Request) -> list[int]:
        """The runs whose answers to a request are taken: an interrupted one's; this one's for robots.txt."""
        route = _ask(request).route
        if route == "sitemap.robots":  # Scrapy has asked for it already
            return [self._session.run.id]
        resumed = self._session.resumed
        return [] if resumed is None or route in _ALWAYS_ASKED else [resumed]

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the answer; a 304 becomes the stored answer, flagged `cached`."""
        if "reply" in request.meta:  # of the interrupted run
            return response
        reply = self._keep(request, _reply(_ask(request), response))
        stored: Reply | None = request.meta.pop("stored", None)
        if response.status == _NOT_MODIFIED and stored:
            # As the raw store itself reads a 304 when the dataset is built again.
            renewed = replace(
                stored, headers={**stored.headers, **reply.headers}, fetched=reply.fetched, url=reply.url
            )
            request.meta["reply"] = renewed
            return _answered(request, renewed)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Keep that no answer came."""
        self.failed(request, exception)

    def failed(self, request: Request, exception: BaseException) -> Reply:
        """The reply that says why none came; kept, unless it was before."""
        reply: Reply | None = request.meta.get("reply")
        if reply is not None and not reply.status:
            return reply
        code, reason = failure_of(exception)
        return self._keep(request, _no_reply(_ask(request), f"{code}: {reason}"))

    def _keep(self, request: Request, reply: Reply) -> Reply:
        self._session.keep(reply, self._fingerprint(request))
        request.meta["reply"] = reply
        return reply

    def _fingerprint(self, request: Request) -> str:
        return self._crawler.request_fingerprinter.fingerprint(request).hex()


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


def _no_reply(ask: Ask, reason: str) -> Reply:
    return Reply(url=ask.url, route=ask.route, status=0, headers={}, body=reason.encode(), fetched=now())


def _headers(headers: Headers) -> dict[str, str]:
    """Without those that speak of how the body came over the wire: it is kept unpacked."""
    joined = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in headers.items()
    }
    return {name: value for name, value in joined.items() if name not in _WIRE_ONLY}


def failure_of(exception: BaseException) -> tuple[str, str]:
    """Code and reason, as `Reply` holds them where no answer came."""
    if isinstance(exception, AddressRefused):
        return "address_refused", str(exception)
    if isinstance(exception, IgnoreRequest) and "robots.txt" in str(exception):
        return "robots_forbid", "robots.txt forbids it"
    for kind, reason in _REASONS.items():
        if isinstance(exception, kind):
            return "request_failed", reason
    return "request_failed", str(exception) or type(exception).__name__
