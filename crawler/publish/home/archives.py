"""The page of several archives: each by its title, with its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crawler.publish.datasets import DatasetInfo
from crawler.publish.home.home import read_numbers, read_period


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveLine:
    """An archive on that page."""

    info: DatasetInfo
    numbers: list[dict[str, Any]]
    """As on the home page of the archive."""
    period: tuple[str, str] | None
    """Dates of the first and the last article."""


async def read_archives(databases: Iterable[tuple[Any, DatasetInfo]]) -> dict[str, ArchiveLine]:
    """The archives by the name of their database, ordered by title. Each comes with Datasette's object."""
    lines = {
        database.name: ArchiveLine(
            info=info, numbers=await read_numbers(database), period=await read_period(database)
        )
        for database, info in databases
    }
    return dict(sorted(lines.items(), key=lambda line: (line[1].info.title or line[0]).casefold()))
