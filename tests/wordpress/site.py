"""A running WordPress of the test bed: crawls of it, its log, and the posts it was created with."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NO_DELAY = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
_SCRAPY = Path(sys.executable).with_name("scrapy")


@dataclass(frozen=True, slots=True)
class Site:
    """Its folder, and the address of its home page."""

    base: Path
    url: str

    @classmethod
    def named(cls, name: str) -> "Site":
        """The site that the environment gives in NAME_BASE and NAME_URL."""
        return cls(Path(os.environ.get(f"{name}_BASE", "")), os.environ.get(f"{name}_URL", ""))

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The published posts, as described when the site was created."""
        posts = json.loads((self.base / "gen" / "truth.json").read_text())["posts"]
        return [post for post in posts if post["status"] == "publish"]

    @property
    def requests(self) -> int:
        """Number of requests that it has answered."""
        return len((self.base / "log" / "access.log").read_text().splitlines())

    def crawl(self, dataset: Path, **arguments: str) -> int:
        """Crawl it with the command, which must succeed. Returns the number of requests."""
        before = self.requests
        given = [part for name, value in arguments.items() for part in ("-a", f"{name}={value}")]
        named = ("-a", f"url={self.url}", "-a", f"dataset={dataset}")
        done = scrapy("crawl", "blog", *named, *given, *_NO_DELAY)
        assert done.returncode == 0, done.stdout + done.stderr
        return self.requests - before


def scrapy(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run([_SCRAPY, *arguments], capture_output=True, text=True, timeout=300, check=False)
