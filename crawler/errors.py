"""The errors of this project, with one base class. The message says what the user can do."""


class CrawlerError(Exception):
    """Base class of this project's errors."""


class DatasetError(CrawlerError):
    """The dataset or its raw store cannot be used."""


class AddressError(CrawlerError):
    """An address that cannot be crawled."""


class CrawlFailed(CrawlerError):  # noqa: N818 (the name is a sentence: the crawl failed)
    """The crawl could not reach the requested blog or page."""


class ArgumentError(CrawlerError):
    """An argument that cannot be used."""
