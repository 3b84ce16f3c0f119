"""Cells of our tables."""

import json

from datasette.utils import is_url  # type: ignore[import-untyped] # ships no types
from markupsafe import Markup, escape

from crawler.publish.addresses import READ
from crawler.publish.datasette.cells.cell import (
    IN_TABLE,
    OF_ADDRESS,
    Cell,
    Rule,
    Shortened,
    address,
    address_link,
    anchor,
    cut,
)
from crawler.publish.keys import parts_of

_DIGESTS = {"content_hash", "sha256"}


def _labelled(cell: Cell) -> Markup | None:
    """A reference with a label. Datasette's own link breaks if the name of the database contains dots."""
    if not isinstance(cell.value, dict):
        return None
    value, label = cell.value["value"], cell.value["label"]
    text = cut(str(label).removeprefix("https://"), OF_ADDRESS) if label else value
    return anchor(cell.at.reading(referred(cell) or "", value), text, value)


def _reference(cell: Cell) -> Markup | None:
    """A reference without a label."""
    other = referred(cell)
    return anchor(cell.at.reading(other, cell.value), cell.value) if other else None


def referred(cell: Cell) -> str | None:
    """The table whose key the cell contains."""
    shape = cell.shape()
    return next((c.references for c in shape.columns if c.name == cell.column), None) if shape else None


def _label(cell: Cell) -> Markup | None:
    """The name of an article, account, term or author in its own table. Addresses lead where they say."""
    shape = cell.shape()
    if shape is None or shape.name not in READ or cell.column != shape.label or cell.column == "url":
        return None
    key = [cell.field(name) for name in shape.key]
    return anchor(cell.at.reading(shape.name, *key), cut(str(cell.value), IN_TABLE))


def domain(cell: Cell) -> Markup | None:
    """A registered domain, with the page that lists what was linked there."""
    return anchor(cell.at.page("domain", cell.value), cell.value) if cell.column == "domain" else None


def _position(cell: Cell) -> Markup | None:
    """The position of a paragraph, note or turn of the same article. Such a key has two columns."""
    shape, part = cell.shape(), parts_of(cell.table or "").get(cell.column)
    if shape is None or part is None:
        return None
    return anchor(cell.at.row(part, cell.field(shape.key[0]), cell.value), cell.value)


def _html(cell: Cell) -> Markup | None:
    """The size of the HTML, with a link to the row, which shows it as text."""
    if cell.column != "html":
        return None
    return anchor(f"{_row_of(cell)}#html", f"{max(1, round(len(cell.value) / 1000))} kB of HTML")


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
        return anchor(url, text) if is_url(url) else escape(text)
    return address_link(entry) if is_url(entry) else escape(entry)


def _digest(cell: Cell) -> Markup | None:
    """The beginning of a SHA-256, which is enough to distinguish two."""
    if cell.column not in _DIGESTS:
        return None
    return Shortened(Markup('<code title="{0}">{1}…</code>').format(cell.value, cell.value[:12]))


def _long_text(cell: Cell) -> Markup | None:
    """The beginning of a long text, with a link to the row that has all of it."""
    if not isinstance(cell.value, str) or len(cell.value) <= IN_TABLE:
        return None
    more = anchor(_row_of(cell), "more")
    return Shortened(Markup('<div class="cut">{} {}</div>').format(cut(cell.value, IN_TABLE), more))


def _row_of(cell: Cell) -> str:
    """Address of the cell's row."""
    shape = cell.shape()
    if shape is None:
        raise TypeError(f"{cell.table} is not a table, so its rows have no address")
    return cell.at.row(shape.name, *(cell.field(name) for name in shape.key))


RULES: tuple[Rule, ...] = (
    _labelled,
    _reference,
    _label,
    domain,
    _position,
    _html,
    _json_list,
    _digest,
    address,
    _long_text,
)
