"""Which databases of a Datasette instance are datasets of this project."""

from typing import Any

from crawler.publish.addresses import Addresses
from crawler.publish.datasets import DatasetInfo, archive_at

#: Datasette's internal databases.
INTERNAL = "_internal"


def archive(datasette: Any, name: str | None) -> DatasetInfo | None:
    """The dataset with this database name. None if the database is not one of our datasets."""
    database = datasette.databases.get(name)
    if database is None or database.path is None:
        return None
    return archive_at(str(database.path), immutable=not database.is_mutable)


def names(datasette: Any) -> list[str]:
    """The databases that a reader can see."""
    return [name for name in datasette.databases if name != INTERNAL]


def all_ours(datasette: Any) -> bool:
    """Whether only our datasets are served."""
    found = names(datasette)
    return bool(found) and all(archive(datasette, name) for name in found)


def addresses(datasette: Any, name: str) -> Addresses:
    """The addresses of a dataset's pages."""
    return Addresses(home=str(datasette.urls.database(name)))
