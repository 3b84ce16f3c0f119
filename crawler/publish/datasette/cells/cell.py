"""A cell, and the pieces of HTML that rules make of its value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils import is_url  # type: ignore[import-untyped] # ships no types
from markupsafe import Markup, escape

from crawler.publish.addresses import Addresses
from crawler.publish.keys import shapes
from crawler.store.schema import tables as schema

#: Characters of a text on a table page.
IN_TABLE = 160
#: Characters of an address that are shown. The link contains all of it.
OF_ADDRESS = 70


class Shortened(Markup):
    """A cell that does not show its whole text."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A value and its place."""

    value: Any
    """The value in SQLite. For a reference with a label: Datasette's dict of `value` and `label`."""
    column: str
    row: Mapping[str, Any]
    table: str | None
    """The table or view. None in the result of a query."""
    at: Addresses

    def field(self, name: str) -> Any:
        """Returns another value of the same row, without its label. None if the row has no such column."""
        value = self.row[name] if name in self.row.keys() else None  # noqa: SIM118 (a sqlite3.Row has values in it)
        return value["value"] if isinstance(value, dict) else value

    def shape(self) -> schema.TableInfo | None:
        """The table that it belongs to. None in a view or in the result of a query."""
        return shapes().get(self.table or "")


Rule = Callable[[Cell], Markup | None]
"""Renders a cell. None if the rule is not about it."""


def anchor(address: str, text: object, title: object = "") -> Markup:
    """A link. `Markup.format` would take ten times as long, and a page has up to a thousand links."""
    named = f' title="{escape(title)}"' if title else ""
    return Markup(f'<a href="{escape(address)}"{named}>{escape(text)}</a>')  # noqa: S704 (each part escaped)


def cut(text: str, length: int) -> str:
    """The text, or its beginning up to a space, with an ellipsis."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0].rstrip()}…"


def address(cell: Cell) -> Markup | None:
    """An address as a link if a browser can open it as a page."""
    return address_link(cell.value) if is_url(cell.value) else None


def address_link(url: Any) -> Markup:
    """A link to an address, which is shown without its scheme and at most `OF_ADDRESS` long."""
    shown = url.split("://", 1)[1]
    return anchor(url, shown if len(shown) <= OF_ADDRESS else f"{shown[:OF_ADDRESS]}…")
