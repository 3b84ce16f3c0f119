"""What a blog delivers: posts, authors, categories, tags and comments."""

import re
from dataclasses import dataclass
from typing import Literal

from crawler.items.run import DatasetWarning
from crawler.items.table import column, table

Taxonomy = Literal["category", "tag"]
PostStatus = Literal["live", "protected"]
CommentKind = Literal["comment", "pingback"]
# After a letter or digit. Some themes print "#" before the name of every tag.
_MARKS = re.compile(r"(?<=[^\W_])[+#♯]+")


@table("blogs", key="name", label="title")
@dataclass(frozen=True, kw_only=True, slots=True)
class Blog:
    """The blogs in this dataset. Usually one."""

    name: str
    """Short name: the name of the spider, or host and port if the blog was crawled by its address."""
    url: str
    """Address of the home page."""
    title: str | None = None
    """Title of the blog, from its home page."""
    description: str | None = None
    """Subtitle of the blog. NULL if it has none."""
    language: str | None = None
    """Language of the blog as a BCP 47 tag ("fr-FR"), from its home page."""
    software: str | None = None
    """Software that serves the blog, as it names itself ("WordPress 6.1.9")."""
    api: str | None = None
    """Base address of the API that was used, ending in a slash. NULL if no API was used."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """The author of an article, as signed."""

    name: str
    """Name as displayed on the blog."""
    slug: str
    """Name as used in addresses."""
    url: str | None = None
    """Address of the author's page on the blog."""


@table("authors", key="id", label="name")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredAuthor(Author):
    """Authors of the articles. The id is computed from blog and slug."""

    blog: str = column(references="blogs")
    """The blog that the author writes for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A category or tag."""

    taxonomy: Taxonomy
    """`category` (may have a parent) or `tag`."""
    name: str
    """Name as displayed on the blog."""
    slug: str
    """Name as used in addresses."""
    parent: "Term | None" = column(references="terms", default=None)
    """The parent category."""

    @property
    def marks(self) -> str:
        """The characters of the name that addresses leave out although they distinguish names.

        >>> [Term(taxonomy="tag", name=name, slug="c").marks for name in ("C", "C#", "C++", "#C")]
        ['', '#', '++', '']
        """
        return "".join(_MARKS.findall(self.name))


@table("terms", key="id", label="name")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredTerm(Term):
    """Categories and tags of the articles, and the parents of these categories. The id is computed from
    blog, taxonomy and slug, and from what the slug leaves out of names such as C# and C++.
    """

    blog: str = column(references="blogs")
    """The blog that uses it."""


@table("article_terms", key=("article", "term"))
@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleTerm:
    """The categories and tags of each article: one row per pair."""

    article: str = column(references="articles")
    """The article."""
    term: str = column(references="terms")
    """The category or tag."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A comment or pingback as a route delivers it."""

    number: int
    """Number of the comment on the blog. If the blog names comments by a checksum, the 52-bit id of the
    checksum."""
    author: str | None = None
    """Name as signed."""
    author_url: str | None = None
    """Website that the commenter gave."""
    posted: str | None = None
    """Time of writing: ISO 8601, UTC. Midnight if the page prints only the day."""
    text: str
    """Text of the comment. An empty line separates paragraphs."""
    kind: CommentKind = "comment"
    """`comment` or `pingback` (another site linked to the article)."""
    parent_number: int | None = None
    """Number of the comment that this one replies to."""
    article_url: str | None = None
    """Canonical address of the article. NULL if the route gives only the number of the post."""
    post_id: int | None = None
    """Number of the post on the blog. NULL if the route gives only the address of the article."""


@table("comments", key="id")
@dataclass(frozen=True, kw_only=True, slots=True)
class StoredComment:
    """Comments by readers, and pingbacks. The id is computed from the article's address and the comment's
    number.
    """

    article: str = column(references="articles")
    """The article that it comments on."""
    parent: str | None = column(references="comments", default=None)
    """The comment that this one replies to. NULL if it is not a reply, or if the blog did not deliver that
    comment."""
    number: int
    """Number of the comment on the blog. If the blog names comments by a checksum, the 52-bit id of the
    checksum."""
    author: str | None = None
    """Name as signed."""
    author_url: str | None = None
    """Website that the commenter gave."""
    posted: str | None = None
    """Time of writing: ISO 8601, UTC. Midnight if the page prints only the day."""
    text: str
    """Text of the comment. An empty line separates paragraphs."""
    kind: CommentKind = "comment"
    """`comment` or `pingback` (another site linked to the article)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One article as a route delivers it (REST API, page, feed or another). It is the same by every route.

    Text fields are plain text (entities decoded, white space collapsed). Only ``content`` is HTML. Times
    are ISO 8601 in UTC to the second ("2018-08-14T00:59:51Z").
    """

    url: str
    """Canonical address."""
    post_id: int | None = None
    """Number of the post on the blog."""
    slug: str | None = None
    """Last part of the address, percent-decoded. Never derived from the title."""
    title: str = ""
    """Title. Empty if the post has none."""
    author: Author | None = None
    """Author as signed."""
    published: str | None = None
    """Time of first publication, UTC."""
    published_local: str | None = None
    """Time of first publication in the blog's own time zone: ISO 8601, or the day as the page prints it."""
    modified: str | None = None
    """Time of the last change, UTC."""
    language: str | None = None
    """BCP 47 tag of the post. The tag of the blog if the post declares none."""
    excerpt: str | None = None
    """Summary written by the author. None if the software generated it from the text."""
    content: str = ""
    """HTML of the post, or of the region that contains it."""
    terms: tuple[Term, ...] = ()
    """Categories and tags."""
    image: str | None = None
    """Address of the featured image."""
    status: PostStatus = "live"
    """`protected` if the blog requires a password."""
    comments: tuple[Comment, ...] = ()
    """Comments on the same page."""
    faults: tuple[DatasetWarning, ...] = ()
    """Problems of the delivery itself."""
