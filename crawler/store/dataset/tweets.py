"""Combines all places of a tweet into one row, and all tweets of an account.

`article_tweets` stores what each place printed. A row of `tweets` takes the most complete version of each
field (the longest text). Among equally complete versions it takes the one of the article published first,
then by article id and position. So the order of crawling does not change a row.
"""

import json
import sqlite3
import string
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.items import StoredTweetLink, Tweet
from crawler.store.dataset.rows import row_maker

_FIRST_SNOWFLAKE = 2**35  # lower numbers were assigned one by one, until November 2010
_LAST_SNOWFLAKE = 2**63
_EPOCH = 1_288_834_974_657  # milliseconds

_PLACES = """
SELECT
  article_tweets.tweet, article_tweets.url, article_tweets.handle, article_tweets.name, article_tweets.text,
  article_tweets.lang, article_tweets.shown_on, article_tweets.links
FROM article_tweets
JOIN articles ON articles.id = article_tweets.article
WHERE article_tweets.tweet IN (SELECT value FROM json_each(?))
ORDER BY articles.published IS NULL, articles.published, article_tweets.article, article_tweets.position
"""
# SQLite's NOCASE folds only ASCII letters.
_NOCASE = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_Place = sqlite3.Row


def fold(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Write these tweets and their links as combined from their places, and create missing accounts.

    Runs in the caller's transaction.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return
    places: dict[str, list[_Place]] = defaultdict(list)
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for place in cursor.execute(_PLACES, (json.dumps(wanted),)):
        places[place["tweet"]].append(place)
    connection.executemany(  # its links go with it
        "DELETE FROM tweets WHERE id = ?", [(tweet,) for tweet in wanted if tweet not in places]
    )
    _write(connection, [_folded(tweet, found) for tweet, found in places.items()])
    _write_links(connection, places)


def fold_accounts(connection: sqlite3.Connection) -> None:
    """Write tweet_accounts as combined from the tweets, in the caller's transaction.

    The spelling comes from the account's newest tweet, the name from its newest tweet that has a name.
    """
    found: dict[str, tuple[str, str | None]] = {}
    tweets = "SELECT account, name FROM tweets WHERE account IS NOT NULL ORDER BY LENGTH(id), id"
    for handle, name in connection.execute(tweets):
        account = handle.translate(_NOCASE)
        _, known = found.get(account, (handle, None))
        found[account] = (handle, name or known)
    connection.executemany(
        "INSERT INTO tweet_accounts (handle, name) VALUES (?, ?) "
        "ON CONFLICT (handle) DO UPDATE SET handle = excluded.handle, name = excluded.name "
        "WHERE handle IS NOT excluded.handle COLLATE BINARY OR name IS NOT excluded.name",
        list(found.values()),
    )
    connection.execute(
        "DELETE FROM tweet_accounts WHERE handle NOT IN "
        "(SELECT account FROM tweets WHERE account IS NOT NULL)"
    )


def posted_at(tweet: str) -> str | None:
    """Time of posting from the tweet's number: ISO 8601 UTC to the second. None if it cannot be computed.

    >>> [posted_at(tweet) for tweet in ("1029170702509719552", "20", "no number")]
    ['2018-08-14T00:59:51Z', None, None]
    """
    if not (tweet.isascii() and tweet.isdigit() and len(tweet) <= len(str(_LAST_SNOWFLAKE))):
        return None
    number = int(tweet)
    if not _FIRST_SNOWFLAKE <= number < _LAST_SNOWFLAKE:
        return None
    seconds = ((number >> 22) + _EPOCH) // 1000
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _folded(tweet: str, places: list[_Place]) -> Tweet:
    named = next((place for place in places if place["handle"]), places[0])
    return Tweet(
        id=tweet,
        url=named["url"],
        account=named["handle"] or None,
        name=_fullest(places, "name"),
        text=_fullest(places, "text"),
        lang=_fullest(places, "lang"),
        posted_at=posted_at(tweet),
        shown_on=_fullest(places, "shown_on"),
        has_media=any(link["kind"] == "media" for place in places for link in json.loads(place["links"])),
    )


def _fullest(places: list[_Place], field: str) -> str | None:
    """The longest version of a field, the oldest of equally long ones. None if no place has it."""
    found = [place[field] for place in places if place[field] is not None]
    return max(found, key=len) if found else None


def _write(connection: sqlite3.Connection, tweets: list[Tweet]) -> None:
    maker = row_maker("tweets")
    rows = [maker.row(tweet, (), None) for tweet in tweets]  # every value is already in article_tweets
    connection.executemany(
        "INSERT INTO tweet_accounts (handle, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(tweet.account, tweet.name) for tweet in tweets if tweet.account],
    )
    maker.upsert(connection, rows)


def _write_links(connection: sqlite3.Connection, places: dict[str, list[_Place]]) -> None:
    """The links of the place with the longest text. Among equally long texts, the most links win."""
    maker = row_maker("tweet_links", "tweet", "position")
    rows = []
    for tweet, found in places.items():
        links = [(len(place["text"] or ""), json.loads(place["links"])) for place in found]
        _, best = max(links, key=lambda link: (link[0], len(link[1])))
        for position, link in enumerate(best, start=1):
            rows.append(maker.row(StoredTweetLink(**link), (tweet, position), None))
    connection.executemany("DELETE FROM tweet_links WHERE tweet = ?", [(tweet,) for tweet in places])
    maker.insert(connection, rows)
