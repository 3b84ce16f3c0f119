"""Reads a tree into blocks, in one pass over the elements and without recursion."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from bs4 import Tag

from crawler.parse.article.blocks.block import (
    Block,
    EmbeddedBlock,
    ImageBlock,
    Mark,
    RuleBlock,
    TextBlock,
    TextKind,
)
from crawler.parse.article.blocks.writer import TextWriter
from crawler.parse.article.tree.elements import any_of, attr, classes, emoji, events, is_hidden, text_of
from crawler.text import class_names
from crawler.text.characters import CLOSING, OPENING, superscript
from crawler.text.note_markers import CIRCLED, SIGN

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul amp-img".split()
)
_UNSEEN = frozenset(
    "script style template noscript head title button select svg math object audio video".split()
)
_ROLES = {role: any_of(class_names.names(role)) for role in ("unseen", "caption", "figure")}
_CELL_BLOCKS = ["p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_SPANNED = frozenset(("a", "b", "strong", "sup")) | _CODE
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS: dict[str, TextKind] = {
    "tr": "item",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "pre": "preformatted",
}
# Raised characters that are a marker or an exponent, never "er" or "e"
# (docs/formats.md#markers-and-references).
_RAISED = re.compile(
    rf"[{re.escape(OPENING)}]?\s*(?:(?:{SIGN}\s?)?\d{{1,3}}(?:\s*[,;–-]\s*\d{{1,3}})*|\*{{1,5}}|[†‡§]|{CIRCLED})"
    rf"\s*[{re.escape(CLOSING)}]?"
)


Recognise = Callable[[Tag], Sequence[EmbeddedBlock]]


def read_blocks(
    root: Tag, cuts: Mapping[int, object] | None = None, recognise: Recognise | None = None
) -> list[Block]:
    """The blocks below an element, in order.

    ``cuts`` maps id(element) to `CUT` or a `Mark`. ``recognise`` is called for every element. If the element
    is a tweet or another embed, it returns the blocks that replace the element.
    """
    return _Reader(cuts or {}, recognise).read(root)


def read_text(root: Tag, cuts: Mapping[int, object] | None = None) -> list[TextBlock]:
    """The texts below an element, in order. ``cuts`` is the same as in `read_blocks`."""
    return [block for block in read_blocks(root, cuts) if isinstance(block, TextBlock) and block.text]


class _Reader:
    def __init__(self, cuts: Mapping[int, object], recognise: Recognise | None) -> None:
        self.cuts, self.recognise = cuts, recognise
        self.blocks: list[Block] = []
        self.waiting: list[ImageBlock] = []  # images inside the text of a block
        self.kinds: list[tuple[TextKind, int | None, int]] = [("paragraph", None, -1)]
        self.entered: list[int] = []  # id() of the enclosing block elements
        self.figures: list[int] = [0]
        self.counters: list[int] = []  # for each enclosing list: next number, or -1
        self.preformatted = self.row = self.figure_count = 0
        self.skip: set[int] = set()
        self.writer = TextWriter()

    def read(self, root: Tag) -> list[Block]:
        for event, node in events(root, self.skip):
            if event == "text":
                self.writer.write(str(node), preformatted=bool(self.preformatted))
            elif isinstance(node, Tag):
                (self.start if event == "start" else self.end)(node)
        self.flush()
        return self.blocks

    def start(self, element: Tag) -> None:
        name = element.name
        cut = self.cuts.get(id(element))
        if cut is not None:
            self.skip.add(id(element))
            if isinstance(cut, Mark):
                self.writer.mark(cut.text, "reference", cut.note)
            return
        placed = self.recognise(element) if self.recognise else ()
        if placed:
            self.skip.add(id(element))
            self.flush()
            self.blocks += placed
        elif name in _BLOCKS and not _is_unseen(element):
            self.start_block(element)
        else:
            self.start_inline(element)

    def start_inline(self, element: Tag) -> None:
        name = element.name
        if name == "br":
            self.writer.separate("\n")
        elif name == "img":
            self.image(element)
        elif name in _UNSEEN or _is_unseen(element):
            self.skip.add(id(element))
        elif name == "hr":
            self.flush()
            self.blocks.append(RuleBlock())
        elif name == "sup" or (name == "span" and self.is_raised(element)):
            self.start_raised(element)
        elif name in ("a", "b", "strong"):
            self.writer.begin("link" if name == "a" else "strong", attr(element, "href"))
        elif name in _CODE:
            self.writer.begin("code")

    def end(self, element: Tag) -> None:
        name = element.name
        if id(element) in self.skip:
            return
        if name in _BLOCKS:
            self.end_block(element)
        elif name in _SPANNED:
            self.writer.close()

    def start_block(self, element: Tag) -> None:
        name = element.name
        if self.row:
            self.writer.separate("\t" if name in ("td", "th") else "\n")
            return
        self.flush()
        if name == "tr" and not element.find(_CELL_BLOCKS):
            self.row += 1
        if name in ("ul", "ol", "dl"):
            self.counters.append(_number(attr(element, "start"), 1) if name == "ol" else -1)
        if name == "pre":
            self.preformatted += 1
        if name == "figure" or "figure" in _roles(element):
            self.figure_count += 1
            self.figures.append(self.figure_count)
        self.kinds.append(self.kind_of(element))
        self.entered.append(id(element))

    def kind_of(self, element: Tag) -> tuple[TextKind, int | None, int]:
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
        if "caption" in _roles(element):
            return "caption", None, -1
        kind = _KINDS.get(name)
        return (kind, None, -1) if kind and (name != "tr" or self.row) else outer

    def end_block(self, element: Tag) -> None:
        name = element.name
        if not self.entered or self.entered[-1] != id(element):
            return  # a block inside a cell is part of the row
        self.entered.pop()
        self.flush()
        if name == "tr" and self.row:
            self.row -= 1
        if name in ("ul", "ol", "dl"):
            self.counters.pop()
        if name == "pre":
            self.preformatted -= 1
        if name == "figure" or "figure" in _roles(element):
            self.figures.pop()
        self.kinds.pop()

    def is_raised(self, element: Tag) -> bool:
        """Whether an element other than ``<sup>`` is styled as superscript and contains a marker."""
        return (
            "super" in attr(element, "style")
            and _RAISED.fullmatch(text_of(element)) is not None
            and not any(id(d) in self.cuts for d in element.descendants)
        )

    def start_raised(self, element: Tag) -> None:
        text = text_of(element)
        if not _RAISED.fullmatch(text) or any(id(d) in self.cuts for d in element.descendants):
            self.writer.begin("raised")
            return
        link = element.find("a")
        if isinstance(link, Tag) and attr(link, "href") and not attr(link, "href").startswith("#"):
            self.writer.begin("link", attr(link, "href"))
            self.writer.mark(superscript(text), "raised")
            self.writer.close()
        else:
            self.writer.mark(superscript(text), "raised")
        self.skip.add(id(element))

    def image(self, element: Tag) -> None:
        character = emoji(element)
        if character:
            self.writer.write(character, preformatted=bool(self.preformatted))
            return
        self.waiting.append(ImageBlock(element, self.figures[-1]))

    def flush(self) -> None:
        kind, level, number = self.kinds[-1]
        taken = self.writer.take(preformatted=bool(self.preformatted))
        if taken:
            text, spans = taken
            whole = TextBlock(kind, text, level, spans, number, self.figures[-1])
            lead = len(text) - len(text.lstrip("\n")) if self.preformatted else 0
            trimmed = self.preformatted or not (text[0].isspace() or text[-1].isspace())
            self.blocks.append(whole if trimmed and not lead else whole.part(lead, len(text)))
        self.blocks += self.waiting
        self.waiting = []


def _is_unseen(element: Tag) -> bool:
    return bool(element.attrs) and (is_hidden(element) or "unseen" in _roles(element))


def _roles(element: Tag) -> frozenset[str]:
    """The roles of an element by its class and id, of those in `_ROLES`."""
    return _roles_of(classes(element)) if element.attrs else _NO_ROLES


_NO_ROLES: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)  # a blog prints the same names in every post
def _roles_of(names: str) -> frozenset[str]:
    return frozenset(role for role, pattern in _ROLES.items() if pattern.search(names))


def _number(value: str, otherwise: int) -> int:
    """The number of a list in an attribute."""
    return int(value) if re.fullmatch(r"\d{1,5}", value) else otherwise
