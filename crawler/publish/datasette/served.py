"""Which of the databases that a Datasette serves are datasets of ours."""

from typing import Any

from crawler.publish.addresses import Addresses
from crawler.publish.datasets import DatasetInfo, archive_at

#: Databases that Datasette keeps for itself.
INTERNAL = "_internal"


def archive(datasette: Any, name: str | None) -> DatasetInfo | None:
    """The dataset of ours behind a database's name; None where it is none."""
    database = datasette.databases.get(name)
    if database is None or database.path is None:
        return None
    return archive_at(str(database.path), immutable=not database.is_mutable)


def names(datasette: Any) -> list[str]:
    """The databases that a reader meets."""
    return [name for name in datasette.databases if name != INTERNAL]


def all_ours(datasette: Any) -> bool:
    """Whether nothing but datasets of ours is served."""
    found = names(datasette)
    return bool(found) and all(archive(datasette, name) for name in found)


def addresses(datasette: Any, name: str) -> Addresses:
    """The addresses of a dataset's pages."""
    return Addresses(home=str(datasette.urls.database(name)))
