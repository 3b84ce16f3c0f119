"""Where a command works: the settings, the datasets, and Scrapy's process."""

import functools
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.settings import DATASETS
from crawler.store.files import dataset_path
from crawler.store.reading.shelf import found_dataset

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

    def dataset(self, name: str) -> Path:
        """Path of the existing dataset that a person names. Raises `DatasetError` if there is none."""
        return found_dataset(name, self.datasets)

    def process(self) -> "AsyncCrawlerProcess":
        """Scrapy's process. It can run once."""
        from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415 (as above)

        return AsyncCrawlerProcess(self.settings)


def scrapy_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options `-L` and `-s` of Scrapy to a command that sends requests."""

    @click.option("-L", "--loglevel", metavar="LEVEL", help="Print a log: INFO or DEBUG.")
    @click.option("-s", "--set", "settings", metavar="NAME=VALUE", multiple=True, help="Change a setting.")
    @functools.wraps(command)
    def with_settings(
        *arguments: Any, loglevel: str | None, settings: tuple[str, ...], **options: Any
    ) -> Any:
        chosen = click.get_current_context().ensure_object(Project).settings
        for setting in settings:
            name, equals, value = setting.partition("=")
            if not equals:
                raise click.BadParameter(f"{setting} is not NAME=VALUE.", param_hint="-s")
            chosen.set(name, value, priority="cmdline")
        if loglevel:
            chosen.set("LOG_LEVEL", loglevel, priority="cmdline")
        return command(*arguments, **options)

    return with_settings


pass_project = click.make_pass_decorator(Project, ensure=True)
