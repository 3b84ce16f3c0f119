"""Keeps the crawler off private networks, whatever a page, a redirect or a DNS server says."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

from crawler.errors import AddressError
from crawler.network.addresses import HostPort, canonical_host, is_loopback_name, is_public, numeric, place_of


class AddressRefused(IgnoreRequest):
    """The request would have left the public internet."""


class Reach:
    """What one crawl may connect to: the public internet, and the places that the user named."""

    def __init__(self, named: Iterable[str] = ()) -> None:
        """``named`` are the addresses that the user named. Their places may be private."""
        self._named = frozenset(place_of(url) for url in named)
        self.refused: set[HostPort] = set()
        """Requested places that lead only to private networks."""

    def permits(self, place: HostPort, address: str) -> bool:
        """Whether the place may be reached at this numeric address."""
        return place in self._named or is_public(address)


_REACH: ContextVar[Reach] = ContextVar("reach")


@contextmanager
def reaching(reach: Reach) -> Iterator[None]:
    """Names resolved within this block are resolved for the crawl with this reach.

    All crawls of a process share one resolver, which cannot otherwise know which crawl asks.
    """
    token = _REACH.set(reach)
    try:
        yield
    finally:
        _REACH.reset(token)


class GuardMiddleware:
    """Refuses requests for addresses that are not public. `GuardedResolver` checks most names.

    It is the middleware next to the downloader, so redirects, retries and robots.txt also pass it.
    """

    def __init__(self, named: Iterable[str]) -> None:
        self.reach = Reach(named)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Allow the addresses that the user asked the spider to crawl (its ``named_addresses``)."""
        return cls(getattr(crawler.spider, "named_addresses", ()))

    def process_request(self, request: Request) -> None:
        """Raise `AddressRefused` unless the address is public or was named by the user."""
        try:
            place = place_of(request.url)
        except AddressError as error:
            raise AddressRefused(str(error)) from error
        is_settled = numeric(place.host) or is_loopback_name(place.host)
        if is_settled and not self.reach.permits(place, place.host):
            raise AddressRefused(_refusal(place))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Distinguish a name that leads to a private network from one that does not exist."""
        if isinstance(exception, CannotResolveHostError) and place_of(request.url) in self.reach.refused:
            raise AddressRefused(_refusal(place_of(request.url))) from exception


def _refusal(place: HostPort) -> str:
    return f"{place.host}:{place.port} is on a private network. Only the address given as url= may be private"


class GuardedResolver(CachingHostnameResolver):
    """Resolves names, and drops the addresses that may not be connected to.

    The checked address is the one that is connected to, so a name server cannot give one answer to the
    check and another to the connection. Outside of `reaching`, it returns only public addresses.
    """

    def resolveHostName(  # noqa: N802 (Twisted's name)
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803 (Twisted's name)
        hostName: str,  # noqa: N803 (Twisted's name)
        portNumber: int = 0,  # noqa: N803 (Twisted's name)
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 (Twisted's name)
        transportSemantics: str = "TCP",  # noqa: N803 (Twisted's name)
    ) -> IHostResolution:
        """See `IHostnameResolver`."""
        place = HostPort(canonical_host(hostName), portNumber)
        receiver: Any = _GuardedReceiver(resolutionReceiver, place, _REACH.get(Reach()))
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


class _GuardedReceiver:
    """An `IResolutionReceiver` that passes on allowed addresses, and notes places without any."""

    def __init__(self, receiver: Any, place: HostPort, reach: Reach) -> None:
        self._receiver, self._place, self._reach = receiver, place, reach
        self._kept = self._left_out = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 (Twisted's name)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 (Twisted's name)
        if self._reach.permits(self._place, getattr(address, "host", "")):
            self._kept += 1
            self._receiver.addressResolved(address)
        else:
            self._left_out += 1

    def resolutionComplete(self) -> None:  # noqa: N802 (Twisted's name)
        if self._left_out and not self._kept:
            self._reach.refused.add(self._place)
        self._receiver.resolutionComplete()
