"""The arguments of a crawl, described once for `blog2dataset crawl`, `scrapy crawl -a` and their help."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from crawler.errors import ArgumentError
from crawler.items.routes import Via
from crawler.network.addresses import place_of
from crawler.text.times import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Argument:
    """An argument of a crawl."""

    name: str
    """Its name in `-a NAME=VALUE`."""
    help: str
    """What it does, as a sentence."""
    example: str
    """A value. If it is an option without value, the one that switches it on."""
    metavar: str | None = None
    """What its value is. None if the option has no value."""
    option: str | None = None
    """Its name as an option, if that differs."""
    choices: tuple[str, ...] = ()
    """Its possible values. Empty if there are too many."""

    @property
    def flag(self) -> str:
        """The option of `blog2dataset crawl`."""
        return f"--{self.option or self.name}"


ANY_BLOG = "blog"
"""Name of the spider that crawls the blog at any address."""
ADDRESS = Argument(
    name="url",
    metavar="ADDRESS",
    example="https://blog.example.org/",
    help="Address of the blog.",
)
#: All arguments except the address, in the order of the help.
ARGUMENTS = (
    Argument(name="limit", metavar="N", example="20", help="Only the N newest posts."),
    Argument(
        name="since",
        metavar="DAY",
        example="2024-01-01",
        help="Only posts published or changed since that day.",
    ),
    Argument(name="full", example="1", help="Read everything again, even if it is known."),
    Argument(
        name="requests",
        metavar="N",
        example="500",
        help="Stop after N requests. The next crawl continues.",
    ),
    Argument(
        name="via",
        metavar="ROUTE",
        example="sitemap",
        choices=get_args(Via),
        help="Use only this route. By default (auto), the cheapest that is complete.",
    ),
    Argument(
        name="gone",
        example="yes",
        help="Mark articles as gone even if more than a tenth were not found, and store shortened texts.",
    ),
    Argument(
        name="dataset",
        option="to",
        metavar="FILE",
        example="elsewhere/name.db",
        help="Write to this dataset: a name or a path. By default, that of the blog.",
    ),
)


def check_names(names: set[str]) -> None:
    """Raise `ArgumentError` if a name is not that of an argument."""
    known = [argument.name for argument in (ADDRESS, *ARGUMENTS)]
    unknown = sorted(names - set(known))
    if unknown:
        raise ArgumentError(
            f"There is no argument {unknown[0]}. Use {', '.join(known[:-1])} or {known[-1]}. "
            "`scrapy crawl --help` describes them."
        )


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
