"""The reading pages over HTTP: they map an address to data and a template, and set the security headers."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from datasette.utils import sqlite_timelimit, tilde_decode  # type: ignore[import-untyped] # ships no types
from datasette.utils.asgi import NotFound, Response  # type: ignore[import-untyped]

from crawler.publish.addresses import KEYED, SINGLE
from crawler.publish.datasette import policy, served
from crawler.publish.pages import PAGES, PageRequest

_PATTERNS = (
    rf"/(?P<database>[^/.]+)/-/(?P<page>{'|'.join(KEYED)})/(?P<key>[^/]+)$",
    rf"/(?P<database>[^/.]+)/-/(?P<page>{'|'.join(SINGLE)})$",
)
#: Limits: parameters that are read from an address, and characters of each.
_MOST_PARAMETERS, _LONGEST = 20, 500
_TOO_LATE = "archive/late.html"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """The page that an address names."""

    database: Any
    name: str
    page: str
    asked: PageRequest


def routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Patterns of paths, each with its view."""
    return [(pattern, view) for pattern in _PATTERNS]


async def view(request: Any, datasette: Any, send: Any) -> Any:
    """Return a reading page. For other databases, return what Datasette would without this plugin."""
    try:
        database = datasette.get_database(route=str(tilde_decode(request.url_vars["database"])))
    except KeyError as missing:
        raise NotFound(f"Database not found: {request.url_vars['database']}") from missing
    if served.archive(datasette, database.name) is None:
        return await _theirs(request, datasette, send)
    await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
    place = _place(request, datasette, database)
    return await _answer(place, request, datasette)


async def _theirs(request: Any, datasette: Any, send: Any) -> Any:
    """Datasette's own answer to such a path: a row of a table named "-", or 404."""
    found = request.url_vars
    if "key" in found:
        raise NotFound("404 Not Found")
    request.scope["url_route"]["kwargs"] = {
        "database": found["database"],
        "table": "-",
        "pks": found["page"],
        "format": None,
    }
    from datasette.views.row import RowView  # type: ignore[import-untyped] # noqa: PLC0415 (imports plugins)

    return await RowView.as_view(datasette)(request, send)


def _place(request: Any, datasette: Any, database: Any) -> _Place:
    key = request.url_vars.get("key")
    given = parse_qsl(request.query_string, max_num_fields=None)[:_MOST_PARAMETERS]
    asked = PageRequest(
        key=None if key is None else str(tilde_decode(key)),
        arguments={name: value[:_LONGEST] for name, value in reversed(given)},
        at=served.addresses(datasette, database.name),
    )
    return _Place(database=database, name=database.name, page=request.url_vars["page"], asked=asked)


async def _answer(place: _Place, request: Any, datasette: Any) -> Any:
    page = PAGES[place.page]

    def read(connection: sqlite3.Connection) -> Mapping[str, Any] | None:
        with sqlite_timelimit(connection, datasette.setting("sql_time_limit_ms")):
            return page.read(connection, place.asked)

    try:
        found = await place.database.execute_fn(read)
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return await _shown(_TOO_LATE, {}, place, request, datasette)
    if found is None:
        raise NotFound(f"This archive does not contain this {place.page}.")
    return await _shown(page.template, found, place, request, datasette)


async def _shown(template: str, found: Mapping[str, Any], place: _Place, request: Any, datasette: Any) -> Any:
    context = {**found, "database": place.name, "asked": place.asked}
    html = await datasette.render_template(template, context, request=request)
    headers = {"content-security-policy": policy.reading_policy(found.get("load_from", ()))}
    return Response.html(html, status=503 if template == _TOO_LATE else 200, headers=headers)
