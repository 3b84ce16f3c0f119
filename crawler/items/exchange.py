"""What goes to a blog and what comes back, without any network in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.items.run import DatasetWarning


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """An address that discovery wants to see."""

    url: str
    """The address."""
    route: str
    """What it is asked for as ("home", "api.posts" …): names the function that reads the answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """An answer, from the network or from the raw store."""

    url: str
    """The address that was asked for."""
    route: str
    """As in the `Ask`."""
    status: int
    """HTTP status; 0 where no answer came."""
    headers: Mapping[str, str]
    """Names in lower case; several of one name are joined by ", "."""
    body: bytes
    """Without its transfer and content encodings (gzip, br, zstd)."""
    fetched: str
    """When it was received: ISO 8601, UTC."""
    failure: DatasetWarning | None = None
    """Why no answer came, where none did."""
