"""What a page prints around a text and within it: navigation, forms, sharing, comments, other posts.

Tags, roles and names say so, and any of them may be wrong: page builders call every part of a text "widget",
servers send a text hidden and let a script show it. So a sign counts by all that it is printed on: one that
is on much of the page's prose says nothing.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.parse.page.content.own import is_panel_of_notes
from crawler.parse.page.content.weights import Weights
from crawler.text import class_names

_TAGS = frozenset("nav aside footer form button dialog menu input label fieldset".split())
_ROLES = frozenset("navigation banner contentinfo complementary dialog search".split())
_WHOLE = frozenset(("html", "body", "main", "article"))
_NAMES = {
    role: class_names.words_pattern(role) for role in ("leading_words", "readers_words", "chrome_words")
}
# Names that say how something is laid out or shown, as themes and builders print them around everything.
_STATE = re.compile(
    r"(?:.*[-_])?(?:has|no|with|without|is|show|shows|hide)[-_].*|(?:show|hide|has)[A-Z].*"
    r"|.*[-_](?:open|opened|closed|enabled|disabled)|elementor-widget.*"
)
_MUCH = 0.3
"""A sign on more of the prose says nothing."""
_LEFT = 250
"""Characters of prose that must be left where a name of the readers' place holds much; a page with less prose
has too little to tell by."""
_HEADING = 0.1
"""What holds the page's heading and so much of its prose is no chrome."""
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def chrome_of(root: HtmlElement, weights: Weights) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """The elements of chrome, and the hidden ones that are none: they hold the text, or readers open them.

    ``weights`` are those of ``root``. None of the first is inside another of them.
    """
    signed: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in weights.prose:
        for sign in _signs(element):
            signed[sign].append(element)
    opened = _opened(root, signed[_HIDDEN])
    signed[_HIDDEN] = [element for element in signed[_HIDDEN] if element not in opened]
    whole = weights.prose[root]
    found: set[HtmlElement] = set()
    readers: set[HtmlElement] = set()
    shown = list(opened)
    for sign, elements in signed.items():
        held = _held(elements, weights, _MUCH * whole)
        if held <= _MUCH * whole:
            found.update(elements)
        elif _is_of_readers(sign) and (whole < _LEFT or whole - held >= _LEFT):
            readers.update(elements)
        elif sign == _HIDDEN:
            shown += elements
    heading = next(root.iter("h1"), None)
    around = set() if heading is None else {heading, *heading.iterancestors()}
    found -= {e for e in found & around if weights.prose[e] > _HEADING * whole}
    return outermost(found | readers), shown


def _held(elements: list[HtmlElement], weights: Weights, much: float) -> float:
    """How much prose elements hold together; which are inside others is looked for only past ``much``."""
    held = sum(weights.prose[element] for element in elements)
    return held if held <= much else sum(weights.prose[element] for element in outermost(elements))


def _opened(root: HtmlElement, hidden: list[HtmlElement]) -> set[HtmlElement]:
    """The hidden elements that a reader opens to read notes: panels of an accordion.

    Other panels hold as much that is no text: forms, prices, menus.
    """
    if not hidden:
        return set()
    controlled = {
        name.lstrip("#") for value in root.xpath(_CONTROLS) for name in str(value).split() if len(name) > 1
    }
    panels = [element for element in hidden if element.get("id") in controlled or _is_below_button(element)]
    return {element for element in panels if is_panel_of_notes(element)}


_CONTROLS = (
    "//@aria-controls | //@data-bs-target | //@data-target | //a[@data-toggle or @data-bs-toggle]/@href"
    " | //a[@role='button' or @role='tab' or @aria-expanded][starts-with(@href, '#')]/@href"
)


def _is_below_button(element: HtmlElement) -> bool:
    """Whether the element before says that it opens something."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return next((True for e in before.iter("*") if "aria-expanded" in e.attrib), False)


def leads_elsewhere(element: HtmlElement) -> bool:
    """Whether only names that a text may have, too, say that an element of chrome leads to other posts."""
    signs = _signs(element)
    leading = _NAMES["leading_words"]
    return bool(signs) and all(leading.search(sign) and not _is_of_readers(sign) for sign in signs)


def _is_of_readers(sign: str) -> bool:
    """Whether a name is of a place for comments: readers may have written more than the author."""
    return _NAMES["readers_words"].search(sign) is not None


_HIDDEN = "hidden"


def _signs(element: HtmlElement) -> list[str]:
    """The tag, role, state and names by which an element may be known for chrome."""
    if element.tag in _WHOLE:
        return []
    signs = [f"<{element.tag}>"] if element.tag in _TAGS else []
    for name, value in element.items():
        if name in ("class", "id"):
            signs += _named(value)
        elif name == "role":
            signs += [f"role={value}"] if value in _ROLES else []
        elif name in _HIDING and _hides(name, value):
            signs.append(_HIDDEN)
    return signs


_HIDING = frozenset(("style", "hidden", "aria-hidden"))


def _hides(name: str, value: str) -> bool:
    """Whether an attribute says that a page hides an element until a script shows it."""
    if name == "style":
        return _UNSEEN.search(value) is not None
    return name == "hidden" or (name == "aria-hidden" and value == "true")


@lru_cache(maxsize=20_000)  # pages and sites print the same names again and again
def _named(names: str) -> tuple[str, ...]:
    """The names that say that an element is chrome, of those in an attribute."""
    return tuple(
        name
        for name in names.split()
        if any(words.search(name) for words in _NAMES.values()) and not _STATE.fullmatch(name)
    )


def outermost(elements: Collection[HtmlElement]) -> list[HtmlElement]:
    """Those elements that are inside none of the others."""
    inside = set(elements)
    return [element for element in elements if inside.isdisjoint(element.iterancestors())]
