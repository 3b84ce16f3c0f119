"""What is in the element that holds a text and is no part of the text."""

import re
from collections.abc import Iterable
from itertools import islice

from lxml.html import HtmlElement

from crawler.parse.page.content.chrome import leads_elsewhere
from crawler.parse.page.content.own import is_own, lists_sources, marker_targets
from crawler.parse.page.content.weights import Weights
from crawler.text.elsewhere import is_label, names_neighbour
from crawler.urls.canonical import is_web

_BOXES = frozenset(("div", "section"))
_LINES = frozenset(("p", "div", "li", "span", "ul", "ol", "section", "dl", "h2", "h3", "h4", "h5", "h6"))
_LINKS_ONLY = 0.8
"""A box whose links hold so much of its text leads elsewhere."""
_LISTED = 0.7
"""What is below a label does so if links hold so much of its text."""
_NAMED = 0.3
"""What is called "related" does so if links hold so much of its text: a post may call a part of itself so."""
_COMMENTS = re.compile(r"#(?:comments?|respond|disqus_thread)$")
_LONGEST_LINE, _LONGEST_LABEL = 60, 24  # characters


def clutter_in(holder: HtmlElement, chrome: Iterable[HtmlElement], weights: Weights) -> list[HtmlElement]:
    """The elements below ``holder`` to be left out: the page's chrome, and what leads to other pages.

    ``weights`` are those of the whole page. Embedded posts, notes, and what markers lead to always stay.
    None of the elements is inside another.
    """
    targets, outside = marker_targets(holder), set(chrome)
    found: list[HtmlElement] = []
    waiting = [holder]
    while waiting:
        element = waiting.pop()
        children = list(element.iterchildren("*"))
        labelled = _below_labels(children, weights)
        for child in children:
            if child in labelled or _is_clutter(child, outside, weights):
                if not is_own(child, targets):
                    found.append(child)
            else:
                waiting.append(child)
    return found


def _is_clutter(element: HtmlElement, chrome: set[HtmlElement], weights: Weights) -> bool:
    share = weights.linked_share(element)
    if element in chrome:
        return share >= _NAMED or not leads_elsewhere(element)
    if not share:
        return False
    if element.tag in _BOXES and share >= _LINKS_ONLY and not _lists(element) and not lists_sources(element):
        return True
    return element.tag in _LINES and (
        _leads_to_comments(element, weights) or _leads_to_neighbour(element, weights)
    )


def _below_labels(children: list[HtmlElement], weights: Weights) -> set[HtmlElement]:
    """The children that lead to other pages: boxes with a label that says so, labels and what is below."""
    found: set[HtmlElement] = set()
    label: HtmlElement | None = None
    shares = [weights.linked_share(child) for child in children]
    # a box within a box is looked at by itself; and most elements hold few links
    if len(children) == 1 or max(shares, default=0.0) < min(_LISTED, _NAMED):
        return found
    for child, share in zip(children, shares, strict=True):
        if share >= _LISTED and (label is not None or _is_labelled(child, weights)):
            found.update((child,) if label is None else (label, child))
        elif share >= _NAMED and _is_headed(child):
            found.add(child)
        else:
            labels = not share and 0 < weights.text[child] <= _LONGEST_LINE
            label = child if labels and is_label(" ".join(child.text_content().split())) else None
    return found


def _is_labelled(box: HtmlElement, weights: Weights) -> bool:
    """Whether the text of a box that is in no link is the label of its links."""
    return 0 < weights.text[box] - weights.linked[box] <= _LONGEST_LINE and is_label(_unlinked(box))


def _is_headed(box: HtmlElement) -> bool:
    """Whether a box begins with a heading that is the label of what other pages it shows."""
    heading = next(box.iter(*_HEADINGS), None) if box.tag in _BOXES else None
    return heading is not None and is_label(" ".join(heading.text_content().split()))


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def _unlinked(element: HtmlElement) -> str:
    """The first words of an element that are in no link."""
    outside = element.xpath("descendant::text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    return " ".join(" ".join(islice((str(text) for text in outside), 20)).split())


def _lists(box: HtmlElement) -> bool:
    """Whether a box is a list of the text's own: a single list, or links that print where they lead."""
    if len(box) == 1 and box[0].tag in ("ul", "ol", "dl"):
        return True
    return any(is_web(link.text_content().strip()) for link in box.iterdescendants("a"))


def _leads_to_neighbour(line: HtmlElement, weights: Weights) -> bool:
    """Whether a line is a label such as "Next:" and a link to the post before or after."""
    labelled = 0 < weights.text[line] - weights.linked[line] <= _LONGEST_LABEL
    return (
        labelled and len(list(islice(line.iterdescendants("a"), 2))) == 1 and names_neighbour(_unlinked(line))
    )


def _leads_to_comments(line: HtmlElement, weights: Weights) -> bool:
    """Whether a line says nothing but how many comments there are, with a link to them."""
    if not weights.linked[line] or weights.text[line] > _LONGEST_LINE:
        return False
    links = list(islice(line.iterdescendants("a"), 2))
    return len(links) == 1 and _COMMENTS.search(links[0].get("href", "")) is not None
