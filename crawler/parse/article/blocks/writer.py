"""Writes the text of one block piece by piece, with its spans."""

from crawler.parse.article.blocks.block import Span, SpanKind
from crawler.text.characters import clean


class TextWriter:
    """Collects the pieces of a block's text and its spans, with white space as in a browser."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blank = False
        """Whether a space is pending before the next word."""
        self.open: list[Span] = []
        self.spans: list[Span] = []

    def write(self, text: str, *, preformatted: bool) -> None:
        """Add text of the page. Runs of white space become one space unless the text is preformatted."""
        text = clean(text)
        if preformatted:
            self._emit(text.replace("\t", "    "))
            return
        words = text.split()
        if not words:
            self.blank = self.blank or bool(text)
            return
        if text[0].isspace():
            self.blank = True
        self._space()
        self._emit(" ".join(words))
        self.blank = text[-1].isspace()

    def mark(self, text: str, kind: SpanKind, value: str = "") -> None:
        """Add a marker as a span."""
        self._space()
        start = self.length
        self._emit(text)
        self.spans.append(Span(start, self.length, kind, value))

    def separate(self, character: str) -> None:
        """Add a newline or tab, unless the text is empty."""
        if self.length:
            self.pieces.append(character)
            self.length += 1
        self.blank = False

    def begin(self, kind: SpanKind, value: str = "") -> None:
        """Begin a span. It starts with the next text."""
        self.open.append(Span(-1, -1, kind, value))

    def close(self) -> None:
        """End the last open span."""
        if not self.open:
            return
        span = self.open.pop()
        if 0 <= span.start < self.length and span.kind != "raised":
            span.end = self.length
            self.spans.append(span)

    def take(self, *, preformatted: bool) -> tuple[str, list[Span]] | None:
        """The text so far and its spans, or None if it is empty. Open spans continue in the next block."""
        text = "".join(self.pieces)
        found = None
        if text.strip():
            still_open = [Span(s.start, self.length, s.kind, s.value) for s in self.open if s.start >= 0]
            spans = sorted(self.spans + still_open, key=lambda s: (s.start, -s.end))
            found = (text.rstrip() if preformatted else text, spans)
        for span in self.open:
            span.start = -1
        self.pieces, self.spans, self.length, self.blank = [], [], 0, False
        return found

    def _space(self) -> None:
        if self.blank and self.length:
            self.pieces.append(" ")
            self.length += 1
        self.blank = False

    def _emit(self, text: str) -> None:
        for span in self.open:
            if span.start < 0:
                span.start = self.length
        self.pieces.append(text)
        self.length += len(text)
