"""Footnotes, and the markers in the text that point to them."""

from dataclasses import dataclass
from typing import Literal

from crawler.items.table import column, table

NoteKind = Literal["source", "tweet", "book", "note"]
NoteStatus = Literal["referenced", "unreferenced"]
ReferenceStatus = Literal["resolved", "repeated", "ambiguous", "orphan"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """A book or article that a footnote names, with or without an address."""

    title: str
    """Title without quotation marks."""
    authors: str | None = None
    """Authors as printed."""
    publisher: str | None = None
    """Publisher as printed."""
    year: int | None = None
    """Year of publication."""


@table("footnotes", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class Footnote:
    """The footnotes of the articles, with the sources that they name."""

    key: str = column(index=True)
    """Key that ties markers to the note: "1" for `¹`, `(1)` and `[1]`; "*" or "**" for asterisks."""
    marker: str
    """Marker in front of the note, as printed. Empty if the page numbers its notes automatically."""
    kind: NoteKind
    """`source` (contains an address), `tweet` (contains the address of a tweet), `book` (names a work) or
    `note`."""
    label: str | None = None
    """Label in front of the text, as printed ("Source", "Extrait du tweet", "Lire aussi")."""
    text: str
    """Text of the note, with its label but without its marker."""
    html: str
    """The note as sanitised HTML."""
    status: NoteStatus
    """`referenced` if a marker in the text points to it, otherwise `unreferenced`."""
    work: Work | None = None
    """The book or article that it names."""
    urls: tuple[str, ...] = ()
    """Addresses in the note, as printed and in order, as a JSON list. Each also has a row in links."""


@table("footnote_references", part_of="articles")
@dataclass(frozen=True, kw_only=True, slots=True)
class FootnoteReference:
    """Footnote markers in the text, with the sentence around them and the footnote that they point to."""

    key: str
    """Key that ties the marker to its note: "1" for `¹`, `(1)` and `[1]`; "*" or "**" for asterisks."""
    marker: str
    """Marker as printed in the text of the paragraph."""
    paragraph: int
    """Position of the paragraph that contains it."""
    offset: int
    """Offset of the marker in the text of the paragraph, in code points, starting at 0."""
    context: str
    """Sentence that contains the marker."""
    footnote: int | None = None
    """Position of the footnote that it most likely points to. NULL for an orphan."""
    status: ReferenceStatus
    """`resolved` (first use of a key that has exactly one note), `repeated` (the same key again), `ambiguous`
    (another `*`, or digits with two possible readings) or `orphan` (no note has this key)."""
