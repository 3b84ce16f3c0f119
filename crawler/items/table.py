"""Marks an item class as a table, and a field as a reference to a table."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

_SPEC = "__table__"
_Class = TypeVar("_Class", bound=type)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The table of an item class."""

    name: str
    key: tuple[str, ...]
    """The columns of the primary key."""
    part_of: str | None = None
    """The table whose rows own these. The store adds the owner's key (a column named after the owner, in the
    singular) and ``position``, the rank of the row in its owner, starting at 1. Together they are the key."""
    label: str | None = None
    """The column that Datasette shows in place of the key where another table refers to a row."""


def table(
    name: str, *, key: str | tuple[str, ...] = (), part_of: str | None = None, label: str | None = None
) -> Callable[[_Class], _Class]:
    """Mark an item class as the table ``name``. `Table` describes the arguments."""
    columns = (key,) if isinstance(key, str) else key
    if part_of:
        columns = (part_of.removesuffix("s"), "position")

    def mark(cls: _Class) -> _Class:
        setattr(cls, _SPEC, Table(name=name, key=columns, part_of=part_of, label=label))
        return cls

    return mark


def table_of(cls: type) -> Table:
    """The `Table` of an item class. Raises `TypeError` if the class is not a table."""
    spec = vars(cls).get(_SPEC)
    if not isinstance(spec, Table):
        raise TypeError(f"{cls.__name__} is no table: mark it with @table(...)")
    return spec


def column(  # noqa: PLR0913 (each says something of the column)
    *,
    references: str | None = None,
    collate: str | None = None,
    index: bool = False,
    grows: bool = False,
    beside: tuple[str, ...] = (),
    default: Any = dataclasses.MISSING,
) -> Any:
    """A dataclass field with properties of its column.

    ``references`` names the table that the column refers to. If the key of that table is a 52-bit id, the
    item contains the natural key (an address, for example) and the store writes its id. ``collate`` is a
    SQLite collation. ``index`` requests an index (references always have one). ``beside`` names further
    columns of the index, so that queries over many rows need not read the rows. ``grows`` means that later
    releases may add values to a `Literal`: the column then has no CHECK, because a file keeps its CHECKs.
    """
    metadata = {
        "references": references,
        "collate": collate,
        "index": index,
        "grows": grows,
        "beside": beside,
    }
    return dataclasses.field(default=default, metadata=metadata)
