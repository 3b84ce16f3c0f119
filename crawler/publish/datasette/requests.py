"""Requests before they reach Datasette, and the headers of its responses."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import tilde_decode  # type: ignore[import-untyped] # Datasette ships no types

from crawler.store.schema.search import SEARCHED
from crawler.text.scripts import is_unspaced

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

_DATABASE = re.compile(r"/(?P<name>[^/.]+)")
_TABLE = re.compile(r".*/[^/.]+/(?P<name>\w+)(?:\.\w+)?/?")
_LETTERS = {searched.table: searched.letters for searched in SEARCHED}
_BLANK_SEARCH = re.compile(rb"(?:^|&)_search=(?=&|$)")


def with_headers(
    app: App,
    ours: Callable[[str], bool],
    headers: Callable[[Scope], tuple[tuple[bytes, bytes], ...]],
    home: Callable[[str], str | None],
) -> App:
    """The app with these headers on our pages, unless the response already has them.

    ``ours`` returns whether a path is one of our pages. ``home`` returns the path of the page to show at a
    path, if that is another one.
    """

    async def wrapped(scope: Scope, receive: Any, send: Any) -> None:
        scope = with_home(scope, home)
        if scope["type"] != "http" or not ours(scope["path"]):
            await app(scope, receive, send)
            return

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = [*message.get("headers", ())]
                names = {name.lower() for name, _ in present}
                added = [(name, value) for name, value in headers(scope) if name not in names]
                message = {**message, "headers": [*present, *added]}
            await send(message)

        await app(with_index(without_blank_search(scope)), receive, send_with_headers)

    return wrapped


def database_of(path: str) -> str | None:
    """The name of the database in a path. None for Datasette's own pages.

    >>> database_of("/blog~2Eexample/articles.json"), database_of("/-/versions"), database_of("/")
    ('blog.example', None, None)
    """
    found = _DATABASE.match(path)
    return None if found is None or found["name"] == "-" else str(tilde_decode(found["name"]))


def with_home(scope: Scope, home: Callable[[str], str | None]) -> Scope:
    """The request for the page that ``home`` returns for its path, if any."""
    path = home(scope["path"]) if scope["type"] == "http" else None
    return {**scope, "path": path, "raw_path": path.encode()} if path else scope


def without_blank_search(scope: Scope) -> Scope:
    """The request without an empty `_search=`. The form of a table page sends one with every filter, and
    Datasette would pass it to FTS5, which raises a syntax error.
    """
    query = scope.get("query_string", b"")
    kept = _BLANK_SEARCH.sub(b"", query).removeprefix(b"&")
    return {**scope, "query_string": kept} if kept != query else scope


def with_index(scope: Scope) -> Scope:
    """The request of a table with the index that its `_search=` needs, in `_fts_table=`.

    Datasette searches the index of words unless the address names another one. The form of a table page
    repeats `_fts_table=` in the next search, so it is also taken out again.
    """
    query = scope.get("query_string", b"")
    index = _LETTERS.get(_table_of(scope["path"]) or "") if b"_search=" in query else None
    if index is None:
        return scope
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    kept = [pair for pair in pairs if pair != ("_fts_table", index)]
    if any(name == "_search" and is_unspaced(value) for name, value in pairs):
        kept.append(("_fts_table", index))
    return {**scope, "query_string": urlencode(kept).encode()} if kept != pairs else scope


def _table_of(path: str) -> str | None:
    found = _TABLE.fullmatch(path)
    return found["name"] if found else None
