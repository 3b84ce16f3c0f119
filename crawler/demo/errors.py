"""Errors of the sample blog."""

from crawler.errors import CrawlerError


class SampleError(CrawlerError):
    """A file of the sample blog is not valid."""
