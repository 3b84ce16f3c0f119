"""The sample blog, which this spider serves by itself: everything runs without the internet."""

from contextlib import ExitStack
from typing import Any, ClassVar

from crawler.spiders.blog import BlogSpider

_PORT = 8019  # the same each time, so that a second crawl meets the same addresses


class DemoSpider(BlogSpider):
    """Some thirty posts of our own, over real HTTP on loopback."""

    name = "demo"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc]  # Scrapy's own way to set it
        "DOWNLOAD_DELAY": 0,  # its server has nobody else to serve
        "AUTOTHROTTLE_ENABLED": False,
    }

    def home(self) -> str:
        """Start the server; where the usual port is taken, on a free one."""
        from crawler.demo import serve  # noqa: PLC0415 (every command imports this module, and but one serves)

        self._serving = ExitStack()
        try:
            served = self._serving.enter_context(serve(port=_PORT))
        except OSError:
            served = self._serving.enter_context(serve())
        return served.url

    def closed(self, reason: str) -> None:
        """End the run, and the server."""
        super().closed(reason)
        self._serving.close()
