"""The JSON objects of the API, with the same keys in the same order as in WordPress 6.1."""

import datetime as dt
import hashlib
import re
from typing import Any

from crawler.demo.blog import Blog, Term
from crawler.demo.content import DemoAuthor, DemoComment, DemoMedia, DemoPost

_TAG = re.compile(r"<[^>]*>")
_NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_EXCERPT_WORDS = 55
_CURIES = [{"name": "wp", "href": "https://api.w.org/{rel}", "templated": True}]
_WIDTH, _HEIGHT = 640, 320


def post_object(blog: Blog, post: DemoPost) -> dict[str, Any]:
    """A post. A protected post has no content and no excerpt."""
    medium = blog.medium(post.image)
    terms = blog.terms_of(post)
    return {
        "id": post.id,
        **_dates(post.date, "date"),
        "guid": {"rendered": f"{blog.home}/?p={post.id}"},
        **_dates(post.modified, "modified"),
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": blog.url(post),
        "title": {"rendered": post.title},
        "content": {
            "rendered": "" if post.protected else blog.filled(post.content),
            "protected": post.protected,
        },
        "excerpt": {"rendered": "" if post.protected else excerpt(blog, post), "protected": post.protected},
        "author": _author_number(blog, post),
        "featured_media": medium.id if medium else 0,
        "comment_status": "open",
        "ping_status": "open",
        "sticky": post.sticky,
        "template": "",
        "format": "standard",
        "meta": [],
        "categories": [term.id for term in terms if term.taxonomy == "category"],
        "tags": [term.id for term in terms if term.taxonomy == "post_tag"],
        "_links": _post_links(blog, post),
    }


def comment_object(blog: Blog, post: DemoPost, comment: DemoComment) -> dict[str, Any]:
    """A comment."""
    page = blog.comment_page(post, comment)
    link: dict[str, Any] = {
        "self": [{"href": f"{blog.api}/comments/{comment.id}"}],
        "collection": [{"href": f"{blog.api}/comments"}],
        "up": [{"embeddable": True, "post_type": "post", "href": f"{blog.api}/posts/{post.id}"}],
    }
    if comment.parent:
        link["in-reply-to"] = [{"embeddable": True, "href": f"{blog.api}/comments/{comment.parent}"}]
    return {
        "id": comment.id,
        "post": post.id,
        "parent": comment.parent,
        "author": 0,
        "author_name": comment.author,
        "author_url": comment.url,
        **_dates(comment.date, "date"),
        "content": {"rendered": blog.filled(comment.html) + "\n"},
        "link": f"{blog.url(post)}comment-page-{page}/#comment-{comment.id}",
        "status": "approved",
        "type": comment.kind,
        "author_avatar_urls": _avatars(blog, comment.author),
        "meta": [],
        "_links": link,
    }


def term_object(blog: Blog, term: Term) -> dict[str, Any]:
    """A category or tag. Only categories have a parent."""
    collection = "categories" if term.taxonomy == "category" else "tags"
    parent = {"parent": term.parent} if term.taxonomy == "category" else {}
    above = {"up": [{"embeddable": True, "href": f"{blog.api}/categories/{term.parent}"}]}
    return {
        "id": term.id,
        "count": term.count,
        "description": "",
        "link": blog.home + term.path,
        "name": term.name,
        "slug": term.slug,
        "taxonomy": term.taxonomy,
        **parent,
        "meta": [],
        "_links": {
            "self": [{"href": f"{blog.api}/{collection}/{term.id}"}],
            "collection": [{"href": f"{blog.api}/{collection}"}],
            "about": [{"href": f"{blog.api}/taxonomies/{term.taxonomy}"}],
            **(above if term.parent else {}),
            "wp:post_type": [{"href": f"{blog.api}/posts?{collection}={term.id}"}],
            "curies": _CURIES,
        },
    }


def user_object(blog: Blog, author: DemoAuthor) -> dict[str, Any]:
    """An author."""
    return {
        "id": author.id,
        "name": author.name,
        "url": "",
        "description": author.description,
        "link": f"{blog.home}/author/{author.slug}/",
        "slug": author.slug,
        "avatar_urls": _avatars(blog, author.slug),
        "meta": [],
        "_links": {
            "self": [{"href": f"{blog.api}/users/{author.id}"}],
            "collection": [{"href": f"{blog.api}/users"}],
        },
    }


def media_object(blog: Blog, medium: DemoMedia) -> dict[str, Any]:
    """A picture."""
    uploaded = dt.datetime.fromisoformat(f"{medium.uploaded.replace('/', '-')}-01T09:00:00+01:00")
    kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(
        medium.file.rpartition(".")[2], medium.file.rpartition(".")[2]
    )
    name = medium.file.replace(".", "-")
    return {
        "id": medium.id,
        **_dates(uploaded, "date"),
        "guid": {"rendered": blog.media_url(medium)},
        **_dates(uploaded, "modified"),
        "slug": name,
        "status": "inherit",
        "type": "attachment",
        "link": f"{blog.home}/{name}/",
        "title": {"rendered": medium.file},
        "author": blog.content.authors[0].id,
        "comment_status": "open",
        "ping_status": "closed",
        "template": "",
        "meta": [],
        "description": {"rendered": ""},
        "caption": {"rendered": f"<p>{medium.caption}</p>\n" if medium.caption else ""},
        "alt_text": medium.alt,
        "media_type": "image",
        "mime_type": f"image/{kind}",
        "media_details": {
            "width": _WIDTH,
            "height": _HEIGHT,
            "file": f"{medium.uploaded}/{medium.file}",
            "sizes": {},
        },
        "post": None,
        "source_url": blog.media_url(medium),
        "_links": {
            "self": [{"href": f"{blog.api}/media/{medium.id}"}],
            "collection": [{"href": f"{blog.api}/media"}],
        },
    }


def excerpt(blog: Blog, post: DemoPost) -> str:
    """The summary written by the author, or the first 55 words of the text with WordPress's ellipsis."""
    if post.excerpt is not None:
        return blog.filled(post.excerpt).strip() + "\n"
    words = _TAG.sub("", _NOT_TEXT.sub("", blog.filled(post.content))).split()
    dots = " [&hellip;]" if len(words) > _EXCERPT_WORDS else ""
    return f"<p>{' '.join(words[:_EXCERPT_WORDS])}{dots}</p>\n"


def _dates(moment: dt.datetime, name: str) -> dict[str, str]:
    return {
        name: f"{moment:%Y-%m-%dT%H:%M:%S}",
        f"{name}_gmt": f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}",
    }


def _author_number(blog: Blog, post: DemoPost) -> int:
    author = blog.author(post.author)
    return author.id if author else 0


def _post_links(blog: Blog, post: DemoPost) -> dict[str, Any]:
    api = blog.api
    own = f"{api}/posts/{post.id}"
    return {
        "self": [{"href": own}],
        "collection": [{"href": f"{api}/posts"}],
        "about": [{"href": f"{api}/types/post"}],
        "author": [{"embeddable": True, "href": f"{api}/users/{_author_number(blog, post)}"}],
        "replies": [{"embeddable": True, "href": f"{api}/comments?post={post.id}"}],
        "version-history": [{"count": 0, "href": f"{own}/revisions"}],
        "wp:attachment": [{"href": f"{api}/media?parent={post.id}"}],
        "wp:term": [
            {"taxonomy": "category", "embeddable": True, "href": f"{api}/categories?post={post.id}"},
            {"taxonomy": "post_tag", "embeddable": True, "href": f"{api}/tags?post={post.id}"},
        ],
        "curies": _CURIES,
    }


def _avatars(blog: Blog, name: str) -> dict[str, str]:
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    return {size: f"{blog.home}/avatar/{digest}?s={size}&d=mm&r=g" for size in ("24", "48", "96")}
