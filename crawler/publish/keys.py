"""Keys of rows as used in addresses, and the columns that refer to rows."""

from functools import cache
from urllib.parse import urlencode

from datasette.utils import tilde_encode  # type: ignore[import-untyped] # Datasette ships no types

from crawler.store.schema import tables as schema


def key_path(*values: object) -> str:
    """The values of a key as used in an address."""
    return ",".join(tilde_encode(str(value)) for value in values)


def parts_of(table: str) -> dict[str, str]:
    """Columns with the position of another part of the same owner, mapped to the table of that part.

    >>> parts_of("footnote_references")
    {'paragraph': 'paragraphs', 'footnote': 'footnotes'}
    """
    shape = shapes().get(table)
    if shape is None or shape.part_of is None:
        return {}
    parts = {other.name.removesuffix("s"): other for other in shapes().values()}
    return {
        column.name: parts[column.name].name
        for column in shape.columns
        if column.name in parts and parts[column.name].part_of == shape.part_of
    }


def related(table: str, key: str) -> list[tuple[str, str]]:
    """Other parts of the same owner that refer to a part: table and query string of each.

    >>> related("footnotes", "17,2")[0]
    ('article_tweets', 'article=17&footnote=2')
    """
    shape, values = shapes().get(table), key.split(",")
    if shape is None or shape.part_of is None or len(values) != len(shape.key):
        return []
    owner = shape.key[0]
    return [
        (name, urlencode({owner: values[0], column: values[1]}))
        for name in shapes()
        for column, other in parts_of(name).items()
        if other == table
    ]


@cache
def shapes() -> dict[str, schema.TableInfo]:
    """The tables by name."""
    return {shape.name: shape for shape in schema.shapes()}
