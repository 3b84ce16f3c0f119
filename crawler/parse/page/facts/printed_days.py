"""The days that a page prints for readers in the places for a post's day."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.parse.page.facts.byline import is_of_change, is_said_of_change, is_sentence
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.near_title import lines_near_title
from crawler.parse.page.facts.times import local_time
from crawler.parse.page.marks import PageMarks
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.dates import find_days

#: Classes of elements in which themes without <time> print the day.
DAYS = f"{class_names.names('facts_line')} {class_names.names('day')}"
#: Number of elements to search.
MOST_PRINTED = 12
_LONGEST = 200  # characters; the date is at the beginning of such a line
_LONGEST_LINE = 80  # characters
_MOST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Publication:
    """When a post was published."""

    utc: str
    """ISO 8601, to the second. Midnight for a day without a time."""
    local: str
    """The same by the blog's clock: an ISO 8601 time or day, or the day as the page prints it."""

    is_guessed: bool = False
    """Whether this is the day of a change, because the page shows no other."""

    @property
    def day(self) -> str:
        """The day in UTC."""
        return self.utc[:10]


def days_near_title(
    marks: PostMarks, title: str, language: str | None, *, of_change: bool = False
) -> Iterator[Publication]:
    """Days printed in a line near the title: either the days of changes or the others."""
    for line in lines_near_title(marks, title):
        if any(map(str.isdecimal, line.piece)) and not is_sentence(line.text):
            yield from _days_of(line.text, language, line.before, of_change=of_change)


def days_printed(marks: PageMarks, language: str | None) -> Iterator[Publication]:
    """Days printed in the usual places for a post's date."""
    elements = (*marks.tagged("time"), *marks.prop("datePublished"), *marks.classed(DAYS))
    for element in elements[:MOST_PRINTED]:
        if marks.is_about_post(element) and not is_of_change(element):
            yield from _days_of(one_line(element.text_content())[:_LONGEST], language)


def days_named(marks: PageMarks, language: str | None) -> Iterator[Publication]:
    """Days in elements named for a date by class, id or property ("newsdatum", "field-published-at")."""
    found: dict[str, Publication] = {}
    for element in marks.named_by_part("of_days"):
        if marks.is_about_post(element) and not is_of_change(element):
            text = one_line(element.text_content())
            if len(text) <= _LONGEST_LINE and not is_sentence(text):
                found.update({day.utc: day for day in _days_of(text, language)})
    if len(found) <= _MOST_DAYS:  # more days come from a list
        yield from found.values()


def _days_of(
    text: str, language: str | None, before: str = "", *, of_change: bool = False
) -> Iterator[Publication]:
    """The days in a line: either the days of changes or the others. ``before`` are the words before it."""
    read = 0
    for day in find_days(text, language):
        if is_said_of_change(f"{before} {text[read : day.start]}") == of_change:
            yield Publication(f"{day.iso}T00:00:00Z", local_time(text[day.start : day.end], language))
        read, before = day.end, ""
