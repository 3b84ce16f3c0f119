"""Bringing datasets of older versions up to date."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from crawler.errors import DatasetError
from crawler.store.raw.blogs import blogs_of_runs
from crawler.store.schema import tables as schema

_REMADE = ("runs", "pages", "discoveries", "warnings")


def _say_of_which_blog(connection: sqlite3.Connection, path: Path) -> None:
    """Version 2 says of each run, page, discovery and warning of which blog it is, and keys them by it.

    In version 1 a file with several blogs mixed what was known of them, so that it has to be made again.
    """
    names = [name for (name,) in connection.execute("SELECT name FROM blogs")]
    if len(names) > 1:
        raise DatasetError(
            f"{path} holds several blogs, which an older version of this program did not keep apart: "
            "make it again with `scrapy reparse`."
        )
    only = names[0] if names else None
    present = schema.present_tables(connection)
    tables = [name for name in _REMADE if name in present]
    for name in tables:
        connection.execute(f"ALTER TABLE {name} ADD COLUMN blog TEXT")
    connection.executemany(
        "UPDATE runs SET blog = ? WHERE id = ?", [(blog, run) for run, blog in blogs_of_runs(path).items()]
    )
    # A blog that was never reached is not in table blogs; most spiders are named as their blog.
    connection.execute("UPDATE runs SET blog = COALESCE(?, spider) WHERE blog IS NULL", (only,))
    connection.execute("UPDATE pages SET blog = (SELECT blog FROM runs WHERE id = pages.run)")
    connection.execute(
        "UPDATE discoveries SET blog = COALESCE(?, (SELECT blog FROM runs ORDER BY id LIMIT 1), '')", (only,)
    )
    connection.execute("UPDATE warnings SET blog = (SELECT blog FROM runs WHERE id = warnings.run)")
    connection.execute("UPDATE warnings SET blog = ? WHERE article IS NOT NULL", (only,))
    # The views of these tables, a user's own ones too, are neither looked at nor changed.
    connection.execute("PRAGMA legacy_alter_table = ON")
    for name in tables:
        for statement in schema.remaking(connection, name):
            connection.execute(statement)
    connection.execute("PRAGMA legacy_alter_table = OFF")


#: By version, what makes a dataset of it one of the next.
UPGRADES: Mapping[int, Callable[[sqlite3.Connection, Path], None]] = {1: _say_of_which_blog}
