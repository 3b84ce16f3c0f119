"""Reads printed dates, and the times in ids."""

import datetime as dt
import re
from functools import cache

from babel import Locale

from crawler.text.characters import fold

#: Languages whose month names are recognised.
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "ru", "ar")
#: Languages that are tried only if those do not recognise the month.
MORE_LANGUAGES = tuple("pl tr ca sv da nb fi cs el ro hu id uk gl eu he".split())

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
# Day first or month first with certainty, because a number above 12 is not a month.
_CERTAIN, _MONTH, _YEAR = r"(?P<day>1[3-9]|2\d|3[01])", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})(?!\d)"
_DAY_FIRST = re.compile(rf"(?<!\d){_CERTAIN}[./-]{_MONTH}[./-]{_YEAR}")
_MONTH_FIRST = re.compile(rf"(?<![\d./-]){_MONTH}[/-]{_CERTAIN}[/-]{_YEAR}")

_TWITTER_EPOCH = 1288834974657
_SNOWFLAKES_SINCE = 2**35
_LONGEST = 60  # maximum length of a date in characters


def iso_day(printed: str) -> str | None:
    """The day of a printed date as ISO 8601, or None if it cannot be read.

    Day, month name and year may have any order, in any of `LANGUAGES`. Numeric dates are read only if their
    order is certain.

    >>> [iso_day(d) for d in ("1er juin 2018", "Aug 8, 2021", "25. September 2018", "١٦ أغسطس ٢٠١٨", "hier")]
    ['2018-06-01', '2021-08-08', '2018-09-25', '2018-08-16', None]
    """
    text = printed.translate(_ARABIC_DIGITS)[:_LONGEST]
    numeric = _EAST_ASIAN.search(text) or _ISO.search(text)
    if numeric:
        return _day(*(int(n) for n in numeric.groups()))
    certain = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text)
    if certain:
        return _day(int(certain["year"]), int(certain["month"]), int(certain["day"]))
    tokens = _TOKEN.findall(fold(text))
    found = _named_day(tokens, _months(LANGUAGES))
    return found or (_named_day(tokens, _months(MORE_LANGUAGES)) if len(tokens) > 2 else None)  # noqa: PLR2004


def day_first(printed: str) -> str | None:
    """The first numeric date of a text as ISO 8601, read day before month as most languages write it.

    >>> day_first("le 05/01/2015"), day_first("05/21/2015"), day_first("1.5")
    ('2015-01-05', None, None)
    """
    found = _NUMERIC.search(printed)
    return _day(int(found[3]), int(found[2]), int(found[1])) if found else None


_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")


@cache
def month_names() -> frozenset[str]:
    """The folded names of months, long and short, in all of these languages.

    >>> {"aout", "march", "dez", "canal"} - month_names()
    {'canal'}
    """
    known = {*_months(LANGUAGES), *_months(MORE_LANGUAGES)}
    return frozenset(name for name in known if name.isalpha())


def _named_day(tokens: list[str], names: dict[str, int]) -> str | None:
    """The day from year, month name and day. None if one is missing or occurs twice."""
    years = [int(t) for t in tokens if t.isdecimal() and len(t) == 4 and t[0] in "12"]  # noqa: PLR2004 (digits of a year)
    days = [int(t) for t in tokens if t.isdecimal() and len(t) <= 2]  # noqa: PLR2004
    months = [rank for rank, token in enumerate(tokens) if token in names]
    if not (len(years) == len(months) == 1 and days):
        return None
    # the text may contain a time ("8:15 PM · 8 Aug 2021"), so the day is the number next to the month
    rank = months[0]
    beside = [t for t in tokens[max(0, rank - 1) : rank + 2] if t.isdecimal() and len(t) <= 2]  # noqa: PLR2004
    return _day(years[0], names[tokens[rank]], int(beside[0]) if beside else days[0])


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:  # 31 June
        return None


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """Folded month names, long and short, of some languages (CLDR, from babel)."""
    names: dict[str, int] = {}
    for language in languages:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(fold(name).strip("."), number)
    return names


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
