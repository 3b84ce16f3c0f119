"""Possible markers in the text: superscripts, brackets and asterisks.

`references` decides for the whole post which of them refer to notes.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.parse.article.blocks.block import Block, TextBlock
from crawler.text import phrases
from crawler.text.characters import ENCLOSED, NOTE_SIGNS, marker_key
from crawler.text.note_markers import CIRCLED, END_ROUND, END_SQUARE, ROUND, SIGN, SQUARE

Style = Literal["linked", "raised", "bracket", "paren", "signed", "circled", "star", "letter"]

_RAISED = re.compile(r"⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?⁾?")
_AND = r"(?:\s*[,;&–-]\s*|\s+{and}\s+)"
_BRACKET = phrases.pattern(
    SQUARE + r"(?:\^|[Nn]otes? |" + SIGN + r"\s?)?\d{1,3}(?:" + _AND + r"\d{1,3})*" + END_SQUARE, re.NOFLAG
)
_PAREN = phrases.pattern(
    ROUND + r"(?:[Nn]ote |" + SIGN + r"\s?)?\d{1,3}(?:" + _AND + r"\d{1,3})*" + END_ROUND, re.NOFLAG
)
_SIGNED = re.compile(SIGN + r"{1,2}\d{1,3}(?!\d)[)）]?")
_CIRCLED = re.compile(CIRCLED)
_STAR = re.compile(r"[(\[]\*{1,3}[)\]]|\*{1,6}|[†‡§]{1,3}")
_LETTER = re.compile(r"\((?:[a-z]|[ivxl]{2,6})\)|\[(?:[a-z]|[ivxl]{2,6})\]")
_ANY = re.compile(
    rf"[⁰¹²³⁴⁵⁶⁷⁸⁹†‡§]|{SIGN}|{CIRCLED}|{SQUARE}\^?\d|{ROUND}\d"
    r"|[(\[](?:[Nn]ote|[a-z][)\]]|[ivxl]{2,6}[)\]])"
)
# One of these characters is the first of each marker.
_FIRST = re.compile(rf"[⁰¹²³⁴⁵⁶⁷⁸⁹†‡§{NOTE_SIGNS}{''.join(ENCLOSED)}\[［【〔(（]")
_NUMBER = re.compile(r"\d+")
# Words before an exponent: units, and formulas whose digits people raise because they cannot lower them.
_UNITS = frozenset("m km cm mm dm dam hm µm nm s kg mol in ft yd mi co no so h o n ch nh sq".split())
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_FUNCTION = re.compile(r"(?:^|\W)[b-xzA-Z]$")  # f(1)
_ENUMERATES = re.compile(r"[:;,(]\s*$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker in the text."""

    paragraph: int
    """Position of the paragraph, starting at 1."""
    offset: int
    text: str
    keys: tuple[str, ...]
    style: Style
    mark: str = ""
    """The note that a linked marker points to."""
    weak: bool = False
    """Whether the marker counts only if its note has no other: "92²" may be a square."""


def markers_in(blocks: Sequence[Block]) -> list[Marker]:
    """All possible markers in the text, in order. ``paragraph`` counts all of these blocks."""
    texts = ((n, block) for n, block in enumerate(blocks, start=1) if isinstance(block, TextBlock))
    return [marker for position, block in texts for marker in _markers(position, block)]


def _markers(position: int, block: TextBlock) -> Iterator[Marker]:
    text = block.text
    linked = [s for s in block.spans if s.kind == "reference"]
    if not linked and not _may_hold(text):
        return
    found = [
        Marker(
            position, s.start, text[s.start : s.end], (marker_key(text[s.start : s.end]),), "linked", s.value
        )
        for s in linked
    ]
    code = [s for s in block.spans if s.kind == "code"]
    taken = {offset for s in (*linked, *code) for offset in range(s.start, s.end)}
    raised = {s.start for s in block.spans if s.kind == "raised"}
    for style, pattern, plausible, opening in _PATTERNS:
        if not any(c in text for c in opening) or (style == "star" and block.kind == "preformatted"):
            continue  # in program code it is an operator
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


def _may_hold(text: str) -> bool:
    """Whether a text may contain a marker. Most texts have none of the characters with which one begins."""
    if text.isascii() and not ("(" in text or "[" in text or "*" in text):
        return False
    return any(_ANY.match(text, first.start()) for first in _FIRST.finditer(text))


def _keys(marker: str) -> tuple[str, ...]:
    """The keys in a marker: one, or several for "[1, 2]" and "¹⁻³"."""
    plain = marker_key(marker)
    if not any(c.isdecimal() for c in plain):
        return (plain,)
    numbers = [int(n) for n in _NUMBER.findall(plain)]
    if len(numbers) == 2 and re.search(r"[–-]", plain) and 0 < numbers[1] - numbers[0] < 20:  # noqa: PLR2004
        return tuple(str(n) for n in range(numbers[0], numbers[1] + 1))
    return tuple(str(n) for n in numbers)


Plausible = Literal["yes", "weak", "no"]


def _raised_plausible(text: str, start: int, end: int) -> Plausible:
    """Whether it is not an exponent, and follows something that it can belong to."""
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
    if word in ("a", "y"):  # variables, and words in French
        return "weak"
    variable = len(word) == 1 and word.isascii() and word.islower()
    return "no" if variable or word.lower() in _UNITS or word[-1].isdecimal() else "yes"


def _bracket_plausible(_text: str, start: int, _end: int) -> Plausible:
    return "yes" if start else "no"


def _paren_plausible(text: str, start: int, end: int) -> Plausible:
    """Whether it follows a word, and not the colon or comma before an enumeration."""
    enumerates = start == 0 or _ENUMERATES.search(text[max(0, start - 3) : start])
    if enumerates or text[end : end + 1].isalnum():
        return "no"
    return "no" if _FUNCTION.search(text[max(0, start - 2) : start]) else "yes"


def _star_plausible(text: str, start: int, end: int) -> Plausible:
    """Whether it follows a word or its closing mark. "4*" is a hotel, "M*rde" a word, "5 * 3" a product."""
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


def _signed_plausible(text: str, start: int, end: int) -> Plausible:
    """Whether it follows a word or its closing mark: "5*3" is a product."""
    if start == 0 or text[end : end + 1].isdigit():
        return "no"
    before = text[start - 1]
    return "yes" if before.isalpha() or before in "»”’\"')…!?。、！？」』）" else "no"


def _circled_plausible(text: str, start: int, end: int) -> Plausible:
    """Whether it follows a word and is the only one in its sentence: several of them form an enumeration."""
    if start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "»”\"')。、！？」』）"):
        return "no"
    before = _STOP.split(text[max(0, start - _SENTENCE) : start])[-1]
    behind = _STOP.split(text[end : end + _SENTENCE])[0]
    return "no" if _CIRCLED.search(before) or _CIRCLED.search(behind) else "yes"


_STOP = re.compile(r"[.!?。！？\n]")
_SENTENCE = 200  # characters


# Last in each row: the characters that begin a marker. To search for them is much faster than to match.
_PATTERNS: tuple[tuple[Style, re.Pattern[str], Callable[[str, int, int], Plausible], str], ...] = (
    ("raised", _RAISED, _raised_plausible, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    ("bracket", _BRACKET, _bracket_plausible, "[［【〔"),
    ("paren", _PAREN, _paren_plausible, "(（"),
    ("signed", _SIGNED, _signed_plausible, NOTE_SIGNS),
    ("circled", _CIRCLED, _circled_plausible, "".join(ENCLOSED)),
    ("star", _STAR, _star_plausible, "*†‡§"),
    ("letter", _LETTER, _paren_plausible, "(["),
)
