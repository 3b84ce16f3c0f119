"""An index of a post's tree: the names, links and hidden texts in which notes are searched."""

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
    """An index of a tree: order, names, and links within the page."""

    order: dict[int, int] = field(default_factory=dict)
    """The position of every element on the page."""
    targets: dict[str, Tag] = field(default_factory=dict)
    """The elements by id and name."""
    links: list[tuple[Tag, Tag]] = field(default_factory=list)
    """The links within the page, with their targets."""
    lost: list[tuple[Tag, str]] = field(default_factory=list)
    """The links within the page whose targets are missing."""
    named: list[tuple[Tag, str]] = field(default_factory=list)
    """The elements with a class or id, each with these names."""
    words: str = ""
    """All classes and ids, in any order."""
    carriers: list[tuple[Tag, str]] = field(default_factory=list)
    """The elements whose attributes may contain a note, each with the content."""
    inline: list[Tag] = field(default_factory=list)
    """The elements that are a note in the middle of the text."""
    described: list[Tag] = field(default_factory=list)
    """The elements that name their description (``aria-describedby``)."""
    tooltips: list[Tag] = field(default_factory=list)
    """The elements with the role of a tooltip."""


def index_tree(root: Tag) -> TreeIndex:
    """Index the elements below ``root``, in one pass."""
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
    found.words = "".join({words for _, words in found.named})
    return found


def _look_at(element: Tag, found: TreeIndex, anchors: list[tuple[Tag, str]]) -> None:
    """Store the names, links and hidden texts of one element."""
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
