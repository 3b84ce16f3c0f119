"""Hand-written notes: sections under a heading, or runs of lines with markers.

Facts: docs/formats.md#notes-written-by-hand.
"""

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise

from crawler.parse.article.credits import is_credits
from crawler.parse.article.notes.entries import (
    STRONG_MARKER,
    Line,
    NoteEntry,
    line_marker,
    marked_entries,
    names_address,
    notes_of,
    unmarked_entries,
)
from crawler.parse.article.notes.headings import after_heading, names_sources, note_heading
from crawler.parse.article.notes.markers import Marker
from crawler.parse.article.notes.note import UnparsedNote
from crawler.text.characters import marker_key

_FIRST_KEYS = frozenset(("1", "*", "†"))
_MAX_SECTIONS = 12
_MAX_TRIES = 24
"""Maximum number of lines that are tried as the beginning of a section."""
_RULE = re.compile(r"[\s_*=~#.·•⁂–—-]{2,200}|[–—-]")
_NUMBERED = frozenset(("raised", "bracket", "paren", "signed", "circled"))


_Places = dict[str, list[tuple[int, int]]]
"""Block and offset of each marker in the text, by key and in order."""


@dataclass(slots=True)
class Section:
    """A run of lines that are notes."""

    lines: list[Line]
    """All its lines, including the heading."""
    notes: list[UnparsedNote]


def find_sections(lines: list[Line], markers: list[Marker], *, marked_up: bool) -> list[Section]:
    """The notes in the lines, in order: a section at the end, and earlier ones with their own markers.

    ``markers`` are the markers of the text by the index of their block. A run without a heading counts only
    if the text refers to it. ``marked_up`` is whether notes were found by their markup: a heading without
    entries then belongs to those.
    """
    places: _Places = {}
    for marker in markers:
        for key in marker.keys:
            places.setdefault(key, []).append((marker.paragraph - 1, marker.offset))
    last = _last_section(lines, places, markers, marked_up=marked_up)
    sections = [last] if last else []
    while last and last.notes and len(sections) < _MAX_SECTIONS:
        lines = lines[: lines.index(last.lines[0])]
        last = _earlier_section(lines, places, last)
        sections += [last] if last else []
    return sections[::-1]


def _last_section(
    lines: list[Line], places: _Places, markers: list[Marker], *, marked_up: bool
) -> Section | None:
    """The last heading followed by entries, or else a run of lines with markers."""
    for at in range(len(lines) - 1, -1, -1):
        section = _headed(lines, at, places)
        if section:
            return section
        if marked_up and note_heading(lines[at].block) and _nothing_follows(lines, at):
            return Section([lines[at]], [])
    return _without_heading(lines, places) or _numbered_run(lines, markers)


def _earlier_section(lines: list[Line], places: _Places, later: Section) -> Section | None:
    """One more section before another. If they share a key, each must have its own marker."""
    headed = (_headed(lines, at, places) for at in range(len(lines) - 1, -1, -1))
    section = next((found for found in headed if found), None) or _without_heading(lines, places)
    if section is None or not all(note.marker for note in section.notes):
        return None
    start, end = ((s.lines[0].number, s.lines[0].start) for s in (section, later))
    shared = {note.key for note in section.notes} & {note.key for note in later.notes}
    own = all(note.key in places and places[note.key][0] < start for note in section.notes)
    theirs = all(bisect(places[key], start) < bisect(places[key], end) for key in shared)
    return section if own and theirs else None


def _headed(lines: list[Line], at: int, places: _Places) -> Section | None:
    """The section with its heading at line ``at``."""
    heading = note_heading(lines[at].block)
    if not heading:
        return None
    following = _until_end(lines, at + 1)
    line = lines[at]
    inline = after_heading(line.block)
    if inline:
        following.insert(0, Line(line.number, line.start, line.end, inline))
    entries = marked_entries(following, weak=True)
    if not _are_notes(entries, places):
        entries = []
    if not entries and names_sources(heading):
        entries = unmarked_entries(following)
    return _section(lines, at, entries, line) if entries else None


def _are_notes(entries: list[NoteEntry], places: _Places) -> bool:
    """Whether lines with markers below a heading are notes, and not the numbered hints of a recipe."""
    if any(entry.key in places for entry in entries):
        return True
    strong = [entry for entry in entries if STRONG_MARKER.match(entry.marker + " x")]
    bulleted = len(entries) > 1 and all(entry.key == "*" for entry in entries)
    sourced = sum(any(names_address(line.block) for line in entry.lines) for entry in entries)
    return bool(strong and not bulleted) or (sourced > 0 and 2 * sourced >= len(entries))


def _section(lines: list[Line], at: int, entries: list[NoteEntry], *heading: Line) -> Section:
    """The section that begins at line ``at``, including a ruled line before it."""
    ruled = [lines[at - 1]] if at and _RULE.fullmatch(lines[at - 1].block.text) else []
    used = [line for entry in entries for line in entry.lines]
    return Section([*ruled, *heading, *used], notes_of(entries, lines[at].number))


def _until_end(lines: list[Line], start: int) -> list[Line]:
    """The lines that may belong to a section from ``start``, until credits, a heading or a rule."""
    taken: list[Line] = []
    for line in lines[start:]:
        if (
            line.block.kind == "heading"
            or is_credits(line.block.text)
            or (taken and note_heading(line.block))
        ):
            break
        if line.is_rule and taken:
            break
        if line.block.text and not (_RULE.fullmatch(line.block.text) and not taken):
            taken.append(line)
    return taken


def _nothing_follows(lines: list[Line], at: int) -> bool:
    return not any(line.block.text for line in _until_end(lines, at + 1))


def _without_heading(lines: list[Line], places: _Places) -> Section | None:
    starts = [i for i, line in enumerate(lines) if line_marker(line, 0, weak=False)]
    tries = 0
    for rank in range(len(starts) - 1, -1, -1):
        at = starts[rank]
        key = marker_key(STRONG_MARKER.match(lines[at].block.text)["marker"])  # type: ignore[index]
        if key not in _FIRST_KEYS or (key == "*" and rank and starts[rank - 1] == at - 1):
            continue
        entries = marked_entries(_until_end(lines, at), weak=False)
        first = (lines[at].number, lines[at].start)
        pointed = any(entry.key in places and places[entry.key][0] < first for entry in entries)
        if pointed and _ascends(entries):
            return _section(lines, at, entries)
        tries += 1
        if tries > _MAX_TRIES:
            break
    return None


def _numbered_run(lines: list[Line], markers: list[Marker]) -> Section | None:
    """Lines numbered "1.", or a numbered list, if they follow all markers and have exactly the same keys."""
    numbered = [m for m in markers if m.style in _NUMBERED and not m.weak]
    raised = [m for m in numbered if m.style == "raised"]
    wanted = {key for m in raised or numbered for key in m.keys}
    if "1" not in wanted:
        return None
    last = max(m.paragraph - 1 for m in raised or numbered if m.keys[0] in wanted)
    tries = 0
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].number <= last or tries > _MAX_TRIES:
            break
        marker = line_marker(lines[at], 0, weak=True)
        if marker is None or (marker_key(marker) or str(lines[at].block.number)) != "1":
            continue
        tries += 1
        entries = marked_entries(_until_end(lines, at), weak=True)
        keys = {entry.key for entry in entries}
        ruled = at > 0 and (lines[at - 1].is_rule or _RULE.fullmatch(lines[at - 1].block.text))
        if wanted <= keys and (ruled or (raised and keys <= wanted)):
            return _section(lines, at, entries)
    return None


def _ascends(entries: list[NoteEntry]) -> bool:
    numbers = [int(entry.key) for entry in entries if entry.key.isdecimal()]
    return all(a < b for a, b in pairwise(numbers))
