"""Maps addresses to responses."""

import datetime as dt
import mimetypes
import re
from collections.abc import Callable

from crawler.demo import feeds, pages, sitemaps
from crawler.demo.answers import Answer, Asked, html, redirect, rest
from crawler.demo.blog import Blog
from crawler.demo.content import FOLDER, MEDIA, DemoPost
from crawler.demo.pages import ArchivePage
from crawler.demo.rest import api_answer

_TEXT = {"Content-Type": "text/plain; charset=utf-8"}
_API = re.compile(r"/wp-json(?P<route>/.*|$)")
_HOSTED_API = re.compile(r"/wp/v2/sites/(?P<domain>[^/]+)(?P<route>/.*|$)")
_PAGED = re.compile(r"(?P<path>/(?:.*/)?)page/(?P<page>\d+)/")
_DAYS = re.compile(r"/(?P<year>\d{4})/(?:(?P<month>\d\d)/)?(?:(?P<day>\d\d)/)?")
_POST = re.compile(r"(?P<path>/\d{4}/\d\d/\d\d/[^/]+/)(?:comment-page-(?P<comments>\d+)/|(?P<part>\d+)/)?")
_UPLOAD = re.compile(r"/wp-content/uploads/\d{4}/\d\d/(?P<name>[\w.-]+)")
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
_SMILEY = re.compile(r"/wp-includes/images/smilies/[\w.-]+\.svg")
_SMILEY_FACE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#fc3"/>'
    '<circle cx="5" cy="6" r="1"/><circle cx="11" cy="6" r="1"/>'
    '<path d="M4 10q4 4 8 0" fill="none" stroke="#000"/></svg>'
)


def answer_for(blog: Blog, asked: Asked, robots: str | None = None) -> Answer:
    """The response of the blog. ``robots`` replaces the text of robots.txt."""
    if asked.path == "/robots.txt":
        return Answer(200, _TEXT, (sitemaps.robots(blog) if robots is None else robots).encode())
    answer = _api(blog, asked) or _file(asked) or sitemaps.answer(blog, asked.path) or _page(blog, asked)
    return _signed(blog, asked, answer)


def _signed(blog: Blog, asked: Asked, answer: Answer) -> Answer:
    """Add the headers of WordPress (the link to its API) or of WordPress.com (its name)."""
    if blog.hosted:
        return Answer(answer.status, {"Host-Header": "WordPress.com", **answer.headers}, answer.body)
    static = asked.path.startswith(("/wp-content/", "/wp-includes/"))
    if static or "X-Redirect-By" in answer.headers:
        return answer
    link = {"Link": f'<{blog.home}/wp-json/>; rel="https://api.w.org/"'}
    return Answer(answer.status, {**link, **answer.headers}, answer.body)


def _api(blog: Blog, asked: Asked) -> Answer | None:
    query = asked.query
    if blog.hosted:
        found = _HOSTED_API.fullmatch(asked.path)
        if found is None:
            return None
        if found["domain"] != blog.hosted:
            return rest({"code": "unknown_blog", "message": "Unknown blog", "data": {"status": 404}}, 404)
        return api_answer(blog, f"wp/v2{found['route']}", query)
    if asked.path == "/" and "rest_route" in query:
        return api_answer(blog, query.pop("rest_route"), query)
    found = _API.fullmatch(asked.path)
    return api_answer(blog, found["route"], query) if found else None


def _file(asked: Asked) -> Answer | None:
    """The style sheet and the pictures. Every size of a picture is the original."""
    if asked.path == pages.STYLE:
        return Answer(200, {"Content-Type": "text/css"}, (FOLDER / "style.css").read_bytes())
    if _SMILEY.fullmatch(asked.path):
        return Answer(200, {"Content-Type": "image/svg+xml"}, _SMILEY_FACE.encode())
    found = _UPLOAD.fullmatch(asked.path)
    path = MEDIA / _SIZE.sub("", found["name"]) if found else None
    if path is None or not path.is_file():
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Answer(200, {"Content-Type": kind}, path.read_bytes())


def _page(blog: Blog, asked: Asked) -> Answer:
    path = asked.path
    moved = _moved(blog, asked)
    if moved is not None:
        return redirect(moved)
    if path.endswith("/feed/"):
        return _feed(blog, path.removesuffix("feed/"), asked)
    found = _POST.fullmatch(path)
    post = blog.at(found["path"]) if found else None
    if found and post:
        return _post(blog, post, found)
    paged = _PAGED.fullmatch(path)
    archive = _archive(blog, paged["path"] if paged else path)
    page = int(paged["page"]) if paged else 1
    return pages.archive_page(blog, archive, page) if archive else pages.missing(blog)


def _post(blog: Blog, post: DemoPost, found: re.Match[str]) -> Answer:
    part, comments = int(found["part"] or 1), int(found["comments"] or 0)
    if part > len(pages.parts_of(post)) or comments > max(1, len(blog.comment_pages(post))):
        return redirect(blog.url(post))
    return html(pages.post_page(blog, post, part, comments))


def _moved(blog: Blog, asked: Asked) -> str | None:
    """The address that WordPress redirects other forms of an address to."""
    query = asked.query
    if asked.path == "/" and query.get("p", "").isdecimal():
        post = blog.post(int(query["p"]))
        return blog.url(post) if post else None
    if asked.path == "/" and re.fullmatch(r"\d{6}", query.get("m", "")):
        return f"{blog.home}/{query['m'][:4]}/{query['m'][4:]}/"
    if asked.path == "/" and "cat" in query:
        return next((blog.home + one.path for one in blog.categories if str(one.id) == query["cat"]), None)
    if asked.path.endswith("/page/1/"):
        return blog.home + asked.path.removesuffix("page/1/")
    slashed = f"{asked.path}/"
    known = _DAYS.fullmatch(slashed) or blog.at(slashed) or _archive(blog, slashed) or slashed == "/feed/"
    if asked.path.endswith("/") or not known:
        return None
    path, _, rest_of_it = asked.target.partition("?")
    return f"{blog.home}{path}/{'?' + rest_of_it if rest_of_it else ''}"


def _feed(blog: Blog, path: str, asked: Asked) -> Answer:
    page = asked.query.get("paged", "1")
    number = int(page) if page.isdecimal() else 1
    if path == "/comments/":
        return feeds.comments_feed(blog, asked)
    archive = _archive(blog, path)
    return feeds.posts_feed(blog, archive, number, asked) if archive else pages.missing(blog)


def _archive(blog: Blog, path: str) -> ArchivePage | None:
    """The archive whose first page is at a path. None if there is none, or if it has no posts."""
    for make in _ARCHIVES:
        archive = make(blog, path)
        if archive and (archive.posts or path == "/"):
            return archive
    return None


def _home(blog: Blog, path: str) -> ArchivePage | None:
    return ArchivePage(path="/", title="", posts=blog.posts) if path == "/" else None


def _by_day(blog: Blog, path: str) -> ArchivePage | None:
    found = _DAYS.fullmatch(path)
    if not found:
        return None
    stamp = "-".join(part for part in found.groups() if part)
    posts = tuple(post for post in blog.posts if f"{post.date:%Y-%m-%d}".startswith(stamp))
    return ArchivePage(path=path, title=_day_title(posts[0].date, stamp) if posts else "", posts=posts)


def _day_title(day: dt.datetime, stamp: str) -> str:
    words = pages.day(day).split()
    return " ".join(words[3 - len(stamp.split("-")) :])


def _by_term(blog: Blog, path: str) -> ArchivePage | None:
    """For a subcategory its slug is enough, as in WordPress."""
    kind, _, slugs = path.strip("/").partition("/")
    terms = {"category": blog.categories, "tag": blog.tags}.get(kind, [])
    slug = slugs.rpartition("/")[2]
    term = next((one for one in terms if one.slug == slug), None)
    return ArchivePage(path=path, title=term.name, posts=tuple(blog.posts_with(term))) if term else None


def _by_author(blog: Blog, path: str) -> ArchivePage | None:
    author = blog.author(path.removeprefix("/author/").strip("/")) if path.startswith("/author/") else None
    if author is None:
        return None
    posts = tuple(post for post in blog.posts if post.author == author.slug)
    return ArchivePage(path=path, title=author.name, posts=posts)


_ARCHIVES: tuple[Callable[[Blog, str], ArchivePage | None], ...] = (_home, _by_day, _by_term, _by_author)
