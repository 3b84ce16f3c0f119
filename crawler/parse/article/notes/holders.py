"""Finds the element that contains a note, from the target of a link."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from crawler.parse.article.blocks.block import TextBlock
from crawler.parse.article.notes.headings import note_heading
from crawler.parse.article.notes.note import NOTE_NAMES
from crawler.parse.article.tree.elements import attr, classes, text_of
from crawler.text.characters import marker_key
from crawler.text.note_markers import MARKER

_HOLDERS = frozenset(("li", "p", "div", "aside", "section", "tr", "dd", "dt", "td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Holder:
    """An element that contains one note, or several on separate lines."""

    element: Tag
    starts: dict[int, tuple[Tag, list[tuple[Tag, str]]]] = field(default_factory=dict)
    """Targets by id(), with the links to them and the markers that these print."""


def holder_of(target: Tag, link: Tag) -> Tag | None:
    """The element that contains the note at ``target``. None if it also contains the ``link`` to it."""
    if target.name == "table":
        return None if _holds(target, link) else target
    element: Tag | None = target
    while element is not None and element.name not in _HOLDERS:
        if element.name in _HEADINGS:
            return None
        element = element.parent
    if element is None:
        return None
    if element.name in ("td", "th") and isinstance(element.parent, Tag):
        element = element.parent
    if element.name == "dt":
        described = element.find_next_sibling()
        element = described if isinstance(described, Tag) and described.name == "dd" else element
    item = element.find_parent("li") if element.name in ("p", "div") else None
    if item is not None and not _holds(item, link) and item.find(["p", "div"]) is element:
        element = item
    return None if _holds(element, link) else element


def _holds(element: Tag, inner: Tag) -> bool:
    return any(parent is element for parent in inner.parents)


def is_note(holder: Tag, target: Tag, link: Tag, marker: str) -> bool:
    """Whether the target of a link is a note: it links back, is named as one, or prints the same marker."""
    if holder.find(["h1", "h2", "h3"]) is not None:
        return False
    own = {attr(link, "id"), attr(link, "name")} | {attr(p, "id") for p in list(link.parents)[:3]} - {""}
    around = [holder, target, *(term_of(holder) if holder.name == "dd" else ())]
    links = [a for element in around for a in element.find_all("a", href=True)]
    back = (attr(a, "href").partition("#")[2] for a in links)
    if any(fragment and fragment in own for fragment in back):
        return True
    outer = classes(holder.parent) if holder.parent is not None else ""
    named = f"{attr(target, 'id', 'name')} {classes(target)} {classes(holder)} {outer}"
    if NOTE_NAMES.search(named) or NOTE_NAMES.search(attr(link, "href").partition("#")[2]):
        return True
    printed = MARKER.match(text_of(holder))
    return printed is not None and marker_key(printed[0]) == marker_key(marker)


def with_siblings(holders: list[Holder], order: dict[int, int]) -> list[Holder]:
    """The holders. If they are items of a list, also the other items: notes without a reference."""
    everything = {id(holder.element): holder for holder in holders}
    lists = {id(h.element.parent): h.element.parent for h in holders if h.element.name == "li"}
    for parent in lists.values():
        for item in parent.find_all("li", recursive=False) if parent is not None else ():
            everything.setdefault(id(item), Holder(item))
    return sorted(everything.values(), key=lambda h: order[id(h.element)])


def extent(holder: Tag, holders: list[Tag]) -> Iterator[Tag]:
    """The element of the note, and the paragraphs that continue it."""
    yield holder
    if holder.name == "dd":
        yield from term_of(holder)
    if holder.name != "p":
        return
    others = {id(h) for h in holders}
    if holder is holders[-1]:
        return
    for sibling in holder.find_next_siblings():
        if id(sibling) in others or sibling.name not in ("p", "ul", "ol", "blockquote"):
            return
        yield sibling


def term_of(holder: Tag) -> Iterator[Tag]:
    """The term of a description in a definition list."""
    term = holder.find_previous_sibling()
    if isinstance(term, Tag) and term.name == "dt":
        yield term


def headings_of(holder: Tag) -> Iterator[Tag]:
    """The heading directly before the first note, or before its list or section."""
    element = holder
    for _ in range(_STEPS):
        before = element.find_previous_sibling()
        while before is not None and before.name in ("hr", "br"):
            before = before.find_previous_sibling()
        if isinstance(before, Tag):
            heading = before.name in _HEADING_TAGS and len(before.get_text()) < _LONGEST_HEADING
            if heading and note_heading(TextBlock("heading", text_of(before))):
                yield before
            return
        if element.parent is None or element.parent.name not in _AROUND:
            return
        element = element.parent


_STEPS = 4
_LONGEST_HEADING = 80  # characters
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong"))
_AROUND = frozenset(("ol", "ul", "dl", "table", "tbody", "div", "section", "aside", "footer"))
