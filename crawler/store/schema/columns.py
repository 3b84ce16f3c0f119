"""Converts fields of item classes to columns: SQL type, check and reference from the type hint."""

import dataclasses
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from crawler.items import table_of

_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER", float: "REAL"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    """`TEXT`, `INTEGER` or `REAL`."""
    description: str = ""
    """Description in one or two sentences."""
    required: bool = True
    """Whether it is NOT NULL."""
    check: str | None = None
    """Condition for every value, in SQL."""
    allowed: tuple[str, ...] = ()
    """The allowed values, if the type is a `Literal`."""
    collate: str | None = None
    references: str | None = None
    """The table that it refers to."""
    indexed: bool = False
    beside: tuple[str, ...] = ()
    """Further columns of its index."""
    fields: tuple[str, ...] = ()
    """The field of the item, with a second name for a field of a nested item. Empty for columns that the
    store adds."""
    is_json: bool = False
    """Whether it stores a tuple as a JSON list."""


def columns_of(cls: type) -> Iterator[Column]:
    """The columns of a table's item class, in the order of its fields, without descriptions.

    In a table that is part of another table, a tuple is a JSON column. Elsewhere a tuple of items is stored
    in a table of its own, and is not a column.
    """
    hints = typing.get_type_hints(cls)
    for field in dataclasses.fields(cls):
        kind, required = _without_none(hints[field.name])
        if get_origin(kind) is tuple:
            if _is_json(cls, kind):
                yield _json(field.name, required=required)
        elif dataclasses.is_dataclass(kind) and not field.metadata.get("references"):
            yield from _nested(field.name, typing.cast("type", kind), required=required)
        else:
            yield _plain(field, kind, required=required)


def _is_json(cls: type, kind: Any) -> bool:
    return bool(table_of(cls).part_of) or not dataclasses.is_dataclass(get_args(kind)[0])


def _without_none(hint: Any) -> tuple[Any, bool]:
    """The hint without None, and whether the value is required (the hint did not allow None)."""
    if get_origin(hint) not in (types.UnionType, typing.Union):
        return hint, True
    kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
    if len(kinds) != 1:
        raise TypeError(f"a column has one type, not {hint}")
    return kinds[0], len(get_args(hint)) == 1


def _plain(field: "dataclasses.Field[Any]", kind: Any, *, required: bool) -> Column:
    return Column(
        name=field.name,
        # For a nested item (an Author, a Term) the column is its key. The referenced table gives the type.
        type="TEXT" if get_origin(kind) is Literal else _TYPES.get(kind, "INTEGER"),
        required=required,
        check=None if field.metadata.get("grows") else _check(field.name, kind),
        allowed=get_args(kind) if get_origin(kind) is Literal else (),
        collate=field.metadata.get("collate"),
        references=field.metadata.get("references"),
        indexed=bool(field.metadata.get("index")),
        beside=field.metadata.get("beside", ()),
        fields=(field.name,),
    )


def _check(name: str, kind: Any) -> str | None:
    if kind is bool:
        return f'"{name}" IN (0, 1)'
    if get_origin(kind) is Literal:
        return f'"{name}" IN ({", ".join(repr(value) for value in get_args(kind))})'
    return None


def _json(name: str, *, required: bool) -> Column:
    check = f'json_valid("{name}")'
    return Column(name=name, type="TEXT", required=required, check=check, fields=(name,), is_json=True)


def _nested(name: str, cls: type, *, required: bool) -> Iterator[Column]:
    """The columns of a nested item without a table of its own, prefixed with the name of the field."""
    hints = typing.get_type_hints(cls)
    for field in dataclasses.fields(cls):
        kind, inner_required = _without_none(hints[field.name])
        yield Column(
            name=f"{name}_{field.name}",
            type=_TYPES[kind],
            required=required and inner_required,
            check=_check(f"{name}_{field.name}", kind),
            fields=(name, field.name),
        )
