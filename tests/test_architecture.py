"""Imports point one way, so that a newcomer finds the room for a change from the folders' names."""

import ast
from pathlib import Path

import pytest

CRAWLER = Path(__file__).parent.parent / "crawler"
PARSE = {"parse.page", "parse.article", "parse.feeds"}
STORE = {"store.sqlite", "store.schema", "store.dataset", "store.raw", "store.reading"}
VALUES = {"text", "urls", "items"}
#: The rooms that each room may import, lowest first. All may import `errors` and the version.
ROOMS: dict[str, set[str]] = {
    "text": set(),
    "urls": {"text"},
    "items": {"urls"},
    "parse.feeds": VALUES,
    "parse.page": VALUES,
    "parse.article": VALUES,
    "discovery": {*VALUES, "parse", *PARSE},
    "network": VALUES,
    "store": VALUES,
    "store.sqlite": {"text"},
    "store.schema": VALUES,
    "store.raw": {*VALUES, "store", "store.sqlite"},
    "store.dataset": {*VALUES, "store.sqlite", "store.schema", "store.raw"},
    "store.reading": {*VALUES, "store", "store.sqlite", "store.schema", "store.dataset", "store.raw"},
    "exports": {*VALUES, "parse", *PARSE, "store.schema"},
    "run": {*VALUES, "parse", *PARSE, "discovery", "store", *STORE},
    "crawling": {*VALUES, "discovery", "run"},
    "publish": {*VALUES, "store.schema", "store.reading"},
    "demo": VALUES,
    "spiders": {*VALUES, "discovery", "network", "store", "run", "demo"},
    "cli": {
        *VALUES,
        "parse",
        *PARSE,
        "discovery",
        "network",
        "store",
        *STORE,
        "exports",
        "run",
        "spiders",
        "settings",
    },
    "commands": {"cli", "store.reading", "spiders"},
}
EVERYBODYS = {"errors", "__version__"}
MOST_MODULES = 16
"""Maximum number of modules in a folder."""
#: Libraries that a room must not know of.
FOREIGN = {
    "text": {"scrapy", "sqlite_utils", "datasette", "sqlite3", "bs4"},
    "urls": {"scrapy", "sqlite_utils", "datasette", "sqlite3", "bs4", "lxml"},
    "items": {"scrapy", "sqlite_utils", "datasette", "bs4", "lxml"},
    "parse": {"scrapy", "sqlite_utils", "datasette", "sqlite3"},
    "parse.page": {"bs4"},
    "store": {"scrapy", "datasette", "bs4", "lxml"},
    "discovery": {"scrapy", "sqlite_utils", "datasette", "sqlite3"},
    "network": {"sqlite_utils", "datasette", "sqlite3", "bs4", "lxml"},
    "run": {"scrapy", "twisted", "sqlite_utils", "datasette", "bs4", "lxml"},
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


def files_of(room: str) -> list[Path]:
    """The modules of a room, but those of rooms within it that have a line of their own in `ROOMS`."""
    folder = CRAWLER / room.replace(".", "/")
    return [path for path in folder.rglob("*.py") if room_of(path) == room]


def room_of(path: Path) -> str:
    return room_named(".".join(path.relative_to(CRAWLER).with_suffix("").parts))


def room_named(module: str) -> str:
    """The innermost room that a module (without ``crawler.``) belongs to."""
    rooms = [room for room in ROOMS if f"{module}.".startswith(f"{room}.")]
    return max(rooms, key=len, default=module.partition(".")[0])


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    allowed = {room, *ROOMS[room], *EVERYBODYS}
    files = files_of(room)
    assert files
    wrong = {
        f"{path.relative_to(CRAWLER)}: {name}"
        for path in files
        for name in imports(path)
        if name.startswith("crawler.") and room_named(name.removeprefix("crawler.")) not in allowed
    }
    assert wrong == set()


def test_the_two_halves_of_parsing_know_nothing_of_each_other() -> None:
    for half, other in (("page", "article"), ("article", "page")):
        used = {name for path in files_of(f"parse.{half}") for name in imports(path)}
        assert not {name for name in used if name.startswith(f"crawler.parse.{other}")}


@pytest.mark.parametrize("room", FOREIGN)
def test_a_room_knows_only_the_libraries_of_its_subject(room: str) -> None:
    wrong = {
        f"{path.name}: {name}"
        for path in (CRAWLER / room.replace(".", "/")).rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in FOREIGN[room]
    }
    assert wrong == set()


def test_a_folder_holds_no_more_modules_than_one_can_look_over() -> None:
    counts = {
        str(folder.relative_to(CRAWLER)): len([p for p in folder.glob("*.py") if p.name != "__init__.py"])
        for folder in CRAWLER.rglob("*")
        if folder.is_dir()
    }
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {path.stem for path in CRAWLER.rglob("*.py")}
    assert names & {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager"} == set()
