"""Reads the text of pages that scripts draw, from the data of these scripts."""

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
"""Minimum number of characters of a text."""
_PARAGRAPHS = 2
"""Minimum number of paragraphs in a string that is a post's HTML."""


def text_in_scripts(root: HtmlElement, article: Mapping[str, Any]) -> HtmlElement | None:
    """The text of a post as an element. None if no script of the page below ``root`` contains one.

    ``article`` is the object of JSON-LD that describes the post: its ``articleBody`` comes first. Otherwise
    the longest HTML in the page's JSON is used, where Next.js, Nuxt and Gatsby put the page's data.
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
    """An element with a text: HTML unchanged, lines of plain text as paragraphs."""
    if "<p" not in text and "<br" not in text:
        text = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    try:
        return lxml.html.fragment_fromstring(text, create_parent="div", parser=PARSER)
    except lxml.etree.ParserError:
        return None
