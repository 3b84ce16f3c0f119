"""What Datasette says of a dataset and its tables: titles, rights, descriptions, facets, order."""

from functools import cache
from typing import Any

from crawler.publish.addresses import is_web_address
from crawler.publish.datasets import DatasetInfo
from crawler.publish.datasette.presentation import TABLES, VIEWS
from crawler.store.schema import search, views
from crawler.store.schema import tables as schema

RIGHTS = (
    "the texts belong to their authors: of the blog, the comments, the tweets. "
    "This copy is for reading and study, and gives nobody a right to publish them."
)
_SHADOWS = ("data", "idx", "docsize", "config")


def metadata(archives: dict[str, DatasetInfo], *, alone: bool) -> dict[str, Any]:
    """The metadata of datasets by the names of their databases, as Datasette wants it; anew with every call:
    Datasette writes into it. Where they are ``alone``, their titles are that of the whole as well.
    """
    found: dict[str, Any] = {"databases": {name: _database(archive) for name, archive in archives.items()}}
    titles = [archive.title for archive in archives.values() if archive.title]
    if alone and titles:
        found["title"] = " · ".join(titles)
    return found


def described(name: str) -> str:
    """What the rows of a table or view are; empty for a table that is not of the schema."""
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
        return "An archive of a blog; no crawl has written to it yet."
    until = f" as of {archive.crawled[:10]}" if archive.crawled else ""
    return (
        f"An archive of {archive.title}{until}: the articles, the tweets in them, their footnotes with every "
        "source they cite, and the comments."
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
    """The index of a searched table and the tables that SQLite keeps it in: none is for readers."""
    return {
        index: {"description": f"Index of the full-text search over {table}.", "hidden": True},
        **{
            f"{index}_{shadow}": {"description": f"Internal part of {index}.", "hidden": True}
            for shadow in _SHADOWS
        },
    }
