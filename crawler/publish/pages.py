"""The reading pages: of each its template, and how what it shows is read."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.publish.addresses import Addresses
from crawler.publish.reading.article import read_article
from crawler.publish.reading.stills import still


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What an address asks for, beside the kind of page."""

    key: str | None
    """Key of the thing; None for pages of which there is one."""
    arguments: Mapping[str, str]
    """The parameters, the first of each name."""
    at: Addresses


Shown = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A kind of page."""

    template: str
    read: Callable[[sqlite3.Connection, Asked], Shown | None]
    """What the template shows; None where there is no such thing."""


def _article(connection: sqlite3.Connection, asked: Asked) -> Shown | None:
    found = read_article(connection, asked.key or "", asked.at)
    if found is None:
        return None
    pictures = asked.arguments.get("pictures") == "1"
    return {
        "article": found,
        "still": still,
        "pictures": pictures,
        "load_from": found.hosts if pictures else [],
    }


PAGES = {
    "article": Page(template="archive/article.html", read=_article),
}
