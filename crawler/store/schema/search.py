"""Full-text search: two FTS5 indexes per searched table, one of words and one of letters.

The index of words is updated by triggers.

The tokenizer folds accents (`reseau` finds `réseau`) and separates a word from a footnote marker (`tweet`
finds `tweet¹`), but it does not fold œ and æ. So each searched table has another column, `respelled`: the
lines of its text that contain œ, æ, oe or ae, in the other spelling. It is indexed together with the text,
so each spelling finds both, also in phrases, and without a function that plain SQLite lacks.

`footnotes` and `tweets` have no INTEGER PRIMARY KEY, so their indexes use the rowid. VACUUM and VACUUM INTO
keep the rowids of tables with another unique key (insert.c, xferOptimization); a test checks this. After
anything else that changes rowids, such as restoring a `.dump`, rebuild the indexes:
INSERT INTO footnotes_fts(footnotes_fts) VALUES ('rebuild').

Chinese, Japanese, Thai, Lao, Khmer and Burmese print no spaces between words, so the tokenizer takes a whole
clause for one word. The index of letters has the rows that contain a letter of these scripts, and only these
rows. Each such letter is a token of its own there, and a word is a phrase of letters: that finds words of any
length, also those of one or two letters, which a trigram index cannot find, and it needs no dictionary, which
would have to divide text and query alike. Other words are tokens as in the index of words, so a query with
words of both kinds needs only the index of letters. A query without these scripts needs only the other one.

The index of letters contains its own copy of the text, with the separator of `scripts.apart`. The program
writes it after each row, because plain SQL cannot take letters apart. A trigger deletes the copy if the row
changes or goes, so that the search never finds what is no longer there.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.text.scripts import apart, is_unspaced

RESPELLED = "respelled"
RESPELLED_DESCRIPTION = (
    "Used only by the search: the lines that contain œ, æ, oe or ae, in the other spelling, so that each "
    "spelling finds both. NULL if there are none."
)
# In double quotes: Datasette looks for exactly content="NAME" to show its search box.
_TOKENIZER = "unicode61 remove_diacritics 2 separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'"

# Marks belong to their letters: vowels and tones are marks in most of the scripts without spaces.
_LETTERS_TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* M* Co' separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'"

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
        """Name of the FTS5 table of words."""
        return f"{self.table}_fts"

    @property
    def letters(self) -> str:
        """Name of the FTS5 table of letters."""
        return f"{self.table}_letters_fts"


SEARCHED = (
    Searched(table="articles", columns=("title", "text"), rowid="id"),
    Searched(table="tweets", columns=("text", "name", "account")),
    Searched(table="footnotes", columns=("text",)),
    Searched(table="comments", columns=("text", "author"), rowid="id"),
)


def ddl() -> list[str]:
    """The statements that create the indexes and their triggers."""
    words = [statement for searched in SEARCHED for statement in (_index(searched), *_triggers(searched))]
    return [*words, *letters_ddl()]


def letters_ddl() -> list[str]:
    """The statements that create the indexes of letters and their triggers."""
    return [statement for searched in SEARCHED for statement in _letters(searched)]


def write_letters(
    connection: sqlite3.Connection, searched: Searched, rows: Iterable[tuple[int, Sequence[str | None]]]
) -> None:
    """Write rows of a table, each as its rowid and its searched columns, to the index of letters.

    Rows without letters of these scripts are left out.
    """
    names = ", ".join(f'"{name}"' for name in searched.columns)
    marks = ", ".join("?" for _ in searched.columns)
    connection.executemany(
        f'INSERT OR REPLACE INTO "{searched.letters}"(rowid, {names}) VALUES (?, {marks})',  # noqa: S608 (names of ours)
        ((rowid, *(text and apart(text) for text in texts)) for rowid, texts in rows if has_letters(texts)),
    )


def has_letters(texts: Iterable[str | None]) -> bool:
    """Whether one of the texts belongs to the index of letters."""
    return any(text and is_unspaced(text) for text in texts)


def fill_letters(connection: sqlite3.Connection) -> None:
    """Write all rows of all tables to the indexes of letters."""
    for searched in SEARCHED:
        names = ", ".join(f'"{name}"' for name in searched.columns)
        rows = connection.execute(f'SELECT "{searched.rowid}", {names} FROM "{searched.table}"')  # noqa: S608
        write_letters(connection, searched, ((rowid, texts) for rowid, *texts in rows))


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


def _letters(searched: Searched) -> list[str]:
    columns = ", ".join(f'"{name}"' for name in searched.columns)
    index, table = searched.letters, searched.table
    delete = f'DELETE FROM "{index}" WHERE rowid = old."{searched.rowid}";'  # noqa: S608 (names of ours)
    return [
        f'CREATE VIRTUAL TABLE "{index}" USING fts5({columns}, tokenize="{_LETTERS_TOKENIZER}")',
        f'CREATE TRIGGER "{index}_delete" AFTER DELETE ON "{table}" BEGIN {delete} END',
        f'CREATE TRIGGER "{index}_update" AFTER UPDATE OF {columns} ON "{table}" BEGIN {delete} END',
    ]
