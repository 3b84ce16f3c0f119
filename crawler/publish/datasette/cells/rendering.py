"""Renders a cell by the first rule that is about it."""

from markupsafe import Markup

from crawler.publish.datasette.cells import answers, rows
from crawler.publish.datasette.cells.cell import Cell, Shortened
from crawler.publish.shown import flow


def render(cell: Cell) -> Markup | None:
    """The cell as HTML, or None to let Datasette render it."""
    if cell.value in ("", None) or isinstance(cell.value, bytes):
        return None
    rules = rows.RULES if cell.shape() else answers.RULES
    return _in_direction(cell, next((shown for rule in rules if (shown := rule(cell)) is not None), None))


def lacks_label(cell: Cell) -> bool:
    """Whether it contains only the key of a row of another table, as on the page of a row."""
    return cell.value is not None and not isinstance(cell.value, dict) and bool(rows.referred(cell))


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
