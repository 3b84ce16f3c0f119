"""An article as the parser makes it: the text and everything that stands in it."""

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
    """The articles' text, a block a row, in reading order. Notes and credits stand in tables of their own."""

    kind: ParagraphKind
    """`paragraph`, `heading`, `quote`, `item` (of a list, or a row of a table), `preformatted` or
    `caption` (of an image)."""
    level: int | None = None
    """Of a heading: 1 to 6. Of a list item: its depth, from 1."""
    text: str
    """Plain text; a line break within the block is a newline."""
    turn: int | None = None
    """Position of the interview turn (table turns) that the block belongs to."""


@table("turns", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Questions and answers of interviews."""

    speaker: str
    """Who speaks, by full name where the article tells it."""
    role: Role
    """`question` (the interviewer) or `answer`."""
    text: str
    """What is said, without the speaker's name; paragraphs are separated by an empty line."""


@table("profiles", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Portrait sections: a heading that names a person and an account, "> Name (@handle)"."""

    name: str
    """The person, or the persons, as printed."""
    handles: str
    """The accounts without "@", separated by blanks."""
    paragraph: int
    """Position of the heading."""


@table("embeds", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Embed:
    """Videos, posts of other networks, slides and any other frame that stands in an article."""

    provider: str
    """The service in lower case (`youtube`, `bluesky` …), or `other`."""
    kind: str
    """`video`, `audio`, `post`, `slides`, `document`, `image` or `frame`."""
    url: str
    """Address for a reader: the canonical one where the provider is known."""
    external_id: str | None = None
    """The provider's own id of the thing."""
    posted_at: str | None = None
    """When it was published, where the id tells: ISO 8601, UTC."""
    title: str | None = None
    """The title that the embed carries."""
    paragraph: int | None = None
    """Position of the paragraph before it; NULL at the top."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link, anywhere in an article."""

    url: str
    """Address as printed, made absolute."""
    source: str | None = column(references="sources", beside=("place", "article", "footnote"), default=None)
    """The address in canonical form, a row of sources; NULL for links to the blog itself and for
    addresses that no browser could open elsewhere (mailto:, tel:)."""
    text: str
    """The text that is linked."""
    place: LinkPlace
    """`footnote` makes the address a cited source; else `body`, `caption` or `credits`."""
    paragraph: int | None = None
    """Position of the paragraph that holds the link; NULL for a note's and for the credits'."""
    footnote: int | None = None
    """Position of the footnote that holds the link."""
    internal: bool = False
    """1 if it leads to the same blog."""


@table("links", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredLink(Link):
    """Every link of an article, in the order of the page."""

    target: str | None = column(references="articles", default=None)
    """The article of this dataset that it leads to."""


@table("images", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """Pictures in articles, each once."""

    url: str
    """Address of the original, without the resizing that the page asked for."""
    src: str
    """Address as printed, made absolute."""
    alt: str | None = None
    """The text for those who cannot see it; often a file name."""
    caption: str | None = None
    """The caption below it."""
    width: int | None = None
    """Pixels, as the page says."""
    height: int | None = None
    """Pixels, as the page says."""
    paragraph: int | None = None
    """Position of the paragraph before it, or that holds it; NULL at the top."""


@table("credits", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """Who is credited for pictures and illustrations, a row a name."""

    text: str
    """One item of the credits as printed ("DR" = droits réservés; "X" = unknown)."""
    label: str | None = None
    """What the credits are for, as printed ("Crédits photos et illustrations")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A post, read: `parse_article` makes it of a `Post`."""

    url: str
    """Canonical address; the id is taken from it."""
    post_id: int | None = None
    """The blog's own number of the post."""
    slug: str | None = None
    """Last part of the address, percent-decoded."""
    title: str = ""
    """Title as plain text; empty where the blog has none."""
    author: Author | None = column(references="authors", default=None)
    """Who signed it."""
    published: str | None = column(index=True, default=None)
    """First publication: ISO 8601, UTC."""
    published_local: str | None = None
    """First publication on the blog's own clock, as printed."""
    modified: str | None = None
    """Last change: ISO 8601, UTC; NULL where the route does not tell."""
    language: str | None = None
    """BCP 47 tag of the article, or else of the blog."""
    excerpt: str | None = None
    """Summary written by hand; NULL where the software cut one from the text."""
    text: str = ""
    """The body as plain text: its paragraphs, separated by an empty line, without notes and tweets."""
    html: str = ""
    """The post's HTML, sanitised: nothing in it runs or loads."""
    word_count: int = 0
    """Words of the text."""
    image: str | None = None
    """Address of the featured image."""
    status: ArticleStatus = "live"
    """`live`, `protected` (the blog asks for a password) or `gone` (no longer on the blog)."""

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
    """The articles of the blog, one row each."""

    blog: str = column(references="blogs")
    """The blog it stands on."""
    comment_count: int = 0
    """Comments and pingbacks of it in this dataset."""
    first_seen: str
    """When a crawl first met it: ISO 8601, UTC."""
    gone_since: str | None = None
    """When a complete crawl first missed it: ISO 8601, UTC; NULL while it is there."""
    content_hash: str
    """SHA-256 of the post as delivered; another value means that the blog changed it."""
    parser: str
    """Version of the parser that made this row and what belongs to it."""
    form: str | None = None
    """As what the blog handed the post out: `api`, `page` (its own), `listing` (a page of several whole
    posts) or `feed`. Of two forms only title and text are compared."""
