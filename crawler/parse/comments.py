"""Comments as a page shows them: WordPress's own list, and whatever follows its names."""

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from crawler.items import Comment
from crawler.parse.characters import one_line
from crawler.parse.html_text import paragraphs_text
from crawler.parse.page_dates import utc_time
from crawler.parse.urls import is_web

_KINDS = ("comment", "pingback", "trackback")
_LISTS = ("comment-list", "commentlist")
_NUMBER = re.compile(r"(?:div-)?(?:li-)?comment-(\d{1,15})")


def read_comments(root: HtmlElement, article: str) -> Iterator[Comment]:
    """The comments on a page, each with the number of the one it answers."""
    seen: set[int] = set()
    for item in filter(_is_comment, root.iter("li")):
        number = _number(item)
        if number is None or number in seen:
            continue
        seen.add(number)
        own = _own(item)
        ping = bool({"pingback", "trackback"} & set(item.get("class", "").split()))
        author = _one(own, "descendant::*[contains(@class, 'fn')]")
        link = _one(own, "descendant::a[contains(@rel, 'external') or contains(@class, 'url')]")
        times = own.xpath("descendant::time/@datetime")
        href = link.get("href", "") if link is not None else ""
        yield Comment(
            number=number,
            author=_name(link if ping else author),
            author_url=href if is_web(href) else None,
            posted=utc_time(times[0]) if times else None,
            text=_text(own),
            kind="pingback" if ping else "comment",
            parent_number=_parent(item),
            article_url=article,
        )


def _is_comment(item: HtmlElement) -> bool:
    name = item.get("class", "")
    return any(kind in name for kind in _KINDS) and any(
        above.get("id") == "comments" or any(known in above.get("class", "") for known in _LISTS)
        for above in item.iterancestors()
    )


def _number(item: HtmlElement) -> int | None:
    for name in (item.get("id", ""), *item.xpath("descendant::*/@id")):
        found = _NUMBER.fullmatch(name)
        if found:
            return int(found[1])
    return None


def _own(item: HtmlElement) -> HtmlElement:
    """The comment without the answers nested in it."""
    body = _one(item, "*[contains(@class, 'comment-body')]")
    return body if body is not None else item


def _parent(item: HtmlElement) -> int | None:
    above = item.xpath("ancestor::li[contains(@class, 'comment')][1]")
    return _number(above[0]) if above else None


def _text(own: HtmlElement) -> str:
    content = _one(
        own, "descendant::*[contains(@class, 'comment-content') or contains(@class, 'comment-text')]"
    )
    if content is None:
        return ""
    return paragraphs_text(
        "".join(lxml.html.tostring(child, encoding="unicode") for child in content) or content.text or ""
    )


def _name(element: HtmlElement | None) -> str | None:
    return None if element is None else one_line(element.text_content()) or None


def _one(element: HtmlElement, path: str) -> HtmlElement | None:
    found = element.xpath(path)
    return found[0] if found else None
