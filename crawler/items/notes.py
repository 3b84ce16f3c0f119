"""Footnotes, and the markers in the text that point to them."""

from dataclasses import dataclass
from typing import Literal

from crawler.items.table import column, table

NoteKind = Literal["source", "tweet", "book", "note"]
NoteStatus = Literal["referenced", "unreferenced"]
ReferenceStatus = Literal["resolved", "repeated", "ambiguous", "orphan"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """A book or article that a note names, with or without an address."""

    title: str
    """Title without its quotation marks."""
    authors: str | None = None
    """Authors as printed."""
    publisher: str | None = None
    """Publisher as printed."""
    year: int | None = None
    """Year of publication."""


@table("footnotes", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Footnote:
    """The notes at the end of articles, with the sources they name."""

    key: str = column(index=True)
    """What markers and notes have in common: "1" for `¹`, `(1)`, `[1]`; "*", "**"."""
    marker: str
    """The marker in front of the note, as printed; empty where the page numbers it by itself."""
    kind: NoteKind
    """`source` (has an address), `tweet` (its address is a tweet's), `book` (names a work) or `note`."""
    label: str | None = None
    """What the note says that it is, as printed ("Source", "Extrait du tweet", "Lire aussi")."""
    text: str
    """The note without its marker, with its label."""
    html: str
    """The same as sanitised HTML."""
    status: NoteStatus
    """`unreferenced` if nothing in the text points to it."""
    work: Work | None = None
    """The book or article that it names."""
    urls: tuple[str, ...] = ()
    """Addresses in the note as printed, in order, as JSON; each is also a row of links."""


@table("footnote_references", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class FootnoteReference:
    """Markers in the text: which word, which sentence, which note."""

    key: str
    """What marker and note have in common: "1" for `¹`, `(1)`, `[1]`; "*", "**"."""
    marker: str
    """The marker as it stands in the paragraph's text."""
    paragraph: int
    """Position of the paragraph that holds it."""
    offset: int
    """Where it begins in that paragraph's text, in code points from 0."""
    context: str
    """The sentence around it."""
    footnote: int | None = None
    """Position of the note that it most likely means; NULL for an orphan."""
    status: ReferenceStatus
    """`resolved` (the first use of a key that has one note), `repeated`, `ambiguous` (a further `*`, or
    digits that could be read in two ways) or `orphan` (no such note)."""
