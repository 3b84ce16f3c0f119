"""Parts of a post that a page prints outside the element with the post's content: lead and notes."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.parse.page.elements import PageElements
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.note_markers import MARKER

_READERS = class_names.words_pattern("readers_words")
_REBLOGS = "descendant::li[contains(@class, 'reblog')]"  # Tumblr calls these the notes of a post
_BESIDE = class_names.name_set("notes_beside")
_NOTES_NAMED = re.compile(
    r"(?:foot|end)-?notes?|(?:^|[\s_-])(?:notes|references|refs)(?:$|[\s_-])", re.IGNORECASE
)
_LEADS = class_names.name_set("lead")
_LEAD_LENGTH = range(20, 3_000)  # characters
_LEAD_REACH = 4
"""A lead is in one of this many elements around the content."""
_BEGINNING = 40
"""Characters that are compared to see whether the content repeats the lead."""
_LISTS = frozenset(("ol", "ul", "dl", "table", "tbody"))
_PARTS = frozenset(("p", "div", "li", "dt", "dd", "td", "tr", "th"))
_INLINE = frozenset(("a", "sup", "span", "b", "i", "em", "strong", "small"))
_LONGEST_MARKER = 12  # characters


class Piece(NamedTuple):
    """An element that holds the text of a post, or one of several side by side."""

    place: HtmlElement
    """The element in its page."""
    text: HtmlElement
    """The same element, or a copy without the parts that do not belong to the post."""


def lead_before(content: Sequence[Piece]) -> HtmlElement | None:
    """The element before the content that holds the post's first words. None if there is none."""
    if not content:
        return None
    own: str | None = None
    for element in _named_before(content[0].place):
        text = one_line(element.text_content())
        if len(text) in _LEAD_LENGTH:
            own = own or one_line(" ".join(piece.text.text_content() for piece in content))
            if text[:_BEGINNING] not in own:
                return element
    return None


def _named_before(content: HtmlElement) -> Iterator[HtmlElement]:
    """Elements named as a lead before the content, within its entry: a site's motto often has such a name."""
    below = content
    for above in islice(content.iterancestors(), _LEAD_REACH):
        if above.tag == "body" or below.tag in ("article", "main"):
            return
        for before in below.itersiblings(preceding=True):
            for element in before.iter():
                if _LEADS & set(str(element.get("class", "")).lower().split()):
                    yield element
        below = above


def notes_beside(page: PageElements, content: Sequence[Piece]) -> list[HtmlElement]:
    """The notes outside the content: markers link to them, or the element is named as notes."""
    if not content or content[0].place.tag == "body":
        return []
    around = {above for piece in content for above in piece.place.iterancestors()}
    found = [_notes_around(target, around) for target in _targets(page.root, _lost(content))]
    named = page.named(
        lambda names: "notes" in names and not _BESIDE.isdisjoint(names.lower().split()), "class"
    )
    for above in list(content[-1].place.iterancestors())[:2]:
        found += [e for e in named if above in e.iterancestors()]
    held = {piece.place for piece in content}
    taken: list[HtmlElement] = []
    for element in dict.fromkeys(found):
        above = [element, *element.iterancestors()]
        if element not in around and not held.intersection(above) and not _is_of_readers(element, around):
            held.add(element)
            taken.append(element)
    return taken


def _is_of_readers(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Whether an element is in a menu or a place for comments. Elements ``around`` the text do not count."""
    boxes = [box for box in (element, *element.iterancestors()) if box not in around]
    named = any(_READERS.search(_name(box)) for box in boxes if box.tag != "footer")
    return named or any(box.tag == "nav" for box in boxes) or bool(element.xpath(_REBLOGS))


def _lost(content: Sequence[Piece]) -> set[str]:
    """The ids that markers in the content link to but that are not in it."""
    wanted = {
        link.get("href").partition("#")[2]
        for piece in content
        for link in piece.text.iterdescendants("a")
        if "#" in link.get("href", "") and MARKER.fullmatch(link.text_content().strip()[:_LONGEST_MARKER])
    }
    return wanted and wanted - {
        str(name) for piece in content for name in piece.text.xpath("descendant::*/@id | descendant::a/@name")
    }


def _targets(root: HtmlElement, wanted: set[str]) -> list[HtmlElement]:
    """The elements of the page with such an id or name, in page order."""
    if not wanted - {""}:
        return []
    names = root.xpath("//@id | //a/@name")
    return [name.getparent() for name in names if name and str(name) in wanted]


def _notes_around(target: HtmlElement, around: set[HtmlElement]) -> HtmlElement:
    """The list or section of notes around the target, below the element that also holds the content."""
    element = target
    for above in target.iterancestors():
        if above in around:
            break
        if element.tag in _INLINE or above.tag in _LISTS or _NOTES_NAMED.search(_name(above)):
            element = above
        elif element.tag not in _PARTS:
            break
    return element


def _name(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
