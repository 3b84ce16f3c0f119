"""The one guarded boundary around the reading of pages, feeds and sitemaps."""

from collections.abc import Iterator
from typing import TypeVar

from crawler.items import DatasetWarning

_Step = TypeVar("_Step")


def guarded(steps: Iterator[_Step], address: str) -> Iterator[_Step | DatasetWarning]:
    """The steps, up to the one at which a parser stumbles: that costs the document, not the crawl.

    What was read of it stays; a warning ``unreadable`` names the address.
    """
    try:
        yield from steps
    except Exception as error:  # noqa: BLE001 (whatever a document makes a parser stumble over)
        detail = f"{address}: the rest of it could not be read ({type(error).__name__}: {error})"
        yield DatasetWarning(code="unreadable", detail=detail)
