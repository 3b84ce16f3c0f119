"""Markers in the text, and the notes that they mean.

Which way of printing markers a post uses is decided for the whole post, so that enumerations,
exponents and ordinals are never references (formats.md 4.3 to 4.10).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from crawler.items import FootnoteReference
from crawler.items.notes import ReferenceStatus
from crawler.parse.blocks import Block
from crawler.parse.characters import marker_key
from crawler.parse.notes import Note

Style = Literal["linked", "raised", "bracket", "paren", "star", "letter"]

_RAISED = re.compile(r"⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?⁾?")
_BRACKET = re.compile(r"\[(?:\^|[Nn]otes? )?\d{1,3}(?:\s*(?:[,;&–-]|et|and|und|y|e)\s*\d{1,3})*\]")
_PAREN = re.compile(r"\((?:[Nn]ote )?\d{1,3}(?:\s*(?:[,;&–-]|et|and|und|y|e)\s*\d{1,3})*\)")
_STAR = re.compile(r"[(\[]\*{1,3}[)\]]|\*{1,6}|[†‡§]{1,3}")
_LETTER = re.compile(r"\((?:[a-z]|[ivxl]{2,6})\)|\[(?:[a-z]|[ivxl]{2,6})\]")
_ANY = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§]|[(\[](?:\^?\d|[Nn]ote|[a-z][)\]]|[ivxl]{2,6}[)\]])")
_NUMBER = re.compile(r"\d+")
# What carries an exponent: units, and the formulas people raise for want of a lowered digit.
_UNITS = frozenset("m km cm mm dm dam hm µm nm s kg mol in ft yd mi co no so h o n ch nh sq".split())
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_FUNCTION = re.compile(r"(?:^|\W)[b-xzA-Z]$")  # f(1)
_ENUMERATES = re.compile(r"[:;,(]\s*$")
_SENTENCE_END = re.compile(r"[.!?…]+[»”\"’')\]]*\s+(?=[«“\"‘'(\[–—-]?\s?[A-ZÀ-ÖØ-ÞŒ0-9])|\n+")
_CONTEXT = 400  # characters of a sentence on either side


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as it stands in the text."""

    paragraph: int
    """Position of the paragraph, from 1."""
    offset: int
    text: str
    keys: tuple[str, ...]
    style: Style
    mark: str = ""
    """The note that a linked marker leads to."""
    weak: bool = False
    """A marker only if nothing else is one for its note: "92²" may be a square."""


def markers_in(paragraphs: list[Block]) -> list[Marker]:
    """Everything in the text that may be a marker, in order."""
    return [m for position, block in enumerate(paragraphs, start=1) for m in _markers(position, block)]


def _markers(position: int, block: Block) -> Iterator[Marker]:
    text = block.text
    linked = [s for s in block.spans if s.kind == "reference"]
    if not linked and not _ANY.search(text):
        return
    found = [
        Marker(
            position, s.start, text[s.start : s.end], (marker_key(text[s.start : s.end]),), "linked", s.value
        )
        for s in linked
    ]
    taken = {offset for s in linked for offset in range(s.start, s.end)}
    raised = {s.start for s in block.spans if s.kind == "raised"}
    for style, pattern, plausible in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start in taken:
                continue
            verdict = "yes" if style == "star" and start in raised else plausible(text, start, end)
            if verdict != "no":
                found.append(
                    Marker(position, start, match[0], _keys(match[0]), style, weak=verdict == "weak")
                )
    yield from sorted(found, key=lambda m: m.offset)


def _keys(marker: str) -> tuple[str, ...]:
    """The keys that a marker names: one, or several for "[1, 2]" and "¹⁻³"."""
    plain = marker_key(marker)
    if not any(c.isdecimal() for c in plain):
        return (plain,)
    numbers = [int(n) for n in _NUMBER.findall(plain)]
    if len(numbers) == 2 and re.search(r"[–-]", plain) and 0 < numbers[1] - numbers[0] < 20:  # noqa: PLR2004
        return tuple(str(n) for n in range(numbers[0], numbers[1] + 1))
    return tuple(str(n) for n in numbers)


Plausible = Literal["yes", "weak", "no"]


def _raised_plausible(text: str, start: int, end: int) -> Plausible:
    """No exponent, and something before it that it can belong to."""
    if start == 0 or text[start - 1] in "/+=^":
        return "no"
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return "yes"
    word, square = before[0], text[start:end] in ("²", "³")
    if word.isdecimal():
        is_year = len(word) == 4 and word[0] in "12"  # noqa: PLR2004
        return "yes" if is_year else "no" if word == "10" or len(word) == 1 else "weak" if square else "yes"
    if not square:
        return "yes"
    if word in ("a", "y"):  # variables, and words of French
        return "weak"
    variable = len(word) == 1 and word.isascii() and word.islower()
    return "no" if variable or word.lower() in _UNITS or word[-1].isdecimal() else "yes"


def _bracket_plausible(_text: str, start: int, _end: int) -> Plausible:
    return "yes" if start else "no"


def _paren_plausible(text: str, start: int, end: int) -> Plausible:
    """After a word, not after the colon or comma that an enumeration stands behind."""
    enumerates = start == 0 or _ENUMERATES.search(text[max(0, start - 3) : start])
    if enumerates or text[end : end + 1].isalnum():
        return "no"
    return "no" if _FUNCTION.search(text[max(0, start - 2) : start]) else "yes"


def _star_plausible(text: str, start: int, end: int) -> Plausible:
    """Behind a word or its closing mark; "4*" is a hotel, "M*rde" a word, "5 * 3" a product."""
    if start == 0 or text[end : end + 1].isalnum():
        return "no"
    before = text[start - 1]
    if text[start] in "([":
        return "yes"
    if before.isspace():
        return "yes" if text[end : end + 1] in set(",.;:!?)»") else "no"
    if before.isdigit():
        number = re.search(r"\d+$", text[max(0, start - 5) : start])
        digits = number[0] if number else ""
        return "no" if len(digits) == 1 else "yes" if len(digits) == 4 else "weak"  # noqa: PLR2004 (a year)
    return "yes" if before.isalpha() or before in "»”’\"')…!?%€+°." else "no"


_PATTERNS: tuple[tuple[Style, re.Pattern[str], Callable[[str, int, int], Plausible]], ...] = (
    ("raised", _RAISED, _raised_plausible),
    ("bracket", _BRACKET, _bracket_plausible),
    ("paren", _PAREN, _paren_plausible),
    ("star", _STAR, _star_plausible),
    ("letter", _LETTER, _paren_plausible),
)


class _Sentences:
    """The sentences of a text, found once for all its markers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]

    def around(self, offset: int) -> str:
        """The sentence that the character at ``offset`` stands in, cut where it is endless."""
        number = bisect_right(self.starts, offset)
        start = max(self.starts[number - 1], offset - _CONTEXT)
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start : min(end, offset + _CONTEXT)].strip()


def tie(paragraphs: list[Block], notes: list[Note]) -> list[FootnoteReference]:
    """The references of a post, each with its note: in the order of the text."""
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


def _styles_in_use(markers: list[Marker], notes: list[Note]) -> frozenset[Style]:
    """The ways of printing markers that this post uses: one for numbers, and stars beside it."""
    keys = {note.key for note in notes if not note.mark}
    styles: set[Style] = {"linked"}
    if any(m.style == "star" and m.keys[0] in keys for m in markers):
        styles.add("star")
    if any(m.style == "letter" and m.keys[0] in keys for m in markers):
        styles.add("letter")
    if notes and not keys:
        return frozenset(styles)
    raised = [m for m in markers if m.style == "raised"]
    if raised and (not keys or any(_known(m, keys) for m in raised)):
        return frozenset({*styles, "raised"})
    bracket = {k for m in markers if m.style == "bracket" for k in m.keys if k in keys}
    paren = {k for m in markers if m.style == "paren" for k in m.keys if k in keys}
    if bracket or paren:
        styles.add("bracket" if len(bracket) >= len(paren) else "paren")
    return frozenset(styles)


def _known(marker: Marker, keys: set[str]) -> bool:
    return any(k in keys or (len(k) > 1 and all(c in keys for c in k)) for k in marker.keys)


@dataclass(frozen=True, slots=True)
class _Nearest:
    """Notes by key as a reader at a certain place sees them: of several sections the next one counts."""

    notes: dict[str, list[tuple[int, int]]]
    """(block that the section begins with, position) of each key's notes, in order."""
    order: int
    """The reader's block."""

    def __contains__(self, key: str) -> bool:
        return key in self.notes

    def get(self, key: str) -> int | None:
        found = self.notes.get(key)
        if not found:
            return None
        return next((position for at, position in found if at < 0 or at >= self.order), found[-1][1])


def _references(
    marker: Marker, sentences: _Sentences, by_key: _Nearest, by_mark: dict[str, int], used: set[int]
) -> Iterator[FootnoteReference]:
    for key, printed, offset, doubtful in _readings(marker, by_key):
        note = by_mark.get(marker.mark) if marker.mark else by_key.get(key)
        if note is None and marker.style not in ("raised", "linked"):
            continue  # brackets and stars that no note explains are anything but references
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
    """(key, marker, offset, doubtful) of each note that a marker may mean."""
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
        for number, digit in enumerate(whole):  # "¹²" with two notes: both, if anything
            yield digit, marker.text[number], marker.offset + number, True
    else:
        yield whole, marker.text, marker.offset, False
