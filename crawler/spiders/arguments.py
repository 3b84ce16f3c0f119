"""Checks the values of `-a` arguments before the first request."""

from datetime import UTC, datetime

from crawler.errors import ArgumentError
from crawler.network.addresses import place_of
from crawler.text.times import utc


def home_address(url: str | None) -> str:
    """The address of a home page as the user gives it. The scheme may be missing."""
    if not url or not url.strip():
        raise ArgumentError("Give the address of a blog: scrapy crawl blog -a url=https://blog.example/")
    url = url.strip()
    address = url if "://" in url else f"https://{url}"
    place_of(address)
    return address if address.partition("://")[2].count("/") else f"{address}/"


def number_of(name: str, text: str | None, noun: str) -> int | None:
    """A whole number of at least 1, or None if no value was given."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ArgumentError(f"{name}={text} is not a number {noun}. Use 1 or more.")
    return int(text)


def truth_of(name: str, text: str | None) -> bool:
    """A yes or no: 1 or 0."""
    if text not in (None, "0", "1"):
        raise ArgumentError(f"{name}={text} is not valid. Use {name}=1 for yes or {name}=0 for no.")
    return text == "1"


def consent_of(name: str, text: str | None) -> bool:
    """Whether a person consents: yes or no, also as 1 or 0."""
    if text not in (None, "no", "yes", "0", "1"):
        raise ArgumentError(f"{name}={text} is not valid. Use {name}=yes or {name}=no.")
    return text in ("yes", "1")


def moment_of(text: str | None) -> str | None:
    """A day ("2019-01-31") or a time, as ISO 8601 in UTC. A time without a zone is read as UTC.

    >>> moment_of("2019-01-31"), moment_of("2019-01-31T10:00:00+01:00")
    ('2019-01-31T00:00:00Z', '2019-01-31T09:00:00Z')
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ArgumentError(f"since={text} is not a date. Write it as 2019-01-31.") from error
    return utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
