"""Comments as a page shows them: one list item each, named by its number, in the forms of many engines."""

import copy
import html
import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from crawler.items import Comment, row_id
from crawler.parse.characters import one_line
from crawler.parse.html_text import paragraphs_text
from crawler.parse.page_dates import utc_time
from crawler.parse.urls import is_web

# A comment bears its number in an id: comment-7 and div-comment-7 (WordPress), c7 (Dotclear, Blogger),
# comment7 and forum7 (SPIP). Blogger's numbers have nineteen digits; SQLite's integers hold them.
_NUMBER = re.compile(r"(?:(?:div|li)-)?(?:comment[-_]?|c|forum)(\d{1,18}|[1-8]\d{18})")
# Software that keeps comments as files names them by a checksum or a UUID (ikiwiki, Staticman).
_NAME = re.compile(r"comment[-_]?([0-9a-f]{32,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

# It stands in what is called the comments of the page, by an id or by a class.
_PLACES = frozenset(
    ("comments", "commentaires", "comment-list", "commentlist", "comments-list", "comments-content",
     "comments-block", "wp-block-comment-template", "wp-block-comments", "forum")
)  # fmt: skip
_ITEMS = ("li", "div", "article")
_KINDS = re.compile(r"comment|pingback|trackback|forum")
_PINGS = frozenset(("pingback", "trackback"))

# Names of its parts, as a class or an itemprop, the more telling first.
_AUTHORS = (
    "fn", "wp-block-comment-author-name", "comment-author-name", "comment-author", "user", "author",
    "media-heading",
)  # fmt: skip
_TEXTS = (
    "wp-block-comment-content", "comment-content", "comment_content", "comment-text", "comment-entry",
    "forum-texte", "text", "inlinecontent",
)  # fmt: skip
# Where no part is named the text (WordPress before HTML 5, Bootstrap's media object), these stand beside the
# comment's head and foot.
_BODIES = ("comment-body", "media-body")
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "ul", "ol"))
_ANSWERS = "children"
_TIMES = {"time": "datetime", "abbr": "title"}


def read_comments(root: HtmlElement, article: str) -> Iterator[Comment]:
    """The comments on a page, each with the number of the one it answers.

    ``article`` is the canonical address of the article. A comment without a number is left out: nothing
    would tell it from another of the same words.
    """
    seen: set[int] = set()
    for item in root.iter(*_ITEMS):
        number = _number(item) if _is_comment(item) else None
        if number is not None and number not in seen:
            seen.add(number)
            yield _comment(item, number, article)


def _is_comment(item: HtmlElement) -> bool:
    return bool(_KINDS.search(item.get("class", ""))) and any(
        above.get("id") in _PLACES or not _PLACES.isdisjoint(_names(above)) for above in item.iterancestors()
    )


def _comment(item: HtmlElement, number: int, article: str) -> Comment:
    own = list(_own(item, number))
    ping = not _PINGS.isdisjoint(_names(item))
    author = _part(own, _AUTHORS)
    link = _link(own, author)
    href = link.get("href", "") if link is not None else ""
    name = link if ping else author
    return Comment(
        number=number,
        author=None if name is None else _said(name) or None,
        author_url=href if is_web(href) else None,
        posted=next(filter(None, map(_time, own)), None),
        text=_text(own),
        kind="pingback" if ping else "comment",
        parent_number=_parent(item, number),
        article_url=article,
    )


def _said(name: HtmlElement) -> str:
    """A name without the time that a heading may print beside it in small."""
    bare = copy.deepcopy(name)
    for small in list(bare.iterdescendants("small", "time")):
        small.drop_tree()
    return one_line(bare.text_content()) or one_line(name.text_content())


def _number(item: HtmlElement) -> int | None:
    """The number of a comment; a list item may leave it to what it holds, a plain block may not."""
    ids = item.xpath("descendant-or-self::*/@id") if item.tag == "li" else [item.get("id", "")]
    return next((number for number in map(_numbered, ids) if number is not None), None)


def _numbered(name: str) -> int | None:
    """The number that an id bears, or for a checksum the 52-bit id of it; None if it is no comment's."""
    number = _NUMBER.fullmatch(name)
    if number:
        return int(number[1])
    named = _NAME.fullmatch(name)
    return row_id(named[1]) if named else None


def _own(item: HtmlElement, number: int) -> Iterator[HtmlElement]:
    """The elements of a comment, without the answers nested in it and without HTML's own comments."""
    waiting = [item]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(child for child in reversed(element) if not _is_no_part(child, number))


def _is_no_part(element: HtmlElement, number: int) -> bool:
    if element.tag not in _ITEMS:
        return not isinstance(element.tag, str) or _ANSWERS in _names(element)
    return _numbered(element.get("id", "")) not in (None, number)


def _parent(item: HtmlElement, number: int) -> int | None:
    above = (_number(one) for one in item.iterancestors(*_ITEMS) if _is_comment(one))
    return next((found for found in above if found not in (None, number)), None)


def _link(own: list[HtmlElement], author: HtmlElement | None) -> HtmlElement | None:
    """The link on the author's name; of a pingback without one, the first that leads away."""
    if author is not None:
        return next(iter((*author.iter("a"), *author.iterancestors("a"))), None)
    return next((one for one in own if one.tag == "a" and "external" in one.get("rel", "")), None)


def _time(element: HtmlElement) -> str | None:
    return utc_time(element.get(_TIMES.get(element.tag, "datetime"), ""))


def _text(own: list[HtmlElement]) -> str:
    content = _part(own, _TEXTS)
    if content is not None:
        return paragraphs_text(html.escape(content.text or "") + "".join(map(_html, content)))
    body = _part(own, _BODIES)
    above = own[0] if body is None else body
    return paragraphs_text(
        "".join(_html(one) for one in own if one.tag in _PARAGRAPHS and one.getparent() is above)
    )


def _part(own: list[HtmlElement], names: tuple[str, ...]) -> HtmlElement | None:
    return next((one for name in names for one in own if name in _names(one)), None)


def _names(element: HtmlElement) -> list[str]:
    return f"{element.get('class', '')} {element.get('itemprop', '')}".split()


def _html(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode"))
