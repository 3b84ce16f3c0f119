"""Pages about one tweet, account, source, domain, term or author."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from crawler.publish import charts
from crawler.publish.addresses import Addresses
from crawler.publish.charts import Bar
from crawler.publish.reading.cards import cards_of

Shown = Mapping[str, Any]
Rows = Sequence[sqlite3.Row]


@cache
def _sql(name: str) -> str:
    return resources.files("crawler.publish").joinpath("reading", "sql", f"{name}.sql").read_text("utf-8")


def _rows(connection: sqlite3.Connection, name: str, key: object) -> Rows:
    return connection.execute(_sql(name), {"key": key}).fetchall()


def read_tweet(connection: sqlite3.Connection, key: str, at: Addresses) -> Shown | None:
    """A tweet, every place where it is quoted, and other tweets of its account."""
    row = next(iter(_rows(connection, "tweet", key)), None)
    if row is None:
        return None
    (card,) = cards_of(connection, [row], at)
    others = [
        other for other in _rows(connection, "tweets_of_account", row["handle"]) if other["tweet"] != key
    ]
    return {
        "card": card,
        "places": _rows(connection, "places_of_tweet", key),
        "others": cards_of(connection, others[:6], at),
    }


def read_account(connection: sqlite3.Connection, key: str, at: Addresses) -> Shown | None:
    """An account: its tweets, mentions, portraits, and the accounts that it is often quoted with."""
    account = next(iter(_rows(connection, "account", key)), None)
    mentions = _rows(connection, "mentions_of_account", key)
    profiles = _rows(connection, "profiles_of_account", key)
    if account is None and not mentions and not profiles:
        return None
    return {
        "handle": account["handle"] if account else key,
        "account": account,
        "cards": cards_of(connection, _rows(connection, "tweets_of_account", key), at),
        "mentions": cards_of(connection, mentions, at),
        "profiles": profiles,
        "articles": _rows(connection, "articles_of_account", key),
        "company": _rows(connection, "company_of_account", key),
    }


def read_source(connection: sqlite3.Connection, key: str, at: Addresses) -> Shown | None:  # noqa: ARG001 (as all)
    """A source, and every place that links to it, with the sentence that cites it."""
    row = next(iter(_rows(connection, "source", key)), None)
    if row is None:
        return None
    return {
        "source": row,
        "places": _rows(connection, "places_of_source", key),
        "beside": _rows(connection, "sources_beside", key),
    }


def read_domain(connection: sqlite3.Connection, key: str, at: Addresses) -> Shown | None:
    """A domain: its addresses, the articles that link to them, and the number of links per year."""
    sources = _rows(connection, "sources_of_domain", key)
    if not sources:
        return None
    years = _rows(connection, "years_of_domain", key)
    bars = [
        Bar(
            label=row["year"],
            value=row["links"],
            tick=row["year"],
            link=at.page("search", kind="article", year=row["year"]),
        )
        for row in years
    ]
    return {
        "domain": key,
        "sources": sources,
        "articles": _rows(connection, "articles_of_domain", key),
        "chart": charts.columns(bars, "links") if bars else None,
        "bars": bars,
    }


def read_term(connection: sqlite3.Connection, key: str, at: Addresses) -> Shown | None:
    """A category or tag, its parent, related terms and its articles."""
    row = next(iter(_rows(connection, "term", key)), None)
    if row is None:
        return None
    related = _rows(connection, "terms_beside", key)
    return {"thing": row, "related": related, **_articles(connection, "term", key, at)}


def read_author(connection: sqlite3.Connection, key: str, at: Addresses) -> Shown | None:
    """An author and all their articles."""
    row = next(iter(_rows(connection, "author", key)), None)
    if row is None:
        return None
    related = _rows(connection, "terms_of_author", key)
    return {"thing": row, "related": related, **_articles(connection, "author", key, at)}


def _articles(connection: sqlite3.Connection, kind: str, key: str, at: Addresses) -> dict[str, Any]:
    years = _rows(connection, f"years_of_{kind}", key)
    bars = [
        Bar(
            label=row["year"],
            value=row["articles"],
            tick=row["year"],
            link=at.page("search", kind="article", year=row["year"], **{kind: key}),
        )
        for row in years
    ]
    return {
        "kind": kind,
        "articles": _rows(connection, f"articles_of_{kind}", key),
        "total": sum(row["articles"] for row in years),
        "bars": bars,
        "chart": charts.columns(bars, "articles") if bars else None,
        "all_of_it": at.page("search", kind="article", **{kind: key}),
    }


def read_index(connection: sqlite3.Connection, kind: str) -> Rows:
    """All accounts, domains, terms or authors with `key`, `name`, `number`, `first`, `last`, by number."""
    return connection.execute(_sql(f"all_{kind}")).fetchall()
