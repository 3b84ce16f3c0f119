"""A note before its text is read: its blocks, its marker, and the parts to leave out around both."""

import re
from dataclasses import dataclass, field

from bs4 import Tag

from crawler.parse.article.blocks.block import TextBlock
from crawler.parse.article.tree.elements import text_of
from crawler.text import phrases
from crawler.text.characters import marker_key
from crawler.text.note_markers import END_ROUND, END_SQUARE, MARKER

#: Classes and ids of notes and of links to notes.
NOTE_NAMES = re.compile(
    r"(?:foot|end|side)[-_]?note"
    r"|(?:^|[\s_:#-])(?:fn|ftn|edn|nb|notes?|ref(?:erence)?s?|cite_note|sdfootnote\d)(?:$|[\s_:.\d-])",
    re.IGNORECASE,
)
#: The text of a link from a note back to its marker.
BACK = phrases.pattern(
    r"[\s\[\](]*(?:[↩↑⏎⤴⮐⇧↵⇑⬆^←«\ufe0e\ufe0f]*\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹a-z]?"
    r"|[↩↑⏎⤴⮐⇧↵⇑⬆^←🔙\ufe0e\ufe0f]*\s*(?:{back}|🔙)(?:\s+{to}(?:\s+{the})?\s*\w{2,10})?)[\s\])]*"
)
#: Elements that a marker may be wrapped in.
INLINE = frozenset(("sup", "span", "a", "small", "b", "strong", "em", "i", "cite"))


@dataclass(slots=True)
class UnparsedNote:
    """A note before its label, addresses and work are read."""

    key: str
    marker: str
    blocks: list[TextBlock]
    mark: str = ""
    """The note of the `Mark` of its references. "" if only the key ties them."""
    at: int = -1
    """The first block of its section, if only the key ties it. -1 if any marker may refer to it."""


@dataclass(slots=True)
class Markup:
    """Notes found by markup, with the elements to remove or replace when the text is read."""

    notes: list[UnparsedNote] = field(default_factory=list)
    cuts: dict[int, object] = field(default_factory=dict)


def without_marker(blocks: list[TextBlock], key: str) -> list[TextBlock]:
    """The blocks of a note without its marker and the remains of back links."""
    kept = [_without_tail(b) for b in blocks if not _LEFT_OVER.fullmatch(b.text)]
    while kept and _is_marker(kept[0].text, key) and len(kept) > 1:
        kept = kept[1:]
    if not kept:
        return []
    first = kept[0]
    start = _LEFT_OVER.match(first.text)
    at = start.end() if start and start[0].count("[") == start[0].count("]") else 0
    closing = _CLOSING.match(first.text, at)
    at = closing.end() if closing else at
    printed = MARKER.match(first.text, at)
    if printed and marker_key(printed[0]) == key and printed.end() < len(first.text):
        separator = _SEPARATOR.match(first.text, printed.end())
        at = separator.end() if separator else printed.end()
    return [first.part(at, len(first.text)), *kept[1:]]


def _without_tail(block: TextBlock) -> TextBlock:
    tail = _EMPTY_BRACKETS.search(block.text[-_LONGEST_TAIL:])
    return block.part(0, len(block.text) - len(tail[0])) if tail else block


_LONGEST_TAIL = 40  # characters
# The remains after a note whose back link was in separate brackets.
_EMPTY_BRACKETS = re.compile(r"(?:\s*(?:\[\s*\]|\(\s*\)))+\s*$")
_LEFT_OVER = re.compile(r"(?:[\s^↩️︎]|\[\s*\]|\(\s*\))*")
# The remains of "[1]" and "1)" if only the number was the link back to the text.
_CLOSING = re.compile(rf"(?:(?:{END_SQUARE}|{END_ROUND})[.:：]?|[.:](?=\s)|[:：．](?!//))\s*(?=\S)")
_SEPARATOR = re.compile(r"[\s.:^–-]*")


def _is_marker(text: str, key: str) -> bool:
    return MARKER.fullmatch(text) is not None and marker_key(text) == key


def is_cut(element: Tag, found: Markup) -> bool:
    """Whether an element, one around it, or a part of a line in it is already a marker or note."""
    near = [element, *element.find_all(INLINE), *element.parents]
    return any(id(e) in found.cuts for e in near)


def outermost(link: Tag, text: str) -> Tag:
    """The marker with the brackets, ``<sup>`` and spans that contain nothing else."""
    element, bare = link, text.strip("()[]{} ")
    while element.parent is not None and element.parent.name in INLINE:
        around = text_of(element.parent)
        if around.strip("()[]{} ") != bare:
            break
        element = element.parent
    return element
