"""Imports point one way, so that a newcomer finds the room for a change from the folders' names."""

import ast
from pathlib import Path

import pytest

CRAWLER = Path(__file__).parent.parent / "crawler"
#: What each room may import of the others; `errors`, `items` and the version are everybody's.
ROOMS = {
    "items": set[str](),
    "parse": set[str](),
    "store": set[str](),
    "publish": {"store", "word_diff"},
    "demo": set[str](),
    "discovery": {"parse"},
    "network": {"store", "recording"},
}
EVERYBODYS = {"errors", "items", "__version__"}
#: Libraries that a room must not know of.
FOREIGN = {
    "parse": {"scrapy", "sqlite_utils", "datasette", "sqlite3"},
    "items": {"scrapy", "sqlite_utils", "datasette", "bs4", "lxml"},
    "store": {"scrapy", "datasette", "bs4", "lxml"},
    "discovery": {"scrapy", "sqlite_utils", "datasette", "sqlite3"},
    "publish": {"scrapy", "bs4", "lxml"},
}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, by full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    allowed = {room, *ROOMS[room], *EVERYBODYS}
    wrong = {
        f"{path.name}: {name}"
        for path in (CRAWLER / room).rglob("*.py")
        for name in imports(path)
        if name.startswith("crawler.") and name.split(".")[1] not in allowed
    }
    assert wrong == set()


@pytest.mark.parametrize("room", FOREIGN)
def test_a_room_knows_only_the_libraries_of_its_subject(room: str) -> None:
    wrong = {
        f"{path.name}: {name}"
        for path in (CRAWLER / room).rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in FOREIGN[room]
    }
    assert wrong == set()


def test_publishing_needs_the_schema_of_the_store_and_nothing_that_writes() -> None:
    used = {
        n for p in (CRAWLER / "publish").rglob("*.py") for n in imports(p) if n.startswith("crawler.store")
    }
    assert {".".join(n.split(".")[2:3]) for n in used} <= {"schema", "search", "views"}


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {path.stem for path in CRAWLER.rglob("*.py")}
    assert names & {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager"} == set()
