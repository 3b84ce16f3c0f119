"""Catches errors of parsers, in one place for pages, feeds and sitemaps."""

from collections.abc import Iterator
from typing import TypeVar

from crawler.items import DatasetWarning

_Step = TypeVar("_Step")


def guarded(steps: Iterator[_Step], address: str) -> Iterator[_Step | DatasetWarning]:
    """The steps until a parser fails. A failure affects only this document, not the crawl.

    Earlier results are kept, and a warning ``unreadable`` names the address.
    """
    try:
        yield from steps
    except Exception as error:  # noqa: BLE001 (whatever a document makes a parser stumble over)
        detail = f"{address}: the rest of the page could not be read ({type(error).__name__}: {error})"
        yield DatasetWarning(code="unreadable", detail=detail)
