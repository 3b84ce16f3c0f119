"""Addresses of pictures: the original image behind a resizing service."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_PHOTON = re.compile(r"i\d\.wp\.com$")
_RESIZING = frozenset(
    "w h resize fit crop zoom quality strip ssl is-pending-load width height lb ulb filter".split()
)


def original(url: str) -> str:
    """The address of a picture without the parameters that resize it (docs/formats.md#pictures).

    >>> original("https://i0.wp.com/blog.example/a.jpg?resize=300%2C200&ssl=1")
    'https://blog.example/a.jpg'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if _PHOTON.search(parts.netloc) and parts.path.count("/") > 1:
        host, _, path = parts.path.lstrip("/").partition("/")
        query = dict(parse_qsl(parts.query))
        return original(
            urlunsplit(
                ("https" if query.get("ssl") else parts.scheme, host, f"/{path}", query.get("q", ""), "")
            )
        )
    kept = [
        (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k.split(";")[-1] not in _RESIZING
    ]
    return urlunsplit(parts._replace(query=urlencode(kept), fragment=""))
