"""Notes in an attribute of their marker (shown as a tooltip), and notes in the middle of the text."""

import re

from bs4 import Tag

from crawler.parse.article.blocks.block import CUT, Mark
from crawler.parse.article.blocks.reader import read_text
from crawler.parse.article.notes.note import (
    INLINE,
    NOTE_NAMES,
    Markup,
    UnparsedNote,
    is_cut,
    outermost,
    without_marker,
)
from crawler.parse.article.notes.tree_index import TreeIndex
from crawler.parse.article.tree.elements import attr, bounded, classes, text_of
from crawler.parse.article.tree.soup import soup_of
from crawler.text import phrases
from crawler.text.characters import marker_key, superscript

_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3}|[†‡§])[)\].]?")
# Tooltips that are not notes: "See footnote", "Aller à la note 3".
_INSTRUCTION = phrases.pattern(r"{go_to}\b.{0,24}\b\w*{a_note}\b.{0,12}|(?:foot|end)?-?note\s*\d*|\S{0,12}")


def read_carried(index: TreeIndex, found: Markup) -> None:
    """Add the notes in attributes of markers, and those in the middle of the text."""
    known = {note.key for note in found.notes}
    named = [(e, held) for e, held in index.carriers if _MARKER.fullmatch(_printed(e)) and _is_note(e, held)]
    markers = [(e, held) for e, held in named if marker_key(_printed(e)) not in known]
    if len({held for _, held in markers}) * 2 > len(markers):  # repeated identical texts are not notes
        for element, held in markers:
            if not is_cut(element, found):
                _add(found, _around(element), _printed(element), soup_of(bounded(held)))
    for element, _ in named:
        if element.name == "button" and not is_cut(element, found):  # beside the link that it was made from
            found.cuts[id(_around(element))] = CUT
    for rank, element in enumerate(index.inline, start=1):
        _add(found, outermost(element, str(rank)), str(rank), element)


def _printed(element: Tag) -> str:
    """The text of a marker, or the number of a button that shows a picture."""
    return text_of(element) or attr(element, *_NUMBERS)


def _around(element: Tag) -> Tag:
    """The marker with the boxes that hold only it: scripts put boxes around their buttons in a line."""
    text = text_of(element)
    while element.parent is not None and element.parent.name in _BOXES and text_of(element.parent) == text:
        element = element.parent
    return element


_BOXES = INLINE | {"div"}
_NUMBERS = ("data-footnote-number", "data-footnote-identifier", "data-footnote-id", "data-note-number")


def _is_note(element: Tag, held: str) -> bool:
    around = element.parent if element.parent is not None else element
    raised = element.name == "sup" or around.name == "sup" or element.find("sup") is not None
    named = f"{classes(element)} {classes(around)} {attr(element, 'href')} {' '.join(element.attrs)}"
    return (raised or bool(NOTE_NAMES.search(named))) and not _INSTRUCTION.fullmatch(held.strip())


def _add(found: Markup, element: Tag, text: str, holder: Tag) -> None:
    """Add the note in ``holder``, and replace ``element`` with its marker ``text``."""
    key = marker_key(text)
    blocks = read_text(holder)
    if blocks:
        note = UnparsedNote(key, "", without_marker(blocks, key), mark=f"carried-{len(found.notes)}")
        found.notes.append(note)
        found.cuts[id(element)] = Mark(superscript(text), note.mark)
    else:
        found.cuts[id(element)] = CUT
