"""The schema of a dataset, derived from the item classes: SQL statements and descriptions of tables."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from itemadapter import ItemAdapter

from crawler.items import TABLES, Table, table_of
from crawler.store.schema import search, views
from crawler.store.schema.columns import Column, columns_of

#: Marks a SQLite file as a dataset of this project: "blog" in ASCII.
APPLICATION_ID = 0x626C6F67
#: The version of the schema, in `PRAGMA user_version`.
VERSION = 4

#: Indexes for the store itself, in addition to those of the item classes.
_LOOKUPS = (
    'CREATE UNIQUE INDEX "articles_url" ON "articles"("url")',
    'CREATE INDEX "articles_post_id" ON "articles"("blog", "post_id")',
)
_ID = "Key of the row: 52 bits of a SHA-256. It is the same on every machine and after every rebuild."


@dataclass(frozen=True, kw_only=True, slots=True)
class TableInfo:
    """A table of the file."""

    name: str
    description: str
    """Description in one or two sentences."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns of the primary key."""
    part_of: str | None = None
    """The table whose rows own these."""
    label: str | None = None
    """The column that Datasette shows in place of the key where another table refers to a row."""
    cls: type
    """The item class that defines it."""

    @property
    def foreign_keys(self) -> tuple[tuple[str, str, str], ...]:
        """(column, other table, other table's key) of each reference."""
        found = ((column.name, column.references) for column in self.columns)
        return tuple((name, other, _keys()[other].key[0]) for name, other in found if other)


@cache
def tables() -> tuple[TableInfo, ...]:
    """Every table with all descriptions. A table refers only to tables that come before it."""
    return tuple(_described(shape) for shape in shapes())


@cache
def shapes() -> tuple[TableInfo, ...]:
    """As `tables`, but without descriptions of columns, because reading these takes half a second."""
    return tuple(_shape(cls) for cls in TABLES)


def ddl() -> list[str]:
    """The statements that create an empty dataset: tables, indexes, full-text search, views and marks."""
    return [
        *(_create(shape) for shape in shapes()),
        *(statement for shape in shapes() for statement in _indexes(shape)),
        *_LOOKUPS,
        *search.ddl(),
        *views.ddl(),
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {VERSION}",
    ]


def additions(connection: sqlite3.Connection) -> list[str]:
    """The statements that add missing tables and nullable columns to a dataset of an earlier release."""
    present = present_tables(connection)
    new = [shape for shape in shapes() if shape.name not in present]
    return [
        *(_create(shape) for shape in new),
        *(statement for shape in new for statement in _indexes(shape)),
        *_new_columns(connection, [shape for shape in shapes() if shape.name in present]),
    ]


def present_tables(connection: sqlite3.Connection) -> set[str]:
    """The names of the tables that a file has."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def remaking(connection: sqlite3.Connection, table: str) -> list[str]:
    """The statements that give a table of a file the columns and the key that it has now; it keeps its rows.

    Columns that the item class does not have are dropped. To be run with `PRAGMA legacy_alter_table` on, or
    SQLite refuses the last step while a view refers to the table.
    """
    shape = next(shape for shape in shapes() if shape.name == table)
    lacking = {column.name for column in _lacking(connection, shape)}
    kept = ", ".join(_quoted(column.name) for column in shape.columns if column.name not in lacking)
    made = dataclasses.replace(shape, name=f"{table}_made")
    return [
        _create(made),
        f"INSERT INTO {_quoted(made.name)} ({kept}) SELECT {kept} FROM {_quoted(table)}",  # noqa: S608 (names of ours)
        f"DROP TABLE {_quoted(table)}",
        f"ALTER TABLE {_quoted(made.name)} RENAME TO {_quoted(table)}",
        *_indexes(shape),
    ]


def _new_columns(connection: sqlite3.Connection, present: list[TableInfo]) -> list[str]:
    return [
        f"ALTER TABLE {_quoted(shape.name)} ADD COLUMN {_definition(shape, column)}"
        for shape in present
        for column in _lacking(connection, shape)
    ]


def _lacking(connection: sqlite3.Connection, shape: TableInfo) -> Iterator[Column]:
    present = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({_quoted(shape.name)})")}
    return (column for column in shape.columns if column.name not in present)


def _shape(cls: type) -> TableInfo:
    spec = table_of(cls)
    own = tuple(columns_of(cls))
    columns = (*_added(spec, own), *(_typed(column) for column in own), *_searched(spec.name))
    return TableInfo(
        name=spec.name,
        description=" ".join((cls.__doc__ or "").split()),
        columns=columns,
        key=spec.key,
        part_of=spec.part_of,
        label=spec.label,
        cls=cls,
    )


def _added(spec: Table, own: tuple[Column, ...]) -> Iterator[Column]:
    """The key columns that are not fields of the class."""
    if spec.part_of:
        owner = spec.part_of.removesuffix("s")
        yield Column(
            name=owner,
            type=_key_type(spec.part_of),
            description=f"The {owner} that the row belongs to.",
            references=spec.part_of,
        )
        yield Column(name="position", type="INTEGER", description=f"Rank in the {owner}, starting at 1.")
    elif spec.key == ("id",) and "id" not in {column.name for column in own}:
        yield Column(name="id", type="INTEGER", description=_ID)


def _searched(name: str) -> Iterator[Column]:
    if name in {searched.table for searched in search.SEARCHED}:
        yield Column(
            name=search.RESPELLED, type="TEXT", description=search.RESPELLED_DESCRIPTION, required=False
        )


def _typed(column: Column) -> Column:
    """The column with its final type: a reference has the type of the key that it refers to."""
    return dataclasses.replace(column, type=_key_type(column.references)) if column.references else column


@cache
def _keys() -> dict[str, Table]:
    return {spec.name: spec for spec in map(table_of, TABLES)}


@cache
def _key_type(name: str) -> str:
    spec = _keys()[name]
    if len(spec.key) != 1:
        raise TypeError(f"{name} has a key of several columns, so no column can refer to it")
    cls = next(cls for cls in TABLES if table_of(cls) is spec)
    return next((column.type for column in columns_of(cls) if column.name == spec.key[0]), "INTEGER")


def _described(shape: TableInfo) -> TableInfo:
    fields = ItemAdapter.get_json_schema(shape.cls)["properties"]
    columns = (
        dataclasses.replace(column, description=_description(fields, column.fields))
        if column.fields
        else column
        for column in shape.columns
    )
    return dataclasses.replace(shape, columns=tuple(columns))


def _description(fields: dict[str, dict[str, object]], path: tuple[str, ...]) -> str:
    for name in path[:-1]:
        fields = _properties(fields[name])
    return " ".join(str(fields[path[-1]]["description"]).split())


def _properties(schema: dict[str, object]) -> dict[str, dict[str, object]]:
    """The fields of a nested item. If the item is optional, it is one of `anyOf`."""
    options = schema.get("anyOf")
    for option in options if isinstance(options, list) else [schema]:
        found = option.get("properties")
        if isinstance(found, dict):
            return found
    raise TypeError("a nested item has no fields")


def _create(shape: TableInfo) -> str:
    key = f"PRIMARY KEY ({', '.join(_quoted(name) for name in shape.key)})"
    lines = ",\n  ".join([*(_definition(shape, column) for column in shape.columns), key])
    return f'CREATE TABLE "{shape.name}" (\n  {lines}\n) STRICT'


def _definition(shape: TableInfo, column: Column) -> str:
    words = [_quoted(column.name), column.type]
    if column.required:
        words.append("NOT NULL")
    if column.collate:
        words.append(f"COLLATE {column.collate}")
    if column.check:
        words.append(f"CHECK ({column.check})")
    if column.references:
        other = _keys()[column.references]
        words.append(f"REFERENCES {_quoted(other.name)}({_quoted(other.key[0])})")
        if shape.part_of and column.name == shape.key[0]:
            words.append("ON DELETE CASCADE")
        # Checked at the end of the transaction, so that rows can be written in the fastest order.
        # (PRAGMA defer_foreign_keys would also work, but makes SQLite compile every statement again.)
        words.append("DEFERRABLE INITIALLY DEFERRED")
    return " ".join(words)


def _indexes(shape: TableInfo) -> Iterator[str]:
    """One for each reference and each column with ``index``, unless the key begins with that column."""
    for column in shape.columns:
        if (column.references or column.indexed) and column.name != shape.key[0]:
            name = _quoted(f"{shape.name}_{column.name}")
            columns = ", ".join(map(_quoted, (column.name, *column.beside)))
            yield f"CREATE INDEX {name} ON {_quoted(shape.name)}({columns})"


def _quoted(name: str) -> str:
    return f'"{name}"'
