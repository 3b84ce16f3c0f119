"""The collections of the API, with the keys to sort and filter their members."""

import datetime as dt
import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crawler.demo.blog import Blog
from crawler.demo.content import DemoPost
from crawler.demo.rest_query import Query


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a collection, with the keys to sort and filter it."""

    source: Any
    keys: dict[str, Any]


def _posts(blog: Blog, query: Query) -> list[Member]:
    return [
        Member(
            post,
            {
                "id": post.id,
                "date": post.date,
                "modified": post.modified,
                "slug": post.slug,
                "title": html.unescape(post.title),
                "author": post.author,
            },
        )
        for post in blog.posts
        if _asked_for(blog, post, query)
    ]


def _asked_for(blog: Blog, post: DemoPost, query: Query) -> bool:
    terms = {term.id for term in blog.terms_of(post)}
    author = blog.author(post.author)
    sets = [(query.numbers(name), terms) for name in ("categories", "tags")]
    sets.append((query.numbers("author"), {author.id} if author else set()))
    sticky = query.raw.get("sticky", "")
    text = html.unescape(f"{post.title} {post.content}").casefold()
    return (
        all(not wanted or set(wanted) & has for wanted, has in sets)
        and sticky in ("", "true" if post.sticky else "false")
        and query.raw.get("search", "").casefold() in text
        and _later(post.date, query.moment("after"))
        and _later(post.modified, query.moment("modified_after"))
        and not _later(post.date, query.moment("before"), unbounded=False)
        and not _later(post.modified, query.moment("modified_before"), unbounded=False)
    )


def _later(moment: dt.datetime, bound: dt.datetime | None, *, unbounded: bool = True) -> bool:
    """Whether a time is after a bound. A bound without offset is in the blog's time zone."""
    if bound is None:
        return unbounded
    return moment > (bound if bound.tzinfo else bound.replace(tzinfo=moment.tzinfo))


def _comments(blog: Blog, query: Query) -> list[Member]:
    """Comments without pingbacks. Those of protected posts are counted but not delivered."""
    posts = query.numbers("post")
    return [
        Member(
            (post, comment),
            {
                "id": comment.id,
                "date": comment.date,
                "date_gmt": comment.date,
                "post": post.id,
                "parent": comment.parent,
                "withheld": post.protected,
            },
        )
        for post, comment in blog.comments()
        if comment.kind == "comment" and (not posts or post.id in posts)
    ]


def _categories(blog: Blog, query: Query) -> list[Member]:
    return _terms(blog, query, "categories")


def _tags(blog: Blog, query: Query) -> list[Member]:
    return _terms(blog, query, "tags")


def _terms(blog: Blog, query: Query, collection: str) -> list[Member]:
    terms = blog.categories if collection == "categories" else blog.tags
    numbers = query.numbers("post")
    carried = {term.id for post in blog.posts if post.id in numbers for term in blog.terms_of(post)}
    return [
        Member(term, {"id": term.id, "name": term.name.casefold(), "slug": term.slug, "count": term.count})
        for term in terms
        if not numbers or term.id in carried
    ]


def _users(blog: Blog, _query: Query) -> list[Member]:
    writing = {post.author for post in blog.posts}
    authors = [author for author in blog.content.authors if author.slug in writing]
    return [Member(author, {"id": author.id, "name": author.name, "slug": author.slug}) for author in authors]


def _media(blog: Blog, _query: Query) -> list[Member]:
    media = blog.content.media
    return [
        Member(one, {"id": one.id, "date": one.uploaded, "slug": one.file.replace(".", "-")}) for one in media
    ]


#: By collection: its unsorted members, filtered by the parameters of the query.
MEMBERS: dict[str, Callable[[Blog, Query], list[Member]]] = {
    "posts": _posts,
    "comments": _comments,
    "categories": _categories,
    "tags": _tags,
    "users": _users,
    "media": _media,
}
