"""The views of a dataset, read from views/*.sql.

Each file is one view. Its first comment describes the view, and the comment after `AS name` describes the
column. SQLite stores both with the view, so a dataset contains its own documentation.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_COLUMN = re.compile(r"^ +.*\bAS (?P<name>\w+),? +-- (?P<description>.+)$", re.MULTILINE)
_HEAD = re.compile(r"\A(?:-- .*\n)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A view with its descriptions."""

    name: str
    description: str
    columns: tuple[tuple[str, str], ...]
    """Name and description of each column, in order."""
    sql: str
    """The SELECT, with its comments."""


@cache
def views() -> tuple[View, ...]:
    """Every view, sorted by name."""
    files = (file for file in resources.files("crawler.store.schema").joinpath("views").iterdir())
    return tuple(
        _view(file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in sorted(files, key=lambda file: file.name)
        if file.name.endswith(".sql")
    )


def ddl() -> list[str]:
    """The statements that create the views."""
    return [f'CREATE VIEW "{view.name}" AS\n{view.sql}' for view in views()]


def remaking() -> list[str]:
    """The statements that replace the views of an older dataset with the current ones."""
    return [*(f'DROP VIEW IF EXISTS "{view.name}"' for view in views()), *ddl()]


def _view(name: str, text: str) -> View:
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"the view {name} does not begin with a description")
    return View(
        name=name,
        description=" ".join(line.removeprefix("-- ") for line in head[0].splitlines()),
        columns=tuple((found["name"], found["description"]) for found in _COLUMN.finditer(text)),
        sql=text.strip(),
    )
