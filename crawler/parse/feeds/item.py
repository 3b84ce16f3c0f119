"""The content of a feed in any form, and the reading of names and numbers that all forms share."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from crawler.items import DatasetWarning
from crawler.text.html_text import plain
from crawler.urls.canonical import is_web

MOST_ITEMS = 10_000
_MAIL = r"[^\s()<>]+@[^\s()<>]+"
# The forms of RSS and of feedparser: "mail (Name)", "Name (mail)", "Name <mail>".
_NAMED = re.compile(rf"{_MAIL}\s*\((?P<first>[^()]+)\)|(?P<last>[^()<>]+?)\s*[(<]{_MAIL}[)>]")
_NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedItem:
    """A post in a feed."""

    url: str
    """Address of its page, absolute."""
    title: str = ""
    """Plain text."""
    author: str | None = None
    """Only the name. The first one if there are several."""
    published: str | None = None
    """ISO 8601, UTC."""
    modified: str | None = None
    """ISO 8601, UTC."""
    content: str = ""
    """HTML as in the feed, neither sanitised nor with resolved addresses."""
    whole: bool = False
    """Whether the content is the whole post. A summary is not, nor is plain text, which lacks links."""
    terms: tuple[str, ...] = ()
    """Names of categories and tags, each once. Feeds do not distinguish the two."""
    post_id: int | None = None
    """The blog's own number of the post, from a guid of the form ?p=N."""
    comments: int | None = None
    """Number of comments, if the feed gives it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed, or one page of it."""

    title: str = ""
    """Plain text."""
    language: str | None = None
    """BCP 47 tag, as the feed declares it."""
    software: str | None = None
    """The program that wrote the feed, by its own name."""
    home: str | None = None
    """Address of the site, as the feed names it."""
    items: tuple[FeedItem, ...] = ()
    """In feed order, each address once."""
    next: str | None = None
    """Address of the page with older items, if the feed names one."""
    faults: tuple[DatasetWarning, ...] = ()
    """The faults of the feed."""


def bad_feed(detail: str) -> DatasetWarning:
    """The fault of a feed. ``detail`` is a sentence about it."""
    return DatasetWarning(code="bad_feed", detail=detail)


def author_name(printed: str) -> str | None:
    """The name without a mail address, in any order. A mail address by itself is not a name.

    >>> author_name("ana@blog.example (Ana Lune)"), author_name("Ana Lune <ana@blog.example>")
    ('Ana Lune', 'Ana Lune')
    """
    named = _NAMED.fullmatch(html.unescape(printed).strip())
    name = plain(named["first"] or named["last"]) if named else plain(printed)
    return None if not name or re.fullmatch(_MAIL, name) else name


def post_number(guid: str) -> int | None:
    """The number in a guid of the form ?p=N."""
    number = parse_qs(urlsplit(guid).query).get("p", [""])[0] if is_web(guid) else ""
    return int(number) if _NUMBER.fullmatch(number) else None


def paragraphs_of(text: str) -> str:
    """Plain text as HTML."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{html.escape(p.strip(), quote=False)}</p>" for p in paragraphs if p.strip())


def each_once(items: Iterable[FeedItem | None]) -> tuple[FeedItem, ...]:
    """The items without None, and only the first of several with the same address."""
    found: dict[str, FeedItem] = {}
    for item in items:
        if item:
            found.setdefault(item.url, item)
    return tuple(found.values())
