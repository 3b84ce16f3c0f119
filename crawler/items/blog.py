"""What a blog hands out: its posts as delivered, their authors and terms, and the comments."""

from dataclasses import dataclass
from typing import Literal

from crawler.items.run import DatasetWarning
from crawler.items.table import column, table

Taxonomy = Literal["category", "tag"]
PostStatus = Literal["live", "protected"]
CommentKind = Literal["comment", "pingback"]


@table("blogs", key="name", label="title")
@dataclass(frozen=True, kw_only=True, slots=True)
class Blog:
    """The blogs in this dataset; usually one."""

    name: str
    """Short name: the spider's, or host and port for a blog crawled by its address."""
    url: str
    """Address of the home page."""
    title: str | None = None
    """The blog's title, as its home page says."""
    description: str | None = None
    """The blog's subtitle, where it has one."""
    language: str | None = None
    """Language of the blog as a BCP 47 tag ("fr-FR"), as the home page declares it."""
    software: str | None = None
    """The software that serves the blog, as it names itself ("WordPress 6.1.9")."""
    api: str | None = None
    """Base address of the API that was used, ending in a slash; NULL if none was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Who signed an article."""

    name: str
    """Name as displayed."""
    slug: str
    """The name's form in addresses."""
    url: str | None = None
    """Address of the author's page on the blog."""


@table("authors", key="id", label="name")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredAuthor(Author):
    """Who signed articles. The id is taken from blog and slug."""

    blog: str = column(references="blogs")
    """The blog it is a name of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A category or tag."""

    taxonomy: Taxonomy
    """`category` (may have a parent) or `tag`."""
    name: str
    """Name as displayed."""
    slug: str
    """The name's form in addresses."""
    parent: "Term | None" = column(references="terms", default=None)
    """The category above this one."""


@table("terms", key="id", label="name")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredTerm(Term):
    """Categories and tags that articles carry, and the parents of these categories. The id is taken
    from blog, taxonomy and slug.
    """

    blog: str = column(references="blogs")
    """The blog it is a term of."""


@table("article_terms", key=("article", "term"))
@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleTerm:
    """Which article carries which category or tag."""

    article: str = column(references="articles")
    """The article."""
    term: str = column(references="terms")
    """The category or tag."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A comment or pingback, as a route delivers it."""

    number: int
    """The blog's own number of the comment, or the 52-bit id of the checksum that names it."""
    author: str | None = None
    """Name as signed."""
    author_url: str | None = None
    """Address that the commenter left."""
    posted: str | None = None
    """When it was written: ISO 8601, UTC; midnight where the page prints but a day."""
    text: str
    """The comment's text; paragraphs are separated by an empty line."""
    kind: CommentKind = "comment"
    """`comment`, or `pingback` (another site that linked here)."""
    parent_number: int | None = None
    """The number of the comment that this one answers."""
    article_url: str | None = None
    """Canonical address of the article; NULL where the route knows only the post's number."""
    post_id: int | None = None
    """The blog's own number of the article; NULL where the route knows only its address."""


@table("comments", key="id")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredComment:
    """Readers' comments and pingbacks, with their thread. The id is taken from the article's address
    and the comment's number.
    """

    article: str = column(references="articles")
    """The article commented on."""
    parent: str | None = column(references="comments", default=None)
    """The comment that this one answers; NULL also where the blog did not hand that one out."""
    number: int
    """The blog's own number of the comment, or the 52-bit id of the checksum that names it."""
    author: str | None = None
    """Name as signed."""
    author_url: str | None = None
    """Address that the commenter left."""
    posted: str | None = None
    """When it was written: ISO 8601, UTC; midnight where the page prints but a day."""
    text: str
    """The comment's text; paragraphs are separated by an empty line."""
    kind: CommentKind = "comment"
    """`comment`, or `pingback` (another site that linked here)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One article as a route delivers it (REST API, page, feed …): the same whichever way it came.

    Text fields hold plain text (entities decoded, white space collapsed), never HTML; only
    ``content`` is HTML. Times are ISO 8601 UTC to the second ("2018-08-14T00:59:51Z").
    """

    url: str
    """Canonical address."""
    post_id: int | None = None
    """The blog's own number of the post."""
    slug: str | None = None
    """Last part of the address, percent-decoded; never derived from the title."""
    title: str = ""
    """Title; empty where the blog has none."""
    author: Author | None = None
    """Who signed it."""
    published: str | None = None
    """First publication, UTC."""
    published_local: str | None = None
    """The same on the blog's own clock, as it printed it."""
    modified: str | None = None
    """Last change, UTC."""
    language: str | None = None
    """BCP 47 tag of the post, or else of the blog."""
    excerpt: str | None = None
    """A summary written by hand; NULL where the software cut one from the text."""
    content: str = ""
    """HTML of the post itself, or of the region that holds it."""
    terms: tuple[Term, ...] = ()
    """Categories and tags."""
    image: str | None = None
    """Address of the featured image."""
    status: PostStatus = "live"
    """`protected` where the blog asks for a password."""
    comments: tuple[Comment, ...] = ()
    """Comments that came along on the same page."""
    faults: tuple[DatasetWarning, ...] = ()
    """What was wrong with the delivery itself."""
