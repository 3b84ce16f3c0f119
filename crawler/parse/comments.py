"""Comments as a page shows them: one list item each, named by its number, in the forms of many engines."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.items import Comment, row_id
from crawler.parse.comment_parts import names_of, read_parts
from crawler.parse.comment_places import is_place_of_comments

# A comment bears its number in an id: comment-7 and div-comment-7 (WordPress), c7 (Dotclear, Blogger),
# comment7 and forum7 (SPIP). Blogger's numbers have nineteen digits; SQLite's integers hold them.
_NUMBER = re.compile(r"(?:(?:div|li)-)?(?:comment[-_]?|c|forum)(\d{1,18}|[1-8]\d{18})")
# Software that keeps comments as files names them by a checksum or a UUID (ikiwiki, Staticman).
_NAME = re.compile(r"comment[-_]?([0-9a-f]{32,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

_ITEMS = ("li", "div", "article", "dt")
_KINDS = re.compile(r"comment|pingback|trackback|forum")
_PINGS = frozenset(("pingback", "trackback"))

_ANSWERS = "children"


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
    named = item.tag == "dt" or _KINDS.search(item.get("class", ""))
    return bool(named) and any(map(_is_place, item.iterancestors()))


def _is_place(element: HtmlElement) -> bool:
    return is_place_of_comments([*names_of(element), element.get("id", "")])


def _comment(item: HtmlElement, number: int, article: str) -> Comment:
    ping = not _PINGS.isdisjoint(names_of(item))
    parts = read_parts(list(_own(item, number)), ping=ping)
    return Comment(
        number=number,
        author=parts.author,
        author_url=parts.author_url,
        posted=parts.posted,
        text=parts.text,
        kind="pingback" if ping else "comment",
        parent_number=_parent(item, number),
        article_url=article,
    )


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
    waiting = [*reversed(list(_descriptions(item))), item]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(child for child in reversed(element) if not _is_no_part(child, number))


def _descriptions(item: HtmlElement) -> Iterator[HtmlElement]:
    """What stands below a term of a list: such lists are the comments of old Blogger and of Dotclear."""
    if item.tag == "dt":
        for below in item.itersiblings("dt", "dd"):
            if below.tag == "dt":
                return
            yield below


def _is_no_part(element: HtmlElement, number: int) -> bool:
    if element.tag not in _ITEMS:
        return not isinstance(element.tag, str) or _ANSWERS in names_of(element)
    return _numbered(element.get("id", "")) not in (None, number)


def _parent(item: HtmlElement, number: int) -> int | None:
    above = (_number(one) for one in item.iterancestors(*_ITEMS) if _is_comment(one))
    return next((found for found in above if found not in (None, number)), None)
