"""`scrapy history`: the same as `blog2dataset history`."""

from crawler.cli.scrapy_command import AdaptedCommand


class Command(AdaptedCommand):
    """Found by Scrapy under the name of this module."""
