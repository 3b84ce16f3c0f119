"""Suggests words of the archive that are spelled like a word without results."""

import re
import sqlite3
import unicodedata
from difflib import get_close_matches

from crawler.text.scripts import is_unspaced

_WORD = re.compile(r"[^\W\d_]{4,40}")
_LIKE = 0.75
#: Maximum number of candidates. A natural language has fewer.
_MOST = 60_000


def similar(connection: sqlite3.Connection, text: str) -> str | None:
    """The text with each unknown word replaced by the most similar known word. None if there is none."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'articles_fts', 'row')"
    )
    changed = _WORD.sub(lambda found: _likest(connection, found[0]), text)
    return changed if changed != text else None


def _likest(connection: sqlite3.Connection, word: str) -> str:
    if is_unspaced(word):  # the vocabulary has whole clauses of these scripts, no words
        return word
    folded = fold(word)
    known = connection.execute("SELECT 1 FROM temp.vocabulary WHERE term = ?", [folded]).fetchone()
    if known:
        return word
    rows = connection.execute(
        "SELECT term FROM temp.vocabulary WHERE term >= :first AND term < :first || '￿'"
        " AND LENGTH(term) BETWEEN :length - 2 AND :length + 2 LIMIT :most",
        {"first": folded[0], "length": len(folded), "most": _MOST},
    )
    return next(iter(get_close_matches(folded, [term for (term,) in rows], n=1, cutoff=_LIKE)), word)


def fold(word: str) -> str:
    """A word as in the index: lower case, without accents.

    >>> fold("Élève")
    'eleve'
    """
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
