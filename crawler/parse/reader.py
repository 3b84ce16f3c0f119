"""A tree is read into blocks: one pass over the elements, without recursion."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bs4 import Tag

from crawler.parse.blocks import Block, BlockKind, Mark, Placed, Span, SpanKind
from crawler.parse.characters import clean, superscript
from crawler.parse.tree import any_of, attr, classes, emoji, events, is_hidden, text_of

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul amp-img".split()
)
_UNSEEN = frozenset(
    "script style template noscript head title button select svg math object audio video".split()
)
_UNSEEN_CLASSES = any_of("screen-reader-text sr-only visually-hidden more-link assistive-text")
_CAPTIONS = any_of("wp-caption-text wp-caption-dd gallery-caption caption-text image-caption tr-caption")
_FIGURES = any_of("wp-caption tr-caption-container")
_CELL_BLOCKS = ["p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS: dict[str, BlockKind] = {
    "tr": "item",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "pre": "preformatted",
}
# What stands raised and is a marker or an exponent, never "er" or "e" (formats.md 4.7, 4.8, 4.11).
_RAISED = re.compile(r"[(\[]?\s*(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|\*{1,5}|[†‡§])\s*[)\]]?")


Recognise = Callable[[Tag], Placed | None]


@dataclass(slots=True)
class Flow:
    """What reading a tree gives."""

    blocks: list[Block]
    images: list[Tag]


def read_blocks(
    root: Tag, cuts: Mapping[int, object] | None = None, recognise: Recognise | None = None
) -> Flow:
    """The blocks below an element, in order.

    ``cuts`` maps id(element) to `CUT` or a `Mark`; ``recognise`` is asked for every element whether it
    is a tweet or another embed, which then becomes a block without text.
    """
    return _Reader(cuts or {}, recognise).read(root)


class _Reader:
    def __init__(self, cuts: Mapping[int, object], recognise: Recognise | None) -> None:
        self.cuts, self.recognise = cuts, recognise
        self.blocks: list[Block] = []
        self.images: list[Tag] = []
        self.waiting: list[Block] = []  # images met inside the text of a block
        self.kinds: list[tuple[BlockKind, int | None, int]] = [("paragraph", None, -1)]
        self.entered: list[int] = []  # id() of the block elements around
        self.figures: list[int] = [0]
        self.counters: list[int] = []  # of the lists around: next number, or -1
        self.preformatted = self.row = self.figure_count = 0
        self.skip: set[int] = set()
        self.pieces: list[str] = []
        self.length = 0
        self.blank = False
        self.open: list[Span] = []
        self.spans: list[Span] = []

    def read(self, root: Tag) -> Flow:
        for event, node in events(root, self.skip):
            if event == "text":
                self.write(str(node))
            elif isinstance(node, Tag):
                (self.start if event == "start" else self.end)(node)
        self.flush()
        return Flow(self.blocks, self.images)

    def start(self, element: Tag) -> None:
        name = element.name
        cut = self.cuts.get(id(element))
        if cut is not None:
            self.skip.add(id(element))
            if isinstance(cut, Mark):
                self.mark(cut.text, "reference", cut.note)
            return
        placed = self.recognise(element) if self.recognise else None
        if placed:
            self.skip.add(id(element))
            self.flush()
            self.blocks.append(Block(placed.kind, index=placed.index, figure=self.figures[-1]))
        elif name in _BLOCKS and not is_hidden(element) and not _UNSEEN_CLASSES.search(classes(element)):
            self.start_block(element)
        else:
            self.start_inline(element)

    def start_inline(self, element: Tag) -> None:
        name = element.name
        if name == "br":
            self.separate("\n")
        elif name == "img":
            self.image(element)
        elif name in _UNSEEN or is_hidden(element) or _UNSEEN_CLASSES.search(classes(element)):
            self.skip.add(id(element))
        elif name == "hr":
            self.flush()
            self.blocks.append(Block("rule"))
        elif name == "sup":
            self.start_raised(element)
        elif name in ("a", "b", "strong"):
            kind: SpanKind = "link" if name == "a" else "strong"
            self.open.append(Span(-1, -1, kind, attr(element, "href")))

    def end(self, element: Tag) -> None:
        name = element.name
        if id(element) in self.skip:
            return
        if name in _BLOCKS:
            self.end_block(element)
        elif name in ("a", "b", "strong", "sup"):
            self.close()

    def start_block(self, element: Tag) -> None:
        name = element.name
        if self.row:
            self.separate("\t" if name in ("td", "th") else "\n")
            return
        self.flush()
        if name == "tr" and not element.find(_CELL_BLOCKS):
            self.row += 1
        if name in ("ul", "ol", "dl"):
            self.counters.append(_number(attr(element, "start"), 1) if name == "ol" else -1)
        if name == "pre":
            self.preformatted += 1
        if name == "figure" or _FIGURES.search(classes(element)):
            self.figure_count += 1
            self.figures.append(self.figure_count)
        self.kinds.append(self.kind_of(element))
        self.entered.append(id(element))

    def kind_of(self, element: Tag) -> tuple[BlockKind, int | None, int]:
        name = element.name
        outer = self.kinds[-1]
        if name in _HEADINGS:
            return "heading", int(name[1]), -1
        if name in ("li", "dt", "dd"):
            number = -1
            if name == "li" and self.counters and self.counters[-1] >= 0:
                number = _number(attr(element, "value"), self.counters[-1])
                self.counters[-1] = number + 1
            return "item", max(1, len(self.counters)), number
        if _CAPTIONS.search(classes(element)):
            return "caption", None, -1
        kind = _KINDS.get(name)
        return (kind, None, -1) if kind and (name != "tr" or self.row) else outer

    def end_block(self, element: Tag) -> None:
        name = element.name
        if not self.entered or self.entered[-1] != id(element):
            return  # a block within a row's cell is part of the row
        self.entered.pop()
        self.flush()
        if name == "tr" and self.row:
            self.row -= 1
        if name in ("ul", "ol", "dl"):
            self.counters.pop()
        if name == "pre":
            self.preformatted -= 1
        if name == "figure" or _FIGURES.search(classes(element)):
            self.figures.pop()
        self.kinds.pop()

    def start_raised(self, element: Tag) -> None:
        text = text_of(element)
        if not _RAISED.fullmatch(text) or any(id(d) in self.cuts for d in element.descendants):
            self.open.append(Span(-1, -1, "raised"))
            return
        link = element.find("a")
        if isinstance(link, Tag) and attr(link, "href") and not attr(link, "href").startswith("#"):
            self.open.append(Span(self.length, -1, "link", attr(link, "href")))
            self.mark(superscript(text), "raised")
            self.close()
        else:
            self.mark(superscript(text), "raised")
        self.skip.add(id(element))

    def image(self, element: Tag) -> None:
        character = emoji(element)
        if character:
            self.write(character)
            return
        self.images.append(element)
        self.waiting.append(Block("image", index=len(self.images) - 1, figure=self.figures[-1]))

    def write(self, text: str) -> None:
        text = clean(text)
        if self.preformatted:
            self.emit(text.replace("\t", "    "))
            return
        words = text.split()
        if not words:
            self.blank = self.blank or bool(text)
            return
        if text[0].isspace():
            self.blank = True
        if self.blank and self.length:
            self.pieces.append(" ")
            self.length += 1
        self.blank = False
        self.emit(" ".join(words))
        self.blank = text[-1].isspace()

    def emit(self, text: str) -> None:
        for span in self.open:
            if span.start < 0:
                span.start = self.length
        self.pieces.append(text)
        self.length += len(text)

    def mark(self, text: str, kind: SpanKind, value: str = "") -> None:
        if self.blank and self.length:
            self.pieces.append(" ")
            self.length += 1
        self.blank = False
        start = self.length
        self.emit(text)
        self.spans.append(Span(start, self.length, kind, value))

    def separate(self, character: str) -> None:
        if self.length:
            self.pieces.append(character)
            self.length += 1
        self.blank = False

    def close(self) -> None:
        if not self.open:
            return
        span = self.open.pop()
        if 0 <= span.start < self.length and span.kind != "raised":
            span.end = self.length
            self.spans.append(span)

    def flush(self) -> None:
        kind, level, number = self.kinds[-1]
        text = "".join(self.pieces)
        body = text.rstrip() if self.preformatted else text.strip()
        if body:
            still_open = [Span(s.start, self.length, s.kind, s.value) for s in self.open if s.start >= 0]
            whole = Block(kind, text, level, self.spans + still_open, number, self.figures[-1])
            whole.spans.sort(key=lambda s: (s.start, -s.end))
            lead = len(text) - len(text.lstrip("\n")) if self.preformatted else 0
            self.blocks.append(whole if self.preformatted and not lead else whole.part(lead, len(text)))
        for span in self.open:
            span.start = -1
        self.blocks += self.waiting
        self.pieces, self.spans, self.waiting, self.length, self.blank = [], [], [], 0, False


def _number(value: str, otherwise: int) -> int:
    """A list's number as an attribute gives it."""
    return int(value) if re.fullmatch(r"\d{1,5}", value) else otherwise
