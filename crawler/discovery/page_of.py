"""The page in a response."""

from crawler.items import Reply
from crawler.parse.page import PageReading

_latest: list[tuple[Reply, PageReading]] = []
"""The last page, because several steps read the same response one after another."""


def page_of(reply: Reply) -> PageReading:
    """The page in a response. It is parsed on first use, and only once if asked for repeatedly."""
    if not _latest or _latest[0][0] is not reply:
        page = PageReading(reply.body, reply.url, reply.headers.get("content-type", ""))
        _latest[:] = [(reply, page)]
    return _latest[0][1]
