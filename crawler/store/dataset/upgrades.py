"""Upgrades datasets of older versions."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from crawler.errors import DatasetError
from crawler.store.raw.blogs import blogs_of_runs
from crawler.store.schema import search, views
from crawler.store.schema import tables as schema

_REMADE = ("runs", "pages", "discoveries", "warnings")


def _say_of_which_blog(connection: sqlite3.Connection, path: Path) -> None:
    """Version 2 adds the blog to the keys of runs, pages, discoveries and warnings.

    In version 1, a file with several blogs mixed their rows, so it must be rebuilt.
    """
    names = [name for (name,) in connection.execute("SELECT name FROM blogs")]
    if len(names) > 1:
        raise DatasetError(
            f"{path} contains several blogs, which an older version of this program mixed up. "
            "Rebuild it with `blog2dataset reparse`."
        )
    only = names[0] if names else None
    present = schema.present_tables(connection)
    tables = [name for name in _REMADE if name in present]
    for name in tables:
        connection.execute(f"ALTER TABLE {name} ADD COLUMN blog TEXT")
    connection.executemany(
        "UPDATE runs SET blog = ? WHERE id = ?", [(blog, run) for run, blog in blogs_of_runs(path).items()]
    )
    # A blog that was never reached is not in the table blogs. Most spiders have the name of their blog.
    connection.execute("UPDATE runs SET blog = COALESCE(?, spider) WHERE blog IS NULL", (only,))
    connection.execute("UPDATE pages SET blog = (SELECT blog FROM runs WHERE id = pages.run)")
    connection.execute(
        "UPDATE discoveries SET blog = COALESCE(?, (SELECT blog FROM runs ORDER BY id LIMIT 1), '')", (only,)
    )
    connection.execute("UPDATE warnings SET blog = (SELECT blog FROM runs WHERE id = warnings.run)")
    connection.execute("UPDATE warnings SET blog = ? WHERE article IS NOT NULL", (only,))
    # SQLite does not check the views when the tables are replaced. Some may be views of the user.
    connection.execute("PRAGMA legacy_alter_table = ON")
    for name in tables:
        for statement in schema.remaking(connection, name):
            connection.execute(statement)
    connection.execute("PRAGMA legacy_alter_table = OFF")
    for statement in views.remaking():
        connection.execute(statement)


def _index_letters(connection: sqlite3.Connection, _: Path) -> None:
    """Version 3 adds the indexes of letters, for scripts without spaces between words."""
    for statement in search.letters_ddl():
        connection.execute(statement)
    search.fill_letters(connection)


def _keep_versions_of_one_second(connection: sqlite3.Connection, _: Path) -> None:
    """Version 4 adds the hash to the key of article_versions. Two changes may be found within a second."""
    connection.execute("PRAGMA legacy_alter_table = ON")
    for statement in schema.remaking(connection, "article_versions"):
        connection.execute(statement)
    connection.execute("PRAGMA legacy_alter_table = OFF")


#: By version, the function that upgrades a dataset to the next one.
UPGRADES: Mapping[int, Callable[[sqlite3.Connection, Path], None]] = {
    1: _say_of_which_blog,
    2: _index_letters,
    3: _keep_versions_of_one_second,
}
