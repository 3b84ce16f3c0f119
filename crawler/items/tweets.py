"""Tweets: as printed in each place, and combined from all places."""

from dataclasses import dataclass
from typing import Literal

from crawler.items.table import column, table

Relation = Literal["embedded", "cited", "linked"]
TweetLinkKind = Literal["link", "mention", "hashtag", "media"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TweetLink:
    """A link in the text of a tweet."""

    kind: TweetLinkKind
    """`link`, `mention`, `hashtag` or `media` (a picture or video in the tweet)."""
    text: str
    """Text as printed ("@name", "#tag", "pic.twitter.com/…")."""
    url: str
    """Address that it links to."""


@table("tweet_accounts", key="handle", label="handle")
@dataclass(frozen=True, kw_only=True, slots=True)
class TweetAccount:
    """The accounts whose tweets appear in the articles."""

    handle: str = column(collate="NOCASE")
    """Account name without "@". Case is ignored when names are compared."""
    name: str | None = None
    """Display name, from the account's newest tweet in this dataset."""


@table("tweets", key="id", label="url")
@dataclass(frozen=True, kw_only=True, slots=True)
class Tweet:
    """One row per tweet, combined from the most complete version of each field that any article printed."""

    id: str
    """Number of the tweet. Stored as text, because JavaScript cannot represent it exactly as a number."""
    url: str
    """Canonical address."""
    account: str | None = column(references="tweet_accounts", collate="NOCASE", default=None)
    """Author of the tweet. NULL if only the number is known."""
    name: str | None = None
    """Display name of the account, as printed with this tweet."""
    text: str | None = None
    """Text of the tweet, with line breaks. NULL if no article printed it."""
    lang: str | None = None
    """Language that the embed's markup declares."""
    posted_at: str | None = column(index=True, default=None)
    """Time of posting, computed from the id: ISO 8601, UTC. NULL for ids from before November 2010."""
    shown_on: str | None = None
    """Date printed with the tweet, as an ISO date."""
    has_media: bool = False
    """1 if it contains a picture or video."""


@table("tweet_links", part_of="tweets")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredTweetLink(TweetLink):
    """Links, mentions, hashtags and media in the text of the tweets."""


@table("article_tweets", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class TweetPlace:
    """The places where articles show or cite tweets, with the tweet as printed there."""

    tweet: str = column(references="tweets")
    """Number of the tweet."""
    relation: Relation
    """`embedded` (in any form, or its address is the only text of a paragraph), `cited` (its address is in a
    footnote) or `linked` (its address is in running text)."""
    paragraph: int | None = None
    """Position of the paragraph before it or with the link. NULL at the top and for `cited`."""
    footnote: int | None = None
    """Position of the footnote that cites it."""
    form: str
    """Markup of the tweet in the page, such as `blockquote`, `link`, `rendered` or `amp`."""
    url: str
    """Canonical address. It contains the account only if this place names it."""
    handle: str | None = None
    """Account name without "@", as printed."""
    name: str | None = None
    """Display name as printed."""
    text: str | None = None
    """Text of the tweet as printed, with line breaks. NULL if only its address is printed."""
    lang: str | None = None
    """Language that the embed's markup declares."""
    shown_date: str | None = None
    """Date as printed."""
    shown_on: str | None = None
    """Printed date as an ISO date. NULL if it could not be read."""
    html: str | None = None
    """HTML of the embed, sanitised."""
    links: tuple[TweetLink, ...] = ()
    """Links in the text, as a JSON list of objects with kind, text and url."""
