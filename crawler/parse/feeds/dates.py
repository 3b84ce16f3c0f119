"""Reads times in feeds and sitemaps, which programs write for programs. A broken time is not guessed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import partial
from zoneinfo import ZoneInfo

from crawler.text.characters import fold
from crawler.text.dates import iso_day
from crawler.text.month_names import languages_for

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|))?",
    re.ASCII | re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UTC = ("", "Z", "UTC", "GMT")
# Programs write the year 1 or no year for a post without a date. The rules of e-mail would read 2001.
_NO_YEAR = re.compile(r"(?<![+-])\b0\d{3}\b|-0001", re.ASCII)
_FIRST_YEAR = 1000
# Zones that the rules of e-mail do not know. Their times would otherwise be read as UTC.
_ZONES = {
    "WET": "+0000", "WEST": "+0100", "BST": "+0100", "CET": "+0100", "MET": "+0100", "MEZ": "+0100",
    "CEST": "+0200", "MEST": "+0200", "MESZ": "+0200", "EET": "+0200", "SAST": "+0200", "EEST": "+0300",
    "MSK": "+0300", "HKT": "+0800", "SGT": "+0800", "JST": "+0900", "KST": "+0900", "AEST": "+1000",
    "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300", "AKDT": "-0800", "AKST": "-0900", "HST": "-1000",
}  # fmt: skip
_ZONE = re.compile(rf"\b(?:{'|'.join(_ZONES)})$")
# Zones of North America, in summer and winter.
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_PLACE = re.compile(rf"\s+({'|'.join(_PLACES)})$")
# "Mar, 14 août": the short name of a day may also be that of a month.
_WEEKDAY = re.compile(r"^[^\W\d_]+\.?,?\s+(?=\d{1,2}\W+[^\W\d_])")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s*(?P<half>[AP])M\b)?"
    r"(?:\s*(?:UTC|GMT))?\s*(?P<offset>[+-]\d\d:?\d\d)?",
    re.ASCII | re.IGNORECASE,
)
_HALF = re.compile(r"\d\s*[AP]M\b", re.ASCII | re.IGNORECASE)
_NOON = 12  # o'clock
# Some programs cut the names of months to three letters: "14 Aoû 2018".
_CUT = re.compile(r"(?P<day>\d{1,2})\W+(?P<month>[^\W\d_]{3})\b\.?\W+(?P<year>\d{4})\b")
# "火, 14 8月 2018": a format for Latin letters with Chinese, Japanese or Korean months.
_NUMBERED = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>\d{1,2})\s?[月월]\s+(?P<year>\d{4})\b")


def feed_time(printed: str, language: str | None = None) -> str | None:
    """A time by ISO 8601 or by e-mail's rules (RFC 822) as ISO 8601 UTC to the second, or None.

    The names of days and months may be in any language that `crawler.text.dates.iso_day` reads. ``language``
    is the tag of the feed's language. A time without a zone is read as UTC, a day as its beginning.

    >>> feed_time("Tue, 14 Aug 2018 02:59:51 +0200"), feed_time("mar., 14 août 2018 02:59:51 MEST")
    ('2018-08-14T00:59:51Z', '2018-08-14T00:59:51Z')
    >>> feed_time("2018-13-45"), feed_time("Mon, 01 Jan 0001 00:00:00 +0000")
    (None, None)
    """
    text, place = _without_place(printed.strip())
    if not _ISO.fullmatch(text) and _NO_YEAR.search(text):
        return None
    text = _ZONE.sub(lambda zone: _ZONES[zone[0]], text)
    # e-mail has no PM, and its parser ignores it
    in_words = partial(_in_words, language=language)
    mailed = (in_words,) if _HALF.search(text) else (parsedate_to_datetime, in_words)
    ways = (_iso,) if _ISO_DAY.match(text) else mailed
    moment = next(filter(None, map(partial(_tried, text), ways)), None)
    try:
        moment = moment and (moment if moment.tzinfo else moment.replace(tzinfo=place)).astimezone(UTC)
    except OverflowError:  # the last hour of the year 9999
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment and moment.year >= _FIRST_YEAR else None


def _tried(text: str, way: Callable[[str], datetime | None]) -> datetime | None:
    try:
        return way(text)
    except (ValueError, TypeError, IndexError):  # errors of the e-mail parser
        return None


def _without_place(text: str) -> tuple[str, tzinfo]:
    """The text without a zone at its end whose offset depends on the season, and the zone, or else UTC."""
    named = _PLACE.search(text)
    return (text[: named.start()], ZoneInfo(_PLACES[named[1]])) if named else (text, UTC)


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    zone = (found["zone"] or "").upper()
    return datetime.fromisoformat(
        f"{found['day']}T{found['time'] or '00:00'}{'+00:00' if zone in _UTC else zone}"
    )


def _in_words(text: str, language: str | None) -> datetime | None:
    """A day with the name of its month in any language, with or without a time."""
    bare = _WEEKDAY.sub("", text)
    clock = _CLOCK.search(bare)
    printed = bare[: clock.start()] if clock else bare
    day = _day(printed, language)
    if day is None:
        return None
    if clock is None:
        return datetime.fromisoformat(day)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"] in "pP" else 0)
    time = f"{hour:02}:{clock['minute']}:{clock['second'] or '00'}"
    return datetime.fromisoformat(f"{day}T{time}{clock['offset'] or ''}")


def _day(printed: str, language: str | None) -> str | None:
    found = _CUT.search(printed)
    if not found:
        return iso_day(_NUMBERED.sub(r"\g<year>年\g<month>月\g<day>日", printed), language)
    begun = fold(found["month"])
    for names in languages_for(language):
        months = {number for words, number in names.months.items() if words[0].startswith(begun)}
        if months:  # French "jui" may be two months
            year, day = int(found["year"]), int(found["day"])
            return f"{date(year, months.pop(), day)}" if len(months) == 1 else None
    return iso_day(printed, language)
