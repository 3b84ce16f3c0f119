"""`scrapy reparse`: the same as `blog2dataset reparse`."""

from crawler.cli.scrapy_command import AdaptedCommand


class Command(AdaptedCommand):
    """Found by Scrapy under the name of this module."""
