"""Notes written by hand: a section under a heading, or a run of marked lines at the end (formats.md 1.3)."""

import re
from dataclasses import dataclass
from itertools import pairwise

from crawler.parse.blocks import Block
from crawler.parse.characters import fold, marker_key
from crawler.parse.credits import is_credits
from crawler.parse.notes import Note
from crawler.parse.urls import bare_urls

_TEXT_KINDS = frozenset(("paragraph", "heading", "quote", "item", "preformatted", "caption"))
# Headings, folded (no accents, lower case): those of notes, and those of lists of sources, whose
# entries need no marker but an address or a work.
_NOTE_WORDS = (
    r"notes?(?: de (?:bas de page|fin|l'auteur))?|foot ?notes?|end ?notes?|legendes?|fussnoten?|anmerkungen?"
    r"|endnoten|notas?(?: al pie)?|note(?: a pie' di pagina)?|remarques?"
)
_SOURCE_WORDS = (
    r"sources?|references?|renvois|bibliographie|bibliography|citations?|works cited"
    r"|quellen?(?:angaben|nachweise?|verzeichnis)?|literatur(?:verzeichnis)?|einzelnachweise|belege|fuentes?|referencias?|bibliografia|fonti?|riferimenti"
    r"|pour en savoir plus|further reading"
)
_AND = r"\s*(?:et|and|und|y|e|&|/|,|ou)\s*(?:les\s+)?"
_HEADING = re.compile(
    rf"[\s>*#:_–—-]*(?P<words>(?:{_NOTE_WORDS}|{_SOURCE_WORDS})(?:{_AND}(?:{_NOTE_WORDS}|{_SOURCE_WORDS}))*)"
    r"(?:\s+(?:de l'article|du billet|of the article))?\s*[:.]?[\s*_–—-]*"
)
_SOURCES_ONLY = re.compile(rf"(?:{_SOURCE_WORDS})(?:{_AND}(?:{_SOURCE_WORDS}))*")
_STRONG_MARKER = re.compile(
    r"(?P<marker>\(\d{1,3}\)|\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,6}(?![*\w]*\*)|[†‡§]{1,3})\s*(?=\S)"
)
_WEAK_MARKER = re.compile(r"(?P<marker>\d{1,3}\s*[.):/–-]|\d{1,3})\s+(?=\S)")
# "* indicates required" under a form, "* Affiliate-Link": neither is a note (formats.md 5.3).
_FORM = re.compile(
    r"\*\s*(?:pflichtfeld|required|indicates required|champs? (?:obligatoires?|requis)|obligatoire|mandatory"
    r"|campos? obligator|affiliate|werbe?link|anzeige|werbung|lien affilie|liens? (?:affilies|d'affiliation)"
    r"|partner-?link|provisions)"
)
_LONGEST_HEADING = 80  # characters
_MAX_GAP = 3
"""Blocks without a marker between two entries, beyond which the second is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: what notes are made of."""

    number: int
    """Which block, from 0."""
    start: int
    end: int
    block: Block
    """The line as a block of its own."""


@dataclass(slots=True)
class Section:
    """A run of lines that are notes."""

    lines: list[Line]
    """All lines of it, the heading included."""
    notes: list[Note]


def split_lines(blocks: list[Block]) -> list[Line]:
    """The lines of all blocks with text, in order; a block without text is one empty line."""
    lines = []
    for number, block in enumerate(blocks):
        start = 0
        for text in block.text.split("\n"):
            end = start + len(text)
            if text.strip() or not block.text:
                lines.append(Line(number, start, end, block.part(start, end)))
            start = end + 1
    return lines


def find_section(lines: list[Line], keys_in_text: frozenset[str], *, marked_up: bool) -> Section | None:
    """The notes among the lines: the last heading that entries follow, else a run of marked lines.

    ``keys_in_text`` are the keys that markers within the text have: a run without a heading counts
    only if the text points to it. ``marked_up`` says that notes were found by their markup: a heading
    left without entries is theirs.
    """
    for at in range(len(lines) - 1, -1, -1):
        heading = _heading(lines[at])
        if not heading:
            continue
        section = _under_heading(lines, at, heading)
        if section:
            return section
        if marked_up and _nothing_follows(lines, at):
            return Section([lines[at]], [])
    return _without_heading(lines, keys_in_text)


def _heading(line: Line) -> str | None:
    """The heading's words, folded, if the line is (or begins with) one; else None."""
    text = line.block.text
    if line.block.kind not in _TEXT_KINDS:
        return None
    folded = fold(text[:_LONGEST_HEADING])
    found = _HEADING.fullmatch(folded)
    if found and len(text) <= _LONGEST_HEADING:
        return found["words"]
    lead = _HEADING.match(folded)
    if lead and lead[0].rstrip().endswith(":") and _STRONG_MARKER.match(folded, lead.end()):
        return lead["words"]
    return None


def _under_heading(lines: list[Line], at: int, heading: str) -> Section | None:
    following = _until_end(lines, at + 1)
    inline = _after_heading(lines[at])
    if inline:
        following.insert(0, inline)
    entries = _entries(following, weak=True)
    if not entries and _SOURCES_ONLY.fullmatch(heading):
        entries = _unmarked(following)
    if not entries:
        return None
    used = [line for _, _, entry in entries for line in entry]
    return Section([lines[at], *used], _notes(entries))


def _after_heading(line: Line) -> Line | None:
    """What follows the heading on its own line ("Notes : (1) …")."""
    found = _HEADING.match(fold(line.block.text[:_LONGEST_HEADING]))
    if not found or found.end() >= len(line.block.text):
        return None
    return Line(line.number, line.start, line.end, line.block.part(found.end(), len(line.block.text)))


def _until_end(lines: list[Line], start: int) -> list[Line]:
    """The lines that may belong to a section that begins at ``start``: until credits or a heading."""
    taken: list[Line] = []
    for line in lines[start:]:
        if line.block.kind == "heading" or is_credits(line.block.text) or (_heading(line) and taken):
            break
        if line.block.text:
            taken.append(line)
    return taken


_Entry = tuple[str, str, list[Line]]


def _entries(lines: list[Line], *, weak: bool) -> list[_Entry]:
    """(key, marker, lines) of each note; the first of its lines still begins with the marker."""
    entries: list[_Entry] = []
    gap: list[Line] = []
    last = 0
    for line in lines:
        marker = _marker(line, last, weak=weak)
        if marker is None:
            gap.append(line)
            continue
        if not entries and gap:
            return []
        if len({g.number for g in gap if not entries or g.number != entries[-1][2][-1].number}) > _MAX_GAP:
            break
        if entries:
            entries[-1][2].extend(gap)
        gap = []
        key = marker_key(marker) or str(line.block.index)
        last = int(key) if key.isdecimal() else last
        entries.append((key, "" if marker == _LISTED else marker, [line]))
    if entries:
        entries[-1][2].extend(_continuation(entries[-1][2][-1], gap))
    return entries


_LISTED = "."
"""Stands for the number that a list prints by itself."""


def _marker(line: Line, last: int, *, weak: bool) -> str | None:
    """The marker that a line begins with, `_LISTED` for an item of a numbered list, None for neither."""
    text = line.block.text
    strong = _STRONG_MARKER.match(text)
    if strong and not _FORM.match(fold(text[:60])):
        return strong["marker"]
    if not weak:
        return None
    found = _WEAK_MARKER.match(text)
    if found and int(marker_key(found["marker"])) in (last + 1, last + 2):
        return found["marker"]
    if line.block.kind == "item" and line.block.index > last and line.start == 0:
        return _LISTED
    return None


def _continuation(entry: Line, gap: list[Line]) -> list[Line]:
    """The lines after the last entry that still belong to it."""
    taken = []
    for line in gap:
        text = line.block.text
        same = line.number == entry.number or (
            line.block.kind == "item" and line.block.index == entry.block.index > 0
        )
        if not (same or text[0].islower() or text[0] in ">→(" or line.block.links() or bare_urls(text)):
            break
        taken.append(line)
    return taken


def _unmarked(lines: list[Line]) -> list[_Entry]:
    """Entries of a list of sources without markers: each names an address."""
    entries: list[_Entry] = []
    for line in lines:
        if not (line.block.links() or bare_urls(line.block.text)):
            break
        entries.append((str(len(entries) + 1), "", [line]))
    return entries


def _without_heading(lines: list[Line], keys_in_text: frozenset[str]) -> Section | None:
    starts = [i for i, line in enumerate(lines) if _marker(line, 0, weak=False)]
    for at in reversed(starts):
        previous = [i for i in starts if i < at]
        key = marker_key(_STRONG_MARKER.match(lines[at].block.text)["marker"])  # type: ignore[index]
        if key not in ("1", "*", "†") or (key == "*" and previous and previous[-1] == at - 1):
            continue
        entries = _entries(_until_end(lines, at), weak=False)
        if entries and any(k in keys_in_text for k, _, _ in entries) and _ascends(entries):
            return Section([line for _, _, entry in entries for line in entry], _notes(entries))
    return None


def _ascends(entries: list[_Entry]) -> bool:
    numbers = [int(key) for key, _, _ in entries if key.isdecimal()]
    return all(a < b for a, b in pairwise(numbers))


def _nothing_follows(lines: list[Line], at: int) -> bool:
    return not any(line.block.text for line in _until_end(lines, at + 1))


def _notes(entries: list[_Entry]) -> list[Note]:
    notes = []
    keys = {key for key, _, _ in entries}
    for key, marker, lines in entries:
        blocks = [line.block for line in lines]
        first = blocks[0]
        blocks[0] = first.part(len(marker) + first.text.index(marker) if marker else 0, len(first.text))
        for number, (each, printed, parts) in enumerate(_run_in(key, marker, blocks, keys)):
            notes.append(Note(each, printed if number else marker, parts))
    return notes


def _run_in(key: str, marker: str, blocks: list[Block], keys: set[str]) -> list[tuple[str, str, list[Block]]]:
    """Notes that follow each other on one line, "(1) … (2) …", taken apart."""
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
