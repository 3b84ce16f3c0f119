"""The key that all requests for the same resource share."""

import hashlib
import json

from w3lib.url import canonicalize_url, safe_url_string


def fingerprint_of(url: str) -> str:
    """The key of a GET request for an address, in hexadecimal. The order of the query does not matter.

    It equals Scrapy's fingerprint, which raw stores have used since the first release, but needs no Scrapy.

    >>> fingerprint_of("https://blog.example/?b=2&a=1") == fingerprint_of("https://blog.example?a=1&b=2#top")
    True
    """
    request = {
        "method": "GET",
        "url": canonicalize_url(safe_url_string(url)),
        "body": "",
        "headers": {},
    }
    return hashlib.sha1(json.dumps(request, sort_keys=True).encode(), usedforsecurity=False).hexdigest()
