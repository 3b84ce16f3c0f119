"""Finds the page's own story on pages that print several stories below each other."""

from statistics import median

from lxml.html import HtmlElement

from crawler.parse.page.content.weights import Weights
from crawler.text.characters import fold, one_line

_STORY = 250
"""Characters of prose. An entry with fewer is a teaser."""
_SHARE = 0.5
"""The own story has at least this share of the prose of a usual one. A shorter one is the start of a text."""
_SHORTEST_TITLE = 10  # characters
_HEADINGS = ("h1", "h2", "h3")


def own_story(root: HtmlElement, weights: Weights) -> HtmlElement:
    """The entry of the page's own story. ``root`` if the page has only one, or if nothing identifies its own.

    A page that loads the next stories below its own prints each in an ``<article>``, with a heading that
    links to the story's page. The heading of its own story is the page's title. ``weights`` do not count
    chrome.
    """
    entries = [entry for entry in root.iter("article") if weights.prose[entry] >= _STORY]
    others = [entry for entry in entries if _links_to_itself(entry)]
    if len(entries) < 2 or len(others) < len(entries) - 1:  # noqa: PLR2004 (one leaves no choice)
        return root
    title = _title(root)
    own = [entry for entry in entries if title and any(_says(title, h) for h in entry.iter(*_HEADINGS))]
    if len(own) != 1:
        return root
    typical = median(weights.prose[entry] for entry in entries if entry is not own[0])
    return own[0] if weights.prose[own[0]] >= _SHARE * typical else root


def _links_to_itself(entry: HtmlElement) -> bool:
    heading = next(entry.iter(*_HEADINGS), None)
    if heading is None:
        return False
    around = heading.getparent()
    return next(heading.iter("a"), None) is not None or (around is not None and around.tag == "a")


def _title(root: HtmlElement) -> str:
    """The page's title from its head, folded."""
    said = [*root.xpath("//meta[@property='og:title']/@content"), *root.xpath("//title/text()")]
    return next((fold(one_line(str(text))) for text in said if str(text).strip()), "")


def _says(title: str, heading: HtmlElement) -> bool:
    """Whether a heading is the title, which sites print before their name."""
    text = fold(one_line(heading.text_content()))
    return len(text) >= _SHORTEST_TITLE and title.startswith(text)
