"""A text that reads like an article: long prose in few parts, which is most of what its page shows."""

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
"""Characters of prose that any note or teaser may have."""
_LENGTHS = (4_000, 8_000)
"""Characters of prose, each of which makes an article likelier."""
_PART = 300
"""Characters of prose for each heading: what sells or explains in catchwords has less."""
_LEAST_SHARE, _SHARE = 0.25, 0.5
"""How much of the page's text the prose is at least, and in most articles."""
_LINKED = 0.25
"""A text of which more is linked is a list."""
_PARAGRAPH, _PARAGRAPHS = 120, 10
"""Characters of a whole paragraph, and how many of these a long article has."""
_IN_PARAGRAPHS = 0.5
_FEW_LEADING = 3
"""So many headings that lead to other pages make no list of cards."""
_BLOCKS = ("p", "blockquote", "li", "dd", "div", "td")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NAME_WORDS = (3, 5)
"""Words in an address's name, each of which makes it likelier that it was made of a title."""
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_ALONE = 2
"""Where nothing but its text speaks for an article, it has to speak the louder."""


class Text(NamedTuple):
    """A page's text in numbers."""

    prose: int
    """Characters of prose."""
    share: float
    """How much of the page's text it is, from 0 to 1."""
    linked: float
    """How much of it is linked, from 0 to 1."""
    headings: int
    leading: int
    """The headings that lead to other pages."""
    paragraphs: int
    """Blocks of prose that are as long as paragraphs."""
    in_paragraphs: float
    """How much of the text is in them, from 0 to 1."""


def points_of_prose(content: Content, root: HtmlElement, url: str, *, alone: bool) -> int:
    """How much the text of the page at ``url`` speaks for an article: 0 for not at all, up to 9.

    ``root`` is the page's root element; ``alone`` says that nothing else speaks for an article.
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
    """The prose of each block that is a whole paragraph, without that of blocks inside it."""
    for block in text.iter(*_BLOCKS):
        own = weights.prose[block] - sum(weights.prose.get(inner, 0) for inner in block)
        if own >= _PARAGRAPH:
            yield own


def _words(url: str) -> int:
    """How many words the name at the end of an address has.

    >>> _words("https://blog.example/2018/the-mill-that-stopped.html"), _words("https://blog.example/about/")
    (4, 1)
    """
    name = re.sub(r"\.\w{2,5}$", "", unquote(page_path(url)).rstrip("/").rpartition("/")[2])
    spaced = _DENSE.sub(r"\g<0> ", name)  # scripts that put no blanks between words
    return len(re.findall(r"[^\W_]+", spaced))
