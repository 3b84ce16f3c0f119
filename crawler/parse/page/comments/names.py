"""Finds the author of a comment: the element with the name, the name itself, and the link on it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.parse.page.comments.marks import is_label, names_of, without_badges
from crawler.text import class_names, phrases
from crawler.text.characters import one_line
from crawler.text.dates import find_days
from crawler.urls.canonical import is_web

# Names of the part, clearest first. An engine may put its own prefix before those of `_ENDINGS`.
AUTHORS = tuple(class_names.names("comment_author").split())
_NO_AUTHORS = class_names.name_set("no_comment_author")
_HEADS = frozenset(("h3", "h4", "h5", "h6", "p", "small", "dt"))
# Words after a name: "a dit" (Blogger), "(not verified)" (Drupal), "[Visitor]" (b2evolution).
_BEHIND_NAME = phrases.pattern(
    r"\s+{said}\b\s*[.…:]*$|\s*\({not_verified}\)$|\s*\[{member}\]$|\s*[:|,·•–—-]$"
)
_BEFORE_NAME = phrases.pattern(r"^(?:(?:{comment}|{written})\s+(?:{by}|{by_or_of}|{from})|{by})\b\s*:?\s*")
# A name in a line as plain words: "1. Le 5 mai 2018, 10:00 par Ana Lune", "De Ana Lune - 05/05/2018".
_BY = phrases.pattern(
    r"(?:^|\s)(?:{by}|{by_or_of}|{from})(?:\s*:)?\s+(?P<name>[^,|–—]+?)(?=\s+[-–—|]\s|\s*[,|–—]|$)"
)
_DAY_FOLLOWS = phrases.pattern(r"(?:\s+{on_day})+$")
# A line without any markup: "Comment by Ana Lune — May 5, 2018 @ 10:00" (WordPress's first themes).
_SIGNED = phrases.pattern(r"(?:{comment}|{written})\s+(?:{by}|{by_or_of}|{from})\b.*")
_DOTTED = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2}), (?P<year>\d{4})\b")
_SIGNATURES = ("cite", "small", "p", "div", "span", "footer")
_LONGEST = 60  # characters
_LONGEST_LINE = 120
_LINES = class_names.name_set("comment_line")
_STRONG = ("strong", "b", "cite")
_LETTER = re.compile(r"[^\W\d_]")


def author_of(own: list[HtmlElement], text: HtmlElement | None) -> HtmlElement | None:
    """The element that is or holds the author's name. ``text`` is the element with the comment's text.

    It has such a name, or is a link on a name before the text or in the line below it, or is bold there.
    """
    within = own if own[0].tag == "dt" else own[1:]
    found = named(within, AUTHORS, text)
    return next((one for one in (found, _linked(own, text), _strong(own, text)) if one is not None), None)


def name_in(author: HtmlElement) -> str:
    """The name in an element, without badges, days and words around it."""
    bare = without_badges(author)
    said = one_line(bare.text_content()) or one_line(author.text_content())
    lead = one_line(bare.text or "")
    if not lead or _BEFORE_NAME.fullmatch(f"{lead} "):
        said = next(filter(None, (one_line(one.text_content()) for one in _inner(bare))), said)
    while True:
        less = _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", said))
        if not less or less == said:
            return said
        said = less


def name_as_words(own: list[HtmlElement], text: HtmlElement | None) -> str | None:
    """A name beside the text as plain words: at the beginning of a heading, or after "by" in a line."""
    for line in lines_beside(own, text):
        first = one_line(line.text or "")
        if line.tag.startswith("h") and 0 < len(first) <= _LONGEST:
            return _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", first))
        if name := name_behind_by(line):
            return name
    return None


def name_behind_by(line: HtmlElement) -> str | None:
    """The name after "by" in a line, without the day after it."""
    said = line_of(line)
    for day in reversed(find_days(said)):
        said = f"{said[: day.start].rstrip()} | {said[day.end :]}"
    by = _BY.search(said)
    name = _DAY_FOLLOWS.sub("", by["name"]) if by else ""
    return name if 0 < len(name) <= _LONGEST else None


def line_of(element: HtmlElement) -> str:
    """The text of an element, with days of the form "17.07, 2011" as "2011-07-17"."""
    said = one_line(element.text_content())
    return _DOTTED.sub(lambda day: f"{day['year']}-{int(day['month']):02}-{int(day['day']):02}", said)


def signature_of(own: list[HtmlElement]) -> HtmlElement | None:
    """The line of a comment with its author after "by" and its day, if nothing else gives them."""
    for one in own[1:]:
        if one.tag in _SIGNATURES:
            said = line_of(one)
            if len(said) <= _LONGEST_LINE and _SIGNED.fullmatch(said) and find_days(said):
                return one
    return None


def link_of(author: HtmlElement) -> str | None:
    """The address that a name links to. None if it is not a web address, or is the comment's own."""
    links = (one for one in (*author.iter("a"), *author.iterancestors("a")) if not is_label(one))
    hrefs = (one.get("href", "") for one in links)
    return next((href for href in hrefs if is_web(href) and not _COMMENT.search(href)), None)


_COMMENT = re.compile(r"#(?:[^#]*\d|comment-?[0-9a-f-]{8,})$")


def lines_beside(own: list[HtmlElement], text: HtmlElement | None) -> Iterator[HtmlElement]:
    """The lines before the text, and those after it that are named as such.

    No lines if no element holds the text, because any of them may be the text.
    """
    if text is not None:
        at = own.index(text)
        yield from (one for one in own[:at] if one.tag in _HEADS)
        inside = set(text.iter())
        yield from (one for one in own[at:] if one not in inside and not _LINES.isdisjoint(names_of(one)))


def every_named(own: list[HtmlElement], names: tuple[str, ...]) -> Iterator[HtmlElement]:
    """The elements with one of the names and some text, those with the clearest name first."""
    return (one for one in by_name(own, names) if one_line(one.text_content()))


def by_name(own: Iterable[HtmlElement], names: tuple[str, ...]) -> Iterator[HtmlElement]:
    """The elements with one of the names, those with the first name first."""
    printed = [(one, names_of(one)) for one in own]
    named = [(one, every) for one, every in printed if every]
    return (one for name in names for one, every in named if _holds(every, name))


def named(
    own: list[HtmlElement], names: tuple[str, ...], apart: HtmlElement | None = None
) -> HtmlElement | None:
    """The first element with one of the names and some text that does not contain ``apart``."""
    around = {apart, *apart.iterancestors(), *apart.iter()} if apart is not None else frozenset()
    return next((one for one in every_named(own, names) if one not in around), None)


def is_named(element: HtmlElement, *names: str) -> bool:
    """Whether an element has one of these names, or a longer one that ends so ("serendipity_commentBody")."""
    printed = names_of(element)
    return bool(printed) and any(_holds(printed, name) for name in names)


@lru_cache(maxsize=4096)  # pages print the same names again and again
def _holds(names: tuple[str, ...], name: str) -> bool:
    ending = f"-{name.lstrip('-')}" if name.startswith(("comment-", "-")) else None
    return any(
        one == name or (ending is not None and one.endswith(ending) and one not in _NO_AUTHORS)
        for one in names
    )


def _linked(own: list[HtmlElement], text: HtmlElement | None) -> HtmlElement | None:
    """The link on a name without markup: in a line beside the text, and to a page.

    In a heading it may also link to a page of the site.
    """
    for line in lines_beside(own, text):
        for link in line.iter("a"):
            leads = link_of(link) or (line.tag.startswith("h") and "#" not in link.get("href", "#"))
            if leads and is_name(link.text_content()):
                return link
    return None


def is_name(printed: str) -> bool:
    """Whether a text may be a name: it has letters and is not a day."""
    return _LETTER.search(printed) is not None and not find_days(printed)


def _strong(own: list[HtmlElement], text: HtmlElement | None) -> HtmlElement | None:
    """The highlighted element before the text, or before the first paragraph if no element holds the text.

    A link at the beginning of the comment counts as highlighted.
    """
    first = one_line(own[0].text_content())[:_LONGEST]
    for one in own:
        if one is text or one.tag in ("p", "blockquote", "pre"):
            return None
        said = one_line(one.text_content()) if one.tag in (*_STRONG, "a") else ""
        if len(said) <= _LONGEST and _LETTER.search(said) and (one.tag != "a" or _begins(one, first)):
            return one
    return None


def _begins(link: HtmlElement, first: str) -> bool:
    return first.startswith(one_line(link.text_content())) and link_of(link) is not None


def _inner(box: HtmlElement) -> Iterator[HtmlElement]:
    """The elements highlighted as the name in a box: links and bold text."""
    for tag in ("a", *_STRONG):
        yield from (one for one in box.iterdescendants(tag) if _LETTER.search(one.text_content()))
