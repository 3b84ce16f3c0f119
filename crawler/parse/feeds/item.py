"""What a feed tells, whatever its form, and how the forms have names and numbers in common."""

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
    """A post as a feed tells of it."""

    url: str
    """Address of its page, absolute."""
    title: str = ""
    """Plain text."""
    author: str | None = None
    """The name alone; of several, the first."""
    published: str | None = None
    """ISO 8601, UTC."""
    modified: str | None = None
    """ISO 8601, UTC."""
    content: str = ""
    """HTML as the feed has it: neither sanitised nor its addresses resolved."""
    whole: bool = False
    """Whether the content is all of the post, and no summary; plain text lacks its links, and is not."""
    terms: tuple[str, ...] = ()
    """Names of categories and tags, which feeds do not tell apart, each once."""
    post_id: int | None = None
    """The blog's own number of the post, from a guid of the form ?p=N."""
    comments: int | None = None
    """How many comments it has, where the feed tells."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed, or one page of it."""

    title: str = ""
    """Plain text."""
    language: str | None = None
    """BCP 47 tag, as the feed declares it."""
    software: str | None = None
    """The program that wrote it, as it names itself."""
    items: tuple[FeedItem, ...] = ()
    """In the order of the feed, each address once."""
    next: str | None = None
    """Address of the page with older items, where the feed names one."""
    faults: tuple[DatasetWarning, ...] = ()
    """What was wrong with it."""


def bad_feed(detail: str) -> DatasetWarning:
    """The fault of a feed that ``detail`` says, in a sentence."""
    return DatasetWarning(code="bad_feed", detail=detail)


def author_name(printed: str) -> str | None:
    """The name in a name with a mail address in any order; a mail address alone is no name.

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
    """The items without those that are none, and of several with one address the first."""
    found: dict[str, FeedItem] = {}
    for item in items:
        if item:
            found.setdefault(item.url, item)
    return tuple(found.values())
