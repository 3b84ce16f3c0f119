"""Cells of views and of the results of queries."""

import re

from markupsafe import Markup, escape

from crawler.publish.datasette.cells.cell import IN_TABLE, Cell, Rule, Shortened, address, anchor, cut
from crawler.publish.datasette.cells.rows import domain
from crawler.publish.shown import day

#: Characters of a text. Results have no page of their own that shows all of it.
IN_QUERY = 600
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
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ROW = re.compile(r"(?P<table>\w+)/(?P<key>.+)")


def _snippet(cell: Cell) -> Markup | None:
    """A snippet of a search result. It is escaped first, then marked."""
    if cell.column != "snippet" or not isinstance(cell.value, str):
        return None
    return Markup(FOUND.sub(r"<mark>\1</mark>", str(escape(cell.value))))  # noqa: S704 (escaped just here)


def _named_row(cell: Cell) -> Markup | None:
    """A row, as TABLE/KEY."""
    row = _ROW.fullmatch(str(cell.value)) if cell.column == "row" else None
    return anchor(cell.at.row(row["table"], *row["key"].split(",")), cell.value) if row else None


def _key(cell: Cell) -> Markup | None:
    """The key of an article, a tweet, a source …"""
    table = KEYS.get(cell.column)
    return anchor(cell.at.reading(table, cell.value), cell.value) if table else None


def _name(cell: Cell) -> Markup | None:
    """A name or title that links to what it names: by a key in the same row, or by the column `row`."""
    if cell.column not in _NAMES:
        return None
    text = cut(str(cell.value), IN_TABLE)
    for column in _NAMES[cell.column]:
        if key := cell.field(column):
            return anchor(cell.at.reading(KEYS[column], key), text)
    row = _ROW.fullmatch(str(cell.field("row")))
    return anchor(cell.at.reading(row["table"], *row["key"].split(",")), text) if row else None


def _footnote(cell: Cell) -> Markup | None:
    """The position of a footnote. Its article is in the same row."""
    article = cell.field("article") if cell.column == "footnote" else None
    return anchor(cell.at.row("footnotes", article, cell.value), cell.value) if article else None


def _time(cell: Cell) -> Markup | None:
    """The day of a time."""
    if not isinstance(cell.value, str) or not _TIME.fullmatch(cell.value):
        return None
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(cell.value, day(cell.value))


def _long_result(cell: Cell) -> Markup | None:
    if not isinstance(cell.value, str) or len(cell.value) <= IN_QUERY:
        return None
    return Shortened(escape(cut(cell.value, IN_QUERY)))


RULES: tuple[Rule, ...] = (
    _snippet,
    _named_row,
    _key,
    _name,
    domain,
    _footnote,
    _time,
    address,
    _long_result,
)
