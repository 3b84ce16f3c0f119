"""What a reader types into a search box → an FTS5 expression that is never an error."""

import itertools
import re

from crawler.store.search import RESPELLED

_PART = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_SPELLING = re.compile(r"œ|æ|oe|ae", re.IGNORECASE)
_OTHER = {"œ": "oe", "æ": "ae", "oe": "œ", "ae": "æ"}
#: With more places that have two spellings, a phrase is looked for as typed: each further one doubles it.
_MANY = 4
#: Letters that a beginning needs; with fewer, too many words begin so to be found in time.
_BEGINNING = 3
#: What FTS5 takes, and finds nowhere.
NOTHING = '""'


def search_terms(text: str | None) -> str:
    """An FTS5 expression for words that must all occur, in either spelling of œ and æ.

    Words in quotes are a phrase; `word*` finds what begins with it, from three letters on; anything else
    that FTS5 would take for an operator is a word or is left out. The expression leaves the column
    `respelled` aside, so that a snippet shows the text as it was written.

    >>> print(search_terms('cœur "le réseau" AND * tweet*'))
    - {respelled} : (("cœur" OR "coeur") AND "le réseau" AND "AND" AND "tweet"*)
    >>> search_terms('" *')
    '""'
    """
    terms = [term for part in _PART.finditer(text or "") if (term := _term(part))]
    return f"- {{{RESPELLED}}} : ({' AND '.join(terms)})" if terms else NOTHING


def _term(part: re.Match[str]) -> str:
    text = part["phrase"] if part["word"] is None else part["word"]
    spoken = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    if not any(letter.isalnum() for letter in spoken):
        return ""
    star = "*" if part["word"] and spoken.endswith("*") and len(spoken) > _BEGINNING else ""
    spellings = [f'"{spelling}"{star}' for spelling in _spellings(spoken.rstrip("*"))]
    return spellings[0] if len(spellings) == 1 else f"({' OR '.join(spellings)})"


def _spellings(text: str) -> list[str]:
    """The text in every mix of œ and oe, æ and ae, as typed first."""
    if len(_SPELLING.findall(text)) > _MANY:
        return [text]
    ends = [0, *(end for found in _SPELLING.finditer(text) for end in found.span()), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(ends)]
    choices = [(piece, _OTHER[piece.lower()]) if _SPELLING.fullmatch(piece) else (piece,) for piece in pieces]
    return ["".join(choice) for choice in itertools.product(*choices)]
