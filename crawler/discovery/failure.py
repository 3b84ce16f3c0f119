"""Failed requests: the warning for each kind of failure."""

from dataclasses import replace

from crawler.items import DatasetWarning, Reply
from crawler.items.problems import ProblemCode

#: Statuses of a blog that does not return something at all.
WITHHELD = frozenset((401, 403, 404))


def failure(reply: Reply) -> DatasetWarning:
    """The warning for a failed request: there was no response, or its status was not the expected one."""
    if reply.failure:
        return at_address(reply.failure, reply.url)
    return DatasetWarning(code="request_failed", detail=f"{reply.url}: HTTP {reply.status}")


def failed(reply: Reply, reason: str, code: ProblemCode = "request_failed") -> Reply:
    """A response as a failed request, for a ``reason`` (a clause)."""
    warning = DatasetWarning(code=code, detail=reason)
    return replace(reply, status=0, headers={}, body=b"", failure=warning)


def at_address(warning: DatasetWarning, url: str) -> DatasetWarning:
    """A warning about a response, with its address at the beginning of the sentence."""
    return replace(warning, detail=f"{url}: {warning.detail}")
