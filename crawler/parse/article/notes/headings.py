"""Headings of notes written by hand, in five languages and some neighbours.

Facts: docs/formats.md#headings-of-notes.
"""

import re

from crawler.parse.article.blocks.blocks import Block
from crawler.parse.article.notes.entries import STRONG_MARKER
from crawler.text.characters import fold

# Folded (no accents, lower case): words for notes, and for lists of sources, whose entries need no marker
# but an address or a work.
_NOTE_WORDS = (
    r"notes?(?: (?:de (?:bas de page|fin|l'auteur)|en bas de page|bibliographiques|a pie' di pagina"
    r"|a pie di pagina|al testo|bibliografiche))?|foot ?notes?|end ?notes?|source notes|legendes?"
    r"|fuss?noten?|endnoten|anmerkung(?:en)?|notas?(?: (?:al pie|a pie)(?: de pagina)?| finales| de rodape)?"
    r"|remarques?|noten|voetnoten|eindnoten"
)
_SOURCE_WORDS = (
    r"sources?(?: (?:citees|consultees|cited|used))?|references?(?: (?:bibliographiques|cited))?"
    r"|reference list|renvois|bibliographie|webographie|sitographie|bibliography|citations?|works cited"
    r"|cited works|quellen?(?:angaben?|hinweise?|nachweise?|verzeichnis)?|(?:weiterfuhrende )?literatur"
    r"(?:angaben|hinweise|verzeichnis|nachweise?)?|einzelnachweise|nachweise|belege|referenzen|verweise"
    r"|fuentes?(?: consultadas)?|referencias?(?: bibliograficas)?|bibliografia|fonti?|fontes?|bronnen"
    r"|riferimenti(?: bibliografici)?|pour en savoir plus|further reading"
)
_AND = r"\s*(?:et|and|und|y|e|&|/|,|ou|\+|en)\s*(?:les\s+)?"
_HEADING = re.compile(
    rf"[\W_]{{0,12}}(?:\d{{1,2}}[.)]\s+)?"
    rf"(?P<words>(?:{_NOTE_WORDS}|{_SOURCE_WORDS})(?:{_AND}(?:{_NOTE_WORDS}|{_SOURCE_WORDS}))*)"
    r"(?:\s+(?:de l'article|du billet|of the article|zum artikel))?\s*[:.]?[\s*_–—-]*"
)
_SOURCES_ONLY = re.compile(rf"(?:{_SOURCE_WORDS})(?:{_AND}(?:{_SOURCE_WORDS}))*")
_TEXT_KINDS = frozenset(("paragraph", "heading", "quote", "item", "preformatted"))
_LONGEST = 80  # characters


def note_heading(line: Block) -> str | None:
    """The heading's words, folded, if the line is (or begins with) one; else None."""
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


def after_heading(line: Block) -> Block | None:
    """What follows the heading on its own line ("Notes : (1) …")."""
    found = _HEADING.match(fold(line.text[:_LONGEST]))
    if not found or found.end() >= len(line.text):
        return None
    return line.part(found.end(), len(line.text))


def names_sources(heading: str) -> bool:
    """Whether a heading announces sources alone, which need no markers."""
    return _SOURCES_ONLY.fullmatch(heading) is not None
