"""Limits the size of each kind of response, compressed and decompressed, so that none can fill the memory."""

from collections.abc import Mapping
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.items import Ask

#: By the first word of a request's route, the setting with its limit. Other requests are for pages.
_SETTINGS = {
    "api": "LARGEST_JSON",
    "feed": "LARGEST_FEED",
    "robots": "LARGEST_ROBOTS",
    "sitemap": "LARGEST_SITEMAP",
}
_PAGE = "LARGEST_PAGE"


class SizeLimits:
    """Gives each request the limit of its kind. Scrapy obeys it while it downloads and decompresses."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        """``limits`` are the numbers of bytes by the name of the setting."""
        self._limits = limits

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls({name: crawler.settings.getint(name) for name in (*_SETTINGS.values(), _PAGE)})

    def process_request(self, request: Request) -> None:
        """Set the limit."""
        ask: Ask | None = request.meta.get("ask")
        kind, _, part = ask.route.partition(".") if ask else ("page", "", "")
        is_robots = part == "robots" or request.meta.get("dont_obey_robotstxt")
        request.meta["download_maxsize"] = self._limits[_SETTINGS.get("robots" if is_robots else kind, _PAGE)]
