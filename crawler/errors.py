"""Every error of ours, under one root; its text says what the reader can do about it."""


class CrawlerError(Exception):
    """Root of this project's errors."""


class DatasetError(CrawlerError):
    """The dataset or its raw store cannot be used."""


class AddressError(CrawlerError):
    """An address that cannot be crawled."""


class CrawlFailed(CrawlerError):  # noqa: N818 (reads as what it says: the crawl failed)
    """The crawl could not reach what it was asked for."""


class ArgumentError(CrawlerError):
    """An argument that cannot be used."""
