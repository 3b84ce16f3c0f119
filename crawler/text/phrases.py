"""Phrases with the same meaning in many languages. Each language is one file, with the meanings as keys.

`languages/en.toml` explains each key. To add a language, add one file: the patterns of all readers are
compiled from all files.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from crawler.text.characters import fold

_FILES = Path(__file__).parent / "languages"
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_KEY = re.compile(r"\{([a-z_]+)\}")  # a quantifier ("{2,3}") has digits


@cache
def words(meaning: str) -> frozenset[str]:
    """The phrases of all languages with this meaning, in lower case, both with and without accents.

    Raises KeyError if no language has this meaning.

    >>> sorted(words("untitled") & {"sin título", "sin titulo", "Sin título"})
    ['sin titulo', 'sin título']
    """
    if not any(meaning in language for language in _table().values()):
        raise KeyError(f"No language has words that mean {meaning!r}.")
    listed = (word for language in _table().values() for word in language.get(meaning, ()))
    return frozenset(form for word in listed for full in _spelled(word) for form in (full, fold(full)))


def pattern(template: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    r"""A regular expression in which ``{meaning}`` matches any phrase with this meaning, the longest first.

    A meaning consists of letters and ``_``, so quantifiers are not changed. Raises KeyError for an unknown
    meaning.

    >>> pattern(r"{read_more}\b.{0,9}").fullmatch("Lire la suite →")[0]
    'Lire la suite →'
    """
    return re.compile(_KEY.sub(lambda key: _any_of(words(key[1])), template), flags)


def languages_of(meaning: str) -> dict[str, frozenset[str]]:
    """The phrases with this meaning by language ("fr"), as listed in its file and spelled out."""
    return {
        language: frozenset(full for word in table[meaning] for full in _spelled(word))
        for language, table in _table().items()
        if meaning in table
    }


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    """The phrases by language and meaning, as the files list them."""
    return {path.stem: dict(_meanings(path)) for path in sorted(_FILES.glob("*.toml"))}


def _meanings(path: Path) -> Iterator[tuple[str, list[str]]]:
    for subject in tomllib.loads(path.read_text(encoding="utf-8")).values():
        yield from subject.items()


def _spelled(word: str) -> Iterator[str]:
    """A phrase with and without each part in brackets: "note" and "notes" for "note(s)"."""
    optional = _OPTIONAL.search(word)
    if optional is None:
        yield word
        return
    for part in ("", optional[1]):
        yield from _spelled(word[: optional.start()] + part + word[optional.end() :])


def _any_of(found: Iterable[str]) -> str:
    longest_first = sorted(found, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word).replace(_APOSTROPHE, _APOSTROPHES) for word in longest_first)})"


_APOSTROPHE, _APOSTROPHES = "'", "['’]"
