"""Previews of posts that readers have to pay for: the page says so and shows the beginning only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from crawler.items import DatasetWarning
from crawler.parse.page.content.pieces import Content
from crawler.parse.page.json_ld import ARTICLE_TYPES, types_of
from crawler.text import class_names, phrases
from crawler.text.characters import one_line

_WALLS = class_names.words_pattern("paywall")
_SAYS = phrases.pattern(r"{for_subscribers}", re.IGNORECASE)
_LONGEST = 1000
"""Characters of text in a wall. What holds more holds the post itself."""


def preview_warnings(
    json_ld: Sequence[Mapping[str, Any]], root: HtmlElement, content: Content
) -> tuple[DatasetWarning, ...]:
    """A warning if the page's post is not free and its rest is behind a wall.

    schema.org's `isAccessibleForFree` says that a post is not free, also where all of it is shown to search
    engines or to a subscriber. So the wall itself has to be there, and outside of the text that was found.
    """
    if not any(_costs(node) for node in json_ld if types_of(dict(node)) & ARTICLE_TYPES):
        return ()
    if not any(_is_wall(element) for element in _named(root)):
        return ()
    detail = f"The page shows {content.kept:,} characters of prose to readers who have not paid."
    return (DatasetWarning(code="preview_only", detail=detail),)


def _costs(node: Mapping[str, Any]) -> bool:
    return str(node.get("isAccessibleForFree", "")).rpartition("/")[2].lower() == "false"


def _named(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter("*"):
        if element.attrib and _WALLS.search(f"{element.get('class', '')} {element.get('id', '')}"):
            yield element


def _is_wall(element: HtmlElement) -> bool:
    """Whether an element is in the way of readers: schema.org's `cssSelector` may name the text as well."""
    text = one_line(element.text_content())
    return 0 < len(text) <= _LONGEST and _SAYS.search(text) is not None
