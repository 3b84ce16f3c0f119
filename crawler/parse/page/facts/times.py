"""Reads times and days as pages print them, in UTC and by the blog's own clock."""

import datetime as dt
import re

from crawler.text.calendars import gregorian_day
from crawler.text.dates import find_days, western_digits

# The year first, in any calendar and with any separators: WordPress plugins for Persian print
# "۱۳۹۷-۰۵-۲۳\\۱۰:۱۵:۰۰".
_TIME = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T\s\\]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+)?\s*(?P<zone>\S+)?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?")


def utc_time(printed: str, language: str | None = None) -> str | None:
    """A time with its offset, or a day, as ISO 8601 UTC to the second. None for other texts.

    ``language`` is the page's language, for the names of months. Years of other calendars are read by
    `calendars.gregorian_day`.

    >>> utc_time("2018-08-14T09:30:00+02:00"), utc_time("14 août 2018"), utc_time("1397-05-23")
    ('2018-08-14T07:30:00Z', '2018-08-14T00:00:00Z', '2018-08-14T00:00:00Z')
    """
    time = _time(printed)
    if time is None:
        days = {day.iso for day in find_days(printed[:_LONGEST], language)}
        return f"{days.pop()}T00:00:00Z" if len(days) == 1 else None
    zoned = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
    return zoned.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_time(printed: str, language: str | None = None) -> str:
    """A time by the clock at its place, without the offset, or the day as it is printed.

    >>> local_time("2018-08-14T09:30:00+02:00"), local_time("By Ana, Tue 14 August 2018 · 3 replies")
    ('2018-08-14T09:30:00', 'Tue 14 August 2018')
    """
    time = _time(printed)
    if time is not None:
        whole = _WITH_HOUR.search(printed)
        return time.strftime("%Y-%m-%dT%H:%M:%S" if whole else "%Y-%m-%d")
    days = find_days(printed[:_LONGEST], language)
    return printed[days[0].start : days[0].end] if days else printed.strip()


_LONGEST = 200  # characters
_WITH_HOUR = re.compile(r"\d:\d\d|\dT\d{4}")


def _time(printed: str) -> dt.datetime | None:
    """A time that begins with a year, with its offset if that is given. None for other forms."""
    text = western_digits(printed.strip())
    found = _TIME.fullmatch(text)
    if not found:
        return _compact(text)
    day = gregorian_day(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None:
        return None
    zone = found["zone"] or ""
    hour = int(found["hour"] or 0)
    hour = hour % 12 + 12 * (zone.lower() == "pm") if zone.lower() in ("am", "pm") else hour
    try:
        time = dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:  # 24:00
        time = dt.time()
    return dt.datetime.combine(day, time, _zone(zone))


def _compact(text: str) -> dt.datetime | None:
    """A time in the basic format of ISO 8601, without separators: "20180814", "20180814T093000Z"."""
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if gregorian_day(time.year, time.month, time.day) == time.date() else None


def _zone(printed: str) -> dt.timezone | None:
    """The zone of an offset. None for other words: a time without an offset is taken as UTC."""
    found = _ZONE.fullmatch(printed)
    if not found:
        return None
    offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    try:
        return dt.timezone(-offset if found["sign"] == "-" else offset)
    except ValueError:  # a day and more
        return None
