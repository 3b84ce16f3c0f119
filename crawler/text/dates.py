"""Reads printed dates, and the times in the ids of tweets."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crawler.text.calendars import ERAS, gregorian_day
from crawler.text.month_names import (
    COMMON,
    MonthNames,
    Word,
    languages_for,
    names_in,
    numeric_order,
    other_languages,
    words_of,
)

_DIGIT = re.compile(r"[^\D0-9]")
# If a year of four digits comes first, the order is certain: 2018-08-14, 2018/8/14, "2018. 8. 14."
_YEAR_FIRST = re.compile(
    r"(?<![\d./-])(?P<year>\d{4})\s?[-/.\\]\s?(?P<month>\d{1,2})\s?[-/.\\]\s?(?P<day>\d{1,2})(?![./-]?\d)"
)
_COUNTED = "|".join(ERAS)
_EAST_ASIAN = re.compile(
    rf"(?P<era>{_COUNTED})?\s*(?P<year>\d{{1,4}}|元)\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일]"
)
_YEAR_LAST = re.compile(
    r"(?<![\d.,/-])(?P<one>\d{1,2})(?P<mark>[./-])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)(?![./-]?\d)"
)
_TIME = re.compile(
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s(?:[A-Z]{3,4}\b|[+-]\d{4}\b))*", re.IGNORECASE
)
# Characters between the words of a date, including those around a time of day.
_GAP = re.compile(r"[\s.,،/'’()-]{0,4}|,?\s+,?")
_MONTHS = 12
_DIGITS_OF_YEAR = 4
_MOST_BETWEEN = 2  # words between two parts of a date

_TWITTER_EPOCH = 1288834974657
_SNOWFLAKES_SINCE = 2**35
_LONGEST = 60  # maximum length of a date in characters


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day printed in a text."""

    start: int
    """Where it begins in the text, including the name of the weekday."""
    end: int
    iso: str
    """The day as ISO 8601."""


def iso_day(printed: str, language: str | None = None) -> str | None:
    """A printed date as ISO 8601. None if it cannot be read, or if there are two.

    ``language`` is the language tag of the page, as in `find_days`.

    >>> [iso_day(d) for d in ("1er juin 2018", "Aug 8, 2021", "2018. 8. 14.", "١٦ أغسطس ٢٠١٨", "hier")]
    ['2018-06-01', '2021-08-08', '2018-08-14', '2018-08-16', None]
    """
    days = {found.iso for found in find_days(printed[:_LONGEST], language)}
    return days.pop() if len(days) == 1 else None


def find_days(text: str, language: str | None = None) -> list[PrintedDay]:
    """The days printed in a text, in order.

    Day, name of the month and year can be in the order of any language. The ``language`` of the page (a tag)
    is tried first, then the common ones, then all that Babel has. Numbers with the year last are read if
    their order is certain or the language has one (`month_names.numeric_order`). Years of other calendars
    are read by `calendars.gregorian_day`.

    >>> [day.iso for day in find_days("14. 8. 2018 – 15. August 2018, 3/4/2018", "de")]
    ['2018-08-14', '2018-08-15', '2018-04-03']
    """
    if not any(c.isdecimal() for c in text):
        return []
    plain = _blank_out(_TIME, western_digits(text))
    return sorted((*_numeric(plain, language), *_named(plain, language)), key=lambda day: day.start)


def western_digits(text: str) -> str:
    """The text with the decimal digits of every script replaced by 0 to 9.

    >>> western_digits("١٦ أغسطس"), western_digits("๑๔/๐๘")
    ('16 أغسطس', '14/08')
    """
    return text if text.isascii() else _DIGIT.sub(lambda found: str(int(found[0])), text)


def _numeric(text: str, language: str | None) -> Iterator[PrintedDay]:
    for found in _YEAR_FIRST.finditer(text):
        yield from _printed(found, int(found["year"]), int(found["month"]), int(found["day"]))
    for found in _EAST_ASIAN.finditer(text):
        year = 1 if found["year"] == "元" else int(found["year"])
        before = ERAS[found["era"]] if found["era"] else 0
        yield from _printed(found, before + year, int(found["month"]), int(found["day"]))
    order = numeric_order(language) if language else ""
    for found in _YEAR_LAST.finditer(_blank_out(_YEAR_FIRST, text)):
        if numbers := _in_order(found, order):
            yield from _printed(found, *numbers)


def _blank_out(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _in_order(found: re.Match[str], order: str) -> tuple[int, int, int] | None:
    """Year, month and day of three numbers with the year last. None if their order is doubtful."""
    one, two, last = int(found["one"]), int(found["two"]), int(found["year"])
    short = len(found["year"]) < _DIGITS_OF_YEAR
    if short and order == "ymd":
        return 2000 + one, two, last
    year = 2000 + last if short else last
    if order == "dmy" or (one > _MONTHS and not short):  # the first number cannot be a month
        return year, two, one
    return (year, one, two) if two > _MONTHS else None


def _printed(found: re.Match[str], year: int, month: int, day: int) -> Iterator[PrintedDay]:
    date = gregorian_day(year, month, day)
    if date:
        yield PrintedDay(found.start(), found.end(), date.isoformat())


def _named(text: str, language: str | None) -> list[PrintedDay]:
    words = words_of(text)
    if not any(_is_year(word) for word in words):
        return []
    for names in languages_for(language):
        found = list(_DateLine(text, words, names).days())
        if found:
            return found
    if not any(_is_between_numbers(words, rank) for rank in range(len(words))):
        return []
    told = [found for names in other_languages() if (found := list(_DateLine(text, words, names).days()))]
    # the same name is another month in another language: Croatian and Polish "listopada"
    return told[0] if len({tuple(day.iso for day in found) for found in told}) == 1 else []


def _is_between_numbers(words: list[Word], rank: int) -> bool:
    """Whether a word has a number on each side, like the month in a date."""
    around = words[max(0, rank - 1) : rank] + words[rank + 1 : rank + 2]
    return not words[rank].text.isdecimal() and sum(word.text.isdecimal() for word in around) == len("dy")


@dataclass(frozen=True, slots=True)
class _DateLine:
    """Reads the words of a text as dates in one language."""

    text: str
    words: list[Word]
    names: MonthNames

    def days(self) -> Iterator[PrintedDay]:
        for first in range(len(self.words)):
            for last in range(first, min(first + self.names.longest, len(self.words))):
                month = self.names.months.get(tuple(word.text for word in self.words[first : last + 1]))
                found = self._around(first, last, month) if month else None
                if found:
                    yield found
                    break

    def _around(self, first: int, last: int, month: int) -> PrintedDay | None:
        """The date around a month's name: "14 août 2018", "August 14, 2018", "2018 m. rugpjūčio 14 d."."""
        before, after = self._beside(first, -1), self._beside(last, 1)
        beyond = self._beside(after, 1) if after is not None else None
        ahead = self._beside(before, -1) if before is not None else None
        for day, year in ((before, after), (after, beyond), (after, before), (before, ahead)):
            if day is None or year is None or not (_is_day(self.words[day]) and _is_year(self.words[year])):
                continue
            date = gregorian_day(int(self.words[year].text), month, int(self.words[day].text))
            if date:
                ranks = (first, last, day, year)
                start = self.words[self._weekday(min(ranks))].start
                return PrintedDay(start, self.words[max(ranks)].end, date.isoformat())
        return None

    def _beside(self, rank: int, step: int) -> int | None:
        """The next number before or after a word, with only small words and signs between them."""
        for number in range(1, _MOST_BETWEEN + 2):
            other = rank + step * number
            if not 0 <= other < len(self.words):
                return None
            left, right = sorted((other, other - step))
            if not _GAP.fullmatch(self.text, self.words[left].end, self.words[right].start):
                return None
            if self.words[other].text.isdecimal():
                return other
            if self.words[other].text not in self.names.between:
                return None
        return None

    def _weekday(self, first: int) -> int:
        """Where a date begins, including the name of the weekday before it."""
        named = first > 0 and self.words[first - 1].text in self.names.weekdays
        gap = self.text[self.words[first - 1].end : self.words[first].start] if named else ""
        return first - 1 if named and _GAP.fullmatch(gap) else first


def _is_year(word: Word) -> bool:
    return word.text.isdecimal() and len(word.text) == _DIGITS_OF_YEAR


def _is_day(word: Word) -> bool:
    return word.text.isdecimal() and len(word.text) < len("100")


def day_first(printed: str) -> str | None:
    """The first numeric date of a text as ISO 8601, with the day before the month, as in most languages.

    >>> day_first("le 05/01/2015"), day_first("05/21/2015"), day_first("1.5")
    ('2015-01-05', None, None)
    """
    return next((day.iso for day in _numeric(printed, "fr")), None)


@cache
def month_names() -> frozenset[str]:
    """The folded long and short names of months in the common languages, if they have only one word.

    >>> {"aout", "march", "dez", "canal"} - month_names()
    {'canal'}
    """
    every = (name for language in COMMON for name in names_in(language).months)
    return frozenset(name[0] for name in every if len(name) == 1 and name[0].isalpha())


def tweet_time(tweet: str) -> str | None:
    """Time of posting from a tweet's id: ISO 8601 UTC, or None for ids from before November 2010.

    >>> tweet_time("1029170702509719552"), tweet_time("20")
    ('2018-08-14T00:59:51Z', None)
    """
    number = int(tweet)
    if number < _SNOWFLAKES_SINCE:
        return None
    return utc(((number >> 22) + _TWITTER_EPOCH) // 1000)


def utc(seconds: int) -> str | None:
    """Seconds since 1970 as ISO 8601 UTC, or None beyond the year 9999."""
    try:
        return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        return None


def days_apart(day: str, time: str) -> int:
    """Days between an ISO day and an ISO time."""
    return abs((dt.date.fromisoformat(day) - dt.date.fromisoformat(time[:10])).days)
