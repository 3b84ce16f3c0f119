"""One look over a post's tree: the names, links and held texts that the search for notes goes by."""

from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import Tag

from crawler.parse.article.tree.elements import attr, classes, elements

_NOTE_TAGS = frozenset(("d-footnote", "dt-fn"))
_CARRIERS = frozenset(("a", "sup", "span", "button", "abbr"))
_HOLDING = (
    "data-footnote-content",
    "data-bigfoot-footnote",
    "data-footnote",
    "data-note",
    "data-content",
    "data-bs-content",
    "data-tippy-content",
    "data-tooltip",
    "data-original-title",
    "title",
)


@dataclass(slots=True)
class TreeIndex:
    """One look over a tree: order, names, and links within the page."""

    order: dict[int, int] = field(default_factory=dict)
    """Every element's place in the page."""
    targets: dict[str, Tag] = field(default_factory=dict)
    """What ids and names lead to."""
    links: list[tuple[Tag, Tag]] = field(default_factory=list)
    """The links within the page and what they lead to."""
    lost: list[tuple[Tag, str]] = field(default_factory=list)
    """The links to places that the page does not have."""
    named: list[tuple[Tag, str]] = field(default_factory=list)
    """Elements with a class or id, and these."""
    words: str = ""
    """All classes and ids."""
    carriers: list[tuple[Tag, str]] = field(default_factory=list)
    """Elements whose attributes may hold a note, and what they hold."""
    inline: list[Tag] = field(default_factory=list)
    """Elements that are a note in the midst of the text."""
    described: list[Tag] = field(default_factory=list)
    """Elements that name what describes them (``aria-describedby``)."""
    tooltips: list[Tag] = field(default_factory=list)
    """Elements whose role is that of a tooltip."""


def index_tree(root: Tag) -> TreeIndex:
    """Look over the elements below ``root`` once."""
    found = TreeIndex()
    anchors: list[tuple[Tag, str]] = []
    for number, element in enumerate(elements(root)):
        found.order[id(element)] = number
        if element.name in _NOTE_TAGS:
            found.inline.append(element)
        if element.attrs:
            _look_at(element, found, anchors)
    for element, fragment in anchors:
        target = found.targets.get(fragment) or found.targets.get(unquote(fragment))
        if target is None:
            found.lost.append((element, fragment))
        elif target is not element:
            found.links.append((element, target))
    found.words = "".join(words for _, words in found.named)
    return found


def _look_at(element: Tag, found: TreeIndex, anchors: list[tuple[Tag, str]]) -> None:
    """Note the names, links and held texts of one element."""
    name, attrs = element.name, element.attrs
    if "class" in attrs or "id" in attrs:
        found.named.append((element, classes(element)))
    for own in (attrs.get("id"), attrs.get("name") if name == "a" else None):
        if own:
            found.targets.setdefault(str(own), element)
    if name in _CARRIERS:
        held = attr(element, *_HOLDING)
        if held:
            found.carriers.append((element, held))
    if "aria-describedby" in attrs:
        found.described.append(element)
    if attrs.get("role") == "tooltip":
        found.tooltips.append(element)
    if name == "a" and "#" in attr(element, "href"):
        anchors.append((element, attr(element, "href").partition("#")[2]))
