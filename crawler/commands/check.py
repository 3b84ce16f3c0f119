"""`scrapy check`: the same as `blog2dataset check`. It replaces Scrapy's own command of that name."""

from crawler.cli.scrapy_command import AdaptedCommand


class Command(AdaptedCommand):
    """Found by Scrapy under the name of this module."""
