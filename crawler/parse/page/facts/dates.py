"""Finds when a page's post was published and changed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.parse.page.facts.byline import dated_lines, is_dated_line, is_of_change
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.printed_days import (
    DAYS,
    MOST_PRINTED,
    Publication,
    days_named,
    days_near_title,
    days_printed,
)
from crawler.parse.page.facts.times import local_time, utc_time
from crawler.parse.page.marks import PageMarks, inside, is_beside
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.dates import days_apart

# Names that publishers' tools use in the head for the time, in any case.
HEAD_NAMES = (
    "article:published article:publishedtime article:publish_date published_time published-date "
    "published_date published_on publisheddate date.published datepublished dc.date.created "
    "dcterms.issued citation_online_date bt:pubdate rnews:datepublished og:published_time "
    "og:article:published_time "
    "date dc.date dc.date.issued dcterms.created dcterms.date citation_publication_date citation_date "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publication_date article.published "
    "publish_date cxenseparse:recs:publishtime"
).split()
# Elements that hold words of other people, with their own days.
_QUOTED = ("blockquote", "figure", "template")
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")


def publication_of(
    marks: PostMarks, article: dict[str, Any], page: dict[str, Any], *, title: str, language: str | None
) -> Publication | None:
    """When the post was published according to the page. None if the page does not say.

    ``article`` and ``page`` are the JSON-LD of the post and of the page itself. ``title`` is the post's.
    ``language`` is the page's language: in most languages 05/01/2015 is a day in January.

    The time comes from the metadata for machines. The day that readers see near the title decides about the
    day, unless the page calls it the day of a change. If two days are neighbours, they may be the same moment
    in two time zones. Then the day in the address or near the title is the blog's own. If the page shows only
    the day of a change, that day is the guess. If the address has the day of the metadata, a day near the
    title is only one that the text begins with.
    """
    told = next(_readable(_told(marks, article, page), language), None)
    changed = next(_readable(_modified(marks, {**page, **article}), language), None)
    if told and changed and told.day == changed.day:  # themes mark the day of the change as that of the post
        explicit = _readable(_told_outright(marks, article, page), language)
        told = min((told, *explicit), key=lambda one: one.utc)
    shown = next(days_near_title(marks, title, language), None)
    dated = _DATED_PATH.search(urlsplit(marks.url).path)
    addressed = next(_readable(["-".join(dated.groups())], None), None) if dated else None
    confirmed = told and addressed and _apart(told, addressed) == 0
    if told and shown and not confirmed and _is_better(shown, told, changed):
        told = shown
    printed = (days_printed(marks, language), days_named(marks, language))
    found = told or shown or next(chain(*printed), None)
    if found is None and addressed is None:
        guessed = next(days_near_title(marks, title, language, of_change=True), None)
        return replace(guessed, is_guessed=True) if guessed else None
    if found is None:
        return addressed
    for own in (addressed, shown):
        if own and _apart(own, found) == 1:
            return Publication(found.utc, own.local)
    return found


def _is_better(shown: Publication, told: Publication, changed: Publication | None) -> bool:
    return _apart(shown, told) > 1 and not (changed and _apart(shown, changed) <= 1)


def _apart(one: Publication, other: Publication) -> int:
    return days_apart(_own_day(one), _own_day(other))


def _own_day(one: Publication) -> str:
    return one.local[:10] if _ISO_DAY.match(one.local) else one.day


_ISO_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")


def _readable(found: Iterable[str], language: str | None) -> Iterator[Publication]:
    for value in map(one_line, found):
        utc = utc_time(value, language)
        if utc:
            yield Publication(utc, local_time(value, language))


def prints_one_day(marks: PageMarks, title: str) -> bool:
    """Whether the page prints a post's day without <time>: beside the title or in the single place for it."""
    lines = [e for e in marks.classed(DAYS) if marks.is_about_post(e)]
    dated = [e for e in lines[:MOST_PRINTED] if is_dated_line(e) and not is_of_change(e)]
    if len(dated) == 1:
        return True
    heading = marks.heading_with(title)
    return heading is not None and marks.in_post(heading) and bool(dated_lines(heading))


def dates_of(marks: PageMarks) -> list[HtmlElement]:
    """The elements that the page marks as its post's day, even if the day is unreadable."""
    times = [t for t in marks.tagged("time") if marks.is_about_post(t) and not _is_zero(t)]
    named = marks.classed(class_names.names("time_marked"))
    return [*times, *filter(marks.in_post, named), *marks.prop("datePublished")]


def _is_zero(time: HtmlElement) -> bool:
    """Whether an element gives the day that Go, and so Hugo, prints for a page without one."""
    return str(time.get("datetime")).startswith("0001-01-01")


def modified_on(marks: PageMarks, article: dict[str, Any], page: dict[str, Any]) -> str | None:
    """When the post was last changed, in UTC. None if the page does not say."""
    return next((one.utc for one in _readable(_modified(marks, {**page, **article}), None)), None)


def _told(marks: PageMarks, article: dict[str, Any], page: dict[str, Any]) -> Iterator[str]:
    """The times that readers see, then those in metadata for machines."""
    times = [t for t in marks.tagged("time") if not inside(t, *_QUOTED) and not is_of_change(t)]
    shown = [t for t in marks.classed(class_names.names("time_published"), "time") if t.get("datetime")]
    yield from (t.get("datetime") for t in _own(marks, shown)[:1])
    yield from (t.get("datetime", "") for t in _own(marks, times) if t.get("pubdate") is not None)
    yield from (abbr.get("title", "") for abbr in _own(marks, marks.classed("published", "abbr"))[:1])
    yield from _told_outright(marks, article, page)
    own = [t for t in times if t.get("datetime") and marks.is_about_post(t)]
    yield from (t.get("datetime") for t in own if inside(t, "article", "main", "header"))
    yield from (t.get("datetime") for t in own)
    yield from (marks.told(name) or "" for name in HEAD_NAMES)


def _told_outright(marks: PageMarks, article: dict[str, Any], page: dict[str, Any]) -> Iterator[str]:
    """The times that a vocabulary calls the time of publication."""
    yield from _value(article, "datePublished")
    yield from _property(marks, "datePublished")
    yield marks.told("article:published_time") or ""
    yield from _value(page, "datePublished")


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
    """The elements about the post itself: those in it, then those beside it, as some themes print them."""
    return sorted((e for e in elements if not marks.is_of_others(e)), key=is_beside)


def _value(article: dict[str, Any], key: str) -> list[str]:
    value = article.get(key)
    return [value] if isinstance(value, str) else []


def _property(marks: PageMarks, name: str) -> list[str]:
    """The first value of a microdata property."""
    own = _own(marks, marks.prop(name))
    values = (e.get("datetime") or e.get("content") or e.get("title") for e in own)
    return [value for value in values if value][:1]
