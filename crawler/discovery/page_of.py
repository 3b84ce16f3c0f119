"""The page in a response."""

from crawler.items import Reply
from crawler.parse.page import PageReading


def page_of(reply: Reply) -> PageReading:
    """The page in a response. It is parsed on first use."""
    return PageReading(reply.body, reply.url, reply.headers.get("content-type", ""))
