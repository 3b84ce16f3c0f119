"""Removes site chrome from the content of a post: sharing, related posts, advertising, navigation."""

from collections import defaultdict
from functools import lru_cache

from bs4 import Tag

from crawler.parse.article.tree.elements import any_of, classes, elements, text_of
from crawler.parse.article.tree.share_links import share_lines
from crawler.text import class_names

_CHROME = any_of(class_names.names("chrome"))
# Boxes that lead to other pages. A post may use such a name for its own text, which is not all links.
_BOXES = any_of(class_names.names("leading_elsewhere"))
_TEXTS_TOO = any_of(class_names.names("texts_too"))
_MOST = 0.5
"""A name that texts also have is ignored on an element with a larger share of the text."""
_SHORT = 400
"""Characters of a text. A form may be longer than a text of this length."""
_LINKED = 0.5
"""A box leads elsewhere if this share of its text is linked. The rest may be a teaser of the other page."""
_SILENT = frozenset(("script", "style", "link", "meta", "template"))
_TAGS = _SILENT | {"form", "nav"}


def chrome_in(root: Tag) -> list[Tag]:
    """The elements of the tree that do not belong to the post. It does not change the tree."""
    everything = list(elements(root))
    found = _believed(root, [e for e in everything if e.name in _TAGS or (e.attrs and _is_chrome(e))])
    return [*found, *share_lines(everything)]


def cut(chrome: list[Tag]) -> bool:
    """Remove elements from their tree. Returns whether any of them was visible."""
    seen = any(element.name not in _SILENT for element in chrome)
    for element in chrome:
        if not element.decomposed:
            element.decompose()
    return seen


def _believed(root: Tag, found: list[Tag]) -> list[Tag]:
    """The chrome, except elements with names that texts also have, if they hold most text and few links."""
    named: dict[str, list[Tag]] = defaultdict(list)
    for element in found:
        name = _TEXTS_TOO.search(classes(element))
        named[name[0] if name else "<form>" if element.name == "form" else ""].append(element)
    chrome = named.pop("", [])
    whole = len(text_of(root)) if named else 0
    for ones in named.values():
        own = set(map(id, ones))
        outer = [element for element in ones if own.isdisjoint(map(id, element.parents))]
        held = sum(len(text_of(element)) for element in outer)
        linked = sum(len(text_of(link)) for element in outer for link in element.find_all("a", href=True))
        short = ones[0].name == "form" and whole <= _SHORT
        if held <= _MOST * whole or linked >= _LINKED * held or short:
            chrome += ones
    return chrome


def _is_chrome(element: Tag) -> bool:
    chrome, box = _signs(classes(element))
    return (
        chrome
        or "AggregateRating" in str(element.attrs.get("itemtype", ""))
        or (box and _leads_elsewhere(element))
    )


@lru_cache(maxsize=20_000)  # a blog prints the same names in every post
def _signs(names: str) -> tuple[bool, bool]:
    """Whether names are those of chrome, and whether they are those of a box that leads elsewhere."""
    return _CHROME.search(names) is not None, _BOXES.search(names) is not None


def _leads_elsewhere(box: Tag) -> bool:
    linked = sum(len(text_of(link)) for link in box.find_all("a", href=True))
    return 0 < linked >= _LINKED * len(text_of(box))
