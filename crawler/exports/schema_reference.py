"""The reference of the dataset's schema as Markdown: what `make docs` writes to docs/schema.md."""

from collections.abc import Iterable, Iterator

from crawler.items.problems import PROBLEMS
from crawler.store.schema.columns import Column
from crawler.store.schema.search import SEARCHED
from crawler.store.schema.tables import TableInfo, tables
from crawler.store.schema.views import View, views

_INTRODUCTION = """\
# The schema of a dataset

<!-- `make docs` generates this file from the item classes in crawler/items/ and the views in
crawler/store/schema/views/. Edit those, then run `make docs`. -->

A dataset is one SQLite file. Its tables are STRICT, and foreign keys are enforced. Datasette shows the
descriptions below beside each table and column.

- Times are ISO 8601 in UTC, to the second: `2018-08-14T00:59:51Z`.
- `position` is the rank of a row within its article or tweet, from 1.
- An `id` of type INTEGER is computed from the row's natural key, such as an address. It is the same on every
  machine and after every rebuild.
- A foreign key has no `_id` in its name: `links.article` holds an `articles.id`.

See also [queries](queries.md) and [how each form is read](formats.md). Back to the [README](../README.md).
"""


def schema_reference() -> str:
    """Every table, column and view of a dataset with its description, and a diagram of the relations."""
    sections = [
        _INTRODUCTION,
        "## Relations\n",
        *_diagram(tables()),
        "## Tables\n",
        *(line for table in tables() for line in _table(table)),
        "## Codes of warnings\n",
        *_problems(),
        "## Full-text search\n",
        *_search(),
        "## Views\n",
        *(line for view in views() for line in _view(view)),
    ]
    return "\n".join(sections)


def _diagram(shown: Iterable[TableInfo]) -> Iterator[str]:
    yield "Each line leads from a table to the rows that refer to it; the label is the column that refers.\n"
    yield "```mermaid"
    yield "erDiagram"
    for table in shown:
        for column in table.columns:
            if column.references:
                yield f"  {column.references} {_cardinality(column)} {table.name} : {column.name}"
    yield "```\n"


def _cardinality(column: Column) -> str:
    """One row (or none, where the column may be NULL) has any number of rows that refer to it."""
    return "||--o{" if column.required else "|o--o{"


def _table(table: TableInfo) -> Iterator[str]:
    yield f"### {table.name}\n"
    yield f"{table.description}\n"
    yield f"Primary key: {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | type | refers to | description |"
    yield "|---|---|---|---|"
    for column in table.columns:
        other = f"[{column.references}](#{column.references})" if column.references else ""
        yield f"| `{column.name}` | {_type(column)} | {other} | {_cell(column.description)} |"
    yield ""


def _type(column: Column) -> str:
    return column.type if column.required else f"{column.type} or NULL"


def _problems() -> Iterator[str]:
    yield "What `warnings.code` may hold. A loss means that posts or comments may be missing.\n"
    yield "| code | about | loss | what happened | what to do |"
    yield "|---|---|---|---|---|"
    for code, kind in PROBLEMS.items():
        loss = "yes" if kind.is_loss else ""
        yield f"| `{code}` | {kind.about} | {loss} | {_cell(kind.sentence)} | {_cell(kind.advice)} |"
    yield ""


def _search() -> Iterator[str]:
    yield "Each FTS5 table indexes the text of one table. Search it with `articles_fts MATCH 'reseau'`.\n"
    yield "| index | table | columns |"
    yield "|---|---|---|"
    for searched in SEARCHED:
        columns = ", ".join(f"`{name}`" for name in searched.columns)
        yield f"| `{searched.index}` | [{searched.table}](#{searched.table}) | {columns} |"
    yield ""
    yield "Scripts without spaces between words have indexes of their own, in which each letter is a word."
    yield "They contain the texts with such letters, and U+001F around each. A word is a phrase of"
    yield "letters: `articles_letters_fts MATCH '\"東 京\"'`.\n"
    yield f"{', '.join(f'`{searched.letters}`' for searched in SEARCHED)}\n"


def _view(view: View) -> Iterator[str]:
    yield f"### {view.name}\n"
    yield f"{view.description}\n"
    yield "| column | description |"
    yield "|---|---|"
    for name, description in view.columns:
        yield f"| `{name}` | {_cell(description)} |"
    yield ""


def _cell(text: str) -> str:
    """Text that does not end a table's cell."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(schema_reference(), end="")  # noqa: T201 (its output is the file)
