"""The hooks that Datasette 0.65 calls. Each checks whether the database is one of our datasets."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from sqlite3 import Connection
from typing import Any

from datasette import hookimpl  # type: ignore[import-untyped] # Datasette ships no types
from datasette.utils import path_with_added_args, urlsafe_components  # type: ignore[import-untyped]
from markupsafe import Markup

from crawler.publish import keys
from crawler.publish.addresses import READ
from crawler.publish.datasette import errors, policy, requests, routes
from crawler.publish.datasette.cells import rendering
from crawler.publish.datasette.cells.answers import KEYS
from crawler.publish.datasette.cells.cell import Cell
from crawler.publish.datasette.metadata import described, metadata
from crawler.publish.datasette.served import addresses, all_ours, archive, dataset_at, names
from crawler.publish.datasette.years import YearFacet
from crawler.publish.home.archives import read_archives
from crawler.publish.home.home import home
from crawler.publish.navigation import navigation
from crawler.publish.questions.canned import queries
from crawler.publish.search.words import letter_terms, search_terms, word_terms
from crawler.publish.shown import FORMS

#: Name of the distribution. Datasette serves the plugin's static files under it.
DISTRIBUTION = "blog-to-dataset"
#: The metadata keys that we answer. Datasette asks for others (`allow`, `plugins` …) about a hundred times a
#: page. It also asks for `tables`, to find permissions and facet sizes, but we set none.
_KEYS = {None, "databases", "title", "description", "license", "source", "source_url"}


@hookimpl  # type: ignore[untyped-decorator]
def startup(datasette: Any) -> None:
    """Load slow data before the first request, and switch off suggested facets.

    Suggesting facets takes two thirds of the time of a table page, and five sixths with 10,000 articles. Our
    tables have chosen facets, and the menu of each column offers one. The setting applies to the whole
    instance, so it stays on if other databases are served.
    """
    for name in datasette.databases:
        if found := archive(datasette, name):
            metadata({name: found}, alone=False)
    if all_ours(datasette):
        datasette._settings["suggest_facets"] = False  # noqa: SLF001 (nothing public sets it)


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Any, key: str | None) -> dict[str, Any]:
    """Titles, rights and descriptions of our datasets."""
    if key not in _KEYS:
        return {}
    ours = {name: found for name in names(datasette) if (found := archive(datasette, name))}
    return metadata(ours, alone=len(ours) == len(names(datasette)))


@hookimpl  # type: ignore[untyped-decorator]
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """The canned queries of each of our datasets."""
    if not archive(datasette, database):
        return {}
    return {
        query.name: {
            "sql": query.sql,
            "title": query.title,
            "description": query.description,
            "parameters": dict(query.parameters),
            "params": [*query.parameters],
            "hide_sql": True,
        }
        for query in queries()
    }


@hookimpl(trylast=True)  # type: ignore[untyped-decorator] # after Datasette's own
def prepare_connection(conn: Connection, database: str, datasette: Any) -> None:
    """The SQL functions of the search. They also replace Datasette's, which fails on `"` and NUL."""
    if archive(datasette, database):
        conn.create_function("search_terms", 1, word_terms, deterministic=True)
        conn.create_function("letter_terms", 1, letter_terms, deterministic=True)
        conn.create_function("escape_fts", 1, search_terms, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def register_facet_classes() -> list[type]:
    """The facet by year."""
    return [YearFacet]


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(  # noqa: PLR0913, PLR0917 (Datasette names the arguments)
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | Callable[[], Awaitable[Markup | None]] | None:
    """Render a cell of our tables, views and queries."""
    if not archive(datasette, database):
        return None

    async def with_label() -> Markup | None:
        labels = await datasette.expand_foreign_keys(database, table, column, [value])
        labelled = {"value": value, "label": labels.get((column, value))}
        return rendering.render(replace(cell, value=labelled))

    cell = Cell(value=value, column=column, row=row, table=table, at=addresses(datasette, database))
    return with_label if rendering.lacks_label(cell) else rendering.render(cell)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    database: str | None, table: str, view_name: str, request: Any, datasette: Any
) -> dict[str, Any] | Callable[[], Awaitable[dict[str, Any]]]:
    """The variables of our templates. Empty on other pages, where the templates extend Datasette's own."""
    found = archive(datasette, database)
    if database is None and all_ours(datasette):
        return _of_all(datasette, view_name)
    if found is None:
        return {}
    at = addresses(datasette, str(database))
    ours = {
        "archive": found,
        "at": at,
        "static": _static(datasette),
        "keys": KEYS,
        "path_with_facet": _path_with_facet,
        "navigation": navigation(
            at,
            request.path,
            {name: request.args[name] for name in request.args},
            asks=request.path.rpartition("/")[2] in _questions(),
        ),
        "one_of_several": all_ours(datasette) and len(names(datasette)) > 1,
        **FORMS,
    }
    if view_name == "row":
        key = urlsafe_components(request.url_vars["pks"])
        return {
            **ours,
            "described": described,
            "in_full": rendering.in_full,
            "related": keys.related(table, ",".join(key)),
            "read": at.reading(table, *key) if table in READ else None,
        }

    async def variables() -> dict[str, Any]:
        return {**ours, **await home(datasette.databases[database], found, at)}

    return variables if view_name == "database" and not request.args.get("sql") else ours


@cache
def _questions() -> frozenset[str]:
    return frozenset(query.name for query in queries())


def _of_all(
    datasette: Any, view_name: str | None
) -> dict[str, Any] | Callable[[], Awaitable[dict[str, Any]]]:
    """The variables of pages that belong to no dataset: the list of archives, and errors."""
    ours = {"static": _static(datasette), **FORMS}

    async def variables() -> dict[str, Any]:
        found = {name: archive(datasette, name) for name in names(datasette)}
        return {
            **ours,
            "archives": await read_archives(
                (datasette.databases[n], info) for n, info in found.items() if info
            ),
        }

    if view_name == "index":
        return variables
    return ours if view_name is None else {}


def _static(datasette: Any) -> Callable[[str], str]:
    """Address of one of our static files, from its name."""
    return lambda name: str(datasette.urls.static_plugins(DISTRIBUTION, name))


def _path_with_facet(request: Any, column: str) -> str:
    """The address of a table page with a facet by one more column."""
    return str(path_with_added_args(request, {"_facet": column}))


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(
    datasette: Any, request: Any, exception: Exception
) -> Callable[[], Awaitable[Any]] | None:
    """The page of an error, such as an address that does not exist. None leaves it to Datasette."""
    found = errors.refused(exception)
    name = dataset_at(datasette, request.path)
    if found is None or request.path.endswith(".json") or not (name or all_ours(datasette)):
        return None
    return lambda: errors.shown(found, name, datasette, request)


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The reading pages."""
    return routes.routes()


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[requests.App], requests.App]:
    """Headers for our pages. The pages of a dataset are entirely ours and get the strictest policy."""
    base = datasette.setting("base_url").rstrip("/")

    def ours(path: str) -> bool:
        route = requests.database_of(path.removeprefix(base))
        if route is None:
            return all_ours(datasette)
        return any(archive(datasette, name) for name, db in datasette.databases.items() if db.route == route)

    def headers(scope: requests.Scope) -> policy.Headers:
        return policy.headers(own=requests.database_of(scope["path"].removeprefix(base)) is not None)

    def home(path: str) -> str | None:
        """The home page of the only dataset, for the root of the server."""
        served = names(datasette) if path == f"{base}/" else []
        only = served[0] if len(served) == 1 and archive(datasette, served[0]) else None
        return str(datasette.urls.database(only)) if only else None

    return lambda app: requests.with_headers(app, ours, headers, home)
