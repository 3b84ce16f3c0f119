"""Which addresses may be requested: public ones, and private ones that the user named."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.errors import AddressError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRANSLATED = range(0x0064_FF9B << 96, (0x0064_FF9B << 96) + 2**32)  # 64:ff9b::/96, RFC 6052: IPv4 behind it


class HostPort(NamedTuple):
    """A host and a port."""

    host: str
    """Lower case, without closing dot. A numeric address is in its standard notation."""
    port: int


def place_of(url: str) -> HostPort:
    """Host and port of an address. Raises `AddressError` if it is not a web address, or names a user."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressError(f"{url} is not an address: {error}") from error
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise AddressError(
            f"{url} is not a web address. It must begin with http:// or https:// and a host name"
        )
    if "@" in parts.netloc:
        raise AddressError(
            f"{parts.scheme}://…@{host} contains a user. Remove name and password from the address"
        )
    return HostPort(canonical_host(host), port or _DEFAULT_PORTS[parts.scheme])


def canonical_host(host: str) -> str:
    """The host as in `HostPort`. An IPv6 address is printed as in RFC 5952.

    >>> canonical_host("Blog.Example."), canonical_host("0x7f.1"), canonical_host("[::FFFF:7f00:1]")
    ('blog.example', '127.0.0.1', '::ffff:127.0.0.1')
    """
    host = host.lower().strip("[]").rstrip(".")
    number = numeric(host)
    if isinstance(number, IPv6Address):
        return socket.inet_ntop(socket.AF_INET6, number.packed)  # its str() depends on the version of Python
    return str(number) if number else host


def numeric(host: str) -> IPv4Address | IPv6Address | None:
    """The numeric address of a host, in any notation that a resolver accepts. None for a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return _old_notation(host)


def _old_notation(host: str) -> IPv4Address | None:
    """IPv4 in the notations of inet_aton: "2130706433", "0x7f.1", "0177.0.0.1", "127.1"."""
    if not host.isascii() or host.split() != [host]:
        return None  # inet_aton stops reading at white space
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public(host: str) -> bool:
    """Whether a numeric address is public: not private, loopback, link-local, multicast or otherwise special,
    and not an IPv6 address that contains such an IPv4 address.
    """
    number = numeric(host)
    if number is None:
        return False
    if isinstance(number, IPv4Address):
        return number.is_global and not number.is_multicast and not number.is_reserved
    if any(not is_public(str(inner)) for inner in _wrapped(number)):
        return False
    return bool(number.ipv4_mapped) or (
        number.is_global and not number.is_multicast and not number.is_site_local
    )


def is_loopback_name(host: str) -> bool:
    """Whether a name means the machine itself, whatever a name server says (RFC 6761, section 6.3).

    >>> [is_loopback_name(host) for host in ("localhost", "blog.localhost", "localhost.example")]
    [True, True, False]
    """
    return host == "localhost" or host.endswith(".localhost")


def _wrapped(number: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses in an IPv6 address (mapped, 6to4, Teredo, NAT64)."""
    inner = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
    if int(number) in _TRANSLATED:
        inner.append(IPv4Address(int(number) & 0xFFFF_FFFF))
    return [address for address in inner if address]
