"""Recognises texts that read like an article: long prose in few parts that makes up most of the page."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.items import page_path
from crawler.parse.page.content.pieces import Content
from crawler.parse.page.content.weights import Weights, weigh
from crawler.parse.page.facts.cards import link_of

_LEAST = 1500
"""Fewer characters of prose say nothing: any note or teaser may have as many."""
_LENGTHS = (4_000, 8_000)
"""Characters of prose. Each of these lengths makes an article likelier."""
_PART = 300
"""Characters of prose per heading. Pages that sell or explain in catchwords have fewer."""
_LEAST_SHARE, _SHARE = 0.25, 0.5
"""The share of prose in the page's text: the minimum, and the share of most articles."""
_LINKED = 0.25
"""A text with a larger share of linked text is a list."""
_PARAGRAPH, _PARAGRAPHS = 120, 10
"""Characters of a whole paragraph, and the number of such paragraphs in a long article."""
_IN_PARAGRAPHS = 0.5
_FEW_LEADING = 3
"""Up to this many headings that lead to other pages do not form a list of cards."""
_BLOCKS = ("p", "blockquote", "li", "dd", "div", "td")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NAME_WORDS = (3, 5)
"""Numbers of words in the name of an address. Each makes it likelier that it was formed from a title."""
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_ALONE = 2
"""Points that are subtracted if only the text speaks for an article."""


class Text(NamedTuple):
    """The text of a page in numbers."""

    prose: int
    """Characters of prose."""
    share: float
    """Share of the prose in the page's text, from 0 to 1."""
    linked: float
    """Share of the linked text, from 0 to 1."""
    headings: int
    leading: int
    """Number of headings that lead to other pages."""
    paragraphs: int
    """Number of blocks of prose that are as long as paragraphs."""
    in_paragraphs: float
    """Share of the text in these blocks, from 0 to 1."""


def points_of_prose(content: Content, root: HtmlElement, url: str, *, alone: bool) -> int:
    """The points of the text of the page at ``url`` for an article, from 0 to 9.

    ``root`` is the page's root element. ``alone`` means that nothing else speaks for an article.
    """
    if content.kept < _LEAST:
        return 0
    text = _measured(content, root)
    if (
        text.share < _LEAST_SHARE
        or text.linked >= _LINKED
        or text.leading > max(_FEW_LEADING, text.paragraphs / 4)
    ):
        return 0
    words = _words(url)
    signs = (
        *(text.prose >= length for length in _LENGTHS),
        *(words >= number for number in _NAME_WORDS),
        text.prose >= _PART * (text.headings + 1),
        text.share >= _SHARE,
        text.in_paragraphs >= _IN_PARAGRAPHS,
        text.paragraphs >= _PARAGRAPHS,
    )
    doubt = _ALONE + 2 * (words < _NAME_WORDS[0]) if alone else 0
    return max(0, sum(signs) - doubt)


def _measured(content: Content, root: HtmlElement) -> Text:
    pieces = [(piece.text, weigh(piece.text)) for piece in content.pieces]
    length = max(1, sum(weights.text[text] for text, weights in pieces))
    headings = [heading for text, _ in pieces for heading in text.iter(*_HEADINGS)]
    paragraphs = [own for text, weights in pieces for own in _paragraphs(text, weights)]
    return Text(
        prose=content.kept,
        share=content.kept / max(content.kept, weigh(root).text[root]),
        linked=sum(weights.linked[text] for text, weights in pieces) / length,
        headings=len(headings),
        leading=sum(link_of(heading) is not None for heading in headings),
        paragraphs=len(paragraphs),
        in_paragraphs=sum(paragraphs) / length,
    )


def _paragraphs(text: HtmlElement, weights: Weights) -> Iterable[float]:
    """The prose of each block that is a whole paragraph, without blocks inside it."""
    for block in text.iter(*_BLOCKS):
        own = weights.prose[block] - sum(weights.prose.get(inner, 0) for inner in block)
        if own >= _PARAGRAPH:
            yield own


def _words(url: str) -> int:
    """The number of words in the last part of an address.

    >>> _words("https://blog.example/2018/the-mill-that-stopped.html"), _words("https://blog.example/about/")
    (4, 1)
    """
    name = re.sub(r"\.\w{2,5}$", "", unquote(page_path(url)).rstrip("/").rpartition("/")[2])
    spaced = _DENSE.sub(r"\g<0> ", name)  # scripts without blanks between words
    return len(re.findall(r"[^\W_]+", spaced))
