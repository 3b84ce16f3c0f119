"""Finds the title of a page's post."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml.html import HtmlElement

from crawler.parse.page.facts.cards import link_of
from crawler.parse.page.facts.head_titles import SEPARATOR, agrees_with_head, is_in_title, told_titles
from crawler.parse.page.marks import PageMarks, inside
from crawler.text import class_names, phrases
from crawler.text.characters import fold, one_line
from crawler.text.html_text import plain

_MOST = 30  # headings
# Words that themes print for a post without a title, folded.
_UNTITLED = phrases.pattern(r"{untitled}|\({no_title}\)", re.NOFLAG)
_PLACEHOLDER = phrases.pattern(r"{untitled}")


def own_title(printed: str, slug: str | None, number: int | None) -> str:
    """The title, or "" if the theme printed a word for "untitled" instead.

    WordPress forms the address of a post without title from its number.

    >>> own_title("Untitled", "124", 124), own_title("Untitled", "untitled", 124)
    ('', 'Untitled')
    """
    return "" if number and slug == str(number) and _PLACEHOLDER.fullmatch(printed) else printed


def read_title(marks: PageMarks, article: dict[str, Any]) -> str:
    """The post's title in plain text, "" if the page has none. ``article`` is its JSON-LD.

    A heading that is marked as the title comes first, then the heading that agrees with the head. The heading
    of the site may be marked as the title, too, and be the only one.
    """
    named = next(_named(marks), None)
    title = named or _agreed(marks, article)
    title = _agreeing_beside(title, marks, article) or title
    return "" if _UNTITLED.fullmatch(fold(title)) or (not named and title in _site_names(marks)) else title


def _agreeing_beside(title: str, marks: PageMarks, article: dict[str, Any]) -> str | None:
    """The only other heading that agrees with the head, if this title does not."""
    headings = [*marks.tagged("h1")[:_MOST], *marks.tagged("h2")[:_MOST]]
    sites = {fold(name) for name in _site_names(marks)}
    sites |= {fold(one_line(h.text_content())) for h in headings if _HOME.fullmatch(link_of(h) or "-")}
    whole = fold(marks.document_title)
    told = {fold(name) for name in _told(marks, article)}
    first = fold(SEPARATOR.split(marks.document_title)[0])
    is_site = fold(title) in sites
    if not is_site and fold(title) in (told or {first}):
        return None
    others = {text for text in marks.texts(headings) if fold(text) not in {*sites, fold(title)}}
    agreeing = [t for t in others if fold(t) in {*told, first} or (is_site and is_in_title(fold(t), whole))]
    return agreeing[0] if len(agreeing) == 1 else None


_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", re.IGNORECASE)


def _agreed(marks: PageMarks, article: dict[str, Any]) -> str:
    """The heading that agrees with the head, or else the head's own title."""
    names = list(_told(marks, article))
    headings = marks.tagged("h1")[:_MOST]
    within = list(marks.texts(h for h in headings if inside(h, "article", "main")))
    if len(within) == 1 or (within and not names):
        return within[0]
    first = fold(SEPARATOR.split(marks.document_title)[0])
    keys = {fold(name) for name in names} | ({first} if first else set())
    agreed = (t for t in marks.texts([*headings, *marks.tagged("h2")[:_MOST]]) if fold(t) in keys)
    said = names[0] if names else marks.document_title
    alike = (text for text in marks.texts(headings) if _is_alike(text, said))
    return next(chain(_titled(marks), agreed, alike, names, within), "") or _site_cut(marks)


def _is_alike(heading: str, name: str) -> bool:
    """Whether a heading is a better form of the title that the head gives in other words.

    The head's title is written for search engines: it is shorter, or has a second part after a separator.
    """
    one, other = ({word for word in _WORD.findall(fold(text)) if len(word) > 1} for text in (heading, name))
    common = len(one & other)
    parted = SEPARATOR.search(name) is not None and 2 * common > min(len(one), len(other))
    return common >= _FEWEST_ALIKE and (parted or other < one)


_WORD = re.compile(r"\w+")
_FEWEST_ALIKE = 3  # words


def _titled(marks: PageMarks) -> Iterator[str]:
    """Titles of an entry outside large headings, if the document's title begins or ends with them.

    Software older than HTML 5 prints titles like this (`<div class="entry"><div class="title">`), with the
    site's name as the only heading of the page.
    """
    whole = fold(marks.document_title)
    lines = [e for e in marks.classed(_TITLES, *_LINES) if _in_entry_by_name(e)]
    for text in marks.texts(lines[:_MOST]):
        if is_in_title(fold(text), whole):
            yield text


def _in_entry_by_name(element: HtmlElement) -> bool:
    names = (above.get("class", "") for above in (element, *element.iterancestors()))
    return any(part in name for name in names if name for part in _ENTRIES)


_TITLES = class_names.names("title_line")
_LINES = ("div", "span", "p", "legend", "h3", "h4")
_ENTRIES = ("entry", "post", "article", "story")


def _named(marks: PageMarks) -> Iterator[str]:
    """Headings that are named as the title: microformats, microdata, WordPress's own blocks."""
    yield from marks.texts(marks.classed(class_names.names("title_heading"), "h1"))
    names = marks.classed("p-name")
    yield from marks.texts(
        e for e in names if any("h-entry" in a.get("class", "").split() for a in e.iterancestors())
    )
    yield from marks.texts(marks.classed(class_names.names("title_heading_of_theme"), "h1"))
    yield from marks.texts(e for e in marks.prop("headline") if e.tag == "h1")
    firsts = marks.tagged("h1")[:_MOST]
    certain = any(agrees_with_head(text, marks) for text in marks.texts(firsts))
    lower = marks.texts(marks.classed("entry-title post-title", "h2", "h3"))
    yield from (text for text in lower if not certain or agrees_with_head(text, marks))
    yield from marks.texts(h for h in firsts if _heads_article(h))
    seconds = marks.texts(h for h in marks.tagged("h2")[:_MOST] if _heads_article(h))
    yield from (text for text in seconds if not certain or agrees_with_head(text, marks))


def _heads_article(heading: HtmlElement) -> bool:
    """Whether a heading is in the header of an article. Other headings belong to its sections."""
    header = next(heading.iterancestors("header"), None)
    article = next(header.iterancestors("article"), None) if header is not None else None
    return article is not None and next(article.iterdescendants("header")) is header


def _told(marks: PageMarks, article: dict[str, Any]) -> Iterator[str]:
    for key in ("headline", "name"):
        named = article.get(key)
        if isinstance(named, str) and plain(named):
            yield plain(named)
    yield from told_titles(marks)


def _site_names(marks: PageMarks) -> set[str]:
    """The site's own name, which is printed instead of the title of a post without one."""
    told = marks.told("og:site_name")
    header = marks.classed(class_names.names("site_name"))
    return {one_line(e.text_content()) for e in header} | ({told} if told else set())


_NOTHING_BEFORE = re.compile(r"[-–—|»·:]\s")  # an empty title, then the site's name


def _site_cut(marks: PageMarks) -> str:
    """The document's title without the site's name after the last separator."""
    title = marks.document_title
    if _NOTHING_BEFORE.match(title):
        return ""
    last = [m.start() for m in SEPARATOR.finditer(title)]
    return title[: last[-1]].strip() if last else title
