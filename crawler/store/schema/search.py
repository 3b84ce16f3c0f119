"""Full-text search: one FTS5 index per searched table, updated by triggers.

The tokenizer folds accents (`reseau` finds `réseau`) and separates a word from a footnote marker (`tweet`
finds `tweet¹`), but it does not fold œ and æ. So each searched table has another column, `respelled`: the
lines of its text that contain œ, æ, oe or ae, in the other spelling. It is indexed together with the text,
so each spelling finds both, also in phrases, and without a function that plain SQLite lacks.

`footnotes` and `tweets` have no INTEGER PRIMARY KEY, so their indexes use the rowid. VACUUM and VACUUM INTO
keep the rowids of tables with another unique key (insert.c, xferOptimization); a test checks this. After
anything else that changes rowids, such as restoring a `.dump`, rebuild the indexes:
INSERT INTO footnotes_fts(footnotes_fts) VALUES ('rebuild').
"""

import re
from dataclasses import dataclass

RESPELLED = "respelled"
RESPELLED_DESCRIPTION = (
    "Used only by the search: the lines that contain œ, æ, oe or ae, in the other spelling, so that each "
    "spelling finds both. NULL if there are none."
)
# In double quotes: Datasette looks for exactly content="NAME" to show its search box.
_TOKENIZER = "unicode61 remove_diacritics 2 separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'"

_LIGATURE = re.compile(r"[œæŒÆ]")
_DIGRAPH = re.compile(r"[oa]e", re.IGNORECASE)
_TO_DIGRAPH = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_TO_LIGATURE = {"oe": "œ", "ae": "æ"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Searched:
    """A table with a full-text index."""

    table: str
    columns: tuple[str, ...]
    """The indexed text columns, besides `respelled`."""
    rowid: str = "rowid"
    """The column with the row number."""

    @property
    def index(self) -> str:
        """Name of the FTS5 table."""
        return f"{self.table}_fts"


SEARCHED = (
    Searched(table="articles", columns=("title", "text"), rowid="id"),
    Searched(table="tweets", columns=("text", "name", "account")),
    Searched(table="footnotes", columns=("text",)),
    Searched(table="comments", columns=("text", "author"), rowid="id"),
)


def ddl() -> list[str]:
    """The statements that create the indexes and their triggers."""
    return [statement for searched in SEARCHED for statement in (_index(searched), *_triggers(searched))]


def respelled(*texts: str | None) -> str | None:
    r"""The lines of the texts that contain œ, æ, oe or ae, in the other spelling. None if there are none.

    >>> respelled("Un cœur\nd'or", None, "Œuvre et coefficient")
    'Un coeur\nOeuvre et coefficient\nŒuvre et cœfficient'
    """
    found = []
    for text in texts:
        if text and (_LIGATURE.search(text) or _DIGRAPH.search(text)):
            for line in text.split("\n"):
                if _LIGATURE.search(line):
                    found.append(line.translate(_TO_DIGRAPH))
                if _DIGRAPH.search(line):
                    found.append(_DIGRAPH.sub(lambda pair: _TO_LIGATURE[pair[0].lower()], line))
    return "\n".join(found) or None


def _index(searched: Searched) -> str:
    columns = ", ".join(f'"{name}"' for name in (*searched.columns, RESPELLED))
    return (
        f'CREATE VIRTUAL TABLE "{searched.index}" USING fts5({columns}, '
        f'content="{searched.table}", content_rowid="{searched.rowid}", tokenize="{_TOKENIZER}")'
    )


def _triggers(searched: Searched) -> list[str]:
    names = (*searched.columns, RESPELLED)
    columns = ", ".join(f'"{name}"' for name in names)
    new, old = (", ".join(f'{row}."{name}"' for name in (searched.rowid, *names)) for row in ("new", "old"))
    index, table = searched.index, searched.table
    insert = f'INSERT INTO "{index}"(rowid, {columns}) VALUES ({new});'  # noqa: S608 (names of ours)
    delete = f'INSERT INTO "{index}"("{index}", rowid, {columns}) VALUES (\'delete\', {old});'  # noqa: S608
    return [
        f'CREATE TRIGGER "{index}_insert" AFTER INSERT ON "{table}" BEGIN {insert} END',
        f'CREATE TRIGGER "{index}_delete" AFTER DELETE ON "{table}" BEGIN {delete} END',
        f'CREATE TRIGGER "{index}_update" AFTER UPDATE OF {columns} ON "{table}" BEGIN {delete} {insert} END',
    ]
