"""Compares two datasets and describes the differences in sentences."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from crawler.store.dataset.dataset import DATASET
from crawler.store.schema.tables import TableInfo, shapes
from crawler.store.sqlite.opening import failures, opened_to_read

_EXAMPLES = 3  # examples of each kind of difference in a table
_LONGEST = 60  # maximum length of a value in a sentence

_Row = dict[str, Any]


def differences(
    a: Path,
    b: Path,
    *,
    tables: Collection[str] | None = None,
    without_tables: Collection[str] = (),
    without_columns: Collection[str] = (),
) -> list[str]:
    """The differences between two datasets, one sentence each. Empty if they are equal.

    ``tables`` names the tables to compare (default: all), ``without_tables`` the tables to leave out, and
    ``without_columns`` the columns to leave out, as "column" in every table or as "table.column". Rows are
    read in key order, so datasets of any size take little memory. Raises `DatasetError`.
    """
    wanted = [
        shape
        for shape in shapes()
        if (tables is None or shape.name in tables) and shape.name not in without_tables
    ]
    with (
        failures(a),
        failures(b),
        closing(opened_to_read(a, DATASET)) as first,
        closing(opened_to_read(b, DATASET)) as second,
    ):
        found = [_compared(first, second, shape, without_columns) for shape in wanted]
    return [sentence for differing in found for sentence in differing.sentences()]


@dataclass(slots=True)
class _Differing:
    """The differences in one table."""

    table: str
    key: tuple[str, ...]
    only_first: list[str] = field(default_factory=list)
    only_second: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    columns: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, first: _Row | None, second: _Row | None, left_out: Collection[str]) -> None:
        """Add two rows with the same key, or one row without a counterpart."""
        if first is None or second is None:
            kind = "only_first" if second is None else "only_second"
            self._example(kind, self._named(first or second or {}))
            return
        unequal = [name for name in first if name not in left_out and first[name] != second.get(name)]
        if unequal:
            self.columns.update(unequal)
            name = unequal[0]
            values = f"{name} {_short(first[name])} against {_short(second.get(name))}"
            self._example("changed", f"{self._named(first)}: {values}")

    def sentences(self) -> Iterator[str]:
        """The findings as sentences."""
        for kind, place in (("only_first", "first"), ("only_second", "second")):
            if self.counts[kind]:
                rows = _counted(self.counts[kind])
                yield f"{self.table}: {rows} only in the {place} dataset: {_some(getattr(self, kind))}."
        if self.counts["changed"]:
            columns = ", ".join(f"{name} ({count})" for name, count in self.columns.most_common())
            rows = _counted(self.counts["changed"])
            yield f"{self.table}: {rows} with other values in {columns}: {_some(self.changed)}."

    def _example(self, kind: str, example: str) -> None:
        self.counts[kind] += 1
        examples = getattr(self, kind)
        if len(examples) < _EXAMPLES:
            examples.append(example)

    def _named(self, row: _Row) -> str:
        return " ".join(f"{name}={_short(row[name])}" for name in self.key)


def _compared(
    first: sqlite3.Connection, second: sqlite3.Connection, shape: TableInfo, without_columns: Collection[str]
) -> _Differing:
    prefix = f"{shape.name}."
    left_out = {name.removeprefix(prefix) for name in without_columns}
    found = _Differing(table=shape.name, key=shape.key)
    for one, other in _pairs(_rows(first, shape), _rows(second, shape), shape.key):
        found.note(one, other, left_out)
    return found


def _rows(connection: sqlite3.Connection, shape: TableInfo) -> Iterator[_Row]:
    # In byte order whatever the collation of the key, because Python compares strings this way.
    order = ", ".join(f'"{name}" COLLATE BINARY' for name in shape.key)
    return Database(connection).table(shape.name).rows_where(order_by=order)


def _pairs(
    first: Iterator[_Row], second: Iterator[_Row], key: tuple[str, ...]
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Pairs of rows with the same key. A row without a counterpart is paired with None."""
    one, other = next(first, None), next(second, None)
    while one is not None or other is not None:
        one_key = [one[name] for name in key] if one else None
        other_key = [other[name] for name in key] if other else None
        alone = other_key is None or (one_key is not None and one_key < other_key)
        alone_other = one_key is None or (other_key is not None and other_key < one_key)
        yield (None if alone_other else one), (None if alone else other)
        one = one if alone_other else next(first, None)
        other = other if alone else next(second, None)


def _counted(rows: int) -> str:
    return f"{rows} row{'' if rows == 1 else 's'}"


def _some(examples: list[str]) -> str:
    return "; ".join(examples)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
