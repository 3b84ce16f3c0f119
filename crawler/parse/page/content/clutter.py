"""Finds the parts inside the element with a text that do not belong to the text."""

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
"""A box leads elsewhere if its links hold this share of its text."""
_LISTED = 0.7
"""Elements below a label lead elsewhere if links hold this share of their text."""
_NAMED = 0.3
"""An element named "related" leads elsewhere if links hold this share of its text: posts use it, too."""
_COMMENTS = re.compile(r"#(?:comments?|respond|disqus_thread)$")
_LONGEST_LINE, _LONGEST_LABEL = 60, 24  # characters


def clutter_in(holder: HtmlElement, chrome: Iterable[HtmlElement], weights: Weights) -> list[HtmlElement]:
    """The elements below ``holder`` to leave out: the page's chrome, and boxes that lead to other pages.

    ``weights`` are those of the whole page. Embedded posts, notes, and the targets of markers always stay.
    No returned element is inside another.
    """
    targets, outside = marker_targets(holder), set(chrome)
    around = {above for element in outside for above in element.iterancestors()}
    found: list[HtmlElement] = []
    waiting = [holder]
    while waiting:
        element = waiting.pop()
        if not weights.linked[element] and element not in around:
            continue  # it holds neither links nor chrome
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
    if element.tag in _BOXES and share >= _LINKS_ONLY and not _is_of_text(element):
        return True
    return element.tag in _LINES and (
        _leads_to_comments(element, weights) or _leads_to_neighbour(element, weights)
    )


def _below_labels(children: list[HtmlElement], weights: Weights) -> set[HtmlElement]:
    """The children that lead to other pages: boxes with such a label, or labels and the elements below."""
    found: set[HtmlElement] = set()
    if len(children) == 1:  # a box within a box is checked by itself
        return found
    label: HtmlElement | None = None  # a short line, which is read when elements with links follow it
    shares = [weights.linked_share(child) for child in children]
    if max(shares, default=0.0) < min(_LISTED, _NAMED):  # most elements hold few links
        return found
    for child, share in zip(children, shares, strict=True):
        if share >= _LISTED and label is not None and not is_label(_said(label)):
            label = None
        if share >= _LISTED and (label is not None or _is_labelled(child, weights)):
            found.update((child,) if label is None else (label, child))
        elif share >= _NAMED and _is_headed(child):
            found.add(child)
        else:
            labels = not share and 0 < weights.text[child] <= _LONGEST_LINE
            label = child if labels else None
    return found


def _said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_labelled(box: HtmlElement, weights: Weights) -> bool:
    """Whether the text of a box outside its links is the label of these links."""
    return 0 < weights.text[box] - weights.linked[box] <= _LONGEST_LINE and is_label(_unlinked(box))


def _is_headed(box: HtmlElement) -> bool:
    """Whether a box begins with a heading that is the label of links to other pages."""
    heading = next(box.iter(*_HEADINGS), None) if box.tag in _BOXES else None
    return heading is not None and is_label(_said(heading))


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def _unlinked(element: HtmlElement) -> str:
    """The first words of an element outside links."""
    return " ".join(" ".join(element.xpath(_OUTSIDE, smart_strings=False)[:20]).split())


_OUTSIDE = "descendant::text()[not(ancestor::a or ancestor::script or ancestor::style)]"


def _is_of_text(box: HtmlElement) -> bool:
    """Whether a box of links belongs to the text: as a list, as sources, or as the card of one address."""
    return _lists(box) or lists_sources(box) or _is_card(box)


def _is_card(box: HtmlElement) -> bool:
    """Whether a box is the card of one address, or a part of it. The author put it there in place of a link.

    Plugins draw title, address and excerpt of the page that it leads to, and call the address a source by
    `cite`. Boxes that lead to other posts have several addresses.
    """
    around = next(box.iterancestors("a"), None)
    card = box if around is None else around
    return (
        len({link.get("href") for link in card.iter("a")}) == 1 and next(card.iter("cite"), None) is not None
    )


def _lists(box: HtmlElement) -> bool:
    """Whether a box is a list that belongs to the text: a single list, or links that print their address."""
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
    """Whether a line only gives the number of comments, with a link to them."""
    if not weights.linked[line] or weights.text[line] > _LONGEST_LINE:
        return False
    links = list(islice(line.iterdescendants("a"), 2))
    return len(links) == 1 and _COMMENTS.search(links[0].get("href", "")) is not None
