"""Whether a compressed body has its end. Scrapy decompresses what is there and says nothing."""

import zlib

_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_CHUNK = 2**16
_KNOWN = frozenset(("gzip", "x-gzip"))


def lacks_end(body: bytes, encoding: str, largest: int) -> bool:
    """Whether a body with this Content-Encoding breaks off before its end.

    Only gzip is checked, the one encoding that servers store and cut. Of a body that gives more than
    ``largest`` bytes, no more are read: it is refused anyway. No output is kept.

    >>> whole = zlib.compress(b"mill " * 99, wbits=16 + zlib.MAX_WBITS)
    >>> lacks_end(whole, "gzip", 1000), lacks_end(whole[:-8], "gzip", 1000), lacks_end(whole, "", 1000)
    (False, True, False)
    """
    if encoding.strip().lower() not in _KNOWN or not body:
        return False
    stream, rest, given = zlib.decompressobj(_ZLIB_OR_GZIP), body, 0
    try:
        while rest and not stream.eof and given <= largest:
            given += len(stream.decompress(rest, _CHUNK))
            rest = stream.unconsumed_tail
    except zlib.error:
        return False  # it is damaged, or not gzip; who decompresses it says so
    return not stream.eof and given <= largest
