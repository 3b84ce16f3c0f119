"""Converts dates with years of other calendars to Gregorian days."""

import datetime as dt

# Years in which a blog can have been written, by calendar. The ranges do not overlap, so the year decides
# the calendar. The Hijri years of that time (from 1410) are in none of the ranges.
_GREGORIAN = range(1990, 2200)
_JALALI = range(1369, 1410)  # 1990 to 2030
_BUDDHIST = range(2533, 2743)
_BUDDHIST_AHEAD = 543

#: Eras of East Asia, with the year before their first one.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}

#: The months of the Jalali calendar, which Iran and Afghanistan use, as Persian writes them.
JALALI_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()

_NEW_YEAR_1369 = dt.date(1990, 3, 21)
# Positions of the leap years in the calendar's cycle of 33 years. They are valid from 1343 to 1472 (Iran's
# astronomers give 1370, 1375, 1379 … 1403, 1408).
_LEAP, _CYCLE = frozenset((1, 5, 9, 13, 17, 22, 26, 30)), 33


def gregorian_day(year: int, month: int, day: int) -> dt.date | None:
    """The day of three numbers in the calendar to which the year belongs. None if a blog cannot have it.

    >>> [str(gregorian_day(year, 5, 23)) for year in (2018, 1397, 2561, 1018, 1439)]
    ['2018-05-23', '2018-08-14', '2018-05-23', 'None', 'None']
    """
    if year in _JALALI:
        return _jalali(year, month, day)
    if year in _BUDDHIST:
        year -= _BUDDHIST_AHEAD
    if year not in _GREGORIAN:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:  # 31 June
        return None


def _jalali(year: int, month: int, day: int) -> dt.date | None:
    """A day of the Jalali calendar: six months of 31 days, five of 30, and one of 29 or 30."""
    lengths = [31] * 6 + [30] * 5 + [30 if _is_leap(year) else 29]
    if not (1 <= month <= len(lengths) and 1 <= day <= lengths[month - 1]):
        return None
    years = sum(366 if _is_leap(before) else 365 for before in range(_JALALI.start, year))
    return _NEW_YEAR_1369 + dt.timedelta(days=years + sum(lengths[: month - 1]) + day - 1)


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP
