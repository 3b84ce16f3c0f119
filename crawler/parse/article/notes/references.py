"""Resolves the markers in the text to notes.

The style of markers is decided for the whole post, so that enumerations, exponents and ordinals are never
references (docs/formats.md#markers-and-references).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import FootnoteReference
from crawler.items.notes import ReferenceStatus
from crawler.parse.article.blocks.block import TextBlock
from crawler.parse.article.notes.markers import Marker, Style, markers_in
from crawler.parse.article.notes.note import UnparsedNote

_SENTENCE_END = re.compile(r"[.!?…]+[»”\"’')\]]*\s+(?=[«“\"‘'(\[–—-]?\s?[A-ZÀ-ÖØ-ÞŒ0-9])|\n+")
_CONTEXT = 400  # characters of a sentence on either side
_NUMBERED: tuple[Style, ...] = ("bracket", "paren", "signed", "circled")
"""The styles of numbers that are not superscripts. Of two equally good ones, the first is used."""


def resolve_references(paragraphs: list[TextBlock], notes: list[UnparsedNote]) -> list[FootnoteReference]:
    """The references of a post with their notes, in text order."""
    markers = markers_in(paragraphs)
    styles = _styles_in_use(markers, notes)
    by_key: dict[str, list[tuple[int, int]]] = {}
    by_mark: dict[str, int] = {}
    for position, note in enumerate(notes, start=1):
        by_key.setdefault(note.key, []).append((note.at, position))
        by_mark[note.mark] = position
    used: set[int] = set()
    certain = {key for m in markers if m.style in styles and not m.weak for key in m.keys}
    references: list[FootnoteReference] = []
    sentences: dict[int, _Sentences] = {}
    for marker in markers:
        if marker.style in styles and not (marker.weak and (marker.keys[0] in certain or not notes)):
            if marker.paragraph not in sentences:
                sentences[marker.paragraph] = _Sentences(paragraphs[marker.paragraph - 1].text)
            nearest = _Nearest(by_key, paragraphs[marker.paragraph - 1].order)
            references += _references(marker, sentences[marker.paragraph], nearest, by_mark, used)
    return references


def _styles_in_use(markers: list[Marker], notes: list[UnparsedNote]) -> frozenset[Style]:
    """The styles of markers in this post: one for numbers, and possibly asterisks."""
    keys = {note.key for note in notes if not note.mark}
    styles: set[Style] = {"linked"}
    if any(m.style == "star" and m.keys[0] in keys for m in markers):
        styles.add("star")
    if any(m.style == "letter" and m.keys[0] in keys for m in markers):
        styles.add("letter")
    if notes and not keys:
        return frozenset(styles)
    raised = [m for m in markers if m.style == "raised"]
    series = any(_known(m, keys) for m in raised) if keys else any("1" in m.keys for m in raised)
    if series:
        return frozenset({*styles, "raised"})
    known = {s: {k for m in markers if m.style == s for k in m.keys if k in keys} for s in _NUMBERED}
    style = max(_NUMBERED, key=lambda s: len(known[s]))
    return frozenset({*styles, style} if known[style] else styles)


def _known(marker: Marker, keys: set[str]) -> bool:
    return any(k in keys or (len(k) > 1 and all(c in keys for c in k)) for k in marker.keys)


@dataclass(frozen=True, slots=True)
class _Nearest:
    """Notes by key, as seen from a place in the text. If there are several sections, the next one counts."""

    notes: dict[str, list[tuple[int, int]]]
    """(first block of the section, position) of the notes of each key, in order."""
    order: int
    """The current block."""

    def __contains__(self, key: str) -> bool:
        return key in self.notes

    def get(self, key: str) -> int | None:
        found = self.notes.get(key)
        if not found:
            return None
        return next((position for at, position in found if at < 0 or at >= self.order), found[-1][1])


class _Sentences:
    """The sentences of a text, computed once for all its markers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]

    def around(self, offset: int) -> str:
        """The sentence around the character at ``offset``, shortened if it is very long."""
        number = bisect_right(self.starts, offset)
        start = max(self.starts[number - 1], offset - _CONTEXT)
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start : min(end, offset + _CONTEXT)].strip()


def _references(
    marker: Marker, sentences: _Sentences, by_key: _Nearest, by_mark: dict[str, int], used: set[int]
) -> Iterator[FootnoteReference]:
    for key, printed, offset, doubtful in _readings(marker, by_key):
        note = by_mark.get(marker.mark) if marker.mark else by_key.get(key)
        if note is None and marker.style not in ("raised", "linked"):
            continue  # brackets and asterisks without a note are not references
        status: ReferenceStatus
        if note is None:
            status = "orphan"
        elif doubtful or (note in used and marker.style == "star"):
            status = "ambiguous"
        else:
            status = "repeated" if note in used else "resolved"
        if note is not None:
            used.add(note)
        yield FootnoteReference(
            key=key,
            marker=printed,
            paragraph=marker.paragraph,
            offset=offset,
            context=sentences.around(offset),
            footnote=note,
            status=status,
        )


def _readings(marker: Marker, by_key: _Nearest) -> Iterator[tuple[str, str, int, bool]]:
    """(key, marker, offset, doubtful) for each note that a marker may refer to."""
    whole = marker.keys[0]
    if len(marker.keys) > 1:
        for key in marker.keys:
            yield key, marker.text, marker.offset, False
    elif (
        marker.style == "raised"
        and len(whole) > 1
        and whole not in by_key
        and all(c in by_key for c in whole)
    ):
        for number, digit in enumerate(whole):  # "¹²" with two notes can only mean both
            yield digit, marker.text[number], marker.offset + number, True
    else:
        yield whole, marker.text, marker.offset, False
