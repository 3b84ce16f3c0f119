"""Distinguishes web pages from other files, which have no article."""

import re

from scrapy.utils.python import binary_is_text

from crawler.errors import CrawlFailed

_SNIFFED = 5000  # bytes; Scrapy looks at as many
_TAG = re.compile(rb"<(?:!doctype|[a-z])", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # its pages have zero bytes


def check_page(body: bytes, source: str) -> None:
    """Raise `CrawlFailed` if the bytes are not a web page. ``source`` is the file or address that has them.

    >>> check_page(b"%PDF-1.7 ...", "report.pdf")
    Traceback (most recent call last):
    crawler.errors.CrawlFailed: report.pdf is not a web page: it is a PDF. Give an HTML page.
    """
    reason = _other_than_a_page(body)
    if reason:
        raise CrawlFailed(f"{source} is not a web page: {reason}. Give an HTML page.")


def _other_than_a_page(body: bytes) -> str | None:
    """What the bytes are instead of a page. None for a page."""
    start = body[:_SNIFFED].lstrip()
    if not start and not body.strip():
        return "it is empty"
    if start.startswith(b"%PDF-"):
        return "it is a PDF"
    if start.startswith(_UTF_16):
        return None
    if not binary_is_text(start):
        return "it is not text"
    return None if _TAG.search(body) else "it contains no HTML"
