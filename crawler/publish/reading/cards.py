"""Tweets as cards, with account, text, time and links."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from crawler.publish.addresses import Addresses
from crawler.publish.reading.spans import found_links, inward, marked_up, outward

_PLACES = """
SELECT
  article_tweets.position AS position,
  article_tweets.paragraph AS paragraph,
  article_tweets.footnote AS footnote,
  article_tweets.relation AS relation,
  article_tweets.tweet AS tweet,
  COALESCE(article_tweets.handle, tweets.account) AS handle,
  COALESCE(article_tweets.name, tweets.name, tweet_accounts.name) AS name,
  COALESCE(article_tweets.text, tweets.text) AS text,
  COALESCE(article_tweets.lang, tweets.lang) AS lang,
  article_tweets.shown_date AS shown_date,
  tweets.posted_at AS posted_at,
  tweets.shown_on AS shown_on,
  tweets.has_media AS has_media,
  COALESCE(tweets.url, article_tweets.url) AS url,
  article_tweets.links AS links
FROM article_tweets
JOIN tweets ON tweets.id = article_tweets.tweet
LEFT JOIN tweet_accounts ON tweet_accounts.handle = tweets.account
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A tweet as shown on a page."""

    tweet: str
    """Its number."""
    handle: str | None
    name: str | None
    text: Markup | None
    lang: str | None
    when: str | None
    """Time of posting (ISO 8601), or the date printed with it."""
    url: str
    """Address of the original."""
    has_media: bool
    row: sqlite3.Row
    """The row that the card was made from."""


def cards_of_article(connection: sqlite3.Connection, article: int, at: Addresses) -> list[Card]:
    """The tweets of an article, each as printed there."""
    rows = connection.execute(f"{_PLACES} WHERE article_tweets.article = ? ORDER BY position", [article])
    return [_card(row, json.loads(row["links"]), at) for row in rows]


def cards_of(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row], at: Addresses) -> list[Card]:
    """Tweets as cards. Each row has `tweet`, `handle`, and the columns of tweets that a card shows."""
    return [_card(row, _links(connection, row["tweet"]), at) for row in rows]


def _links(connection: sqlite3.Connection, tweet: str) -> list[dict[str, str]]:
    rows = connection.execute(
        "SELECT kind, text, url FROM tweet_links WHERE tweet = ? ORDER BY position", [tweet]
    )
    return [dict(row) for row in rows]


def _card(row: sqlite3.Row, links: list[dict[str, str]], at: Addresses) -> Card:
    text = row["text"]
    tags = [(link["text"], opening) for link in links if (opening := _opening(link, at))]
    return Card(
        tweet=row["tweet"],
        handle=row["handle"],
        name=row["name"],
        text=None if text is None else marked_up(text, found_links(text, tags)),
        lang=row["lang"],
        when=row["posted_at"] or row["shown_on"],
        url=row["url"],
        has_media=bool(row["has_media"]),
        row=row,
    )


def _opening(link: dict[str, str], at: Addresses) -> Markup | None:
    """Hashtags link to a search, mentions to the page of the account, and everything else to the web."""
    if link["kind"] == "hashtag":
        return inward(at.page("search", q=link["text"].lstrip("#"), kind="tweet"))
    if link["kind"] == "mention":
        return inward(at.page("account", link["text"].lstrip("@")))
    return outward(link["url"])
