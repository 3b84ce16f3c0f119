"""The lines beside a post's title that give its day and author, whatever their class names."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.text import class_names, phrases
from crawler.text.characters import one_line
from crawler.text.dates import day_first, iso_day
from crawler.text.html_text import plain

_HEADINGS = ("h1", "h2")
_LINES = frozenset(("p", "div", "span", "small", "em", "i", "time", "ul", "dl", "h4", "h5", "h6"))
_NEAR = 2  # elements on either side of the title
_LONGEST = 80  # characters; a sentence of the text may also name a day
_SENTENCE = re.compile(r"[.!?…:;。！？：；｡।؟۔]['’\"»”)\]」』）]*$")
# "Mise à jour le …", "Last updated …": static pages print this as well.
_CHANGED = phrases.pattern(r"{changed}")
_OF_CHANGE = class_names.part_pattern("of_change")
_BOXES = 2  # around a day


def title_heading(within: HtmlElement, title: str) -> HtmlElement | None:
    """The first heading with the title. None if there is none, or if there is no title."""
    headings = within.iterdescendants(*_HEADINGS) if title else iter(())
    return next((h for h in headings if plain(h.text_content()) == title), None)


def dated_lines(heading: HtmlElement) -> list[HtmlElement]:
    """The lines that print little but a day, directly beside a title or the box that holds only the title."""
    lines = [e for e in _beside(heading) if is_dated_line(e)]
    above = heading.getparent()
    if not lines and above is not None and above.tag in ("header", "hgroup", "div"):
        alone = one_line(above.text_content()) == one_line(heading.text_content())
        lines = [e for e in _beside(above) if is_dated_line(e)] if alone else []
    return lines


def is_dated_line(element: HtmlElement) -> bool:
    """Whether an element prints the day of a post ("Le 14 août 2018, par Ana Lune") and is not a sentence."""
    if element.tag not in _LINES:
        return False
    text = one_line(element.text_content())
    if len(text) > _LONGEST or is_sentence(text) or is_said_of_change(text):
        return False
    return bool(iso_day(text) or day_first(text))


def is_sentence(text: str) -> bool:
    """Whether a line ends like a sentence: a sentence of the text may also name a day."""
    return _SENTENCE.search(text) is not None


def is_of_change(element: HtmlElement) -> bool:
    """Whether a day is that of a change, by the words directly before it ("Last edited …") or its boxes."""
    before, above = element.getprevious(), element.getparent()
    said = (before.tail if before is not None else above.text if above is not None else None) or ""
    if not said.strip() and before is not None and isinstance(before.tag, str):
        said = one_line(before.text_content())[-_LONGEST:]
    around = islice(element.iterancestors(), _BOXES)
    return is_said_of_change(said[-_LONGEST:]) or any(_OF_CHANGE.search(e.get("class", "")) for e in around)


def is_said_of_change(words: str) -> bool:
    """Whether the words before a day say that it is the day of a change."""
    return _CHANGED.search(words) is not None


def _beside(element: HtmlElement) -> Iterator[HtmlElement]:
    for before in (False, True):
        siblings = element.itersiblings(preceding=before)
        yield from islice((e for e in siblings if isinstance(e.tag, str)), _NEAR)
