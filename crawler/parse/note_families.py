"""Plugins whose markers do not link to their notes: a row each (formats.md 5.2)."""

import re
from dataclasses import dataclass

from bs4 import Tag

from crawler.parse.blocks import CUT, Mark
from crawler.parse.characters import marker_key, superscript
from crawler.parse.notes import MARKER, Markup, Note, Survey, without_marker
from crawler.parse.reader import read_blocks
from crawler.parse.tree import any_of, attr, classes, elements, text_of


@dataclass(frozen=True, slots=True)
class Family:
    """A plugin whose markers do not link to their notes: both by their classes."""

    reference: re.Pattern[str]
    note: re.Pattern[str]
    """The element that holds the note, marker included."""
    number: re.Pattern[str] | None = None
    """The element in it that prints the number; without it the note follows its marker."""
    copies: re.Pattern[str] | None = None
    """Copies of the note that tooltips show."""


FAMILIES = (
    Family(
        any_of("modern-footnotes-footnote"),
        any_of("modern-footnotes-footnote__note"),
        copies=any_of("modern-footnotes-list*"),
    ),
    Family(any_of("ltx_note_mark"), any_of("ltx_note_outer"), number=any_of("ltx_tag_note ltx_note_mark")),
    Family(any_of("margin-toggle sidenote-number"), any_of("sidenote marginnote")),
    Family(
        any_of("footnote_plugin_tooltip_text footnote_plugin_tooltip_*"),
        any_of("footnotes_plugin_reference_row footnote_plugin_row"),
        number=any_of("footnote_plugin_index"),
        copies=any_of("footnote_tooltip footnote_plugin_tooltip_text_*"),
    ),
)

_MARKER_TAGS = frozenset(("sup", "label", "a", "span"))


def read_family(survey: Survey, family: Family, found: Markup) -> None:
    """Add the notes of one family, and what stands in their and their markers' place."""
    copies = [e for e, words in survey.named if family.copies and family.copies.search(words)]
    markers = [e for e, words in survey.named if e.name in _MARKER_TAGS and family.reference.search(words)]
    holders = [e for e, words in survey.named if family.note.search(words)]
    aside = {id(e) for e in (*copies, *holders)}
    references = [e for e in markers if id(e) not in aside and not any(id(p) in aside for p in e.parents)]
    if not references:
        return
    marks: dict[str, str] = {}
    for rank, holder in enumerate(holders, start=1):
        note = _of_family(holder, family, rank)
        note.mark = marks.setdefault(note.key, f"family-{len(found.notes)}")
        found.notes.append(note)
        found.cuts[id(holder)] = CUT
    for rank, reference in enumerate(references, start=1):
        text = text_of(reference)
        text = text if MARKER.fullmatch(text) else attr(reference, "data-mfn") or str(rank)
        found.cuts[id(reference)] = Mark(superscript(text), marks.get(marker_key(text), ""))
    found.cuts |= {id(copy): CUT for copy in copies}


def _of_family(holder: Tag, family: Family, rank: int) -> Note:
    numbers = [e for e in elements(holder) if family.number and family.number.search(classes(e))]
    printed = text_of(numbers[0]) if numbers else attr(holder, "data-mfn")
    key = marker_key(printed) or str(rank)
    blocks = read_blocks(holder, {id(e): CUT for e in numbers}).blocks
    return Note(key, "", without_marker([b for b in blocks if b.text], key))
