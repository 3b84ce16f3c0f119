"""The canned queries, read from queries/*.sql.

A file begins with comment lines `-- title: …`, `-- topic: …`, `-- description: …`, and for each parameter
`-- parameter NAME: …`, which also says what an empty value means. A long text continues in lines that begin
with `--   `.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_HEAD = re.compile(r"\A(?:--.*\n)+")
_ENTRY = re.compile(r"^-- (?P<key>title|topic|description|parameter)(?: (?P<name>\w+))?: (?P<text>.+)$")
_FURTHER = re.compile(r"\n--   +")


@dataclass(frozen=True, kw_only=True, slots=True)
class CannedQuery:
    """A question and the SQL that answers it."""

    name: str
    title: str
    """The question."""
    topic: str
    """The heading that the query is listed under."""
    description: str
    parameters: dict[str, str]
    """The meaning of each parameter, also when it is empty."""
    sql: str


@cache
def queries() -> tuple[CannedQuery, ...]:
    """Every canned query, sorted by topic and title."""
    folder = resources.files("crawler.publish.questions").joinpath("queries")
    found = (
        read_query(file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    )
    return tuple(sorted(found, key=lambda query: (query.topic, query.title)))


def read_query(name: str, text: str) -> CannedQuery:
    """Read the file of a query.

    Raises `ValueError` if title, topic or description is missing, or if a line of the head is unknown.
    """
    head = _HEAD.match(text)
    entries: dict[str, str] = {}
    parameters: dict[str, str] = {}
    for line in _FURTHER.sub(" ", head[0]).splitlines() if head else ():
        entry = _ENTRY.match(line)
        if entry is None:
            raise ValueError(f"queries/{name}.sql: cannot read {line!r}")
        (parameters if entry["name"] else entries)[entry["name"] or entry["key"]] = entry["text"]
    missing = {"title", "topic", "description"} - entries.keys()
    if missing:
        raise ValueError(f"queries/{name}.sql lacks {', '.join(sorted(missing))}")
    return CannedQuery(
        name=name, parameters=parameters, sql=text[head.end() if head else 0 :].strip(), **entries
    )
