"""Headings of notes written by hand, in the languages of the table of words.

Facts: docs/formats.md#headings-of-notes.
"""

import re

from crawler.parse.article.blocks.block import TextBlock
from crawler.parse.article.notes.entries import STRONG_MARKER
from crawler.text import phrases
from crawler.text.characters import fold

# Words for notes, and for lists of sources, whose entries need an address or a work instead of a marker.
_NAME = r"(?:{note_heading}|{source_heading})"
_AND = r"(?:\s+{and}\s+|\s*[&/,+]\s*)(?:{the}\s+)?"
_HEADING = phrases.pattern(
    r"[\W_]{0,12}(?:\d{1,2}[.)]\s+)?"
    rf"(?P<words>{_NAME}(?:{_AND}{_NAME})*)"
    r"(?:\s+{of_article})?\s*[:.]?[\s*_–—-]*",
    re.NOFLAG,
)
_SOURCES_ONLY = phrases.pattern(r"{source_heading}(?:" + _AND + r"{source_heading})*", re.NOFLAG)
_TEXT_KINDS = frozenset(("paragraph", "heading", "quote", "item", "preformatted"))
_LONGEST = 80  # characters


def note_heading(line: TextBlock) -> str | None:
    """The folded words of the heading if the line is or begins with a heading, else None."""
    text = line.text
    if line.kind not in _TEXT_KINDS:
        return None
    folded = fold(text[:_LONGEST])
    found = _HEADING.fullmatch(folded)
    if found and len(text) <= _LONGEST:
        return found["words"]
    lead = _HEADING.match(folded)
    if lead and lead[0].rstrip().endswith(":") and STRONG_MARKER.match(folded, lead.end()):
        return lead["words"]
    return None


def after_heading(line: TextBlock) -> TextBlock | None:
    """The text after the heading on the same line ("Notes : (1) …")."""
    found = _HEADING.match(fold(line.text[:_LONGEST]))
    if not found or found.end() >= len(line.text):
        return None
    return line.part(found.end(), len(line.text))


def names_sources(heading: str) -> bool:
    """Whether a heading announces only sources, which need no markers."""
    return _SOURCES_ONLY.fullmatch(heading) is not None
