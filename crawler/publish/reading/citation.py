"""What machines read of an article in order to cite it: tags for the head of its page.

The names are those of Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), of
Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcq-html/) and of Open Graph
(https://ogp.me/). Reference managers read all three.
"""

import re
import sqlite3
from typing import NamedTuple

from crawler.publish.addresses import is_web_address

_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


class Tag(NamedTuple):
    """A `<meta>` element."""

    attribute: str
    """The attribute that holds its name: `name`, or `property` for Open Graph."""
    name: str
    content: str


def citation_tags(row: sqlite3.Row) -> list[Tag]:
    """The tags of an article. ``row`` is a row of articles with `author_name`, `blog_title` and `blog_url`.

    The address is that of the original, if it is one of the web. The day is that of the blog's own time.
    """
    day = _day(row["published_local"]) or _day(row["published"])
    address = row["url"] if is_web_address(row["url"]) else None
    blog = row["blog_title"] or row["blog_url"]
    values = (
        ("name", "citation_title", row["title"]),
        ("name", "citation_author", row["author_name"]),
        ("name", "citation_publication_date", day and day.replace("-", "/")),
        ("name", "citation_publisher", blog),
        ("name", "citation_language", row["language"]),
        ("name", "citation_public_url", address),
        ("name", "DC.title", row["title"]),
        ("name", "DC.creator", row["author_name"]),
        ("name", "DC.date", day),
        ("name", "DC.publisher", blog),
        ("name", "DC.language", row["language"]),
        ("name", "DC.identifier", address),
        ("property", "og:type", "article"),
        ("property", "og:title", row["title"]),
        ("property", "og:site_name", blog),
        ("property", "og:url", address),
        ("property", "article:author", row["author_name"]),
        ("property", "article:published_time", row["published"] if day else None),
    )
    return [Tag(*value) for value in values if value[2]]


def _day(time: str | None) -> str | None:
    """The day of a time, if it is one and not a printed day ("Thu 7 Mar 2019")."""
    found = _DAY.match(time or "")
    return found[0] if found else None
