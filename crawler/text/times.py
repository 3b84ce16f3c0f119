"""Times in the format of the dataset."""

from datetime import UTC, datetime


def now() -> str:
    """The current time: ISO 8601, UTC, to the second."""
    return utc(datetime.now(UTC))


def utc(moment: datetime) -> str:
    """A time with a time zone as ISO 8601 in UTC, to the second.

    >>> utc(datetime.fromisoformat("2019-01-31T10:00:00.5+01:00"))
    '2019-01-31T09:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
