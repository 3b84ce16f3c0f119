"""The served blog: its content with an address, and the lists for pages, API and feeds."""

import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar
from urllib.parse import unquote

from crawler.demo.content import Content, DemoAuthor, DemoComment, DemoMedia, DemoPost, newest_first

PER_PAGE = 10
THREADS_PER_PAGE = 5
_Item = TypeVar("_Item")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A category or tag of posts."""

    id: int
    taxonomy: Literal["category", "post_tag"]
    slug: str
    name: str
    path: str
    """Path of its archive."""
    parent: int
    """Number of the parent category, or 0."""
    count: int
    """Published posts, including protected ones."""


class Blog:
    """``content`` served at ``home`` (without closing slash). ``hosted`` is its domain on WordPress.com."""

    def __init__(self, content: Content, home: str, hosted: str | None = None) -> None:
        self.content = content
        self.home = home
        self.hosted = hosted
        self.posts = newest_first(content.posts)

    @property
    def api(self) -> str:
        """Root of ``wp/v2``, without a closing slash."""
        return f"{self.home}/wp/v2/sites/{self.hosted}" if self.hosted else f"{self.home}/wp-json/wp/v2"

    @property
    def software(self) -> str:
        """As in the page's meta tag `generator`."""
        return "WordPress.com" if self.hosted else self.content.software

    def url(self, post: DemoPost) -> str:
        """Address of a post."""
        return self.home + post.path

    def filled(self, html: str) -> str:
        """HTML with the address of the blog filled in."""
        return html.replace("{home}", self.home)

    def post(self, number: int) -> DemoPost | None:
        """The post with a number."""
        return next((post for post in self.posts if post.id == number), None)

    def at(self, path: str) -> DemoPost | None:
        """The post at a path, percent-encoded or not."""
        return next((post for post in self.posts if unquote(path) == unquote(post.path)), None)

    def author(self, slug: str) -> DemoAuthor | None:
        """The author with a slug."""
        return next((author for author in self.content.authors if author.slug == slug), None)

    def medium(self, file: str | None) -> DemoMedia | None:
        """The picture with a file name."""
        return next((medium for medium in self.content.media if medium.file == file), None)

    def media_url(self, medium: DemoMedia) -> str:
        """Address of a picture."""
        return f"{self.home}/wp-content/uploads/{medium.uploaded}/{medium.file}"

    @cached_property
    def categories(self) -> list[Term]:
        """All categories with a post, in the category or a subcategory, by name."""
        numbers = {category.slug: category for category in self.content.categories}
        return sorted((self._category(slug) for slug in numbers), key=lambda term: term.name)

    @cached_property
    def tags(self) -> list[Term]:
        """All tags of posts, by name."""
        names = sorted({name for post in self.posts for name in post.tags})
        return [self._tag(name) for name in names]

    def terms_of(self, post: DemoPost) -> list[Term]:
        """A post's categories, then its tags."""
        categories = [term for term in self.categories if term.slug in post.categories]
        return categories + [term for term in self.tags if term.name in post.tags]

    def posts_with(self, term: Term) -> list[DemoPost]:
        """Posts of a tag, or of a category and its subcategories, as in archives."""
        family = {term.id} | {other.id for other in self.categories if other.parent == term.id}
        return [post for post in self.posts if family & {one.id for one in self.terms_of(post)}]

    def comments(self) -> list[tuple[DemoPost, DemoComment]]:
        """All comments and pingbacks, newest first."""
        pairs = [(post, comment) for post in self.posts for comment in post.comments]
        return sorted(pairs, key=lambda pair: (pair[1].date, pair[1].id), reverse=True)

    def comment_page(self, post: DemoPost, comment: DemoComment) -> int:
        """The number of the page with a comment of the post. Threads are counted from the oldest."""
        return next(
            number
            for number, threads in enumerate(self.comment_pages(post), 1)
            if _root(post, comment).id in {thread.id for thread in threads}
        )

    def comment_pages(self, post: DemoPost) -> list[list[DemoComment]]:
        """The first comments of threads, oldest first, in pages."""
        return pages_of([one for one in _oldest_first(post.comments) if not one.parent], THREADS_PER_PAGE)

    def replies(self, post: DemoPost, comment: DemoComment) -> list[DemoComment]:
        """Replies to a comment, oldest first."""
        return [one for one in _oldest_first(post.comments) if one.parent == comment.id]

    def _category(self, slug: str) -> Term:
        category = next(one for one in self.content.categories if one.slug == slug)
        above = next((one for one in self.content.categories if one.slug == category.parent), None)
        return Term(
            id=category.id,
            taxonomy="category",
            slug=slug,
            name=category.name,
            path=f"/category/{above.slug + '/' if above else ''}{slug}/",
            parent=above.id if above else 0,
            count=sum(slug in post.categories for post in self.posts),
        )

    def _tag(self, name: str) -> Term:
        slug = slug_of(name)
        return Term(
            id=1000 + zlib.crc32(slug.encode()) % 90_000,  # the same number whatever other tags exist
            taxonomy="post_tag",
            slug=slug,
            name=name,
            path=f"/tag/{slug}/",
            parent=0,
            count=sum(name in post.tags for post in self.posts),
        )


def pages_of(items: list[_Item], size: int) -> list[list[_Item]]:
    """Items in pages of ``size``. No pages if there are no items."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def slug_of(name: str) -> str:
    """The name of a tag as WordPress writes it in addresses.

    >>> slug_of("Marque employeur"), slug_of("e-réputation"), slug_of("C++ & C#")
    ('marque-employeur', 'e-reputation', 'c-c')
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    kept = "".join(
        char if char.isascii() and char.isalnum() else " " if char in " -’'" else "" for char in plain
    )
    return "-".join(kept.split())


def _oldest_first(comments: Iterable[DemoComment]) -> list[DemoComment]:
    return sorted(comments, key=lambda comment: (comment.date, comment.id))


def _root(post: DemoPost, comment: DemoComment) -> DemoComment:
    """The first comment of the thread."""
    numbers = {one.id: one for one in post.comments}
    while comment.parent:
        comment = numbers[comment.parent]
    return comment
