"""How an item class says that it is a table, and how a field says that it points to one."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

_SPEC = "__table__"
_Class = TypeVar("_Class", bound=type)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What a class says of its table."""

    name: str
    key: tuple[str, ...]
    """The columns of the primary key."""
    part_of: str | None = None
    """The table whose rows own these. The store then adds the owner's key (a column named as the
    owner in the singular) and ``position``, the row's rank in its owner from 1; both are the key."""
    label: str | None = None
    """The column that stands for a row where another table refers to it."""


def table(
    name: str, *, key: str | tuple[str, ...] = (), part_of: str | None = None, label: str | None = None
) -> Callable[[_Class], _Class]:
    """Mark an item class as the table ``name``; see `Table` for the arguments."""
    columns = (key,) if isinstance(key, str) else key
    if part_of:
        columns = (part_of.removesuffix("s"), "position")

    def mark(cls: _Class) -> _Class:
        setattr(cls, _SPEC, Table(name=name, key=columns, part_of=part_of, label=label))
        return cls

    return mark


def table_of(cls: type) -> Table:
    """The `Table` of an item class; a `TypeError` if the class is none."""
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
    """A dataclass field that is more than a plain column.

    ``references`` names the table it points to; where that table's key is a 52-bit id, the item holds
    the natural key (an address, say) and the store writes its id. ``collate`` is a SQLite collation,
    ``index`` asks for an index (references have one anyway), ``beside`` for further columns in it: those
    that questions over many rows read, which then need not open the rows. ``grows`` says of a `Literal`
    that later releases may add to it: the column then has no CHECK, which a file keeps as it was made.
    """
    metadata = {
        "references": references,
        "collate": collate,
        "index": index,
        "grows": grows,
        "beside": beside,
    }
    return dataclasses.field(default=default, metadata=metadata)
