"""Keeps the crawler off private networks, whatever a page, a redirect or a name server says."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

from crawler.errors import AddressError
from crawler.network.addresses import HostPort, canonical_host, is_public, numeric, place_of


class AddressRefused(IgnoreRequest):
    """The request would have left the public internet."""


class GuardMiddleware:
    """Refuses requests for what is no public web address; a name is judged by `GuardedResolver`.

    Stands next to the downloader, so that redirects, retries and robots.txt pass it too.
    """

    def __init__(self, named: Sequence[str]) -> None:
        GuardedResolver.named |= {place_of(url) for url in named}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Let the addresses through that the spider was told to crawl (its ``named_addresses``)."""
        return cls(getattr(crawler.spider, "named_addresses", ()))

    def process_request(self, request: Request) -> None:
        """Raise `AddressRefused` unless the address is a public one or was named."""
        try:
            place = place_of(request.url)
        except AddressError as error:
            raise AddressRefused(str(error)) from error
        if numeric(place.host) and not GuardedResolver.permits(place, place.host):
            raise AddressRefused(_refusal(place))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tell a name that leads into a private network from one that does not exist."""
        if isinstance(exception, CannotResolveHostError) and place_of(request.url) in GuardedResolver.refused:
            raise AddressRefused(_refusal(place_of(request.url))) from exception


def _refusal(place: HostPort) -> str:
    return f"{place.host}:{place.port} is on a private network; only the address that url= names may be there"


class GuardedResolver(CachingHostnameResolver):
    """Resolves names, and leaves out the addresses that may not be connected to.

    What is checked is what is connected to: no name server can give one answer to the check and
    another to the connection.
    """

    named: ClassVar[set[HostPort]] = set()
    """Places that the operator of this process named; these may be private."""
    refused: ClassVar[set[HostPort]] = set()
    """Places that were asked for and lead into private networks only."""

    @classmethod
    def permits(cls, place: HostPort, address: str) -> bool:
        """Whether the place may be reached at this numeric address."""
        return place in cls.named or is_public(address)

    def resolveHostName(  # noqa: N802 (Twisted's name)
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803 (Twisted's name)
        hostName: str,  # noqa: N803 (Twisted's name)
        portNumber: int = 0,  # noqa: N803 (Twisted's name)
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 (Twisted's name)
        transportSemantics: str = "TCP",  # noqa: N803 (Twisted's name)
    ) -> IHostResolution:
        """As `IHostnameResolver` says."""
        place = HostPort(canonical_host(hostName), portNumber)
        receiver: Any = _GuardedReceiver(resolutionReceiver, place)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


class _GuardedReceiver:
    """An `IResolutionReceiver` that hands on what it may, and notes a place of which that is nothing."""

    def __init__(self, receiver: Any, place: HostPort) -> None:
        self._receiver, self._place = receiver, place
        self._kept = self._left_out = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 (Twisted's name)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 (Twisted's name)
        if GuardedResolver.permits(self._place, getattr(address, "host", "")):
            self._kept += 1
            self._receiver.addressResolved(address)
        else:
            self._left_out += 1

    def resolutionComplete(self) -> None:  # noqa: N802 (Twisted's name)
        if self._left_out and not self._kept:
            GuardedResolver.refused.add(self._place)
        self._receiver.resolutionComplete()
