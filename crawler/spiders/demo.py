"""The sample blog. The spider serves it itself, so it needs no internet."""

from contextlib import ExitStack
from typing import Any, ClassVar

from crawler.spiders.blog import BlogSpider

_PORT = 8019  # always the same, so that a second crawl finds the same addresses


class DemoSpider(BlogSpider):
    """About thirty sample posts, over real HTTP on loopback."""

    name = "demo"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc]  # Scrapy's own way to set it
        "DOWNLOAD_DELAY": 0,  # its server has no other clients
        "AUTOTHROTTLE_ENABLED": False,
    }

    def home(self) -> str:
        """Start the server, on a free port if the usual one is taken."""
        from crawler.demo import serve  # noqa: PLC0415 (every command imports this module, and but one serves)

        self._serving = ExitStack()
        try:
            served = self._serving.enter_context(serve(port=_PORT))
        except OSError:
            served = self._serving.enter_context(serve())
        return served.url

    def closed(self, reason: str) -> None:
        """End the run and stop the server."""
        super().closed(reason)
        self._serving.close()
