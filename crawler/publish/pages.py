"""The reading pages: the template of each, and the function that reads its data."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.publish.addresses import Addresses
from crawler.publish.reading import things
from crawler.publish.reading.article import read_article
from crawler.publish.reading.quality import read_quality
from crawler.publish.reading.thumbnails import thumbnail
from crawler.publish.reading.versions import read_versions
from crawler.publish.search.page import read_search


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRequest:
    """The key and parameters of an address."""

    key: str | None
    """Key of the page's subject. None if the dataset has only one page of this kind."""
    arguments: Mapping[str, str]
    """The parameters. If a name occurs twice, the first counts."""
    at: Addresses


Shown = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingPage:
    """A kind of page."""

    template: str
    read: Callable[[sqlite3.Connection, PageRequest], Shown | None]
    """Returns the variables of the template. None if the dataset does not contain the subject."""


def _article(connection: sqlite3.Connection, asked: PageRequest) -> Shown | None:
    found = read_article(connection, asked.key or "", asked.at)
    if found is None:
        return None
    pictures = asked.arguments.get("pictures") == "1"
    return {
        "article": found,
        "thumbnail": thumbnail,
        "pictures": pictures,
        "load_from": found.hosts if pictures else [],
    }


def _versions(connection: sqlite3.Connection, asked: PageRequest) -> Shown | None:
    changes = read_versions(connection, asked.key or "")
    if changes is None:
        return None
    sql = "SELECT id, title, language, first_seen FROM articles WHERE id = ?"
    return {"changes": changes, "article": connection.execute(sql, [asked.key]).fetchone()}


def _quality(connection: sqlite3.Connection, _: PageRequest) -> Shown:
    return read_quality(connection)


def _thing(read: Callable[[sqlite3.Connection, str, Addresses], Shown | None], template: str) -> ReadingPage:
    return ReadingPage(
        template=template, read=lambda connection, asked: read(connection, asked.key or "", asked.at)
    )


def _search(connection: sqlite3.Connection, asked: PageRequest) -> Shown:
    return read_search(connection, asked.arguments, asked.at)


def _index(kind: str, title: str, counted: str, one: str) -> ReadingPage:
    def read(connection: sqlite3.Connection, _: PageRequest) -> Shown:
        entries = things.read_index(connection, kind)
        return {"entries": entries, "title": title, "counted": counted, "kind_of_page": one}

    return ReadingPage(template="archive/index.html", read=read)


PAGES = {
    "article": ReadingPage(template="archive/article.html", read=_article),
    "versions": ReadingPage(template="archive/versions.html", read=_versions),
    "quality": ReadingPage(template="archive/quality.html", read=_quality),
    "tweet": _thing(things.read_tweet, "archive/tweet.html"),
    "account": _thing(things.read_account, "archive/account.html"),
    "source": _thing(things.read_source, "archive/source.html"),
    "domain": _thing(things.read_domain, "archive/domain.html"),
    "term": _thing(things.read_term, "archive/shelf.html"),
    "author": _thing(things.read_author, "archive/shelf.html"),
    "search": ReadingPage(template="archive/search.html", read=_search),
    "accounts": _index("accounts", "Quoted Twitter accounts", "tweets", "account"),
    "domains": _index("domains", "Linked domains", "links", "domain"),
    "terms": _index("terms", "Subjects", "articles", "term"),
    "authors": _index("authors", "Authors", "articles", "author"),
}
