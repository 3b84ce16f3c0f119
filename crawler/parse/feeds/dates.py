"""Times as programs write them for programs, in feeds and sitemaps: what is broken is no time."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|))?",
    re.ASCII | re.IGNORECASE,
)
_UTC = ("", "Z", "UTC", "GMT")
# Programs write the year 1 or none for a post without a date, which e-mail's rules would make 2001.
_NO_YEAR = re.compile(r"(?<![+-])\b0\d{3}\b|-0001", re.ASCII)
_FIRST_YEAR = 1000
# Zones beyond those of e-mail, whose hours would else be taken for UTC's.
_ZONES = {
    "WEST": "+0100", "BST": "+0100", "CET": "+0100", "MEZ": "+0100", "CEST": "+0200", "MESZ": "+0200",
    "EET": "+0200", "EEST": "+0300",
}  # fmt: skip
_ZONE = re.compile(rf"\b(?:{'|'.join(_ZONES)})$")


def feed_time(printed: str) -> str | None:
    """A time by ISO 8601 or by e-mail's rules (RFC 822) as ISO 8601 UTC to the second, or None.

    A time without a zone is taken for UTC, a day for its beginning.

    >>> feed_time("Tue, 14 Aug 2018 02:59:51 +0200"), feed_time("2018-08-14T02:59:51+02:00")
    ('2018-08-14T00:59:51Z', '2018-08-14T00:59:51Z')
    >>> feed_time("2018-13-45"), feed_time("Mon, 01 Jan 0001 00:00:00 +0000")
    (None, None)
    """
    text = printed.strip()
    try:
        moment = _iso(text) or _mailed(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment.year >= _FIRST_YEAR else None


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    zone = (found["zone"] or "").upper()
    return datetime.fromisoformat(
        f"{found['day']}T{found['time'] or '00:00'}{'+00:00' if zone in _UTC else zone}"
    )


def _mailed(text: str) -> datetime:
    if _NO_YEAR.search(text):
        raise ValueError(text)
    return parsedate_to_datetime(_ZONE.sub(lambda zone: _ZONES[zone[0]], text))
