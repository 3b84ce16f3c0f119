"""Which databases of a Datasette instance are datasets of this project."""

from typing import Any

from crawler.publish.addresses import Addresses
from crawler.publish.datasets import DatasetInfo, archive_at
from crawler.publish.datasette.requests import database_of

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


def dataset_at(datasette: Any, path: str) -> str | None:
    """The name of the dataset that a path is in, or of the only one. None if that is not one of ours."""
    route = database_of(path.removeprefix(datasette.setting("base_url").rstrip("/")))
    named = [name for name, database in datasette.databases.items() if database.route == route]
    served = named or (names(datasette) if len(names(datasette)) == 1 else [])
    return served[0] if served and archive(datasette, served[0]) else None


def addresses(datasette: Any, name: str) -> Addresses:
    """The addresses of a dataset's pages."""
    return Addresses(home=str(datasette.urls.database(name)))
