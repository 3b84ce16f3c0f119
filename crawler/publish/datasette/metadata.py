"""The metadata that Datasette shows for a dataset: titles, rights, descriptions, facets and sort orders."""

from functools import cache
from typing import Any

from crawler.publish.addresses import is_web_address
from crawler.publish.datasets import DatasetInfo
from crawler.publish.datasette.presentation import TABLES, VIEWS
from crawler.store.schema import search, views
from crawler.store.schema import tables as schema

RIGHTS = (
    "the texts belong to the authors of the blog, the comments and the tweets. "
    "This copy is for reading and study. It grants no right to republish them."
)
_SHADOWS = ("data", "idx", "docsize", "config")


def metadata(archives: dict[str, DatasetInfo], *, alone: bool) -> dict[str, Any]:
    """The metadata of datasets by database name, in Datasette's format. If no other databases are served
    (``alone``), their titles are also the title of the instance.

    Each call returns a new object, because Datasette modifies it.
    """
    found: dict[str, Any] = {"databases": {name: _database(archive) for name, archive in archives.items()}}
    titles = [archive.title for archive in archives.values() if archive.title]
    if alone and titles:
        found["title"] = " · ".join(titles)
    return found


def described(name: str) -> str:
    """The description of a table or view. Empty if the schema does not contain it."""
    return str(_tables().get(name, {}).get("description", ""))


def _database(archive: DatasetInfo) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": _description(archive),
        "license": RIGHTS,
        "tables": {name: _copied(metadata) for name, metadata in _tables().items()},
    }
    if archive.title:
        found["title"] = archive.title
        found["source"] = ", ".join(blog.url for blog in archive.blogs)
    if len(archive.blogs) == 1 and is_web_address(archive.blogs[0].url):
        found["source_url"] = archive.blogs[0].url
    return found


def _description(archive: DatasetInfo) -> str:
    if not archive.blogs:
        return "An archive of a blog. No crawl has run yet."
    until = f" as of {archive.crawled[:10]}" if archive.crawled else ""
    return (
        f"An archive of {archive.title}{until}: the articles with their tweets, footnotes and cited sources, "
        "and the comments."
    )


def _copied(metadata: dict[str, Any]) -> dict[str, Any]:
    return {key: value.copy() if isinstance(value, dict | list) else value for key, value in metadata.items()}


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return {
        **{table.name: _table(table) for table in schema.tables()},
        **{view.name: _view(view) for view in views.views()},
        **{
            name: metadata
            for searched in search.SEARCHED
            for name, metadata in _index(searched.table, searched.index).items()
        },
    }


def _table(table: schema.TableInfo) -> dict[str, Any]:
    columns = {column.name: column.description for column in table.columns}
    label = {"label_column": table.label} if table.label else {}
    return {"description": table.description, "columns": columns, **label, **TABLES.get(table.name, {})}


def _view(view: views.View) -> dict[str, Any]:
    return {"description": view.description, "columns": dict(view.columns), **VIEWS.get(view.name, {})}


def _index(table: str, index: str) -> dict[str, dict[str, Any]]:
    """The full-text index of a table, and the tables that SQLite stores it in. All are hidden."""
    return {
        index: {"description": f"Index of the full-text search over {table}.", "hidden": True},
        **{
            f"{index}_{shadow}": {"description": f"Internal part of {index}.", "hidden": True}
            for shadow in _SHADOWS
        },
    }
