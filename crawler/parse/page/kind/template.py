"""The names that a template prints. Software has one template for posts, and others for other pages."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_ATTRIBUTES = ("class", "itemprop", "rel", "role")
_TAGS = frozenset(("article", "main", "time"))
_OF_ONE_PAGE = re.compile(r"\d{2}")
"""Names with a number, such as "postid-4711", belong to one page."""


def template_names(root: HtmlElement) -> frozenset[str]:
    """The names on a page that may come from its template: its classes, microdata, relations and roles.

    The names of the text are among them. Only what many pages have in common belongs to a template.
    """
    return frozenset(_names(root))


def _names(root: HtmlElement) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.tag in _TAGS:
            yield element.tag
        for attribute in _ATTRIBUTES:
            value = element.get(attribute)
            if value:
                yield from (f"{attribute}={name}" for name in value.split() if not _OF_ONE_PAGE.search(name))
