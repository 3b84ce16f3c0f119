"""The entries of hand-written notes: lines with a marker, and the lines that continue them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.parse.article.blocks.block import Block, RuleBlock, TextBlock
from crawler.parse.article.notes.note import BACK, UnparsedNote
from crawler.text import phrases
from crawler.text.characters import fold, marker_key
from crawler.text.elsewhere import sends_on
from crawler.text.note_markers import CIRCLED, END_ROUND, END_SQUARE, ROUND, SIGN, SQUARE
from crawler.urls.canonical import bare_urls

_BRACKETED = rf"(?:{ROUND}(?:{SIGN}\s?)?\d{{1,3}}{END_ROUND}|{SQUARE}(?:\^|{SIGN}\s?)?\d{{1,3}}{END_SQUARE})"
STRONG_MARKER = re.compile(
    rf"(?P<marker>{_BRACKETED}(?=\s*$)|(?:{_BRACKETED}|⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}⁾?"
    rf"|{SIGN}{{1,2}}\s?\d{{1,3}}(?!\d)[)）]?|{CIRCLED}"
    r"|[(\[][Nn]ote \d{1,3}[)\]]|[(\[]\*{1,3}[)\]]"
    r"|\*{1,6}(?![*\w]*\*)|[†‡§]{1,3}|[Nn]ote \d{1,3}\s?:)(?=\s*\S))\s*"
)
_WEAK_MARKER = re.compile(
    r"(?P<marker>(?:note\s+)?(?:n°\s*|#)?(?P<number>\d{1,3})\s*[.):/）．：、–—-]|#?(?P<bare>\d{1,3})(?=\s))\s*"
    r"(?=[^\s\d.,:/%€$)–—-])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?P<marker>\((?:[a-z]|[ivxl]{2,6})\)|\[(?:[a-z]|[ivxl]{2,6})\])\s*(?=\S)")
_SEPARATOR = re.compile(r"\s*[:.–—-]\s+(?=\S)|\s*[:：．、]\s*(?=[^\s/])|\s*")
# "* indicates required" under a form, "* Affiliate-Link": neither is a note
# (docs/formats.md#what-is-not-a-note).
_FORM = phrases.pattern(
    r"[(\[]?\*.{0,80}(?:{required_field}|{affiliate_link}|amazon)|[(\[]?\*[)\]\s]*{advertisement}\b",
    re.NOFLAG,
)
_FORM_REACH = 120  # characters
_LISTED_ADDRESS = re.compile(r":?\s*<?(?:https?://|www\.)\S+", re.IGNORECASE)
_MAX_GAP = 3
"""Maximum number of blocks without a marker between two entries."""
_LISTED = "."
"""Placeholder for the number that a list prints automatically."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MOST = 0.5  # share of a line's text that is linked


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block. Notes consist of lines."""

    number: int
    """Index of the block, starting at 0."""
    start: int
    end: int
    block: TextBlock
    """The line as a separate block, without text if the block has none."""
    is_rule: bool = False
    """Whether the block is a horizontal rule."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """The lines of a note. The first one still begins with the marker."""

    key: str
    marker: str
    lines: list[Line]


def split_lines(blocks: Sequence[Block]) -> list[Line]:
    """The lines of all blocks in order. A block without text is one empty line."""
    lines = []
    for number, block in enumerate(blocks):
        if not isinstance(block, TextBlock):
            lines.append(Line(number, 0, 0, TextBlock("paragraph"), is_rule=isinstance(block, RuleBlock)))
            continue
        if block.kind != "preformatted" and "\n" not in block.text and block.text == block.text.strip():
            if block.text:
                lines.append(Line(number, 0, len(block.text), block))
            continue
        start = 0
        for text in block.text.split("\n"):
            end = start + len(text)
            if text.strip():
                lines.append(Line(number, start, end, block.part(start, end)))
            start = end + 1
    return lines


def marked_entries(lines: list[Line], *, weak: bool) -> list[NoteEntry]:
    """The notes in the lines. The first line must begin a note. ``weak`` also allows "1." and lists."""
    entries: list[NoteEntry] = []
    gap: list[Line] = []
    last = 0
    for line in lines:
        marker = line_marker(line, last, weak=weak)
        if marker is None:
            gap.append(line)
            continue
        if not entries and gap:
            return []
        if len({g.number for g in gap if not entries or g.number != entries[-1].lines[-1].number}) > _MAX_GAP:
            break
        if entries:
            entries[-1].lines.extend(gap)
        gap = []
        key = marker_key(marker) or str(line.block.number)
        last = int(key) if key.isdecimal() else last
        entries.append(NoteEntry(key, "" if marker == _LISTED else marker, [line]))
    if entries:
        entries[-1].lines.extend(_continuation(entries[-1].lines[-1], gap))
    return entries


def line_marker(line: Line, last: int, *, weak: bool) -> str | None:
    """The marker at the beginning of a line, "." for an item of a numbered list, or None."""
    text = line.block.text
    strong = STRONG_MARKER.match(text)
    found = _WEAK_MARKER.match(text)
    if _is_code(line.block) and not _lists_address(text, strong or found):
        return None
    if strong and not _FORM.match(fold(text[:_FORM_REACH])):
        return strong["marker"]
    if not weak:
        return None
    if found and int(found["number"] or found["bare"]) not in (last + 1, last + 2):
        found = None
    found = found or _LETTER.match(text)
    if found:
        return found["marker"]
    if line.block.kind == "item" and line.block.number > last and line.start == 0:
        return _LISTED
    return None


def _is_code(line: TextBlock) -> bool:
    return any(span.kind == "code" and span.start == 0 for span in line.spans)


def _lists_address(text: str, marker: re.Match[str] | None) -> bool:
    """Whether only an address follows the marker: anything else may be program code."""
    return marker is not None and _LISTED_ADDRESS.fullmatch(text, marker.end()) is not None


def _continuation(entry: Line, gap: list[Line]) -> list[Line]:
    """The lines after the last entry that belong to it."""
    bare = STRONG_MARKER.fullmatch(entry.block.text) is not None
    taken = gap[:1] if bare else []
    before = taken[0] if taken else entry
    for line in gap[len(taken) :]:
        text = line.block.text
        same = (line.number == before.number and line.start == before.end + 1) or (
            line.block.kind == "item" and line.block.number == entry.block.number > 0
        )
        if sends_on(text):  # the line does not belong to the note above it
            break
        if not (same or text[0].islower() or text[0] in ">→(" or _is_address(line.block)):
            break
        taken.append(line)
        before = line
    return taken


def _is_address(line: TextBlock) -> bool:
    """Whether most of the line is an address or a link."""
    linked = sum(span.end - span.start for span in line.links())
    printed = 0 if linked else sum(len(url) for _, url in bare_urls(line.text))
    return linked + printed >= _MOST * len(line.text)


def unmarked_entries(lines: list[Line]) -> list[NoteEntry]:
    """Entries of a list of sources without markers. Each has an address, or is an item between such."""
    if lines and lines[0].block.kind == "item":
        items = [line for line in lines if line.start == 0]
        run = next((i for i, line in enumerate(items) if line.block.kind != "item"), len(items))
        sourced = sum(bool(names_address(i.block) or _YEAR.search(i.block.text)) for i in items[:run])
        if 2 * sourced >= run:
            return [NoteEntry(str(rank), "", [item]) for rank, item in enumerate(items[:run], start=1)]
    entries: list[NoteEntry] = []
    for line in lines:
        if not names_address(line.block):
            break
        entries.append(NoteEntry(str(len(entries) + 1), "", [line]))
    return entries


def names_address(line: TextBlock) -> bool:
    """Whether the line links or prints a complete address. The lines of a table of contents do not."""
    return any("//" in link.value for link in line.links()) or bool(bare_urls(line.text))


def notes_of(entries: list[NoteEntry], at: int) -> list[UnparsedNote]:
    """The entries as notes without their markers. ``at`` is the first block of the section."""
    notes = []
    keys = {entry.key for entry in entries}
    for entry in entries:
        blocks = [line.block for line in entry.lines]
        blocks[0] = _unmarked(blocks[0], entry.marker)
        blocks[-1] = _without_back_link(blocks[-1])
        for number, (key, printed, parts) in enumerate(_run_in(entry.key, entry.marker, blocks, keys)):
            notes.append(UnparsedNote(key, printed if number else entry.marker, parts, at=at))
    return notes


def _unmarked(line: TextBlock, marker: str) -> TextBlock:
    """The line without its marker and the separator after it ("[1]: …")."""
    if not marker:
        return line
    separator = _SEPARATOR.match(line.text, len(marker) + line.text.index(marker))
    return line.part(separator.end() if separator else 0, len(line.text))


def _without_back_link(line: TextBlock) -> TextBlock:
    """The line without a back link at its end ("↩", "[back]")."""
    end = len(line.text.rstrip("]) "))
    for link in reversed(line.links()):
        if link.end == end and "#" in link.value and BACK.fullmatch(line.text[link.start : end]):
            return line.part(0, len(line.text[: link.start].rstrip("[( ")))
    return line


def _run_in(
    key: str, marker: str, blocks: list[TextBlock], keys: set[str]
) -> list[tuple[str, str, list[TextBlock]]]:
    """Splits notes that follow each other on one line, "(1) … (2) …"."""
    if not marker.startswith(("(", "[")) or not key.isdecimal():
        return [(key, marker, blocks)]
    following = str(int(key) + 1)
    printed = f"{marker[0]}{following}{marker[-1]}"
    text = blocks[-1].text
    at = text.find(f" {printed} ")
    if following in keys or at < 0:
        return [(key, marker, blocks)]
    head, tail = blocks[-1].part(0, at), blocks[-1].part(at + 1 + len(printed), len(text))
    return [(key, marker, [*blocks[:-1], head]), *_run_in(following, printed, [tail], keys)]
