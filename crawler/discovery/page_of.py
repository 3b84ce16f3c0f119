"""The page in an answer."""

from crawler.items import Reply
from crawler.parse.page import PageReading


def page_of(reply: Reply) -> PageReading:
    """The page in an answer; it is parsed when the first question is asked of it."""
    return PageReading(reply.body, reply.url, reply.headers.get("content-type", ""))
