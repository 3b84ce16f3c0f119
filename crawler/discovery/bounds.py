"""Keeps pages away from the parsers that would need too much memory or time for them."""

from dataclasses import replace

from crawler.items import DatasetWarning, Reply
from crawler.text.markup_weight import too_heavy

#: Kinds of responses whose parsers build no tree of the whole body. Their sizes are limited by settings.
_STREAMED = frozenset(("api", "feed", "sitemap", "robots"))


def bounded(reply: Reply) -> Reply:
    """The response, or a failure with the reason if it is a page that cannot be parsed within the memory.

    Its body stays in the raw store.
    """
    if reply.route.partition(".")[0] in _STREAMED or not reply.body:
        return reply
    reason = too_heavy(reply.body)
    if reason is None:
        return reply
    warning = DatasetWarning(code="too_large", detail=reason)
    return replace(reply, status=0, body=b"", failure=warning)
