"""Where a post's content stands in its page: the elements that hold it."""

import copy
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from crawler.parse.page.content.beside import Piece, lead_before, notes_beside
from crawler.parse.page.content.entry_frame import cut_entry_frame, cut_title
from crawler.parse.page.content.extractor import extract_content
from crawler.parse.page.content.plainness import is_plain
from crawler.parse.page.facts.byline import title_heading
from crawler.text import class_names

# What holds a post's content, most certain first: microformats and microdata, then the names that blog
# software and themes give it. Not one theme's class: each is used by whole families of them.
_ROLES = (
    *("text_by_microformats", "text_by_builder", "text_by_engine", "text_by_article", "text_by_post"),
    *("text_by_postcontent", "text_by_page", "text_by_field", "text_by_style", "text_by_common_word"),
)
_RANKS = {name: rank for rank, role in enumerate(_ROLES) for name in class_names.names(role).split()}
_CERTAIN = 3
"""Names of ranks below this are blog software's own and believed however short the post is; others must hold
most of the page's text, and little else."""
_WHOLES = ("//article", "//main | //*[@role='main' or @id='content' or @id='main']", "//body")
_WHOLE = frozenset(("article", "main", "body"))
_SHARE = 0.35
"""Of the page's text in paragraphs."""
_NO_POST = (
    "ancestor-or-self::*[@id='comments' or @id='secondary' or @id='sidebar' or self::aside or self::footer"
    " or contains(@class, 'related') or contains(@class, 'h-cite') or contains(@class, 'comment-')]"
)


def find_content(root: HtmlElement) -> list[Piece]:
    """What holds the post, in order: of the most certain kind that the page has, the fullest.

    Several pieces if the post is printed so side by side; none if the page has no body. Where no name is
    certain, the extractor finds the body.
    """
    ranked: dict[int, list[HtmlElement]] = {}
    for element, rank in _named(root):
        ranked.setdefault(rank, []).append(element)
    for rank in sorted(rank for rank in ranked if rank < _CERTAIN):
        found = _fullest(ranked[rank])
        if found:
            return _whole(found)
    least = _SHARE * _weight(root)
    likely = _uncertain(root, ranked, least)
    if not likely or all(e.tag != "body" and is_plain(e, entry=e.tag in _WHOLE) for e in likely):
        return _whole(likely)
    named = len(likely) == 1 and likely[0].tag not in _WHOLE
    extracted = extract_content(likely[0] if named else root)
    return [Piece(*extracted)] if extracted else _whole(likely)


def _whole(elements: list[HtmlElement]) -> list[Piece]:
    return [Piece(element, element) for element in elements]


def _uncertain(root: HtmlElement, ranked: dict[int, list[HtmlElement]], least: float) -> list[HtmlElement]:
    """The element that holds most of the page's text, by a less certain name, or by its tag."""
    for rank in sorted(ranked):
        found = _fullest(ranked[rank])
        if found and sum(map(_weight, found)) >= least:
            return found
    for path in _WHOLES:
        found = _fullest(root.xpath(path))[:1]
        if found and (path == _WHOLES[-1] or _weight(found[0]) >= least):
            return found
    return []


def inner_html(root: HtmlElement, content: list[Piece], title: str) -> str:
    """The inside of the post's elements as HTML, with lead and notes, without the frame of a whole page.

    ``root`` is the page's root element, ``title`` the post's title.
    """
    lead, beside = lead_before(content), notes_beside(root, content)
    around = [] if lead is None else [_serial(lead)]
    inside = (_inside(_without_frame(piece.text, title)) for piece in content)
    return "".join([*around, *inside, *map(_serial, beside)])


def _without_frame(element: HtmlElement, title: str) -> HtmlElement:
    """A copy of an element that holds the post's text, without what is printed around the text."""
    text = copy.deepcopy(element)
    framed = text.tag in _WHOLE or text.get("id") in ("content", "main") or _is_unnamed(text)
    if framed or title_heading(text, title) is not None:  # where the title stands, the rest may, too
        cut_entry_frame(text, title)
    else:
        cut_title(text, title)
    return text


def _named(root: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    """The elements with a name of `_ROLES`, and its rank."""
    for value in root.xpath("//@class"):
        ranks = [_RANKS[name] for name in value.lower().split() if name in _RANKS]
        if ranks:
            yield value.getparent(), min(ranks)
    for element in root.xpath("//*[contains(@itemprop, 'articleBody')]"):
        yield element, 1


def _is_unnamed(element: HtmlElement) -> bool:
    """Whether no name says that an element holds the text: the lines around it stand in there, too."""
    named = any(name in _RANKS for name in element.get("class", "").lower().split())
    return not named and "articleBody" not in element.get("itemprop", "")


def _fullest(elements: list[HtmlElement]) -> list[HtmlElement]:
    """The element with the longest text, and those of its kind beside it."""
    found = [e for e in elements if e.tag not in ("html", "script") and not e.xpath(_NO_POST)]
    if not found:
        return []
    fullest = max(found, key=lambda e: len(e.text_content()))
    parent = fullest.getparent()
    return [
        e
        for e in found
        if e is fullest or (e.getparent() is parent and e.get("class") == fullest.get("class"))
    ]


def _weight(element: HtmlElement) -> int:
    """How much text stands in paragraphs."""
    return sum(len(p.text_content()) for p in element.iterdescendants("p"))


def _inside(content: HtmlElement) -> str:
    inside = [lxml.html.tostring(child, encoding="unicode") for child in content]
    return (content.text or "") + "".join(inside)


def _serial(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode", with_tail=False))
