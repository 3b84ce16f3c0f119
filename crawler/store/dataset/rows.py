"""Converts items to rows. A value that SQLite cannot store is dropped with a warning; the article is kept.

Nearly every item is sound, and SQLite checks types, ranges and choices by itself. So rows are first made
without checks (`faults` is None). Only if an error of `UNSOUND` is raised, the transaction is rolled back
and repeated with checks of each value.
"""

import dataclasses
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from crawler.store.schema.columns import Column
from crawler.store.schema.search import (
    RESPELLED,
    SEARCHED,
    Searched,
    has_letters,
    respelled,
    write_letters,
)
from crawler.store.schema.tables import shapes
from crawler.store.sqlite.text import clean

Value = str | int | float | None
Row = tuple[Value, ...]

_LARGEST = 2**63
_SEARCHED = {searched.table: searched for searched in SEARCHED}
# Rows of a searched table per INSERT statement: FTS5 writes one segment per statement.
_AT_ONCE = 32
# Many programs that read SQLite files end a text at NUL. A lone surrogate cannot be encoded in UTF-8.
_ESCAPED_NUL = "\\u0000"  # as in JSON
_JSON_NUL = re.compile(r"(?<!\\)(?P<before>(?:\\\\)*)\\u0000")
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=dataclasses.asdict)


class Refused(Exception):  # noqa: N818 (a value is refused; that is no failure of the program)
    """A value that its column cannot store."""


#: The errors for a row that cannot be stored unchanged.
UNSOUND = (
    Refused,
    UnicodeEncodeError,
    OverflowError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
)


@dataclass(slots=True)
class ValueFaults:
    """Descriptions of values that could not be stored unchanged."""

    details: list[str] = field(default_factory=list)

    def note(self, where: str, what: str) -> None:
        """Add a sentence: subject ``where``, predicate ``what``."""
        self.details.append(f"{where} {what}.")


class RowMaker:
    """Creates and writes the rows of one table."""

    def __init__(self, table: str, given: Sequence[str]) -> None:
        """``given`` names the columns whose values each call passes. The others come from the item."""
        shape = next(shape for shape in shapes() if shape.name == table)
        self.table = table
        self.key = shape.key
        self._own = tuple(column for column in shape.columns if column.fields and column.name not in given)
        self._getters = tuple(_getter(column) for column in self._own)
        self._json_at = [at for at, column in enumerate(self._own) if column.is_json]
        own = [column.name for column in self._own]
        self._index = _SEARCHED.get(table)
        columns = self._index.columns if self._index else ()
        self._searched = [own.index(name) for name in columns if name in own]
        self.names = (*given, *own, *((RESPELLED,) if self._searched else ()))
        self._key_at = [self.names.index(name) for name in self.key]
        self._texts_at = [self.names.index(name) for name in columns]

    def row(self, item: object, given: Row, faults: ValueFaults | None, where: str = "") -> Row | None:
        """The row of an item, in the order of `names`.

        Without ``faults`` the values are not checked, except that `Refused` is raised for a NUL. With
        ``faults`` each value is checked, and the result is None if a required value is unusable. ``where``
        names the row in the descriptions.
        """
        values = self._sound(item) if faults is None else self._checked(item, faults, where)
        if values is None:
            return None
        if not self._searched:
            return (*given, *values)
        return (*given, *values, respelled(*(str(values[at] or "") for at in self._searched)))

    def insert(
        self, connection: sqlite3.Connection, rows: Iterable[Row | None], *, on_conflict: str = ""
    ) -> None:
        """Insert the rows that are not None. ``on_conflict`` is the SQL clause for keys that exist."""
        self._write(connection, rows, on_conflict)

    def upsert(
        self, connection: sqlite3.Connection, rows: Iterable[Row | None], *, keep: tuple[str, ...] = ()
    ) -> None:
        """Insert the rows, or update rows with the same key, except for the columns in ``keep``."""
        self._write(connection, rows, self._on_conflict(keep))

    def _write(self, connection: sqlite3.Connection, rows: Iterable[Row | None], tail: str) -> None:
        wanted = [row for row in rows if row]
        if self._searched and len(wanted) > 1:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                connection.execute(
                    self._head + ", ".join([self._marks] * len(some)) + tail, [v for row in some for v in row]
                )
        elif wanted:
            connection.executemany(self._head + self._marks + tail, wanted)
        if self._index:
            write_letters(connection, self._index, list(self._lettered(connection, self._index, wanted)))

    def _lettered(
        self, connection: sqlite3.Connection, index: Searched, rows: Iterable[Row]
    ) -> Iterator[tuple[int, list[str | None]]]:
        """The rows for the index of letters, as they are now in the table."""
        match = " AND ".join(f'"{name}" = ?' for name in self.key)
        stored = f'SELECT "{index.rowid}", {_listed(index.columns)} FROM "{self.table}" WHERE {match}'  # noqa: S608
        for row in rows:
            if has_letters(str(row[at] or "") for at in self._texts_at):
                rowid, *texts = connection.execute(stored, [row[at] for at in self._key_at]).fetchone()
                yield rowid, texts

    @cached_property
    def _head(self) -> str:
        return f'INSERT INTO "{self.table}" ({_listed(self.names)}) VALUES '  # noqa: S608 (names of ours)

    @cached_property
    def _marks(self) -> str:
        return f"({', '.join('?' * len(self.names))})"

    @cache  # noqa: B019 (makers are few and live as long as the program)
    def _on_conflict(self, keep: tuple[str, ...]) -> str:
        changing = [name for name in self.names if name not in self.key and name not in keep]
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in changing)
        # BINARY: a handle in another spelling differs, whatever the collation of its column.
        differs = " OR ".join(
            f'"{self.table}"."{name}" IS NOT excluded."{name}" COLLATE BINARY' for name in changing
        )
        return f" ON CONFLICT ({_listed(self.key)}) DO UPDATE SET {updates} WHERE {differs}"

    def _sound(self, item: object) -> Sequence[Value]:
        values = [getter(item) for getter in self._getters]
        text = "".join([value for value in values if value.__class__ is str])
        if "\0" in text or any(_ESCAPED_NUL in (values[at] or "") for at in self._json_at):
            raise Refused("contains a NUL")
        return values

    def _checked(self, item: object, faults: ValueFaults, where: str) -> Sequence[Value] | None:
        values: list[Value] = []
        for column, getter in zip(self._own, self._getters, strict=True):
            try:
                values.append(_stored(column, getter(item), faults, where))
            except Refused as refusal:
                if column.required:
                    faults.note(f"{where}: {column.name}", f"{refusal}; the row is left out")
                    return None
                faults.note(f"{where}: {column.name}", f"{refusal}; left empty")
                values.append(None)
        return values


@cache
def row_maker(table: str, *given: str) -> RowMaker:
    """The `RowMaker` of a table."""
    return RowMaker(table, given)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _getter(column: Column) -> Callable[[object], Any]:
    if column.is_json:
        get = attrgetter(column.fields[0])
        return lambda item: _json(get(item))
    if len(column.fields) == 1:
        return attrgetter(column.fields[0])
    outer, inner = column.fields

    def nested(item: object) -> object:
        holder = getattr(item, outer)
        return None if holder is None else getattr(holder, inner)

    return nested


def _json(value: Any) -> str | None:
    return None if value is None else _ENCODER.encode(value) if value else "[]"


def _stored(column: Column, value: Any, faults: ValueFaults, where: str) -> Value:
    if value is None:
        if column.required:
            raise Refused("is missing")
        return None
    if column.type == "TEXT":
        return _text(column, value, faults, where)
    return _number(column, value)


def _text(column: Column, value: Any, faults: ValueFaults, where: str) -> str:
    if not isinstance(value, str):
        raise Refused(f"is not text but {type(value).__name__}")
    if column.allowed and value not in column.allowed:
        raise Refused(f"is not one of {', '.join(column.allowed)}")
    cleaned = clean(_JSON_NUL.sub(r"\g<before>", value) if column.is_json else value)
    if cleaned == value:
        return value
    faults.note(f"{where}: {column.name}", "had characters that cannot be stored (NUL, lone surrogates)")
    return cleaned


def _number(column: Column, value: Any) -> int | float:
    if column.type == "REAL" and isinstance(value, float):
        return value
    if not isinstance(value, int):
        raise Refused(f"is not a number but {type(value).__name__}")
    if not -_LARGEST <= value < _LARGEST:
        raise Refused("does not fit into 64 bits")
    return int(value)
