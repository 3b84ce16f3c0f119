"""Converts small pieces of HTML to plain text: titles, names, comments."""

import html
import re
from collections.abc import Iterable, Iterator

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.text.characters import clean, one_line

_BLOCKS = frozenset(
    "address article blockquote dd div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 header hr li ol p "
    "pre section table tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*")


def plain(markup: str) -> str:
    r"""An HTML fragment as one line of plain text, without tags and with entities decoded.

    >>> plain("R&amp;D&nbsp;: l&#8217;<em>avis</em>\n du public")
    'R&D : l’avis du public'
    """
    if "<" not in markup:
        return one_line(html.unescape(markup))
    return one_line("".join(_pieces(markup, block=" ", line=" ")))


def paragraphs_text(markup: str) -> str:
    """An HTML fragment as plain text. Empty lines separate paragraphs, and ``<br>`` is a newline."""
    return _paragraphs(_pieces(markup, block="\n\n", line="\n"))


def paragraphs_of(elements: Iterable[HtmlElement]) -> str:
    """The content of elements as in `paragraphs_text`. Each element begins a new paragraph."""
    return _paragraphs(
        piece for element in elements for piece in ("\n\n", *_inside(element, "\n\n", "\n"), "\n\n")
    )


def _paragraphs(pieces: Iterable[str]) -> str:
    text = "".join(pieces)
    paragraphs = (_LINE.sub("\n", clean(p)).strip() for p in re.split(r"\n\s*\n", text))
    return "\n\n".join(p for p in paragraphs if p)


def _pieces(markup: str, *, block: str, line: str) -> Iterator[str]:
    """The text of a fragment in order, with ``block`` around block elements and ``line`` for breaks."""
    try:
        root = lxml.html.document_fromstring(f"<div>{clean(markup)}</div>")
    except lxml.etree.ParserError:  # it contains only comments
        return iter(())
    return _inside(root, block, line)


def _inside(root: HtmlElement, block: str, line: str) -> Iterator[str]:
    """The text below an element, as in `_pieces`."""
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag, inner = element.tag, element is not root
        if event == "start":
            if inner and tag in _BLOCKS:
                yield block
            elif inner and tag == "br":
                yield line
            elif inner and tag == "img" and "wp-smiley" in element.get("class", "").split():
                yield element.get("alt", "")
            if element.text and tag not in _UNSEEN:
                yield _collapsed(element.text)
        elif inner:
            if tag in _BLOCKS:
                yield block
            if element.tail:
                yield _collapsed(element.tail)


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text)
