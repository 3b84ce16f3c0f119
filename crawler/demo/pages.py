"""The HTML pages of the blog: posts and archives, in the markup of a WordPress theme."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler.demo.answers import Answer, html
from crawler.demo.blog import PER_PAGE, Blog, pages_of
from crawler.demo.content import DemoComment, DemoPost

STYLE = "/wp-content/themes/carnet/style.css"
_BREAK = "<!--nextpage-->"
_RECENT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchivePage:
    """A list of posts with an address. ``title`` is HTML, and empty for the home page."""

    path: str
    title: str
    posts: tuple[DemoPost, ...]


def day(moment: dt.datetime) -> str:
    """A day in French ("14 août 2018")."""
    return str(format_date(moment, "d MMMM y", locale="fr"))


def parts_of(post: DemoPost) -> list[str]:
    """The pages of a post that is split into several. Usually one."""
    return post.content.split(_BREAK)


def post_page(blog: Blog, post: DemoPost, part: int = 1, comment_page: int = 0) -> str:
    """The page of a post with one page of its comments. Page 0 has the newest comments."""
    threads = blog.comment_pages(post)
    number = comment_page or len(threads)
    around = blog.posts.index(post)
    return _rendered(
        "post.html",
        blog,
        post=post,
        part=part,
        threads=threads[number - 1] if threads and not post.protected else [],
        comment_page=number,
        comment_pages=len(threads),
        newer=blog.posts[around - 1] if around else None,
        older=blog.posts[around + 1] if around + 1 < len(blog.posts) else None,
    )


def archive_page(blog: Blog, archive: ArchivePage, number: int) -> Answer:
    """A page of ten posts. After the last page it is a 404. Sticky posts are at the top of the first page."""
    pages = pages_of(list(archive.posts), PER_PAGE) or [[]]
    if not 1 <= number <= len(pages):
        return missing(blog)
    shown = pages[number - 1]
    if archive.path == "/" and number == 1:
        sticky = [post for post in blog.posts if post.sticky]
        shown = sticky + [post for post in shown if not post.sticky]
    text = _rendered("archive.html", blog, archive=archive, posts=shown, number=number, pages=len(pages))
    return html(text)


def missing(blog: Blog) -> Answer:
    """The page for "not found"."""
    return html(_rendered("missing.html", blog), 404)


def _rendered(template: str, blog: Blog, **values: Any) -> str:
    fixed = {"blog": blog, "style": STYLE, "recent_posts": blog.posts[:_RECENT]}
    fixed["recent_comments"] = [pair for pair in blog.comments() if pair[1].kind == "comment"][:_RECENT]
    fixed["months"] = list(dict.fromkeys(f"{post.date:%Y/%m}" for post in blog.posts))
    return _templates.get_template(template).render(**fixed, **values)


def _month(stamp: str) -> str:
    """A month ("2018/08") in French."""
    year, _, month = stamp.partition("/")
    return str(format_date(dt.date(int(year), int(month), 1), "MMMM y", locale="fr"))


def _minute(comment: DemoComment) -> str:
    return f"{day(comment.date)} à {comment.date.hour} h {comment.date:%M} min"


_templates = Environment(
    loader=PackageLoader("crawler.demo"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_templates.filters |= {"day": day, "month": _month, "minute": _minute, "parts": parts_of}
