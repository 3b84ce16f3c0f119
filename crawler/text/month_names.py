"""Names of months and weekdays in every language that Babel has (CLDR), as sequences of words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

from crawler.text.calendars import JALALI_MONTHS
from crawler.text.characters import fold

#: Languages that are tried whatever language a page declares, because themes are often not translated.
COMMON = (
    *("fr", "en", "de", "es", "it", "pt", "nl", "ru", "ar"),
    *"pl tr ca sv da nb fi cs el ro hu id uk gl eu he".split(),
)
# A word is a sequence of letters with their marks, without spaces, digits and punctuation.
_WORD = re.compile(r"\d+|[^\s\d\x00-@\[-`{-©«-¹»-¿‐-⁯、-〿！-／،؛]+")
# Endings of numbers, and words between the parts of a date that the formats of CLDR lack.
_ENDINGS = frozenset("e o a º ª".split())
_MORE_ENDINGS = {
    language: tuple(words.split())
    for language, words in {
        "en": "st nd rd th of the",
        "fr": "er re ème",
        "es": "de del",
        "pt": "de do",
        "it": "di del",
        "de": "ter den der",
        "nl": "ste de",
        "vi": "năm",
    }.items()
}
_OTHER_CALENDARS = {"fa": JALALI_MONTHS}
_FIELD_OR_WORD = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>[A-Za-z]+)")
# The letters that a language's date format joins to the month, such as the "in" of Hebrew.
_JOINED = re.compile(
    r"(?:'(?P<before>[^' ]+)'|(?P<prefix>[^\W\d_A-Za-z]+))?(?:M{3,4}|L{3,4})(?:'(?P<behind>[^' ]+)')?"
)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthNames:
    """The words in the dates of one language, folded."""

    months: dict[Words, int]
    """The number of a month by the words of its name."""
    between: frozenset[str]
    """Words that may be between the parts of a date ("de", "of")."""
    weekdays: frozenset[str]
    """First words of the names of weekdays."""
    longest: int
    """Number of words in the longest name."""


@dataclass(frozen=True, slots=True)
class Word:
    """A number or a word of a text."""

    text: str
    """Folded."""
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The numbers and words of a text.

    >>> [word.text for word in words_of("Le 1er août, à 9h")]
    ['le', '1', 'er', 'aout', 'a', '9', 'h']
    """
    return [Word(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def languages_for(language: str | None) -> Iterator[MonthNames]:
    """The names to look for on a page with this language tag ("fr-FR"): its own, then the common ones."""
    own = language.replace("_", "-").partition("-")[0].lower() if language else None
    if own:
        yield names_in(own)
    yield from (names_in(common) for common in COMMON if common != own)


@cache
def other_languages() -> tuple[MonthNames, ...]:
    """The long names of months in all other languages. Short names are often words of another language.

    Reading them takes a second or two, once.
    """
    others = sorted({name.partition("_")[0] for name in _places()} - set(COMMON))
    return tuple(_read(language, (language,), ("wide",)) for language in others)


@cache
def names_in(language: str) -> MonthNames:
    """The long and short names of a language in all its countries. Empty if Babel does not have it."""
    places = [name for name in _places() if name.partition("_")[0] == language]
    return _read(language, places, ("wide", "abbreviated"))


@cache
def numeric_order(tag: str) -> str:
    """The order of the numbers of a short date in a language: "dmy" or "ymd". Empty if it is not certain.

    In English it is not: half of its writers begin with the month, and blogs of the other half often declare
    "en-US", the default of their software.

    >>> [numeric_order(tag) for tag in ("fr", "pt-BR", "ko_KR", "en-GB", "en-US", "en", "tlh")]
    ['dmy', 'dmy', 'ymd', 'dmy', '', '', '']
    """
    names = {name.lower(): name for name in _places()}
    parts = tag.replace("-", "_").lower().split("_")
    known = next((names[name] for name in ("_".join(parts), parts[0]) if name in names), None)
    if known in (None, "en", "en_US"):
        return ""
    fields = _FIELD_OR_WORD.finditer(Locale.parse(known).date_formats["short"].pattern)
    return "".join(dict.fromkeys(f["field"][0].lower() for f in fields if f["field"]))


@cache
def _places() -> tuple[str, ...]:
    return tuple(sorted(locale_identifiers()))


def _read(language: str, places: Iterable[str], widths: tuple[str, ...]) -> MonthNames:
    months: dict[Words, int] = {}
    between, weekdays = {*_ENDINGS, *map(fold, _MORE_ENDINGS.get(language, ()))}, set[str]()
    for locale in map(Locale.parse, places):
        for name, number in _named(locale.months, widths):
            months.setdefault(name, number)
            months.setdefault(_joined(name, locale), number)
        weekdays.update(name[0] for name, _ in _named(locale.days, ("wide", "abbreviated")))
        between |= _words_between(locale)
    for number, other in enumerate(_OTHER_CALENDARS.get(language, ()), 1):
        months[(fold(other),)] = number
    return MonthNames(
        months=months,
        between=frozenset(between),
        weekdays=frozenset(weekdays),
        longest=max(map(len, months), default=0),
    )


def _named(names: Any, widths: tuple[str, ...]) -> Iterator[tuple[Words, int]]:
    """The names of months or days that consist of letters ("8월" is read as a number)."""
    for context, width in ((c, w) for c in ("format", "stand-alone") for w in widths):
        for number, name in names[context][width].items():
            words = tuple(word.text for word in words_of(name))
            if len("".join(word for word in words if not word.isdecimal())) > 1:
                yield words, number


def _joined(name: Words, locale: Locale) -> Words:
    """The name of a month with the letters that the language joins to it in a date."""
    form = _JOINED.search(locale.date_formats["long"].pattern)
    before, behind = (form["before"] or form["prefix"] or "", form["behind"] or "") if form else ("", "")
    whole = (fold(before) + name[0], *name[1:])
    return (*whole[:-1], whole[-1] + fold(behind))


def _words_between(locale: Locale) -> set[str]:
    """The words that the language writes between the parts of a date: Spanish "de", Lithuanian "m"."""
    forms = (locale.date_formats[width].pattern for width in ("long", "full"))
    quoted = (found["quoted"] for form in forms for found in _FIELD_OR_WORD.finditer(form))
    return {word.text for word in chain.from_iterable(words_of(text or "") for text in quoted)}
