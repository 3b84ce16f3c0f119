"""When a page says that its post was published and changed."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.parse.characters import one_line
from crawler.parse.dates import iso_day
from crawler.parse.page_marks import IN_POST, has_class

_NO_COMMENT = (
    "[not(ancestor::*[@id='comments' or contains(@class, 'comment') or contains(@class, 'related')])]"
)
# How publishers' tools name the time in the head, whatever the case.
_HEAD_NAMES = (
    "date dc.date dc.date.issued dcterms.created dcterms.date citation_publication_date citation_date "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publication_date article.published "
    "publish_date cxenseparse:recs:publishtime"
).split()
_ANY_CASE = " or ".join(f"translate(@name, 'DCTEIPUB', 'dcteipub')='{name}'" for name in _HEAD_NAMES)
# What readers see comes first, then what machines are told.
_PUBLISHED = (
    (
        f"//time[{has_class('published dt-published entry-date')} or @pubdate]/@datetime"
        f" | //abbr[{has_class('published')}]/@title"
    ),
    (
        "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
        " | //abbr[@itemprop='datePublished']/@title"
    ),
    "//meta[@property='article:published_time']/@content",
    f"//time[ancestor::article or ancestor::main or ancestor::header]{_NO_COMMENT}/@datetime",
    f"//time[{IN_POST}]{_NO_COMMENT}/@datetime",
    f"//meta[{_ANY_CASE}]/@content",
)
_MODIFIED = (
    (
        f"//time[({has_class('updated')}) and not({has_class('published')})]/@datetime"
        f" | //time[{has_class('dt-updated')}]/@datetime | //abbr[{has_class('modified')}]/@title"
    ),
    "//*[@itemprop='dateModified']/@datetime | //*[@itemprop='dateModified']/@content",
    "//meta[@property='article:modified_time']/@content | //meta[@property='og:updated_time']/@content",
)
# Where themes without <time> print the day.
_DAYS = has_class(
    "published post-date entry-date date-header post-meta article-date date post__date meta entry-meta "
    "article-meta publish-date posted-on info-publi post-info"
)
_PRINTED = (
    f"//*[{_DAYS} or @pubdate or self::time or contains(@class, 'post-meta') or contains(@class, 'byline')]"
    f"[{IN_POST}]{_NO_COMMENT}"
)
_MOST_PRINTED = 12
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")


def published_on(root: HtmlElement, article: dict[str, Any], url: str) -> str | None:
    """When the post was published, as the page tells it: an ISO time or a printed day.

    ``article`` is the page's JSON-LD. The day in the address counts only where the page says nothing.
    """
    found = _first(_told(root, article, _PUBLISHED, "datePublished")) or _first(_printed(root))
    if found:
        return found
    dated = _DATED_PATH.search(urlsplit(url).path)
    return "-".join(dated.groups()) if dated else None


def modified_on(root: HtmlElement, article: dict[str, Any]) -> str | None:
    """When the post was changed last, as the page tells it."""
    return _first(_told(root, article, _MODIFIED, "dateModified"))


def utc_time(printed: str) -> str | None:
    """A time with its offset, or a day, as ISO 8601 UTC to the second; None if it is neither.

    >>> utc_time("2018-08-14T09:30:00+02:00"), utc_time("14 août 2018")
    ('2018-08-14T07:30:00Z', '2018-08-14T00:00:00Z')
    """
    text = _SPACED_ZONE.sub("", printed.strip())
    try:
        time = dt.datetime.fromisoformat(_SHORT_ZONE.sub(r"\1:\2", text))
    except ValueError:
        day = iso_day(text)
        return f"{day}T00:00:00Z" if day else None
    zoned = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
    try:
        return zoned.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # year 1 in a zone east of Greenwich
        return None


_SHORT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_SPACED_ZONE = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)| UTC$|(?<=\d) (?=Z$)")


def _told(root: HtmlElement, article: dict[str, Any], paths: tuple[str, ...], key: str) -> Iterator[str]:
    shown, others = paths[0], paths[1:]
    yield from root.xpath(shown)[:1]
    if isinstance(article.get(key), str):
        yield article[key]
    for path in others:
        yield from root.xpath(path)[:1]


def _printed(root: HtmlElement) -> Iterator[str]:
    """Days printed where a post's date stands, the whole text of an element or its part after a label."""
    for element in root.xpath(_PRINTED)[:_MOST_PRINTED]:
        text = one_line(element.text_content())[:_LONGEST]
        yield text
        yield from re.split(r"[|•·]|\s[–—-]\s", text)


_LONGEST = 200  # characters; a date stands at the beginning of such a line


def _first(found: Iterator[str]) -> str | None:
    return next((one_line(value) for value in found if utc_time(value)), None)
