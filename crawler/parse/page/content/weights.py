"""Counts the text, linked text and prose of every element of a page, in one pass over the tree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import lxml.etree
from lxml.html import HtmlElement

#: Elements whose text readers do not see.
SILENT = frozenset(
    "script style noscript template svg title select option datalist object audio video canvas map math "
    "textarea".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_SHORT, _LONG = 25, 80
"""Characters. A block below the first is a label. A block above the second is prose, with or without
punctuation."""
_LINKED = 0.5
"""A block with a larger share of linked text is not prose."""
_DOUBTFUL = 0.4
"""The share that counts as prose of a block of middle length without punctuation."""
_PUNCTUATION = re.compile(r"[.!?,;:…](?:\s|$|[”\"'»)])|[।؟،؛。！？、，；：።။]")
# In scripts without blanks between words, one character says as much as about three in others.
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(slots=True)
class Weights:
    """Number of characters below every element, without white space at both ends of each piece."""

    text: dict[HtmlElement, int] = field(default_factory=dict)
    linked: dict[HtmlElement, int] = field(default_factory=dict)
    """Number of characters in links."""
    prose: dict[HtmlElement, int] = field(default_factory=dict)
    """Number of characters in blocks that read like sentences. Sums of integers are the same in any order."""

    def linked_share(self, element: HtmlElement) -> float:
        """Share of linked text in an element, from 0 to 1. 0 for an element without text."""
        linked = self.linked[element]
        return linked / self.text[element] if linked else 0.0

    def without(self, left_out: Iterable[HtmlElement]) -> "Weights":
        """The weights without the text of these elements. No element may be inside another."""
        rest = Weights(dict(self.text), dict(self.linked), dict(self.prose))
        for element in left_out:
            for above in element.iterancestors():
                if above in rest.text:
                    rest.text[above] -= self.text[element]
                    rest.linked[above] -= self.linked[element]
                    rest.prose[above] -= self.prose[element]
            rest.text[element] = rest.linked[element] = rest.prose[element] = 0
        return rest


def weigh(root: HtmlElement, silent: frozenset[str] = SILENT) -> Weights:
    """Weigh ``root`` and every element below it. The text of ``silent`` elements does not count."""
    texts: dict[HtmlElement, int] = {}
    linkeds: dict[HtmlElement, int] = {}
    proses: dict[HtmlElement, int] = {}
    around: list[tuple[int, int, int]] = []  # the sums of the elements that are open
    text = linked = prose = links = unseen = block_linked = 0
    block: list[str] = []
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if block and tag in _BLOCKS:
            prose += _prose(" ".join("".join(block).split()), block_linked)
            block.clear()
            block_linked = 0
        if tag == "a":
            links += 1 if event == "start" else -1
        elif tag in silent:
            unseen += 1 if event == "start" else -1
        if event == "start":
            around.append((text, linked, prose))
            text = linked = prose = 0
            piece = element.text
        else:
            texts[element], linkeds[element], proses[element] = text, linked, prose
            outer = around.pop()
            text, linked, prose = outer[0] + text, outer[1] + linked, outer[2] + prose
            piece = element.tail
        if piece and not unseen:
            length = len(piece.strip())
            text += length
            if links:
                linked += length
                block_linked += length
            if length or block:  # blanks at the beginning of a block do not count
                block.append(piece)
    return Weights(texts, linkeds, proses)


def _prose(text: str, linked: int) -> int:
    """The number of characters of a block that count as prose."""
    length = len(text)
    dense = 1 if text.isascii() else 1 + 2 * len(_DENSE.findall(text)) / max(1, length)
    free = length - linked
    if length * dense < _SHORT or free < _LINKED * length:
        return 0
    sure = length * dense >= _LONG or _PUNCTUATION.search(text)
    return round(free * dense * (1 if sure else _DOUBTFUL))
