"""Recognises previews of paid posts: pages that show only the beginning of the post and say so."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from crawler.items import DatasetWarning
from crawler.parse.page.content.pieces import Content
from crawler.parse.page.elements import PageElements
from crawler.parse.page.json_ld import ARTICLE_TYPES, types_of
from crawler.text import class_names, phrases
from crawler.text.characters import one_line

_WALLS = class_names.words_pattern("paywall")
_SAYS = phrases.pattern(r"{for_subscribers}", re.IGNORECASE)
_LONGEST = 1000
"""Characters of text in a wall. An element with more holds the post itself."""


def preview_warnings(
    json_ld: Sequence[Mapping[str, Any]], page: PageElements, content: Content
) -> tuple[DatasetWarning, ...]:
    """A warning if the page's post is not free and the rest of it is behind a wall.

    schema.org's `isAccessibleForFree` also says that a post is not free if search engines or subscribers see
    all of it. So the wall itself must be on the page, outside the text that was found.
    """
    if not any(_costs(node) for node in json_ld if types_of(dict(node)) & ARTICLE_TYPES):
        return ()
    if not any(map(_is_wall, page.named(lambda name: _WALLS.search(name) is not None, "class", "id"))):
        return ()
    detail = f"The page shows {content.kept:,} characters of prose to readers who have not paid."
    return (DatasetWarning(code="preview_only", detail=detail),)


def _costs(node: Mapping[str, Any]) -> bool:
    return str(node.get("isAccessibleForFree", "")).rpartition("/")[2].lower() == "false"


def _is_wall(element: HtmlElement) -> bool:
    """Whether an element is a wall before the text. schema.org's `cssSelector` may name the text itself."""
    text = one_line(element.text_content())
    return 0 < len(text) <= _LONGEST and _SAYS.search(text) is not None
