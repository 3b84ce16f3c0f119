"""Plugins whose markers do not link to their notes: one row per plugin.

Facts: docs/formats.md#notes-beside-their-markers.
"""

import re
from dataclasses import dataclass

from bs4 import Tag

from crawler.parse.article.blocks.block import CUT, Mark
from crawler.parse.article.blocks.reader import read_text
from crawler.parse.article.notes.note import Markup, UnparsedNote, is_cut, without_marker
from crawler.parse.article.notes.tree_index import TreeIndex
from crawler.parse.article.tree.elements import any_of, attr, classes, elements, text_of
from crawler.text.characters import marker_key, superscript
from crawler.text.note_markers import MARKER


@dataclass(frozen=True, slots=True)
class Family:
    """A plugin whose markers do not link to their notes, with the classes of both."""

    plugin: str
    reference: re.Pattern[str]
    notes: tuple[re.Pattern[str], ...]
    """The elements that contain a note and its marker. The first kind that the page has is used."""
    number: re.Pattern[str] | None = None
    """The elements in a note that print the number. Empty if the note follows its marker."""
    copies: re.Pattern[str] | None = None
    """Copies of the notes for tooltips or printing."""
    lists: re.Pattern[str] | None = None
    """Lists whose items are the notes, if the page has no elements of ``notes``."""


FAMILIES = (
    Family(
        "Modern Footnotes",
        any_of("modern-footnotes-footnote"),
        (any_of("modern-footnotes-footnote__note"),),
        copies=any_of("modern-footnotes-list*"),
        lists=any_of("modern-footnotes-list"),
    ),
    Family(
        "LaTeXML",
        any_of("ltx_note_mark"),
        (any_of("ltx_note_outer"),),
        number=any_of("ltx_tag_note ltx_note_mark"),
    ),
    Family("Tufte CSS", any_of("margin-toggle sidenote-number"), (any_of("sidenote marginnote"),)),
    Family(
        "Footnotes",
        any_of("footnote_plugin_tooltip_text footnote_plugin_tooltip_*"),
        (
            any_of("footnotes_plugin_reference_row footnote_plugin_row"),
            any_of("footnote_tooltip footnote_plugin_tooltip_text_*"),
        ),
        number=any_of("footnote_plugin_index* footnote_plugin_link footnote_tooltip_continue"),
        copies=any_of("footnote_tooltip footnote_plugin_tooltip_text_* footnote_container_prepare"),
    ),
)

_MARKER_TAGS = frozenset(("sup", "label", "a", "span"))


def read_family(index: TreeIndex, family: Family, found: Markup) -> None:
    """Add the notes of one family, and the replacements for notes and markers."""
    copies = [e for e, words in index.named if family.copies and family.copies.search(words)]
    markers = [e for e, words in index.named if e.name in _MARKER_TAGS and family.reference.search(words)]
    holders = _holders(index, family)
    aside = {id(e) for e in (*copies, *holders)}
    references = [e for e in markers if id(e) not in aside and not any(id(p) in aside for p in e.parents)]
    if not references:
        return
    read = {id(holder) for holder in holders if id(holder) in found.cuts}  # those that links point to
    references = [e for e in references if not read or not is_cut(e, found)]
    marks = {note.key: note.mark for note in found.notes} if read else {}
    for rank, holder in enumerate(holders, start=1):
        if id(holder) in read:
            continue
        keys, note = _of_family(holder, family, rank)
        note.mark = f"family-{len(found.notes)}"
        for key in keys:
            marks.setdefault(key, note.mark)
        found.notes.append(note)
        found.cuts[id(holder)] = CUT
    for rank, reference in enumerate(references, start=1):
        text = text_of(reference)
        text = text if MARKER.fullmatch(text) else attr(reference, "data-mfn") or str(rank)
        found.cuts[id(reference)] = Mark(superscript(text), marks.get(marker_key(text), ""))
    found.cuts |= {id(copy): CUT for copy in copies}


def _holders(index: TreeIndex, family: Family) -> list[Tag]:
    for kind in family.notes:
        found = [e for e, words in index.named if kind.search(words)]
        if found:
            return found
    lists = [e for e, words in index.named if family.lists and family.lists.search(words)]
    return [item for e in lists for item in e.find_all("li", recursive=False)]


def _of_family(holder: Tag, family: Family, rank: int) -> tuple[list[str], UnparsedNote]:
    """The keys of a note (several if equal notes are printed once), and the note."""
    numbers = [e for e in elements(holder) if family.number and family.number.search(classes(e))]
    printed = _ARROWS.sub("", text_of(numbers[0])) if numbers else attr(holder, "data-mfn")
    keys = [marker_key(part) for part in printed.split(",") if part.strip()] or [str(rank)]
    blocks = read_text(holder, {id(e): CUT for e in numbers})
    return keys, UnparsedNote(keys[0], "", without_marker(blocks, keys[0]))


_ARROWS = re.compile(r"[\s↑⇑↩^]+")
