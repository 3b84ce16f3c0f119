"""Unpacks gzip from the network, up to a limit, and as much as possible of a broken file."""

import zlib

_GZIP = b"\x1f\x8b"
_SLICE = 2**10  # bytes; a slice with a fault is lost
_MOST_MEMBERS = 1000


def unpacked(body: bytes, largest: int) -> tuple[bytes, str | None]:
    """At most ``largest`` bytes of the body, unpacked if it is gzip, and a sentence about any fault.

    It never holds more in memory, even if the body would unpack to more.
    """
    if not body.startswith(_GZIP):
        return body[:largest], "It is too large; the rest was read." if len(body) > largest else None
    pieces: list[bytes] = []
    at = size = members = 0
    while body.startswith(_GZIP, at) and members < _MOST_MEMBERS:  # a file may have several members
        members += 1
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        while not unpacker.eof:
            part = body[at : at + _SLICE]
            try:
                piece = unpacker.decompress(part, largest - size + 1)
            except zlib.error:
                return b"".join(pieces), "It is broken gzip, or not gzip at all. The rest was read."
            pieces.append(piece)
            size += len(piece)
            at += len(part) - len(unpacker.unused_data)
            if size > largest or not part:
                return b"".join(pieces)[:largest], "It is too large, or cut off; the rest was read."
    return b"".join(pieces), None
