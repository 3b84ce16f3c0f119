"""robots.txt and sitemaps: an index of several as in WordPress, or a single one as on WordPress.com."""

import re
from collections.abc import Iterable
from html import escape

from crawler.demo.answers import Answer, redirect, xml
from crawler.demo.blog import Blog

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PART = re.compile(r"/wp-sitemap-(?P<name>[a-z_-]+)-1\.xml")


def robots(blog: Blog) -> str:
    """The blog's own robots.txt."""
    rules = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
    if blog.hosted:
        sitemap = f"Sitemap: {blog.home}/sitemap.xml\nSitemap: {blog.home}/news-sitemap.xml\n"
        closed = "".join(
            f"Disallow: /{name}\n" for name in ("wp-login.php", "wp-signup.php", "next/", "public.api/")
        )
        return f"{sitemap}\n{rules}{closed}"
    return f"{rules}\nSitemap: {blog.home}/wp-sitemap.xml\n"


def answer(blog: Blog, path: str) -> Answer | None:
    """The sitemap at a path, or None."""
    if path == "/sitemap.xml":
        return _hosted(blog) if blog.hosted else redirect(f"{blog.home}/wp-sitemap.xml", 302)
    if blog.hosted:
        return None
    parts = _parts(blog)
    if path == "/wp-sitemap.xml":
        entries = [f"<loc>{blog.home}/wp-sitemap-{name}-1.xml</loc>" for name in parts]
        return xml(f"{_HEAD}<sitemapindex {_SPACE}>{_wrapped('sitemap', entries)}</sitemapindex>\n")
    found = _PART.fullmatch(path)
    if not found or found["name"] not in parts:
        return None
    entries = [f"<loc>{escape(url)}</loc>" for url in parts[found["name"]]]
    return xml(f"{_HEAD}<urlset {_SPACE}>{_wrapped('url', entries)}</urlset>\n")


def _parts(blog: Blog) -> dict[str, list[str]]:
    """By kind and oldest first, as in WordPress: without times of change, but with protected posts."""
    parts = {
        "posts-post": [blog.url(post) for post in reversed(blog.posts)],
        "posts-page": [f"{blog.home}/"],
        "taxonomies-category": [blog.home + term.path for term in blog.categories if term.count],
        "taxonomies-post_tag": [blog.home + term.path for term in blog.tags],
        "users": [f"{blog.home}/author/{name}/" for name in sorted({post.author for post in blog.posts})],
    }
    return {name: urls for name, urls in parts.items() if urls}


def _hosted(blog: Blog) -> Answer:
    """Sorted by last change, newest first. A comment counts as a change."""
    dated = [
        (max([post.modified, *(comment.date for comment in post.comments)]), blog.url(post))
        for post in blog.posts
    ]
    entries = [
        f"<loc>{escape(url)}</loc><lastmod>{moment.isoformat()}</lastmod>"
        for moment, url in sorted(dated, reverse=True)
    ]
    entries.append(f"<loc>{blog.home}/</loc>")
    comment = '<!-- generator="wordpress.com" -->\n'
    return xml(f"{_HEAD}{comment}<urlset {_SPACE}>{_wrapped('url', entries)}</urlset>\n")


def _wrapped(tag: str, entries: Iterable[str]) -> str:
    return "".join(f"<{tag}>{entry}</{tag}>" for entry in entries)
