"""What a page's post is called."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.parse.characters import fold, one_line
from crawler.parse.html_text import plain
from crawler.parse.page_marks import IN_POST, has_class, told

# Headings that are a post's title by name: microformats, microdata, WordPress's own blocks.
_NAMED = (
    f"//h1[{has_class('entry-title')}]",
    f"//*[{has_class('p-name')}][ancestor::*[{has_class('h-entry')}]]",
    (
        f"//h1[{has_class('post-title article-title wp-block-post-title')}"
        " or @itemprop='headline' or @itemprop='name headline']"
    ),
    f"//*[self::h2 or self::h3][{has_class('entry-title post-title')}]",
)
_IN_ARTICLE = "//h1[ancestor::article or ancestor::main]"
_HEADINGS = "//h1 | //h2"
# Between a post's title and the site's name in <title>.
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+(?=[^|–—·•»]*$)")
_HEAD_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")


def read_title(root: HtmlElement, article: dict[str, Any]) -> str:
    """The post's title in plain text, "" where the page has none; ``article`` is its JSON-LD.

    A heading that is marked as the title is believed; else the one that the head's words agree with.
    """
    for path in _NAMED:
        for element in root.xpath(f"({path})[{IN_POST}]"):
            return one_line(element.text_content())
    names = list(_told(root, article))
    inside = [one_line(h.text_content()) for h in root.xpath(f"({_IN_ARTICLE})[{IN_POST}]")]
    if len(inside) == 1 or (inside and not names):
        return inside[0]
    agreed = next((h for h in _headings(root) if _agrees(h, names, root)), None)
    return agreed or next(iter([*names, *inside]), "") or _site_cut(root) or ""


def _headings(root: HtmlElement) -> Iterator[str]:
    return (one_line(heading.text_content()) for heading in root.xpath(f"({_HEADINGS})[{IN_POST}]"))


def _told(root: HtmlElement, article: dict[str, Any]) -> Iterator[str]:
    for key in ("headline", "name"):
        named = article.get(key)
        if isinstance(named, str) and plain(named):
            yield plain(named)
    for name in ("og:title", "twitter:title", "dc.title", "DC.title"):
        value = told(root, name)
        if value:
            yield value


def _agrees(heading: str, names: list[str], root: HtmlElement) -> bool:
    """Whether a heading is the title that the head tells, or a part of the document's own."""
    key = fold(heading)
    if not key:
        return False
    parts = _HEAD_SEPARATOR.split(_document_title(root))
    return any(key == fold(name) for name in names) or key in {fold(part) for part in parts[:1]}


def _document_title(root: HtmlElement) -> str:
    return one_line("".join(root.xpath("//title[1]/text()")))


def _site_cut(root: HtmlElement) -> str | None:
    """The document's title without the site's name behind the last separator."""
    return _SEPARATOR.split(_document_title(root))[0] or None
