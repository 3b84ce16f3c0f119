"""The lines beside a post's title that say when it was written and by whom, whatever they are called."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.text import phrases
from crawler.text.characters import one_line
from crawler.text.dates import day_first, iso_day
from crawler.text.html_text import plain

_HEADINGS = ("h1", "h2")
_LINES = frozenset(("p", "div", "span", "small", "em", "i", "time", "ul", "dl", "h4", "h5", "h6"))
_NEAR = 2  # elements on either side of the title
_LONGEST = 80  # characters; a sentence of the text may name a day, too
_SENTENCE = re.compile(r"[.!?…:;]['’\"»”)\]]*$")
# "Mise à jour le …", "Last updated …": what a static page says, too.
_CHANGED = phrases.pattern(r"{changed}")


def title_heading(within: HtmlElement, title: str) -> HtmlElement | None:
    """The first heading that says the title; None if there is none, or no title."""
    headings = within.iterdescendants(*_HEADINGS) if title else iter(())
    return next((h for h in headings if plain(h.text_content()) == title), None)


def dated_lines(heading: HtmlElement) -> list[HtmlElement]:
    """The lines right beside a title, or beside what holds it alone, that print a day and little else."""
    lines = [e for e in _beside(heading) if is_dated_line(e)]
    above = heading.getparent()
    if not lines and above is not None and above.tag in ("header", "hgroup", "div"):
        alone = one_line(above.text_content()) == one_line(heading.text_content())
        lines = [e for e in _beside(above) if is_dated_line(e)] if alone else []
    return lines


def is_dated_line(element: HtmlElement) -> bool:
    """Whether an element prints the day of a post ("Le 14 août 2018, par Ana Lune"), and is no sentence."""
    if element.tag not in _LINES:
        return False
    text = one_line(element.text_content())
    if len(text) > _LONGEST or _SENTENCE.search(text) or _CHANGED.search(text):
        return False
    return bool(iso_day(text) or day_first(text))


def is_of_change(element: HtmlElement) -> bool:
    """Whether the words right before a day in its line say that a page was changed then ("Last edited …")."""
    before, above = element.getprevious(), element.getparent()
    said = (before.tail if before is not None else above.text if above is not None else None) or ""
    return _CHANGED.search(said[-_LONGEST:]) is not None


def _beside(element: HtmlElement) -> Iterator[HtmlElement]:
    for before in (False, True):
        siblings = element.itersiblings(preceding=before)
        yield from islice((e for e in siblings if isinstance(e.tag, str)), _NEAR)
