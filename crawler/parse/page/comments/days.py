"""Finds when a comment was written, by an attribute or by the day printed beside it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.parse.page.comments.marks import names_of
from crawler.parse.page.comments.names import by_name, is_named, line_of, lines_beside
from crawler.parse.page.facts.times import utc_time
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.dates import day_first, find_days, iso_day, utc

# Without a time in an attribute, the day is printed in these elements or in a separate head.
_DAYS = tuple(class_names.names("comment_day").split())
# Scripts that print "3 years ago" keep the time in their own attribute.
_DATA = re.compile(r"data-(?:.*-)?(?:time|timestamp|datetime|date|created|livestamp|utime|epoch)(?:-\w+)?")
_SECONDS = re.compile(r"\d{9,10}|\d{12,13}")
_MILLISECONDS = 12  # digits
# Blogger's links to a comment contain its time: "?showComment=1534312800000#c7".
_SHOWN = re.compile(r"[?&]showComment=(\d{12,13})\b")
_TITLED = re.compile(
    r"(?:.*-)?(?:date|datetime|time|timestamp|timeago|ago|published|created|permalink)(?:-.*)?"
)
_LONGEST = 60  # characters of a title attribute that is a time


def time_of(own: list[HtmlElement], text: HtmlElement | None) -> str | None:
    """When a comment was written: ISO 8601, UTC. Midnight if only a day is printed.

    ``own`` are the comment's elements. ``text`` is the one with its text: days in the text are ignored.
    """
    inside = set(text.iter()) if text is not None else frozenset()
    outside = [one for one in own if one not in inside]
    english = own[0].getroottree().getroot().get("lang", "").startswith("en")
    told = (time for ways in (_machine_times, _titles) for one in outside for time in ways(one) if time)
    return next(filter(None, (_time(one, english=english) for one in told)), None) or _printed(
        outside, own, text, english=english
    )


def day_in(line: HtmlElement) -> str | None:
    """The first day in a line, as its midnight: ISO 8601, UTC."""
    day = next((found.iso for found in find_days(line_of(line))), None)
    return f"{day}T00:00:00Z" if day else None


def prints_day(element: HtmlElement) -> bool:
    """Whether an element is, or contains, an element named as a day or a time."""
    return any(one.tag == "time" or is_named(one, *_DAYS) for one in element.iter("*"))


def _machine_times(element: HtmlElement) -> Iterator[str]:
    yield element.get("datetime", "")
    if element.tag == "abbr":
        yield element.get("title", "")
    if element.tag == "meta" and any(map(_TITLED.fullmatch, names_of(element))):
        yield element.get("content", "")
    yield from (value for name, value in element.items() if _DATA.fullmatch(name))
    shown = _SHOWN.search(element.get("href", ""))
    yield shown[1] if shown else ""


def _titles(element: HtmlElement) -> Iterator[str]:
    """Times in title attributes: of elements that print a time ("3 years ago") or of the comment's link."""
    title = element.get("title", "")
    if title and len(title) <= _LONGEST:
        own = element.tag == "time" or (element.tag == "a" and "#" in element.get("href", ""))
        around = (element, element.getparent())
        if own or any(_TITLED.fullmatch(name) for one in around if one is not None for name in names_of(one)):
            yield title


def _time(told: str, *, english: bool) -> str | None:
    if _SECONDS.fullmatch(told):
        return utc(int(told) // 1000 if len(told) >= _MILLISECONDS else int(told))
    return utc_time(told) or _midnight(told, english=english)


def _midnight(printed: str, *, english: bool) -> str | None:
    """The midnight of a printed day: 05/01/2018 is in January, unless the page is English."""
    day = iso_day(printed) or (None if english else day_first(printed))
    return f"{day}T00:00:00Z" if day else None


def _printed(
    outside: list[HtmlElement], own: list[HtmlElement], text: HtmlElement | None, *, english: bool
) -> str | None:
    """The day printed beside the text."""
    called = by_name(outside[1:], _DAYS)
    times = (one for one in outside if one.tag == "time")
    around_name = (one for one in outside[1:] if is_named(one, "comment-author"))
    elements = (*called, *times, *lines_beside(own, text), *around_name)
    places = (one_line(one.text_content()) for one in elements)
    return next(filter(None, (_midnight(place, english=english) for place in places)), None)
