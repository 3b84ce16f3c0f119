"""Tweets: what each place printed of one, and what all places together know."""

from dataclasses import dataclass
from typing import Literal

from crawler.items.table import column, table

Relation = Literal["embedded", "cited", "linked"]
TweetLinkKind = Literal["link", "mention", "hashtag", "media"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TweetLink:
    """A link inside a tweet's text."""

    kind: TweetLinkKind
    """`link`, `mention`, `hashtag` or `media` (a picture or video of the tweet itself)."""
    text: str
    """As printed ("@name", "#tag", "pic.twitter.com/…")."""
    url: str
    """Where it leads."""


@table("tweet_accounts", key="handle", label="handle")
@dataclass(frozen=True, kw_only=True, slots=True)
class TweetAccount:
    """The accounts whose tweets stand in the articles."""

    handle: str = column(collate="NOCASE")
    """Account name without "@"; upper and lower case are the same account."""
    name: str | None = None
    """Displayed name, as shown with the account's newest tweet in this dataset."""


@table("tweets", key="id", label="url")
@dataclass(frozen=True, kw_only=True, slots=True)
class Tweet:
    """Every tweet once: of each field the fullest form that any article printed."""

    id: str
    """The tweet's number, as text: it exceeds what JavaScript holds exactly."""
    url: str
    """Canonical address."""
    account: str | None = column(references="tweet_accounts", collate="NOCASE", default=None)
    """Who tweeted; NULL where only the number is known."""
    name: str | None = None
    """Displayed name of the account, as printed with this tweet."""
    text: str | None = None
    """The tweet's text with its line breaks; NULL where no article printed it."""
    lang: str | None = None
    """Language that the embed declares."""
    posted_at: str | None = column(index=True, default=None)
    """When it was posted, from the id: ISO 8601, UTC; NULL for ids from before November 2010."""
    shown_on: str | None = None
    """The day that was printed with it, as ISO day."""
    has_media: bool = False
    """1 if it carries a picture or video."""


@table("tweet_links", part_of="tweets")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredTweetLink(TweetLink):
    """Links, mentions, hashtags and media in the text of tweets."""


@table("article_tweets", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class TweetPlace:
    """Where a tweet stands in an article, and what was printed of it there."""

    tweet: str = column(references="tweets")
    """The tweet's number."""
    relation: Relation
    """`embedded` (in any form, or its address alone in a paragraph), `cited` (its address in a note)
    or `linked` (its address within running text)."""
    paragraph: int | None = None
    """Position of the paragraph before it, or that holds the link; NULL at the top and for `cited`."""
    footnote: int | None = None
    """Position of the footnote that cites it."""
    form: str
    """How the page carries it (`blockquote`, `link`, `rendered`, `amp` …)."""
    url: str
    """Canonical address, as far as this place tells it."""
    handle: str | None = None
    """Account name without "@", as printed."""
    name: str | None = None
    """Displayed name, as printed."""
    text: str | None = None
    """The tweet's text with its line breaks, as printed; NULL where only its address stands there."""
    lang: str | None = None
    """Language that the embed declares."""
    shown_date: str | None = None
    """Date as printed."""
    shown_on: str | None = None
    """Date as printed, as ISO day; NULL where it could not be read."""
    html: str | None = None
    """The embed's HTML, sanitised."""
    links: tuple[TweetLink, ...] = ()
    """Links within the text, as JSON: a list of objects with kind, text and url."""
