"""When a page says that its post was published and changed."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.parse.page.facts.byline import dated_lines, is_dated_line, is_of_change, title_heading
from crawler.parse.page.facts.times import utc_time
from crawler.parse.page.marks import PageMarks, inside, is_beside
from crawler.text import class_names
from crawler.text.characters import one_line

# How publishers' tools name the time in the head, in any case.
HEAD_NAMES = (
    "date dc.date dc.date.issued dcterms.created dcterms.date citation_publication_date citation_date "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publication_date article.published "
    "publish_date cxenseparse:recs:publishtime"
).split()
# Where themes without <time> print the day.
_DAYS = f"{class_names.names('facts_line')} {class_names.names('day')}"
_OF_OTHERS = tuple(class_names.names("of_others").split())
_MOST_PRINTED = 12
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")


def published_on(
    marks: PageMarks, article: dict[str, Any], url: str, *, title: str = "", language: str | None = None
) -> str | None:
    """When the post was published, as the page tells it: an ISO time or a printed day.

    ``article`` is the page's JSON-LD, ``title`` the post's title: the day may be printed beside it.
    ``language`` is the page's: in most languages 05/01/2015 is a day in January. The day in the address
    counts only where the page says nothing.
    """
    for told in (_published(marks, article), _printed(marks), _titled(marks, title)):
        if found := _first(told, language):
            return found
    dated = _DATED_PATH.search(urlsplit(url).path)
    return "-".join(dated.groups()) if dated else None


def prints_one_day(marks: PageMarks, title: str) -> bool:
    """Whether the page prints a post's day without <time>: beside its title, or in the one place for it."""
    lines = [e for e in marks.classed(_DAYS) if marks.in_post(e) and not marks.in_class(e, *_OF_OTHERS)]
    dated = [e for e in lines[:_MOST_PRINTED] if is_dated_line(e) and not is_of_change(e)]
    return len(dated) == 1 or next(_titled(marks, title), None) is not None


def dates_of(marks: PageMarks) -> list[HtmlElement]:
    """What the page marks as its post's day, be it readable or not."""
    times = [t for t in marks.tagged("time") if marks.in_post(t) and not marks.in_class(t, *_OF_OTHERS)]
    named = marks.classed(class_names.names("time_marked"))
    return [*times, *filter(marks.in_post, named), *marks.prop("datePublished")]


def modified_on(marks: PageMarks, article: dict[str, Any]) -> str | None:
    """When the post was changed last, as the page tells it."""
    return _first(_modified(marks, article))


def _published(marks: PageMarks, article: dict[str, Any]) -> Iterator[str]:
    """What readers see comes first, then what machines are told."""
    times = marks.tagged("time")
    shown = [t for t in marks.classed(class_names.names("time_published"), "time") if t.get("datetime")]
    yield from (t.get("datetime") for t in _own(marks, shown)[:1])
    yield from (t.get("datetime", "") for t in _own(marks, times) if t.get("pubdate") is not None)
    yield from (abbr.get("title", "") for abbr in _own(marks, marks.classed("published", "abbr"))[:1])
    yield from _value(article, "datePublished")
    yield from _property(marks, "datePublished")
    yield marks.told("article:published_time") or ""
    own = [t for t in times if t.get("datetime") and not marks.in_class(t, *_OF_OTHERS) and marks.in_post(t)]
    yield from (t.get("datetime") for t in own if inside(t, "article", "main", "header"))
    yield from (t.get("datetime") for t in own)
    yield from (marks.told(name) or "" for name in HEAD_NAMES)


def _modified(marks: PageMarks, article: dict[str, Any]) -> Iterator[str]:
    times = [
        t
        for t in marks.classed(class_names.names("time_updated"), "time")
        if "published" not in t.get("class", "").split()
    ]
    yield from (t.get("datetime", "") for t in _own(marks, times)[:1])
    yield from (abbr.get("title", "") for abbr in _own(marks, marks.classed("modified", "abbr"))[:1])
    yield from _value(article, "dateModified")
    yield from _property(marks, "dateModified")
    yield marks.told("article:modified_time", "og:updated_time") or ""


def _own(marks: PageMarks, elements: list[HtmlElement]) -> list[HtmlElement]:
    """Those that tell of the post itself: in it, then beside it, as some themes print its facts."""
    return sorted((e for e in elements if not marks.is_of_others(e)), key=is_beside)


def _value(article: dict[str, Any], key: str) -> list[str]:
    value = article.get(key)
    return [value] if isinstance(value, str) else []


def _property(marks: PageMarks, name: str) -> list[str]:
    """The first value of a property of microdata."""
    own = _own(marks, marks.prop(name))
    values = (e.get("datetime") or e.get("content") or e.get("title") for e in own)
    return [value for value in values if value][:1]


def _printed(marks: PageMarks) -> Iterator[str]:
    """Days printed where a post's date stands, the whole text of an element or its part after a label."""
    elements = (*marks.tagged("time"), *marks.prop("datePublished"), *marks.classed(_DAYS))
    for element in elements[:_MOST_PRINTED]:
        if marks.in_post(element) and not marks.in_class(element, *_OF_OTHERS) and not is_of_change(element):
            text = one_line(element.text_content())[:_LONGEST]
            if re.search(r"\d", text):
                yield text
                yield from re.split(r"[|•·]|\s[–—-]\s", text)


def _titled(marks: PageMarks, title: str) -> Iterator[str]:
    heading = title_heading(marks.root, title)
    lines = dated_lines(heading) if heading is not None and marks.in_post(heading) else []
    yield from (one_line(line.text_content()) for line in lines)


_LONGEST = 200  # characters; a date stands at the beginning of such a line


def _first(found: Iterator[str], language: str | None = None) -> str | None:
    return next((one_line(value) for value in found if utc_time(value, language)), None)
