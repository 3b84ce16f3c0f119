"""Finds the chrome of a page, around a text and within it: navigation, forms, sharing, comments, other posts.

Tags, roles and names are the signs of chrome, and any of them may be wrong: page builders call every part of
a text "widget", and servers send a text hidden until a script shows it. So each sign is judged by all of the
elements that have it: a sign on much of the page's prose is ignored.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.parse.page.content.own import is_panel_of_notes
from crawler.parse.page.content.weights import Weights
from crawler.parse.page.elements import PageElements
from crawler.text import class_names

_TAGS = frozenset("nav aside footer form button dialog menu input label fieldset".split())
_ROLES = frozenset("navigation banner contentinfo complementary dialog search".split())
_WHOLE = frozenset(("html", "body", "main", "article"))
_NAMES = {
    role: class_names.words_pattern(role) for role in ("leading_words", "readers_words", "chrome_words")
}
_WRITTEN = class_names.pattern("written")
# Names that describe layout or display. Themes and page builders print them everywhere.
_STATE = re.compile(
    r"(?:.*[-_])?(?:has|no|with|without|is|show|shows|hide)[-_].*|(?:show|hide|has)[A-Z].*"
    r"|.*[-_](?:open|opened|closed|enabled|disabled)|elementor-widget.*"
)
_MUCH = 0.3
"""A sign on a larger share of the prose is ignored."""
_LEFT = 250
"""Characters of prose that must be left if an element named for comments holds much. A page with less prose
has too little to decide by."""
_HEADING = 0.1
"""An element with the page's heading and this share of its prose is not chrome."""
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def chrome_of(page: PageElements, weights: Weights) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """The elements of chrome, and the hidden ones that are not chrome: they hold text, or readers open them.

    ``weights`` are those of the page's root. No element of chrome is inside another.
    """
    root = page.root
    signed = _signed(page)
    hidden = signed.get(_HIDDEN, [])
    opened = _opened(page, hidden)
    signed[_HIDDEN] = [element for element in hidden if element not in opened]
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
    heading = next(iter(page.tagged("h1")), None)
    around = set() if heading is None else {heading, *heading.iterancestors()}
    found -= {e for e in found & around if weights.prose[e] > _HEADING * whole}
    return outermost(found | readers), shown


def _signed(page: PageElements) -> dict[str, list[HtmlElement]]:
    """The elements of a page by each sign that they are chrome.

    Elements of the whole page are not chrome. Parts of code are not, either: highlighters call them
    "token comment", "tag" and "meta".
    """
    none = set(page.tagged(*_WHOLE)).union(*(e.iterdescendants() for e in page.tagged("pre", "code")))
    none.update(_named_for_text(page))
    signed: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in page.tagged(*_TAGS):
        signed[f"<{element.tag}>"].append(element)
    signed["<address>"] = [e for e in page.root.iter("address") if _is_in(e, "header", "footer")]
    for attribute in _SIGNING:
        for value, elements in page.by(attribute).items():
            for sign in _signs_of(attribute, value):
                signed[sign] += elements
    return {sign: [e for e in elements if e not in none] for sign, elements in signed.items()}


def _named_for_text(page: PageElements) -> Iterator[HtmlElement]:
    """The elements below the page's heading that are named for the text, whatever their other names.

    Themes add names for what comes with a text: "entry share" (Hueman).
    """
    heading = next(iter(page.tagged("h1")), None)
    for below in heading.itersiblings() if heading is not None else ():
        if not _TEXT.isdisjoint(below.get("class", "").split()):
            yield below


_TEXT = class_names.name_set("entry_text") | {"entry"}


def _is_in(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _held(elements: list[HtmlElement], weights: Weights, much: float) -> float:
    """The prose that elements hold together. Nesting is only looked for if the sum exceeds ``much``."""
    held = sum(weights.prose[element] for element in elements)
    return held if held <= much else sum(weights.prose[element] for element in outermost(elements))


def _opened(page: PageElements, hidden: list[HtmlElement]) -> set[HtmlElement]:
    """The hidden elements that readers open to read notes: panels of an accordion.

    Other panels often hold no text but forms, prices or menus.
    """
    if not hidden:
        return set()
    controlled = {name.lstrip("#") for value in _controls(page) for name in value.split() if len(name) > 1}
    panels = [element for element in hidden if element.get("id") in controlled or _is_below_button(element)]
    return {element for element in panels if is_panel_of_notes(element)}


def _controls(page: PageElements) -> Iterator[str]:
    """The values of attributes that name what a button or tab opens."""
    for attribute in ("aria-controls", "data-bs-target", "data-target"):
        yield from page.by(attribute)
    for link in page.having("data-toggle", "data-bs-toggle"):
        if link.tag == "a":
            yield link.get("href", "")
    tabs = page.named(lambda role: role in ("button", "tab"), "role")
    for link in (*tabs, *page.having("aria-expanded")):
        if link.tag == "a" and link.get("href", "").startswith("#"):
            yield link.get("href", "")


def _is_below_button(element: HtmlElement) -> bool:
    """Whether the element before it is or holds a button that opens something."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return next((True for e in before.iter("*") if "aria-expanded" in e.attrib), False)


def leads_elsewhere(element: HtmlElement) -> bool:
    """Whether an element of chrome leads to other posts only by names that a text may also have."""
    signs = _signs(element)
    leading = _NAMES["leading_words"]
    return bool(signs) and all(leading.search(sign) and not _is_of_readers(sign) for sign in signs)


def _is_of_readers(sign: str) -> bool:
    """Whether a name is one of a place for comments: readers may have written more than the author."""
    return _NAMES["readers_words"].search(sign) is not None


_HIDDEN = "hidden"


def _signs(element: HtmlElement) -> list[str]:
    """The tag, role, state and names that may show that an element is chrome."""
    if element.tag in _WHOLE:
        return []
    told = [sign for name, value in element.items() for sign in _signs_of(name, value)]
    return [f"<{element.tag}>", *told] if element.tag in _TAGS else told


@lru_cache(maxsize=50_000)  # a blog prints the same values on every page
def _signs_of(attribute: str, value: str) -> tuple[str, ...]:
    """The signs in the value of an attribute."""
    if attribute in ("class", "id"):
        return _named(value)
    if attribute == "role":
        return (f"role={value}",) if value in _ROLES else ()
    hides = attribute == "hidden" or (attribute == "aria-hidden" and value == "true")
    return (_HIDDEN,) if hides or (attribute == "style" and _UNSEEN.search(value)) else ()


_SIGNING = ("class", "id", "role", "style", "hidden", "aria-hidden")


def _named(names: str) -> tuple[str, ...]:
    """The names in an attribute that mark an element as chrome."""
    return tuple(
        name
        for name in names.split()
        if any(words.search(name) for words in _NAMES.values())
        and not _STATE.fullmatch(name)
        and not _WRITTEN.fullmatch(name)
    )


def outermost(elements: Collection[HtmlElement]) -> list[HtmlElement]:
    """The elements that are not inside another of them."""
    inside = set(elements)
    return [element for element in elements if inside.isdisjoint(element.iterancestors())]
