"""Notes that their markers carry along, in an attribute that a tooltip shows, or that stand in the text."""

import re

from bs4 import Tag

from crawler.parse.article.blocks.block import CUT, Mark
from crawler.parse.article.blocks.reader import read_text
from crawler.parse.article.notes.note import (
    INLINE,
    NOTE_NAMES,
    Markup,
    UnparsedNote,
    outermost,
    without_marker,
)
from crawler.parse.article.notes.tree_index import TreeIndex
from crawler.parse.article.tree.elements import attr, bounded, classes, text_of
from crawler.parse.article.tree.soup import soup_of
from crawler.text import phrases
from crawler.text.characters import marker_key, superscript

_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3}|[†‡§])[)\].]?")
# What tooltips say of a note and is none: "See footnote", "Aller à la note 3".
_INSTRUCTION = phrases.pattern(r"{go_to}\b.{0,24}\b\w*{a_note}\b.{0,12}|(?:foot|end)?-?note\s*\d*|\S{0,12}")


def read_carried(index: TreeIndex, found: Markup) -> None:
    """Add the notes that markers hold in an attribute, and those that stand in the midst of the text."""
    known = {note.key for note in found.notes}
    markers = [(e, held) for e, held in index.carriers if _is_marker(e, known) and _is_note(e, held)]
    if len({held for _, held in markers}) * 2 > len(markers):  # the same words again and again are no notes
        for element, held in markers:
            if not _is_cut(element, found):
                _add(found, element, text_of(element), soup_of(bounded(held)))
    for rank, element in enumerate(index.inline, start=1):
        _add(found, element, str(rank), element)


def _is_marker(element: Tag, known: set[str]) -> bool:
    text = text_of(element)
    return bool(_MARKER.fullmatch(text)) and marker_key(text) not in known


def _is_note(element: Tag, held: str) -> bool:
    around = element.parent if element.parent is not None else element
    raised = element.name == "sup" or around.name == "sup" or element.find("sup") is not None
    named = f"{classes(element)} {classes(around)} {attr(element, 'href')} {' '.join(element.attrs)}"
    return (raised or bool(NOTE_NAMES.search(named))) and not _INSTRUCTION.fullmatch(held.strip())


def _is_cut(element: Tag, found: Markup) -> bool:
    """Whether the element, what it stands in or what it holds is a marker or note already."""
    near = [element, *element.find_all(INLINE), *list(element.parents)]
    return any(id(e) in found.cuts for e in near)


def _add(found: Markup, element: Tag, text: str, holder: Tag) -> None:
    key = marker_key(text)
    blocks = read_text(holder)
    if blocks:
        note = UnparsedNote(key, "", without_marker(blocks, key), mark=f"carried-{len(found.notes)}")
        found.notes.append(note)
        found.cuts[id(outermost(element, text))] = Mark(superscript(text), note.mark)
    else:
        found.cuts[id(element)] = CUT
