"""An article as the parser returns it: the text and everything in it."""

from dataclasses import dataclass
from typing import Literal

from crawler.items.blog import Author, Comment, Term
from crawler.items.notes import Footnote, FootnoteReference
from crawler.items.run import DatasetWarning
from crawler.items.table import column, table
from crawler.items.tweets import TweetPlace

ParagraphKind = Literal["paragraph", "heading", "quote", "item", "preformatted", "caption"]
Role = Literal["question", "answer"]
LinkPlace = Literal["body", "footnote", "caption", "credits"]
ArticleStatus = Literal["live", "protected", "gone"]


@table("paragraphs", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """The text of the articles: one row per block, in reading order. Footnotes and credits have their own
    tables.
    """

    kind: ParagraphKind
    """`paragraph`, `heading`, `quote`, `item` (a list item or a table row), `preformatted` or `caption` (of
    an image)."""
    level: int | None = None
    """For a heading: 1 to 6. For a list item: its depth, starting at 1. Otherwise NULL."""
    text: str
    """Plain text. A line break inside the block is a newline."""
    turn: int | None = None
    """Position of the interview turn that the block belongs to (see turns)."""


@table("turns", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Questions and answers of interviews: one row per turn."""

    speaker: str
    """Name of the speaker. The full name if the article gives it."""
    role: Role
    """`question` (asked by the interviewer) or `answer`."""
    text: str
    """The words of the speaker, without the speaker's name. An empty line separates paragraphs."""


@table("profiles", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Sections about one person: headings that name a person and an account, such as "> Name (@handle)"."""

    name: str
    """Name of the person, or names of the people, as printed."""
    handles: str
    """Account names without "@", separated by spaces."""
    paragraph: int
    """Position of the heading."""


@table("embeds", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Embed:
    """Embedded videos, posts of other networks, slides and other frames. Tweets have their own tables."""

    provider: str
    """Name of the service in lower case, such as `youtube` or `bluesky`, or `other`."""
    kind: str
    """`video`, `audio`, `post`, `slides`, `document`, `image` or `frame`."""
    url: str
    """Address to open in a browser. The canonical address if the provider is known."""
    external_id: str | None = None
    """The provider's id of the embedded item."""
    posted_at: str | None = None
    """Time of publication, if the id contains it: ISO 8601, UTC."""
    title: str | None = None
    """Title in the embed's markup."""
    paragraph: int | None = None
    """Position of the paragraph before it. NULL at the top of the article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link in an article: in the text, a note, a caption or the credits."""

    url: str
    """Address as printed, as an absolute URL."""
    source: str | None = column(references="sources", beside=("place", "article", "footnote"), default=None)
    """The source that it links to. NULL for links to the blog itself and for addresses that are not on the
    web (mailto:, tel:)."""
    text: str
    """Text of the link."""
    place: LinkPlace
    """Where the link is: `body`, `footnote`, `caption` or `credits`. An address in a footnote counts as a
    cited source."""
    paragraph: int | None = None
    """Position of the paragraph that contains the link. NULL in footnotes and credits."""
    footnote: int | None = None
    """Position of the footnote that contains the link."""
    internal: bool = False
    """1 if it links to the same blog."""


@table("links", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredLink(Link):
    """Every link in the articles, in the order of the page."""

    target: str | None = column(references="articles", default=None)
    """The article in this dataset that it links to."""


@table("images", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """Images in the articles. An image that an article shows twice has one row."""

    url: str
    """Address of the original image, without the size that the page requests."""
    src: str
    """Address as printed, as an absolute URL."""
    alt: str | None = None
    """Alternative text. Often a file name."""
    caption: str | None = None
    """Caption of the image."""
    width: int | None = None
    """In pixels, as given by the page."""
    height: int | None = None
    """In pixels, as given by the page."""
    paragraph: int | None = None
    """Position of the paragraph before it or around it. NULL at the top of the article."""


@table("credits", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """Credits for photos and illustrations: one row per name."""

    text: str
    """One name of the credits as printed ("DR" = droits réservés, "X" = unknown)."""
    label: str | None = None
    """Heading of the credits as printed ("Crédits photos et illustrations")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A parsed post: `parse_article` returns it for a `Post`."""

    url: str
    """Canonical address. The id is computed from it."""
    post_id: int | None = None
    """Number of the post on the blog."""
    slug: str | None = None
    """Last part of the address, percent-decoded."""
    title: str = ""
    """Title as plain text. Empty if the post has no title."""
    author: Author | None = column(references="authors", default=None)
    """Author as signed."""
    published: str | None = column(index=True, default=None)
    """Time of first publication: ISO 8601, UTC."""
    published_local: str | None = None
    """Time of first publication in the blog's own time zone: ISO 8601, or the day as the page prints it."""
    modified: str | None = None
    """Time of the last change according to the blog: ISO 8601, UTC. NULL if the route does not give it."""
    language: str | None = None
    """Language of the article as a BCP 47 tag. The language of the blog if the article declares none."""
    excerpt: str | None = None
    """Summary written by the author. NULL if the software generated it from the text."""
    text: str = ""
    """Body as plain text, without footnotes and tweets. An empty line separates paragraphs."""
    html: str = ""
    """HTML of the post, sanitised: it runs no script and loads nothing."""
    word_count: int = 0
    """Number of words in the text. In Chinese, Japanese, Thai, Lao, Khmer and Burmese, which print no spaces
    between words, it is estimated: the number of letters, divided by the mean length of a word."""
    image: str | None = None
    """Address of the featured image."""
    status: ArticleStatus = "live"
    """`live`, `protected` (the blog requires a password) or `gone` (no longer on the blog)."""

    terms: tuple[Term, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    turns: tuple[Turn, ...] = ()
    profiles: tuple[Profile, ...] = ()
    tweets: tuple[TweetPlace, ...] = ()
    embeds: tuple[Embed, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    references: tuple[FootnoteReference, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    credits: tuple[Credit, ...] = ()
    comments: tuple[Comment, ...] = ()
    warnings: tuple[DatasetWarning, ...] = ()


@table("articles", key="id", label="title")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredArticle(Article):
    """The articles of the blog: one row per article."""

    blog: str = column(references="blogs")
    """The blog that published it."""
    comment_count: int = 0
    """Number of its comments and pingbacks in this dataset."""
    first_seen: str
    """Time when a crawl first found it: ISO 8601, UTC."""
    gone_since: str | None = None
    """Time of the first complete crawl that did not find it: ISO 8601, UTC. NULL while it is on the blog."""
    content_hash: str
    """SHA-256 of the post as delivered. It differs if the blog changed the post."""
    parser: str
    """Version of the parser that wrote this row and its parts."""
    form: str | None = None
    """Where the post was read: `api`, `page` (its own page), `listing` (a page with several complete posts)
    or `feed`. If the form differs from the previous crawl, only title and text are compared."""
