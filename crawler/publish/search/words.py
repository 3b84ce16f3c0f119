"""Converts the text of a search box to an FTS5 expression that is always valid."""

import itertools
import re

from crawler.store.schema.search import RESPELLED
from crawler.text.scripts import apart, is_unspaced

_PART = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_SPELLING = re.compile(r"œ|æ|oe|ae", re.IGNORECASE)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=\w\w)", re.IGNORECASE)
#: Endings of singular or plural, longest first, each with the endings that may replace it.
_NUMBERS = (
    ("aux", ("au", "al")),
    ("eux", ("eu",)),
    ("oux", ("ou",)),
    ("al", ("aux", "als")),
    ("au", ("aux",)),
    ("eu", ("eux", "eus")),
    ("s", ("",)),
    ("x", ("",)),
    ("z", ("",)),
)
_OTHER = {"œ": "oe", "æ": "ae", "oe": "œ", "ae": "æ"}
#: A phrase with more places of two spellings is searched as typed, because each place doubles the variants.
_MANY = 4
#: Minimum letters of a prefix. Shorter prefixes match too many words to be searched in time.
_BEGINNING = 3
#: A valid FTS5 expression that matches nothing.
NOTHING = '""'


def word_terms(text: str | None) -> str:
    """The expression for the index of words. It matches nothing if the text is for the index of letters.

    >>> print(word_terms("mot"), word_terms("東京 mot"))
    - {respelled} : ("mot") ""
    """
    return NOTHING if is_unspaced(text or "") else search_terms(text)


def letter_terms(text: str | None) -> str:
    """The expression for the index of letters. It matches nothing if the text is for the index of words.

    >>> print(letter_terms("mot"))
    ""
    """
    return search_terms(text) if is_unspaced(text or "") else NOTHING


def search_terms(text: str | None, *, endings: bool = False) -> str:
    """An FTS5 expression for words that must all occur, in either spelling of œ and æ.

    If the text contains a letter of a script without spaces between words (`is_unspaced`), the expression is
    for the index of letters, otherwise for the index of words.

    French elisions are left out: `l'entreprise` also finds « d’entreprise ». With ``endings``, the
    expression matches singular and plural.

    Words in quotes are a phrase. `word*` is a prefix of at least three letters. Other operators of FTS5 are
    read as words or left out. The expression excludes the column `respelled`, so that snippets show the
    text as it was written.

    >>> print(search_terms('cœur "le réseau" AND * tweet*'))
    - {respelled} : (("cœur" OR "coeur") AND "le réseau" AND "AND" AND "tweet"*)
    >>> search_terms('" *')
    '""'
    >>> print(search_terms("l’idéal", endings=True))
    - {respelled} : (("idéal" OR "idéaux" OR "idéals"))
    """
    terms = [term for part in _PART.finditer(text or "") if (term := _term(part, endings=endings))]
    if not terms:
        return NOTHING
    if is_unspaced(text or ""):
        return " AND ".join(map(apart, terms))
    return f"- {{{RESPELLED}}} : ({' AND '.join(terms)})"


def _term(part: re.Match[str], *, endings: bool) -> str:
    text = part["phrase"] if part["word"] is None else part["word"]
    spoken = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    if not any(letter.isalnum() for letter in spoken):
        return ""
    star = "*" if part["word"] and spoken.endswith("*") and len(spoken) > _BEGINNING else ""
    word = _ELIDED.sub("", spoken.rstrip("*")) if part["word"] else spoken
    forms = _forms(word) if endings and part["word"] and not star else [word]
    spellings = [f'"{spelling}"{star}' for form in forms for spelling in _spellings(form)]
    return spellings[0] if len(spellings) == 1 else f"({' OR '.join(spellings)})"


def _forms(word: str) -> list[str]:
    """The word and its French singular or plural.

    >>> _forms("réseaux"), _forms("prix"), _forms("mot"), _forms("Journal")
    (['réseaux', 'réseau', 'réseal'], ['prix', 'pri'], ['mot', 'mots'], ['Journal', 'Journaux', 'Journals'])
    """
    for ending, others in _NUMBERS:
        if word.lower().endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: len(word) - len(ending)]
            return [word, *(stem + other for other in others)]
    return [word, f"{word}s"]


def _spellings(text: str) -> list[str]:
    """The text with every combination of œ and oe, æ and ae. The first is as typed."""
    if len(_SPELLING.findall(text)) > _MANY:
        return [text]
    ends = [0, *(end for found in _SPELLING.finditer(text) for end in found.span()), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(ends)]
    choices = [(piece, _OTHER[piece.lower()]) if _SPELLING.fullmatch(piece) else (piece,) for piece in pieces]
    return ["".join(choice) for choice in itertools.product(*choices)]
