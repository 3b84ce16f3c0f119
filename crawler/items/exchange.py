"""Requests and answers as plain values, independent of the network."""

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.items.run import DatasetWarning


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """A request that discovery wants to make."""

    url: str
    """The address."""
    route: str
    """Kind of the request, such as "home" or "api.posts". It selects the function that reads the answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """An answer, from the network or from the raw store."""

    url: str
    """The address that was requested."""
    route: str
    """As in the `Ask`."""
    status: int
    """HTTP status. 0 if no response came."""
    headers: Mapping[str, str]
    """Names in lower case. Several values of one name are joined with ", "."""
    body: bytes
    """Decoded body, without transfer and content encodings (gzip, br, zstd)."""
    fetched: str
    """Time of receipt: ISO 8601, UTC."""
    failure: DatasetWarning | None = None
    """The reason if no response came."""
