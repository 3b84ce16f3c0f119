"""The blog's content as data: posts, comments, authors, categories and pictures, read from files.

The format is described in posts/README.md.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from crawler.demo.errors import SampleError

FOLDER = Path(__file__).parent
POSTS = FOLDER / "posts"
MEDIA = FOLDER / "media"
_FENCE = "+++"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoComment:
    """A comment or pingback as WordPress stores it."""

    id: int
    author: str
    date: dt.datetime
    """With the offset of the blog's time zone."""
    html: str
    url: str = ""
    """Website that the commenter gave."""
    parent: int = 0
    """Number of the comment that this one replies to, or 0."""
    kind: Literal["comment", "pingback"] = "comment"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPost:
    """A post. HTML is as WordPress renders it, with ``{home}`` in place of the blog's address."""

    id: int
    slug: str
    """As in the address: percent-encoded where WordPress encodes it."""
    title: str
    """As rendered. It may contain entities, and may be empty."""
    date: dt.datetime
    """With the offset of the blog's time zone."""
    modified: dt.datetime
    author: str
    """Slug of the author."""
    content: str
    categories: tuple[str, ...]
    """Slugs."""
    tags: tuple[str, ...]
    """Names."""
    sticky: bool = False
    protected: bool = False
    image: str | None = None
    """File name of the featured image, in media/."""
    excerpt: str | None = None
    """HTML of a summary written by the author."""
    comments: tuple[DemoComment, ...] = ()
    file: str = ""
    """Name of its file without the extension. The file with its expected values has the same name."""

    @property
    def path(self) -> str:
        """Path of its address: the day in the blog's time zone, and the slug."""
        return f"/{self.date:%Y/%m/%d}/{self.slug}/"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoAuthor:
    """An author."""

    id: int
    slug: str
    name: str
    description: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoCategory:
    """A category. ``parent`` is a slug."""

    id: int
    slug: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoMedia:
    """A picture in media/, uploaded in a month ("2013/09")."""

    id: int
    file: str
    uploaded: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The complete content of the sample blog."""

    title: str
    description: str
    language: str
    """BCP 47 tag."""
    software: str
    """The software that it names as its generator."""
    authors: tuple[DemoAuthor, ...]
    categories: tuple[DemoCategory, ...]
    media: tuple[DemoMedia, ...]
    posts: tuple[DemoPost, ...]
    """Newest first."""


def load(folder: Path = POSTS) -> Content:
    """The content of the blog in ``folder`` and in site.toml beside it.

    Raises `SampleError` with the file's name if a file is not as described in posts/README.md.
    """
    site = tomllib.loads((FOLDER / "site.toml").read_text(encoding="utf-8"))
    posts = [_read_post(path) for path in sorted(folder.glob("*.html"))]
    content = Content(
        title=site["title"],
        description=site["description"],
        language=site["language"],
        software=site["software"],
        authors=tuple(DemoAuthor(**author) for author in site["author"]),
        categories=tuple(DemoCategory(**category) for category in site["category"]),
        media=tuple(DemoMedia(**medium) for medium in site["media"]),
        posts=newest_first(posts),
    )
    _check(content)
    return content


def newest_first(posts: Iterable[DemoPost]) -> tuple[DemoPost, ...]:
    """Posts in the order of the blog's pages."""
    return tuple(sorted(posts, key=lambda post: (post.date, post.id), reverse=True))


def _read_post(path: Path) -> DemoPost:
    parts = _parts(path)
    try:
        head = tomllib.loads(parts[0])
        comments = tomllib.loads(parts[2]).get("comment", []) if len(parts) > 2 else []  # noqa: PLR2004
        return _post(path.stem, head, parts[1].strip() + "\n", [_comment(fields) for fields in comments])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise SampleError(f"{path.name}: {error!r}; see crawler/demo/posts/README.md") from error


def _parts(path: Path) -> list[str]:
    """Head, content and optional comments of a file, separated by lines of +++."""
    parts = [""]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.rstrip() == _FENCE:
            parts.append("")
        else:
            parts[-1] += line + "\n"
    if len(parts) not in (3, 4) or parts[0].strip():
        raise SampleError(f"{path.name}: head and content must be separated by lines of +++")
    return parts[1:]


def _post(name: str, head: dict[str, Any], content: str, comments: Sequence[DemoComment]) -> DemoPost:
    day, slug = name[:10], name[11:]
    fields = {"slug": slug, "modified": head["date"], **head, "content": content, "file": name}
    fields |= {key: tuple(fields.get(key, ())) for key in ("categories", "tags")}
    post = DemoPost(**fields, comments=tuple(comments))
    if f"{post.date:%Y-%m-%d}" != day:
        raise ValueError(f"the name of the file has {day}, but its date is {post.date:%Y-%m-%d}")
    for moment in (post.date, post.modified):
        _check_offset(moment)
    return post


def _comment(fields: dict[str, Any]) -> DemoComment:
    comment = DemoComment(**{**fields, "html": fields.get("html", "").strip()})
    _check_offset(comment.date)
    return comment


def _check_offset(moment: dt.datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} needs an offset, such as +02:00")


def _check(content: Content) -> None:
    """Check that numbers are unique, and that everything that a post refers to exists."""
    comments = [comment for post in content.posts for comment in post.comments]
    _unique("post number", [post.id for post in content.posts])
    _unique("comment number", [comment.id for comment in comments])
    _unique("address", [post.path for post in content.posts])
    authors = {author.slug for author in content.authors}
    categories = {category.slug for category in content.categories}
    pictures = {medium.file for medium in content.media}
    for post in content.posts:
        unknown = ({post.author} - authors) | (set(post.categories) - categories)
        unknown |= ({post.image} if post.image else set()) - pictures
        if unknown:
            raise SampleError(f"{post.file}: not in site.toml: {', '.join(sorted(unknown))}")


def _unique(what: str, values: Sequence[int | str]) -> None:
    twice = sorted({value for value in values if values.count(value) > 1}, key=str)
    if twice:
        raise SampleError(f"The sample blog has the same {what} twice: {twice[0]}")
