"""Days as pages print them, and times that ids hold."""

import datetime as dt
import re
from functools import cache

from babel import Locale

from crawler.parse.characters import fold

#: Languages whose month names are understood.
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "ru", "ar")

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")

_TWITTER_EPOCH = 1288834974657
_SNOWFLAKES_SINCE = 2**35
_LONGEST = 60  # characters; what is longer is no date


def iso_day(printed: str) -> str | None:
    """The day that a date as printed means, as ISO 8601, or None if it cannot be read.

    Day, month name and year in any order, in any of `LANGUAGES`; numeric forms only where their order
    is certain.

    >>> [iso_day(d) for d in ("1er juin 2018", "Aug 8, 2021", "25. September 2018", "١٦ أغسطس ٢٠١٨", "hier")]
    ['2018-06-01', '2021-08-08', '2018-09-25', '2018-08-16', None]
    """
    text = printed.translate(_ARABIC_DIGITS)[:_LONGEST]
    numeric = _EAST_ASIAN.search(text) or _ISO.search(text)
    if numeric:
        return _day(*(int(n) for n in numeric.groups()))
    days: list[int] = []
    years: list[int] = []
    months: list[int] = []
    for token in _TOKEN.findall(fold(text)):
        if token.isdecimal():
            (years if len(token) == 4 else days).append(int(token))  # noqa: PLR2004 (digits of a year)
        elif token in _months():
            months.append(_months()[token])
    if len(years) == len(months) == 1 and days:
        # the time may follow ("8:15 PM · 8 Aug 2021"): the day stands beside the month
        return _day(years[0], months[0], _nearest(text, days))
    return None


def _nearest(text: str, days: list[int]) -> int:
    if len(days) == 1:
        return days[0]
    tokens = _TOKEN.findall(fold(text))
    month = next(i for i, token in enumerate(tokens) if token in _months())
    beside = [t for t in tokens[max(0, month - 1) : month + 2] if t.isdecimal() and len(t) <= 2]  # noqa: PLR2004
    return int(beside[0]) if beside else days[0]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:  # 31 June
        return None


@cache
def _months() -> dict[str, int]:
    """Folded month names, long and short, of all languages (CLDR, by way of babel)."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(fold(name).strip("."), number)
    return names


def tweet_time(tweet: str) -> str | None:
    """When a tweet was posted, from its id: ISO 8601 UTC, or None for ids from before November 2010.

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
