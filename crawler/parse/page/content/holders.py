"""Finds the elements that hold a page's text, by their names and by the prose below them."""

from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.parse.page.content.weights import Weights
from crawler.parse.page.elements import PageElements
from crawler.text import class_names

# Names of elements with a post's content, most certain first: microformats and microdata, then the names that
# blog software and themes use. Each is used by whole families of themes, none by a single theme.
_ROLES = (
    *("text_by_microformats", "text_by_builder", "text_by_engine", "text_by_article", "text_by_post"),
    *("text_by_postcontent", "text_by_page", "text_by_field", "text_by_style", "text_by_common_word"),
)
_RANKS = {name: rank for rank, role in enumerate(_ROLES) for name in class_names.names(role).split()}
_MICRODATA = 1
"""The rank of microdata's ``articleBody``."""
_CERTAIN = 3
"""Names with a rank below this come from blog software. Others may mark only a part of the text."""
_ENTRIES = {"article": len(_ROLES), "main": len(_ROLES) + 1}
"""Tags that hold an entry, and their ranks."""
_NO_RANK = len(_ROLES) + len(_ENTRIES)
_LEAST_CERTAIN, _LEAST = 0.2, 0.35
"""An element with such a name must hold this share of the page's prose."""
_LITTLE = 400
"""A page with less prose around a certain name has too little to contradict it: a post may be a picture or a
few words."""
_NEARLY = 0.8
"""The text is in the innermost element that holds this share of the prose around it."""
_TEXTS = frozenset(
    "p li blockquote dd dt pre table ul ol dl h1 h2 h3 h4 h5 h6 td th figure center font".split()
)
"""Elements that hold parts of a text, but not the whole."""


def find_holders(
    page: PageElements, story: HtmlElement, weights: Weights, chrome: Sequence[HtmlElement]
) -> list[HtmlElement]:
    """The elements that hold the text of a page's story: a single one, or several side by side.

    ``story`` is the page's root or one of its entries. ``weights`` do not count the page's ``chrome``.
    """
    whole = weights.prose[story]
    for rank, ranked in sorted(_ranked(page, story, set(chrome)).items()):
        found = _fullest(ranked, weights)
        least = _LEAST_CERTAIN if rank < _CERTAIN else _LEAST
        own = sum(weights.prose[element] for element in found)
        if rank < _CERTAIN and whole - own < _LITTLE and any(_shows(e, weights) for e in found):
            return found
        if own >= least * whole:
            return found if rank < _CERTAIN or len(found) > 1 else [_innermost(found[0], weights)]
    return [_innermost(next(story.iter("body"), story), weights)]  # the head holds no text


def _shows(element: HtmlElement, weights: Weights) -> bool:
    """Whether readers see content in an element, even a picture. Links by themselves lead elsewhere."""
    return weights.text[element] > weights.linked[element] or next(element.iter(*_SEEN), None) is not None


_SEEN = ("img", "iframe", "video", "audio", "blockquote", "form")


def is_named(element: HtmlElement) -> bool:
    """Whether a name says that the element holds a text, which means that the frame is outside it."""
    named = any(name in _RANKS for name in element.get("class", "").lower().split())
    return named or "articleBody" in element.get("itemprop", "")


def _ranked(
    page: PageElements, story: HtmlElement, outside: set[HtmlElement]
) -> dict[int, list[HtmlElement]]:
    """The elements of a story with a known name, by rank and in page order, without those in ``outside``."""
    ranks: dict[HtmlElement, int] = {e: _ENTRIES[e.tag] for e in page.tagged(*_ENTRIES)}
    named = [(_rank_of(value), elements) for value, elements in page.by("class").items()]
    named.append((_MICRODATA, page.named(lambda value: "articleBody" in value, "itemprop")))
    for rank, elements in named:
        if rank < _NO_RANK:
            ranks.update({e: min(rank, ranks.get(e, rank)) for e in elements})
    found: dict[int, list[HtmlElement]] = {}
    for element in page.in_order(ranks):
        around = (element, *element.iterancestors())
        if element.tag not in _NO_HOLDERS and story in around and outside.isdisjoint(around):
            found.setdefault(ranks[element], []).append(element)
    return found


_NO_HOLDERS = frozenset(("html", "body", "meta", "script"))


@lru_cache(maxsize=20_000)  # pages and sites print the same names again and again
def _rank_of(names: str) -> int:
    return min((_RANKS[name] for name in names.lower().split() if name in _RANKS), default=_NO_RANK)


def _fullest(elements: list[HtmlElement], weights: Weights) -> list[HtmlElement]:
    """The element with the longest text, and similar ones beside it."""
    fullest = max(elements, key=lambda e: weights.text[e])
    parent, names = fullest.getparent(), fullest.get("class")
    kind = [e for e in elements if e is fullest or (e.getparent() is parent and e.get("class") == names)]
    return [fullest] if fullest.tag in _ENTRIES else kind


def _innermost(root: HtmlElement, weights: Weights) -> HtmlElement:
    """The innermost element with nearly all of the prose below ``root``."""
    holder = root
    while True:
        inner = max(holder.iterchildren("*"), key=lambda e: weights.prose[e], default=None)
        if inner is None or inner.tag in _TEXTS or weights.prose[inner] < _NEARLY * weights.prose[root]:
            return holder
        if not weights.prose[inner] or _is_part(inner, weights):
            return holder
        holder = inner


def _is_part(element: HtmlElement, weights: Weights) -> bool:
    """Whether an element is a section of a text that begins before it: Sphinx and Org nest sections."""
    first = next(element.iterchildren("*"), None)
    if first is None or first.tag not in _SUBHEADINGS:
        return False
    return any(weights.prose[before] >= _PARAGRAPH for before in element.itersiblings("p", preceding=True))


_SUBHEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PARAGRAPH = 60  # characters; lines of authors and days are shorter
