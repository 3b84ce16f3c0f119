"""Notes whose markers link to them: most plugins, renderers and word processors (formats.md 5.2).

The families differ in names only. Which links are markers is decided by what they lead to, so that a
family nobody has seen is read as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from crawler.parse.blocks import CUT, Block, Mark
from crawler.parse.characters import marker_key, superscript
from crawler.parse.note_headings import note_heading
from crawler.parse.notes import MARKER, Markup, Note, Survey, without_marker
from crawler.parse.reader import read_blocks
from crawler.parse.tree import any_of, attr, classes, text_of

_BACK = re.compile(
    r"[\s\[\](]*(?:[↩↑⏎⤴⮐⇧↵⇑⬆^←«\ufe0e\ufe0f]*\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹a-z]?"
    r"|back|back to text|retour|jump up|return|zurück)[\s\])]*",
    re.IGNORECASE,
)
_BACK_CLASSES = any_of(
    "*backref reversefootnote footnote-back* *back-link footnotereverse easy-footnote-to-top "
    "footnote-return *backlink data-footnote-backref "
)
_NOTE_NAMES = re.compile(
    r"(?:foot|end|side)[-_]?note"
    r"|(?:^|[\s_:#-])(?:fn|ftn|edn|nb|notes?|ref(?:erence)?s?|cite_note|sdfootnote\d)(?:$|[\s_:.\d-])",
    re.IGNORECASE,
)
_HOLDERS = frozenset(("li", "p", "div", "aside", "section", "tr", "dd", "dt", "td", "th"))
_INLINE = frozenset(("sup", "span", "a", "small", "b", "strong", "em", "i", "cite"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class _Holder:
    """An element that holds one note, or several on lines of their own."""

    element: Tag
    starts: dict[int, tuple[Tag, list[tuple[Tag, str]]]] = field(default_factory=dict)
    """By id(): what is linked to, with the links and the markers they print."""


def read_linked(survey: Survey, found: Markup) -> None:
    """Add the notes that links lead to, and what stands in their and their markers' place."""
    holders: dict[int, _Holder] = {}
    for link, target in survey.links:
        text = text_of(link)
        if not MARKER.fullmatch(text) or survey.order[id(target)] <= survey.order[id(link)]:
            continue
        element = _holder(target, link)
        if element is not None and _is_note(element, target, link, text):
            holder = holders.setdefault(id(element), _Holder(element))
            holder.starts.setdefault(id(target), (target, []))[1].append((link, text))
    listed = _with_siblings(list(holders.values()), survey.order)
    for holder in listed:
        for note, references in _notes_of(holder, len(found.notes) + 1, survey.targets):
            note.mark = f"linked-{len(found.notes)}"
            found.notes.append(note)
            for link, text in references:
                found.cuts[id(_outermost(link, text))] = Mark(superscript(text), note.mark)
    elements = [holder.element for holder in listed]
    for element in elements:
        found.cuts |= {id(e): CUT for e in _extent(element, elements)}
        found.cuts |= {id(e): CUT for e in _headings_of(element)}
    for link, fragment in survey.lost:
        text = text_of(link)
        if _is_lost_marker(link, text, fragment):
            found.cuts[id(_outermost(link, text))] = Mark(superscript(text), "")


def _headings_of(holder: Tag) -> Iterator[Tag]:
    """The heading right before a first note, or before the list or section that it is the first of."""
    element = holder
    for _ in range(_STEPS):
        before = element.find_previous_sibling()
        while before is not None and before.name in ("hr", "br"):
            before = before.find_previous_sibling()
        if isinstance(before, Tag):
            heading = before.name in _HEADING_TAGS and len(before.get_text()) < _LONGEST_HEADING
            if heading and note_heading(Block("heading", text_of(before))):
                yield before
            return
        if element.parent is None or element.parent.name not in _AROUND:
            return
        element = element.parent


_STEPS = 4
_LONGEST_HEADING = 80  # characters
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong"))
_AROUND = frozenset(("ol", "ul", "dl", "table", "tbody", "div", "section", "aside", "footer"))


def _is_lost_marker(link: Tag, text: str, fragment: str) -> bool:
    """Whether a link is a marker whose note lost its id: named as one, and behind something."""
    return (
        bool(_NUMBER.fullmatch(text) and _NOTE_NAMES.search(f"{fragment} {classes(link)}"))
        and not _BACK_NAMES.search(fragment)
        and (link.previous_sibling is not None or (link.parent is not None and link.parent.name in _INLINE))
    )


_NUMBER = re.compile(r"[(\[]?\d{1,3}[)\]]?")
_BACK_NAMES = re.compile(r"ref|back|return|anchor|nh\d|rev-", re.IGNORECASE)


def _holder(target: Tag, link: Tag) -> Tag | None:
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


def _is_note(holder: Tag, target: Tag, link: Tag, marker: str) -> bool:
    if holder.find(["h1", "h2", "h3"]) is not None:
        return False
    own = {attr(link, "id"), attr(link, "name")} | {attr(p, "id") for p in list(link.parents)[:3]} - {""}
    links = [*holder.find_all("a", href=True), *target.find_all("a", href=True)]
    back = (attr(a, "href").partition("#")[2] for a in links)
    if any(fragment and fragment in own for fragment in back):
        return True
    around = classes(holder.parent) if holder.parent is not None else ""
    named = f"{attr(target, 'id', 'name')} {classes(target)} {classes(holder)} {around}"
    if _NOTE_NAMES.search(named) or _NOTE_NAMES.search(attr(link, "href").partition("#")[2]):
        return True
    printed = MARKER.match(text_of(holder))
    return printed is not None and marker_key(printed[0]) == marker_key(marker)


def _with_siblings(holders: list[_Holder], order: dict[int, int]) -> list[_Holder]:
    """The holders and, where they are items of a list, the other items: notes that nothing refers to."""
    everything = {id(holder.element): holder for holder in holders}
    lists = {id(h.element.parent): h.element.parent for h in holders if h.element.name == "li"}
    for parent in lists.values():
        for item in parent.find_all("li", recursive=False) if parent is not None else ():
            everything.setdefault(id(item), _Holder(item))
    return sorted(everything.values(), key=lambda h: order[id(h.element)])


def _outermost(link: Tag, text: str) -> Tag:
    """The marker with the brackets, ``<sup>`` and spans that hold nothing else."""
    element, bare = link, text.strip("()[]{} ")
    while element.parent is not None and element.parent.name in _INLINE:
        around = text_of(element.parent)
        if around.strip("()[]{} ") != bare:
            break
        element = element.parent
    return element


def _extent(holder: Tag, holders: list[Tag]) -> Iterator[Tag]:
    """The note's element and, for one of several paragraphs in a row, those that continue it."""
    yield holder
    if holder.name == "dd":
        yield from _around_description(holder)
    if holder.name != "p":
        return
    others = {id(h) for h in holders}
    if holder is holders[-1]:
        return
    for sibling in holder.find_next_siblings():
        if id(sibling) in others or sibling.name not in ("p", "ul", "ol", "blockquote"):
            return
        yield sibling


def _around_description(holder: Tag) -> Iterator[Tag]:
    """The term that a description in a list of definitions belongs to."""
    term = holder.find_previous_sibling()
    if isinstance(term, Tag) and term.name == "dt":
        yield term


def _notes_of(
    holder: _Holder, rank: int, targets: dict[str, Tag]
) -> Iterator[tuple[Note, list[tuple[Tag, str]]]]:
    """The notes that an element holds, each with the links that lead to it."""
    element = holder.element
    cuts: dict[int, object] = {id(a): CUT for a in element.find_all("a") if _is_back_link(a, targets)}
    cuts |= {id(s): CUT for s in element.find_all("span") if _BACK_CLASSES.search(classes(s))}
    if len(holder.starts) < 2 and element.name != "p":  # noqa: PLR2004 (one note, nothing before it)
        references = next(iter(holder.starts.values()), (element, []))[1]
        blocks = [b for b in read_blocks(element, cuts).blocks if b.text]
        yield _note(blocks, _printed_marker(element), references, rank), references
        return
    cuts |= {
        key: Mark(_STARTS, str(key)) for key, (target, _) in holder.starts.items() if target is not element
    }
    parts = _taken_apart([b for b in read_blocks(element, cuts).blocks if b.text])
    for key, (target, references) in holder.starts.items():
        blocks = parts.get(str(key) if target is not element else "", [])
        printed = text_of(target) if MARKER.fullmatch(text_of(target)) else ""
        yield _note(blocks, printed or _printed_marker(element), references, rank), references


_STARTS = "\ue000"
"""Stands where a note begins that shares its element with others: a private character, cut out again."""


def _taken_apart(blocks: list[Block]) -> dict[str, list[Block]]:
    """The notes of one element by the mark that each begins with; "" has what comes before the first."""
    parts: dict[str, list[Block]] = {"": []}
    current = ""
    for block in blocks:
        at = 0
        for span in block.spans:
            if span.kind == "reference" and block.text[span.start : span.end] == _STARTS:
                parts[current].append(block.part(at, len(block.text[: span.start].rstrip("[( "))))
                current, at = span.value, span.end
                parts[current] = []
        parts[current].append(block.part(at, len(block.text)))
    return {key: [b for b in part if b.text] for key, part in parts.items()}


def _note(blocks: list[Block], printed: str, references: list[tuple[Tag, str]], rank: int) -> Note:
    key = marker_key(references[0][1]) if references else marker_key(printed) or str(rank)
    return Note(key, printed, without_marker(blocks, key))


def _is_back_link(link: Tag, targets: dict[str, Tag]) -> bool:
    if _BACK_CLASSES.search(classes(link)):
        return True
    href, text = attr(link, "href"), text_of(link)
    within = href.partition("#")[2] in targets if "#" in href else not href
    return within and bool(_BACK.fullmatch(text) or MARKER.fullmatch(text))


def _printed_marker(holder: Tag) -> str:
    """The marker that a note's own text begins with; "" where a list numbers it."""
    if holder.name == "li":
        return ""
    terms = list(_around_description(holder)) if holder.name == "dd" else [holder]
    found = MARKER.match(" ".join(map(text_of, terms)))
    return found[0].strip() if found and re.search(r"[\d*†‡§]", found[0]) else ""
