"""Where a command works: the settings, the datasets, and Scrapy's process."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.settings import DATASETS
from crawler.store.files import dataset_path

if TYPE_CHECKING:
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings


class Project:
    """The settings of this program, from its own module, so that no `scrapy.cfg` is needed.

    ``settings`` are those of a command of Scrapy, which can differ.
    """

    def __init__(self, settings: "Settings | None" = None) -> None:
        self._given = settings

    @cached_property
    def settings(self) -> "Settings":
        """Scrapy's settings."""
        if self._given is not None:
            return self._given
        from scrapy.settings import Settings  # noqa: PLC0415 (0.2 s that most commands do not need)

        settings = Settings()
        settings.setmodule("crawler.settings", priority="project")
        return settings

    @property
    def datasets(self) -> Path:
        """Folder of datasets that are given by name."""
        return Path(DATASETS if self._given is None else self._given["DATASETS"])

    def path(self, name: str) -> Path:
        """Path of the dataset that a person names. It need not exist."""
        return dataset_path(name, self.datasets)

    def process(self) -> "AsyncCrawlerProcess":
        """Scrapy's process. It can run once."""
        from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415 (as above)

        return AsyncCrawlerProcess(self.settings)


pass_project = click.make_pass_decorator(Project, ensure=True)
