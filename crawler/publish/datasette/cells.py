"""Rendering of cells: keys are links to their rows, long texts are cut, and HTML is never shown as HTML."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils import is_url  # type: ignore[import-untyped] # ships no types
from markupsafe import Markup, escape

from crawler.publish.addresses import READ, Addresses
from crawler.publish.keys import parts_of, shapes
from crawler.publish.shown import day, flow
from crawler.store.schema import tables as schema

#: Characters of a text on a table page, and on a query page (whose rows have no page of their own).
IN_TABLE, IN_QUERY = 160, 600
#: Characters of an address that are shown. The link contains all of it.
OF_ADDRESS = 70
#: Marks around a matching word. They occur in no text that we know of, and are readable in JSON and CSV.
FOUND = re.compile("⟦([^⟦⟧]*)⟧")

#: Columns of views and queries that contain the key of a row.
KEYS = {
    "article": "articles",
    "target": "articles",
    "source": "sources",
    "tweet": "tweets",
    "account": "tweet_accounts",
    "with_account": "tweet_accounts",
    "term": "terms",
}
#: Columns of views and queries that name the row whose key is in another column.
_NAMES = {
    "title": ("article",),
    "target_title": ("target",),
    "name": ("term", "account"),
    "subject": ("term",),
}
_DIGESTS = {"content_hash", "sha256"}
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ROW = re.compile(r"(?P<table>\w+)/(?P<key>.+)")


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


def render(cell: Cell) -> Markup | None:
    """The cell as HTML, or None to let Datasette render it."""
    if cell.value in ("", None) or isinstance(cell.value, bytes):
        return None
    rules = _IN_TABLES if cell.shape() else _IN_RESULTS
    return _in_direction(cell, next((shown for rule in rules if (shown := rule(cell)) is not None), None))


def lacks_label(cell: Cell) -> bool:
    """Whether it contains only the key of a row of another table, as on the page of a row."""
    return cell.value is not None and not isinstance(cell.value, dict) and bool(_referred(cell))


def in_full(shown: object, value: object) -> object:
    """The value as the page of a row shows it."""
    return value if isinstance(shown, Shortened) else shown


def _in_direction(cell: Cell, shown: Markup | None) -> Markup | None:
    """A text that is written from right to left, marked as such. Everything else stays as it is."""
    text = cell.value["label"] if isinstance(cell.value, dict) else cell.value
    if not isinstance(text, str) or flow(text) == "ltr":
        return shown
    made = Shortened if isinstance(shown, Shortened) else Markup
    return made('<div dir="rtl">{}</div>').format(cell.value if shown is None else shown)


def _anchor(address: str, text: object, title: object = "") -> Markup:
    """A link. `Markup.format` would take ten times as long, and a page has up to a thousand links."""
    named = f' title="{escape(title)}"' if title else ""
    return Markup(f'<a href="{escape(address)}"{named}>{escape(text)}</a>')  # noqa: S704 (each part escaped)


def _cut(text: str, length: int) -> str:
    """The text, or its beginning up to a space, with an ellipsis."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0].rstrip()}…"


def _labelled(cell: Cell) -> Markup | None:
    """A reference with a label. Datasette's own link breaks if the name of the database contains dots."""
    if not isinstance(cell.value, dict):
        return None
    value, label = cell.value["value"], cell.value["label"]
    text = _cut(str(label).removeprefix("https://"), OF_ADDRESS) if label else value
    return _anchor(cell.at.reading(_referred(cell) or "", value), text, value)


def _reference(cell: Cell) -> Markup | None:
    """A reference without a label."""
    other = _referred(cell)
    return _anchor(cell.at.reading(other, cell.value), cell.value) if other else None


def _referred(cell: Cell) -> str | None:
    """The table whose key the cell contains."""
    shape = cell.shape()
    return next((c.references for c in shape.columns if c.name == cell.column), None) if shape else None


def _label(cell: Cell) -> Markup | None:
    """The name of an article, account, term or author in its own table. Addresses lead where they say."""
    shape = cell.shape()
    if shape is None or shape.name not in READ or cell.column != shape.label or cell.column == "url":
        return None
    key = [cell.field(name) for name in shape.key]
    return _anchor(cell.at.reading(shape.name, *key), _cut(str(cell.value), IN_TABLE))


def _domain(cell: Cell) -> Markup | None:
    """A registered domain, with the page that lists what was linked there."""
    return _anchor(cell.at.page("domain", cell.value), cell.value) if cell.column == "domain" else None


def _position(cell: Cell) -> Markup | None:
    """The position of a paragraph, note or turn of the same article. Such a key has two columns."""
    shape, part = cell.shape(), parts_of(cell.table or "").get(cell.column)
    if shape is None or part is None:
        return None
    return _anchor(cell.at.row(part, cell.field(shape.key[0]), cell.value), cell.value)


def _html(cell: Cell) -> Markup | None:
    """The size of the HTML, with a link to the row, which shows it as text."""
    if cell.column != "html":
        return None
    return _anchor(f"{_row_of(cell)}#html", f"{max(1, round(len(cell.value) / 1000))} kB of HTML")


def _json_list(cell: Cell) -> Markup | None:
    """A JSON list, one entry per line."""
    shape = cell.shape()
    if shape is None or not any(c.is_json and c.name == cell.column for c in shape.columns):
        return None
    entries = [Markup("<li>{}</li>").format(_entry(entry)) for entry in json.loads(cell.value)]
    return Markup('<ul class="entries">{}</ul>').format(Markup("").join(entries)) if entries else Markup("–")


def _entry(entry: object) -> Markup:
    if isinstance(entry, dict):
        url = str(entry.get("url"))
        text = entry.get("text") or url
        return _anchor(url, text) if is_url(url) else escape(text)
    return _address_link(entry) if is_url(entry) else escape(entry)


def _address(cell: Cell) -> Markup | None:
    """An address as a link if a browser can open it as a page."""
    return _address_link(cell.value) if is_url(cell.value) else None


def _address_link(url: Any) -> Markup:
    shown = url.split("://", 1)[1]
    return _anchor(url, shown if len(shown) <= OF_ADDRESS else f"{shown[:OF_ADDRESS]}…")


def _digest(cell: Cell) -> Markup | None:
    """The beginning of a SHA-256, which is enough to distinguish two."""
    if cell.column not in _DIGESTS:
        return None
    return Shortened(Markup('<code title="{0}">{1}…</code>').format(cell.value, cell.value[:12]))


def _long_text(cell: Cell) -> Markup | None:
    """The beginning of a long text, with a link to the row that has all of it."""
    if not isinstance(cell.value, str) or len(cell.value) <= IN_TABLE:
        return None
    more = _anchor(_row_of(cell), "more")
    return Shortened(Markup('<div class="cut">{} {}</div>').format(_cut(cell.value, IN_TABLE), more))


def _row_of(cell: Cell) -> str:
    """Address of the cell's row."""
    shape = cell.shape()
    if shape is None:
        raise TypeError(f"{cell.table} is not a table, so its rows have no address")
    return cell.at.row(shape.name, *(cell.field(name) for name in shape.key))


def _snippet(cell: Cell) -> Markup | None:
    """A snippet of a search result. It is escaped first, then marked."""
    if cell.column != "snippet" or not isinstance(cell.value, str):
        return None
    return Markup(FOUND.sub(r"<mark>\1</mark>", str(escape(cell.value))))  # noqa: S704 (escaped just here)


def _named_row(cell: Cell) -> Markup | None:
    """A row, as TABLE/KEY."""
    row = _ROW.fullmatch(str(cell.value)) if cell.column == "row" else None
    return _anchor(cell.at.row(row["table"], *row["key"].split(",")), cell.value) if row else None


def _key(cell: Cell) -> Markup | None:
    """The key of an article, a tweet, a source …"""
    table = KEYS.get(cell.column)
    return _anchor(cell.at.reading(table, cell.value), cell.value) if table else None


def _name(cell: Cell) -> Markup | None:
    """A name or title that links to what it names: by a key in the same row, or by the column `row`."""
    if cell.column not in _NAMES:
        return None
    text = _cut(str(cell.value), IN_TABLE)
    for column in _NAMES[cell.column]:
        if key := cell.field(column):
            return _anchor(cell.at.reading(KEYS[column], key), text)
    row = _ROW.fullmatch(str(cell.field("row")))
    return _anchor(cell.at.reading(row["table"], *row["key"].split(",")), text) if row else None


def _footnote(cell: Cell) -> Markup | None:
    """The position of a footnote. Its article is in the same row."""
    article = cell.field("article") if cell.column == "footnote" else None
    return _anchor(cell.at.row("footnotes", article, cell.value), cell.value) if article else None


def _time(cell: Cell) -> Markup | None:
    """The day of a time."""
    if not isinstance(cell.value, str) or not _TIME.fullmatch(cell.value):
        return None
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(cell.value, day(cell.value))


def _long_result(cell: Cell) -> Markup | None:
    if not isinstance(cell.value, str) or len(cell.value) <= IN_QUERY:
        return None
    return Shortened(escape(_cut(cell.value, IN_QUERY)))


_Rule = Callable[[Cell], Markup | None]
_IN_TABLES: tuple[_Rule, ...] = (
    _labelled,
    _reference,
    _label,
    _domain,
    _position,
    _html,
    _json_list,
    _digest,
    _address,
    _long_text,
)
_IN_RESULTS: tuple[_Rule, ...] = (
    _snippet,
    _named_row,
    _key,
    _name,
    _domain,
    _footnote,
    _time,
    _address,
    _long_result,
)
