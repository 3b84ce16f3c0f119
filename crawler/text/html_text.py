"""Small pieces of HTML as plain text: titles, names, comments."""

import html
import re

import lxml.html

from crawler.text.characters import clean, one_line

_BLOCKS = frozenset(
    "address article blockquote dd div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 header hr li ol p "
    "pre section table tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*")


def plain(markup: str) -> str:
    r"""An HTML fragment as one line of plain text: tags dropped, entities decoded.

    >>> plain("R&amp;D&nbsp;: l&#8217;<em>avis</em>\n du public")
    'R&D : l’avis du public'
    """
    if "<" not in markup:
        return one_line(html.unescape(markup))
    return one_line("".join(_pieces(markup, block=" ", line=" ")))


def paragraphs_text(markup: str) -> str:
    """An HTML fragment as plain text: paragraphs separated by an empty line, ``<br>`` as a newline."""
    text = "".join(_pieces(markup, block="\n\n", line="\n"))
    paragraphs = (_LINE.sub("\n", clean(p)).strip() for p in re.split(r"\n\s*\n", text))
    return "\n\n".join(p for p in paragraphs if p)


def _pieces(markup: str, *, block: str, line: str) -> list[str]:
    """The text of a fragment in order, with ``block`` around block elements and ``line`` for breaks."""
    try:
        root = lxml.html.document_fromstring(f"<div>{clean(markup)}</div>")
    except lxml.etree.ParserError:  # nothing in it but comments
        return []
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                pieces.append(block)
            elif tag == "br":
                pieces.append(line)
            elif tag == "img" and "wp-smiley" in element.get("class", "").split():
                pieces.append(element.get("alt", ""))
            if element.text and tag not in _UNSEEN:
                pieces.append(_collapsed(element.text))
        else:
            if tag in _BLOCKS:
                pieces.append(block)
            if element.tail:
                pieces.append(_collapsed(element.tail))
    return pieces


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text)
