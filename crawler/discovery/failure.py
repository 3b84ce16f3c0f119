"""Answers that are none: what went wrong with them."""

from dataclasses import replace

from crawler.items import DatasetWarning, Reply

#: Answers of a blog that does not hand something out at all.
WITHHELD = frozenset((401, 403, 404))


def failure(reply: Reply) -> DatasetWarning:
    """The warning for an answer that is none: no answer came, or its status is not the one wanted."""
    if reply.failure:
        return at_address(reply.failure, reply.url)
    return DatasetWarning(code="request_failed", detail=f"{reply.url}: HTTP {reply.status}")


def at_address(warning: DatasetWarning, url: str) -> DatasetWarning:
    """A warning about the answer of an address, with the address in front of its sentence."""
    return replace(warning, detail=f"{url}: {warning.detail}")
