"""The elements of a page by their attributes, gathered in one pass that all readers share.

An XPath over the whole page costs as much as parsing it. libxml2 also compares every pair of nodes that two
nested starting points share, which takes minutes on a page of 10 MB. Pages repeat the values of their
attributes, so a rule is asked once for each value and not for each element.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import count

from lxml.html import HtmlElement

#: The attributes by which readers look for elements.
_INDEXED = (
    *("class", "id", "itemprop", "itemtype", "role", "style", "hidden", "aria-hidden", "aria-expanded"),
    *("aria-controls", "data-target", "data-toggle", "data-bs-target", "data-bs-toggle"),
)


class PageElements:
    """The elements of the page below ``root``. They are gathered on first use."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root

    @cached_property
    def every(self) -> list[HtmlElement]:
        """Every element, in page order. While they are kept, lxml does not create their objects again."""
        return list(self.root.iter("*"))

    def tagged(self, *tags: str) -> Sequence[HtmlElement]:
        """The elements with one of these tags, in page order."""
        if len(tags) == 1:
            return self._by_tag.get(tags[0], ())
        return self.in_order(element for tag in tags for element in self._by_tag.get(tag, ()))

    def by(self, attribute: str) -> Mapping[str, list[HtmlElement]]:
        """The elements by the value of an attribute, in page order for each value.

        Raises KeyError for an attribute that is not indexed.
        """
        return self._by_attribute[attribute]

    def named(self, is_name: Callable[[str], bool], *attributes: str) -> list[HtmlElement]:
        """The elements with a value of one of these attributes that is such a name, in page order."""
        found = (
            element
            for attribute in attributes
            for value, elements in self.by(attribute).items()
            if is_name(value)
            for element in elements
        )
        return self.in_order(found)

    def having(self, *attributes: str) -> list[HtmlElement]:
        """The elements with one of these attributes, whatever its value, in page order."""
        return self.named(lambda _: True, *attributes)

    def in_order(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """These elements of the page in page order, each once."""
        return sorted(set(elements), key=self._rank.__getitem__)

    @cached_property
    def _rank(self) -> dict[HtmlElement, int]:
        return dict(zip(self.every, count()))

    @cached_property
    def _by_tag(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in self.every:
            found[element.tag].append(element)
        return found

    @cached_property
    def _by_attribute(self) -> dict[str, dict[str, list[HtmlElement]]]:
        found: dict[str, dict[str, list[HtmlElement]]] = {name: defaultdict(list) for name in _INDEXED}
        for element in self.every:
            for name, value in element.items():
                values = found.get(name)
                if values is not None:
                    values[value].append(element)
        return found
