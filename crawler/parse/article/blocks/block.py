"""The post as a list of blocks, one below the other, with plain text.

All later steps work on the text and on spans for links, bold text and superscripts.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from bs4 import Tag

from crawler.items import Embed, TweetPlace

TextKind = Literal["paragraph", "heading", "quote", "item", "preformatted", "caption"]
SpanKind = Literal["link", "strong", "raised", "reference", "code"]


@dataclass(slots=True)
class Span:
    """A stretch of a block's text with a meaning."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""
    """For a link: its address as printed. For a reference: the mark of the note."""


@dataclass(slots=True)
class TextBlock:
    """A text on separate lines."""

    kind: TextKind
    text: str = ""
    level: int | None = None
    spans: list[Span] = field(default_factory=list)
    number: int = -1
    """The number of an item in a numbered list. -1 for everything else."""
    figure: int = 0
    """The number of its figure, or 0."""
    order: int = 0
    """Its index before notes and credits were removed, to find the next section of notes."""

    def links(self) -> list[Span]:
        """The spans that are links."""
        return [span for span in self.spans if span.kind == "link"]

    def part(self, start: int, end: int) -> "TextBlock":
        """A block with the text from ``start`` to ``end``, trimmed, with its spans."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        end = start + len(text)
        spans = [
            Span(max(s.start, start) - start, min(s.end, end) - start, s.kind, s.value)
            for s in self.spans
            if s.start < end and s.end > start
        ]
        return TextBlock(self.kind, text, self.level, spans, self.number, self.figure, self.order)

    def is_strong(self) -> bool:
        """Whether the whole text is bold."""
        bold = sum(s.end - s.start for s in self.spans if s.kind == "strong")
        return bool(self.text) and bold >= len(self.text.rstrip(" :.")) > 0


@dataclass(frozen=True, slots=True)
class TweetBlock:
    """An embedded tweet."""

    tweet: TweetPlace
    """Its ``paragraph`` is not known yet."""


@dataclass(frozen=True, slots=True)
class EmbedBlock:
    """An embed other than a tweet."""

    embed: Embed
    """Its ``paragraph`` is not known yet."""


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """A picture."""

    element: Tag
    figure: int
    """The number of its figure, or 0."""


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A horizontal rule."""


EmbeddedBlock = TweetBlock | EmbedBlock
Block = TextBlock | EmbeddedBlock | ImageBlock | RuleBlock


def prints_address(line: TextBlock) -> bool:
    """Whether the line is only an address: as plain text, or as a link that prints its target."""
    text = line.text
    links = line.links()
    if not links:
        return _ADDRESS.match(text) is not None
    shown = text.rstrip("….").removeprefix("https://").removeprefix("http://").removeprefix("www.")
    link = links[0]
    return link.start == 0 and link.end == len(text) and "/" in shown and shown in link.value


_ADDRESS = re.compile(r"(?:https?:)?//|(?:www\.|mobile\.)?(?:twitter|x)\.com/|pic\.twitter", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Replaces an element with a marker that refers to the note ``note``."""

    text: str
    note: str


#: Removes an element.
CUT = object()
