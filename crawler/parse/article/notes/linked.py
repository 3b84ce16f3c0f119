"""Notes with links from their markers: most plugins, renderers and word processors.

Facts: docs/formats.md#notes-in-markup.

The families differ only in names. A link is a marker if its target is a note, so unknown families are read
as well.
"""

import re
from collections.abc import Iterator

from bs4 import Tag

from crawler.parse.article.blocks.block import CUT, Mark, TextBlock
from crawler.parse.article.blocks.reader import read_text
from crawler.parse.article.notes.holders import (
    Holder,
    extent,
    headings_of,
    holder_of,
    is_note,
    term_of,
    with_siblings,
)
from crawler.parse.article.notes.note import (
    BACK,
    INLINE,
    NOTE_NAMES,
    Markup,
    UnparsedNote,
    outermost,
    without_marker,
)
from crawler.parse.article.notes.tree_index import TreeIndex
from crawler.parse.article.tree.elements import any_of, attr, classes, text_of
from crawler.text import class_names
from crawler.text.characters import marker_key, superscript
from crawler.text.note_markers import MARKER

_BACK_CLASSES = any_of(class_names.names("back_link"))


def read_linked(index: TreeIndex, found: Markup) -> None:
    """Add the notes that links point to, and the replacements for notes and markers."""
    holders: dict[int, Holder] = {}
    for link, target in index.links:
        text = text_of(link)
        if not MARKER.fullmatch(text) or index.order[id(target)] <= index.order[id(link)]:
            continue
        element = holder_of(target, link)
        if element is not None and is_note(element, target, link, text):
            holder = holders.setdefault(id(element), Holder(element))
            holder.starts.setdefault(id(target), (target, []))[1].append((link, text))
    listed = with_siblings(list(holders.values()), index.order)
    for holder in listed:
        for note, references in _notes_of(holder, len(found.notes) + 1, index.targets):
            note.mark = f"linked-{len(found.notes)}"
            found.notes.append(note)
            for link, text in references:
                found.cuts[id(outermost(link, text))] = Mark(superscript(text), note.mark)
    elements = [holder.element for holder in listed]
    for element in elements:
        found.cuts |= {id(e): CUT for e in extent(element, elements)}
        found.cuts |= {id(e): CUT for e in headings_of(element)}


def read_lost(index: TreeIndex, found: Markup) -> None:
    """Replace each link that is a marker without a target with a marker without a note."""
    for link, fragment in index.lost:
        if id(link) in found.cuts:
            continue
        text = text_of(link)
        if _is_lost_marker(link, text, fragment):
            found.cuts[id(outermost(link, text))] = Mark(superscript(text), "")


def _is_lost_marker(link: Tag, text: str, fragment: str) -> bool:
    """Whether a link is a marker whose note lost its id: it is named as a marker and follows some text."""
    return (
        bool(_NUMBER.fullmatch(text) and NOTE_NAMES.search(f"{fragment} {classes(link)}"))
        and not _BACK_NAMES.search(fragment)
        and (link.previous_sibling is not None or (link.parent is not None and link.parent.name in INLINE))
    )


_NUMBER = re.compile(r"[(\[]?\d{1,3}[)\]]?")
_BACK_NAMES = re.compile(r"ref|back|return|anchor|nh\d|rev-", re.IGNORECASE)


def _notes_of(
    holder: Holder, rank: int, targets: dict[str, Tag]
) -> Iterator[tuple[UnparsedNote, list[tuple[Tag, str]]]]:
    """The notes in an element, each with the links to it."""
    element = holder.element
    cuts: dict[int, object] = {id(a): CUT for a in element.find_all("a") if _is_back_link(a, targets)}
    cuts |= {id(s): CUT for s in element.find_all("span") if _BACK_CLASSES.search(classes(s))}
    if len(holder.starts) < 2 and element.name != "p":  # noqa: PLR2004 (one note, nothing before it)
        references = next(iter(holder.starts.values()), (element, []))[1]
        blocks = read_text(element, cuts)
        yield _note(blocks, _printed_marker(element), references, rank), references
        return
    cuts |= {
        key: Mark(_STARTS, str(key)) for key, (target, _) in holder.starts.items() if target is not element
    }
    parts = _taken_apart(read_text(element, cuts))
    for key, (target, references) in holder.starts.items():
        blocks = parts.get(str(key) if target is not element else "", [])
        printed = text_of(target) if MARKER.fullmatch(text_of(target)) else ""
        yield _note(blocks, printed or _printed_marker(element), references, rank), references


_STARTS = "\ue000"
"""Marks the beginning of a note that shares its element with others: a private character, removed later."""


def _taken_apart(blocks: list[TextBlock]) -> dict[str, list[TextBlock]]:
    """The notes of one element by the mark at their beginning. "" has the text before the first."""
    parts: dict[str, list[TextBlock]] = {"": []}
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


def _note(
    blocks: list[TextBlock], printed: str, references: list[tuple[Tag, str]], rank: int
) -> UnparsedNote:
    key = marker_key(references[0][1]) if references else marker_key(printed) or str(rank)
    return UnparsedNote(key, printed, without_marker(blocks, key))


def _is_back_link(link: Tag, targets: dict[str, Tag]) -> bool:
    if _BACK_CLASSES.search(classes(link)):
        return True
    href, text = attr(link, "href"), text_of(link)
    within = href.partition("#")[2] in targets if "#" in href else not href
    return within and bool(BACK.fullmatch(text) or MARKER.fullmatch(text))


def _printed_marker(holder: Tag) -> str:
    """The marker at the beginning of a note's text. "" if a list numbers it."""
    if holder.name == "li":
        return ""
    terms = list(term_of(holder)) if holder.name == "dd" else [holder]
    found = MARKER.match(" ".join(map(text_of, terms)))
    return found[0].strip() if found and re.search(r"[\d*†‡§]", found[0]) else ""
