"""How a cell is shown: keys as links to their rows, long texts cut, HTML never as HTML."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils import is_url  # type: ignore[import-untyped] # ships no types
from markupsafe import Markup, escape

from crawler.publish.keys import key_path, parts_of, shapes
from crawler.store.schema import tables as schema

#: Characters of a text that a table page shows, and a query's, whose rows have no page of their own.
IN_TABLE, IN_QUERY = 160, 600
#: Characters of an address that are shown; the link has all of it.
OF_ADDRESS = 70
#: Around a word that a search found. In no text that we know of, and readable in JSON and CSV.
FOUND = re.compile("⟦([^⟦⟧]*)⟧")

#: Columns of views and queries that hold the key of a table's row.
_KEYS = {
    "article": "articles",
    "target": "articles",
    "source": "sources",
    "tweet": "tweets",
    "account": "tweet_accounts",
    "with_account": "tweet_accounts",
    "term": "terms",
}
#: Columns of views and queries that name the row whose key another column holds.
_NAMES = {"title": "article", "target_title": "target"}
_DIGESTS = {"content_hash", "sha256"}
_ROW = re.compile(r"(?P<table>\w+)/(?P<key>.+)")


class Shortened(Markup):
    """A cell that does not show its whole text."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A value and where it stands."""

    value: Any
    """As SQLite has it; of a reference whose label is known, Datasette's dict of `value` and `label`."""
    column: str
    row: Mapping[str, Any]
    table: str | None
    """The table or view; None for a query's result."""
    link: Callable[[str, str], str]
    """Address of a row, from the table's name and the row's key in an address."""

    def field(self, name: str) -> Any:
        """Another value of the same row, without its label; None where the row has no such column."""
        value = self.row[name] if name in self.row.keys() else None  # noqa: SIM118 (a sqlite3.Row has values in it)
        return value["value"] if isinstance(value, dict) else value

    def shape(self) -> schema.TableInfo | None:
        """The table that it belongs to; None in a view or a query's result."""
        return shapes().get(self.table or "")


def render(cell: Cell) -> Markup | None:
    """The cell as HTML, or None where Datasette's own way will do."""
    if cell.value in ("", None) or isinstance(cell.value, bytes):
        return None
    rules = _IN_TABLES if cell.shape() else _IN_RESULTS
    return next((shown for rule in rules if (shown := rule(cell)) is not None), None)


def lacks_label(cell: Cell) -> bool:
    """Whether it holds the key of a row of another table, and that alone: so it is on the page of a row."""
    return cell.value is not None and not isinstance(cell.value, dict) and bool(_referred(cell))


def in_full(shown: object, value: object) -> object:
    """What the page of a row shows in place of what a table page would."""
    return value if isinstance(shown, Shortened) else shown


def _anchor(address: str, text: object, title: object = "") -> Markup:
    """A link. Written out, because `Markup.format` takes ten times as long, a thousand times a page."""
    named = f' title="{escape(title)}"' if title else ""
    return Markup(f'<a href="{escape(address)}"{named}>{escape(text)}</a>')  # noqa: S704 (each part escaped)


def _cut(text: str, length: int) -> str:
    """The text, or its beginning up to a blank, with an ellipsis."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0].rstrip()}…"


def _labelled(cell: Cell) -> Markup | None:
    """A reference whose label Datasette looked up. Its own link breaks where a database's name has dots."""
    if not isinstance(cell.value, dict):
        return None
    value, label = cell.value["value"], cell.value["label"]
    text = _cut(str(label).removeprefix("https://"), OF_ADDRESS) if label else value
    return _anchor(cell.link(_referred(cell) or "", key_path(value)), text, value)


def _reference(cell: Cell) -> Markup | None:
    """A reference without a label."""
    other = _referred(cell)
    return _anchor(cell.link(other, key_path(cell.value)), cell.value) if other else None


def _referred(cell: Cell) -> str | None:
    """The table whose key the cell holds."""
    shape = cell.shape()
    return next((c.references for c in shape.columns if c.name == cell.column), None) if shape else None


def _position(cell: Cell) -> Markup | None:
    """The position of a paragraph, note or turn of the same article: a key of two columns."""
    shape, part = cell.shape(), parts_of(cell.table or "").get(cell.column)
    if shape is None or part is None:
        return None
    return _anchor(cell.link(part, key_path(cell.field(shape.key[0]), cell.value)), cell.value)


def _html(cell: Cell) -> Markup | None:
    """HTML as its size, with a link to the row, which shows it as text."""
    if cell.column != "html":
        return None
    return _anchor(f"{_row_of(cell)}#html", f"{max(1, round(len(cell.value) / 1000))} kB of HTML")


def _json_list(cell: Cell) -> Markup | None:
    """A list kept as JSON, an entry a line."""
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
    """An address as a link, if it is one that a browser opens as a page."""
    return _address_link(cell.value) if is_url(cell.value) else None


def _address_link(url: Any) -> Markup:
    shown = url.split("://", 1)[1]
    return _anchor(url, shown if len(shown) <= OF_ADDRESS else f"{shown[:OF_ADDRESS]}…")


def _digest(cell: Cell) -> Markup | None:
    """The beginning of a SHA-256: enough to tell two apart."""
    if cell.column not in _DIGESTS:
        return None
    return Shortened(Markup('<code title="{0}">{1}…</code>').format(cell.value, cell.value[:12]))


def _long_text(cell: Cell) -> Markup | None:
    """The beginning of a long text, with a link to the row for all of it."""
    if not isinstance(cell.value, str) or len(cell.value) <= IN_TABLE:
        return None
    more = _anchor(_row_of(cell), "more")
    return Shortened(Markup('<div class="cut">{} {}</div>').format(_cut(cell.value, IN_TABLE), more))


def _row_of(cell: Cell) -> str:
    """Address of the row that the cell stands in."""
    shape = cell.shape()
    if shape is None:
        raise TypeError(f"{cell.table} is no table, so its rows have no address")
    return cell.link(shape.name, key_path(*(cell.field(name) for name in shape.key)))


def _snippet(cell: Cell) -> Markup | None:
    """A place that a search found: escaped first, then its marks."""
    if cell.column != "snippet" or not isinstance(cell.value, str):
        return None
    return Markup(FOUND.sub(r"<mark>\1</mark>", str(escape(cell.value))))  # noqa: S704 (escaped just here)


def _named_row(cell: Cell) -> Markup | None:
    """A row, as TABLE/KEY."""
    row = _ROW.fullmatch(str(cell.value)) if cell.column == "row" else None
    return _anchor(_row_address(cell, row), cell.value) if row else None


def _row_address(cell: Cell, row: re.Match[str]) -> str:
    return cell.link(row["table"], key_path(*row["key"].split(",")))


def _key(cell: Cell) -> Markup | None:
    """The key of an article, a tweet, a source …"""
    table = _KEYS.get(cell.column)
    return _anchor(cell.link(table, key_path(cell.value)), cell.value) if table else None


def _name(cell: Cell) -> Markup | None:
    """The title of an article whose key stands in the same row, or else of what `row` names."""
    if cell.column not in _NAMES:
        return None
    key, row = cell.field(_NAMES[cell.column]), _ROW.fullmatch(str(cell.field("row")))
    text = _cut(str(cell.value), IN_TABLE)
    if key:
        return _anchor(cell.link("articles", key_path(key)), text)
    return _anchor(_row_address(cell, row), text) if row else None


def _footnote(cell: Cell) -> Markup | None:
    """The position of a footnote whose article stands in the same row."""
    article = cell.field("article") if cell.column == "footnote" else None
    return _anchor(cell.link("footnotes", key_path(article, cell.value)), cell.value) if article else None


def _long_result(cell: Cell) -> Markup | None:
    if not isinstance(cell.value, str) or len(cell.value) <= IN_QUERY:
        return None
    return Shortened(escape(_cut(cell.value, IN_QUERY)))


_Rule = Callable[[Cell], Markup | None]
_IN_TABLES: tuple[_Rule, ...] = (
    _labelled,
    _reference,
    _position,
    _html,
    _json_list,
    _digest,
    _address,
    _long_text,
)
_IN_RESULTS: tuple[_Rule, ...] = (_snippet, _named_row, _key, _name, _footnote, _address, _long_result)
