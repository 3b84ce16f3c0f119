"""The text of pages that are drawn by scripts: it is in the data that the scripts draw."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.parse.page.document import PARSER

_LONGEST = 5_000_000  # characters of a script
_MOST = 200_000  # values
_LEAST = 250
"""Characters of what is taken for a text."""
_PARAGRAPHS = 2
"""A string that is a post's HTML has so many paragraphs."""


def text_in_scripts(root: HtmlElement, article: Mapping[str, Any]) -> HtmlElement | None:
    """The text of a post as an element, or None if no script of the page below ``root`` holds one.

    ``article`` is the object of JSON-LD that describes the post: its ``articleBody`` counts first. Otherwise
    the longest HTML in the page's JSON does: Next.js, Nuxt and Gatsby put the page's data there.
    """
    body = article.get("articleBody")
    found = [body] if isinstance(body, str) and len(body) >= _LEAST else list(_html_in(root))
    return _element(max(found, key=len)) if found else None


def _html_in(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        text = (script.text or "").strip()
        if "json" in script.get("type", "") and len(text) <= _LONGEST:
            try:
                data = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from (s for s in _strings(data) if len(s) >= _LEAST and s.count("<p") >= _PARAGRAPHS)


def _strings(data: Any) -> Iterator[str]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST:
        value = waiting.pop()
        seen += 1
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _element(text: str) -> HtmlElement | None:
    """An element with a text: HTML as it is, lines of plain text as paragraphs."""
    if "<p" not in text and "<br" not in text:
        text = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    try:
        return lxml.html.fragment_fromstring(text, create_parent="div", parser=PARSER)
    except lxml.etree.ParserError:
        return None
