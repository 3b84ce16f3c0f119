"""Finds the text of a page's post: the elements that hold it, without the parts to leave out."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from crawler.parse.page.content.beside import Piece, lead_before, notes_beside
from crawler.parse.page.content.chrome import chrome_of
from crawler.parse.page.content.clutter import clutter_in
from crawler.parse.page.content.entry_frame import cut_entry_frame, cut_title
from crawler.parse.page.content.holders import find_holders, is_named
from crawler.parse.page.content.scripts import text_in_scripts
from crawler.parse.page.content.stories import own_story
from crawler.parse.page.content.weights import SILENT, Weights, weigh
from crawler.parse.page.elements import PageElements
from crawler.parse.page.facts.byline import title_heading

_WHOLE = frozenset(("article", "main", "body"))
_LITTLE = 200
"""Characters of prose. A page with fewer may show its text by scripts, or in ``<noscript>``."""
_HELD_BACK = frozenset(("noscript", "template"))
_DOUBTFUL, _MISSING = 0.5, 500
"""A text with less than this share of the page's prose is doubtful if this many characters are missing."""


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a page's post."""

    pieces: Sequence[Piece]
    """The elements that hold it, in page order: several if the page prints it in pieces side by side."""
    kept: int
    """Number of characters of prose in the pieces."""
    offered: int
    """Number of characters of prose on the page, outside navigation, comments and the like."""

    @property
    def is_doubtful(self) -> bool:
        """Whether much of the page's prose is missing."""
        return self.kept < _DOUBTFUL * self.offered and self.offered - self.kept >= _MISSING


def find_content(page: PageElements, article: Mapping[str, Any] | None = None) -> Content:
    """The text of a page's post.

    ``article`` is the object of JSON-LD that describes the post. If the page shows no text, it comes from
    that object, from ``<noscript>`` or from the data of a script.
    """
    root = page.root
    weights = weigh(root)
    if weights.prose[root] >= _LITTLE:
        return _content(page, weights)
    held_back = weigh(root, SILENT - _HELD_BACK)
    if held_back.prose[root] >= weights.prose[root] + _LITTLE:
        return _content(page, held_back, show=page.tagged(*_HELD_BACK))
    drawn = text_in_scripts(root, article or {})
    if drawn is not None:
        prose = weigh(drawn).prose[drawn]
        return Content([Piece(drawn, drawn)], prose, prose)
    return _content(page, weights)


def _content(page: PageElements, weights: Weights, show: Iterable[HtmlElement] = ()) -> Content:
    chrome, hidden = chrome_of(page, weights)
    shown = [*hidden, *show]
    bare = weights.without(chrome)
    pieces: list[Piece] = []
    kept = 0
    story = own_story(page.root, bare)
    for holder in find_holders(page, story, bare, chrome):
        clutter = clutter_in(holder, chrome, weights)
        piece = _piece(holder, clutter, shown)
        empty = not piece.text.text_content().strip() and holder.text_content().strip()
        pieces.append(Piece(holder, holder) if empty else piece)
        kept += bare.prose[holder] - sum(bare.prose[element] for element in clutter)
    return Content(pieces, kept, bare.prose[story])


def _piece(holder: HtmlElement, clutter: list[HtmlElement], shown: list[HtmlElement]) -> Piece:
    """The text in an element, as a copy if something is left out or has to be made visible."""
    leave, show = set(clutter), set(shown)
    if not leave and not show:
        return Piece(holder, holder)
    text = copy.deepcopy(holder)
    for element, twin in list(zip(holder.iter(), text.iter(), strict=True)):
        if element in show:
            _show(twin)
        if element in leave and twin.getparent() is not None:
            twin.drop_tree()
    return Piece(holder, text)


def _show(element: HtmlElement) -> None:
    for name in ("hidden", "style", "aria-hidden"):
        element.attrib.pop(name, None)
    if element.tag in _HELD_BACK:
        element.tag = "div"


def inner_html(page: PageElements, content: Sequence[Piece], title: str) -> str:
    """The content of the post's elements as HTML, with lead and notes, without the frame of a whole page.

    ``title`` is the post's title.
    """
    lead, beside = lead_before(content), notes_beside(page, content)
    around = [] if lead is None else [_serial(lead)]
    inside = (_inside(_without_frame(piece.text, title)) for piece in content)
    return "".join([*around, *inside, *map(_serial, beside)])


def _without_frame(element: HtmlElement, title: str) -> HtmlElement:
    """A copy of an element with the post's text, without the frame around the text."""
    text = copy.deepcopy(element)
    framed = text.tag in _WHOLE or text.get("id") in ("content", "main") or not is_named(text)
    if framed or title_heading(text, title) is not None:  # the rest of the frame may be there, too
        cut_entry_frame(text, title)
    else:
        cut_title(text, title)
    return text


def _inside(content: HtmlElement) -> str:
    inside = [lxml.html.tostring(child, encoding="unicode") for child in content]
    return (content.text or "") + "".join(inside)


def _serial(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode", with_tail=False))
