"""Comments as a page shows them: one list item each, named by its number, in the forms of many engines."""

import copy
import html
import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from crawler.items import Comment, row_id
from crawler.parse.characters import one_line
from crawler.parse.dates import day_first, iso_day
from crawler.parse.html_text import paragraphs_text
from crawler.parse.page_dates import utc_time
from crawler.parse.urls import is_web

# A comment bears its number in an id: comment-7 and div-comment-7 (WordPress), c7 (Dotclear, Blogger),
# comment7 and forum7 (SPIP). Blogger's numbers have nineteen digits; SQLite's integers hold them.
_NUMBER = re.compile(r"(?:(?:div|li)-)?(?:comment[-_]?|c|forum)(\d{1,18}|[1-8]\d{18})")
# Software that keeps comments as files names them by a checksum or a UUID (ikiwiki, Staticman).
_NAME = re.compile(r"comment[-_]?([0-9a-f]{32,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

# It stands in what is called the comments of the page, by an id or by a class; "ob-comments" and
# "feedback__comments" end so, too.
_PLACES = frozenset(
    ("comments", "commentaires", "comment-list", "commentlist", "comments-list", "comments-content",
     "comments-block", "wp-block-comment-template", "wp-block-comments", "forum")
)  # fmt: skip
_PLACE = re.compile(r"(?!.*recent).*-comments")
_ITEMS = ("li", "div", "article", "dt")
_KINDS = re.compile(r"comment|pingback|trackback|forum")
_PINGS = frozenset(("pingback", "trackback"))

# Names of its parts, as a class or an itemprop, the more telling first.
_AUTHORS = (
    "fn", "wp-block-comment-author-name", "comment-author-name", "comment-author", "user", "author",
    "media-heading", "ob-name",
)  # fmt: skip
_TEXTS = (
    "comment-content", "comment-text", "comment-texte", "comment-entry", "forum-texte", "text",
    "inlinecontent", "ob-text",
)  # fmt: skip
_HEADS = frozenset(("h3", "h4", "h5", "h6", "p", "dt"))
# Where no attribute tells the time, the day is printed there, or in a head of its own.
_DAYS = (
    "comment-date", "comment-time", "comment-timestamp", "datetime", "date", "ob-date", "comment-metadata",
    "comment-meta", "comment-info", "itemfooter",
)  # fmt: skip
# What is printed beside a name: "… a dit" (Blogger), "… (not verified)" (Drupal).
_BESIDE_NAME = re.compile(
    r"\s+(?:a dit|a écrit|says|said|wrote|dijo|disse|ha detto|sagte|schreibt|hat gesagt|zei)\s*[.…:]*$"
    r"|\s*\((?:not verified|non vérifié|nicht überprüft|no verificado|non verificato)\)$",
    re.IGNORECASE,
)
# A name that stands in a head as words: "1. Le 5 mai 2018, 10:00 par Ana Lune", "De Ana Lune - 05/05/2018".
_BY = re.compile(
    r"(?:^|\s)(?:de|par|from|by|von|da|por|door)\s+(?P<name>[^,|–—]+?)(?=\s+[-–—|]\s|\s*[,|–—]|$)",
    re.IGNORECASE,
)
_LONGEST_NAME = 60  # characters
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
    named = item.tag == "dt" or _KINDS.search(item.get("class", ""))
    return bool(named) and any(map(_is_place, item.iterancestors()))


def _is_place(element: HtmlElement) -> bool:
    names = [*_names(element), element.get("id", "")]
    return any(name in _PLACES or _PLACE.fullmatch(name) for name in names)


def _comment(item: HtmlElement, number: int, article: str) -> Comment:
    own = list(_own(item, number))
    ping = not _PINGS.isdisjoint(_names(item))
    text = None if ping else _holder(own)
    author = _part(own, _AUTHORS)
    if author is None and not ping:
        author = _linked_name(own, text)
    link = _link(own, author)
    href = link.get("href", "") if link is not None else ""
    name = link if ping else author
    return Comment(
        number=number,
        author=(_named_in(own, text) if name is None else _said(name)) or None,
        author_url=href if is_web(href) else None,
        posted=next(filter(None, map(_time, own)), None) or _printed_time(own, text),
        text=_text(own, text),
        kind="pingback" if ping else "comment",
        parent_number=_parent(item, number),
        article_url=article,
    )


def _said(name: HtmlElement) -> str:
    """A name without the time that a heading may print beside it in small."""
    bare = copy.deepcopy(name)
    for small in list(bare.iterdescendants("small", "time")):
        small.drop_tree()
    said = one_line(bare.text_content()) or one_line(name.text_content())
    return _BESIDE_NAME.sub("", said)


def _linked_name(own: list[HtmlElement], text: HtmlElement | None) -> HtmlElement | None:
    """The link on a name that nothing marks as one: in a head before the text, and to a page."""
    for head in _heads(own, text):
        for link in head.iter("a"):
            if is_web(link.get("href", "")) and re.search(r"[^\W\d_]", link.text_content()):
                return link
    return None


def _named_in(own: list[HtmlElement], text: HtmlElement | None) -> str | None:
    """A name that stands in a head as mere words: a heading begins with it, a line has it behind "by"."""
    for head in _heads(own, text):
        first = one_line(head.text or "")
        if head.tag.startswith("h") and 0 < len(first) <= _LONGEST_NAME:
            return _BESIDE_NAME.sub("", first)
        by = _BY.search(one_line(head.text_content()))
        if by and len(by["name"]) <= _LONGEST_NAME:
            return str(by["name"])
    return None


def _heads(own: list[HtmlElement], text: HtmlElement | None) -> Iterator[HtmlElement]:
    """The lines before the text; none where no element holds it, as any of them may be the text."""
    before = own[: own.index(text)] if text is not None else []
    yield from (one for one in before if one.tag in _HEADS)


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
        return not isinstance(element.tag, str) or _ANSWERS in _names(element)
    return _numbered(element.get("id", "")) not in (None, number)


def _parent(item: HtmlElement, number: int) -> int | None:
    above = (_number(one) for one in item.iterancestors(*_ITEMS) if _is_comment(one))
    return next((found for found in above if found not in (None, number)), None)


def _link(own: list[HtmlElement], author: HtmlElement | None) -> HtmlElement | None:
    """The link on the author's name; of a pingback without one, the first that leads away."""
    if author is not None:
        links = (*author.iter("a"), *author.iterancestors("a"))
        return next((link for link in links if not link.get("href", "#").startswith("#")), None)
    return next((one for one in own if one.tag == "a" and "external" in one.get("rel", "")), None)


def _time(element: HtmlElement) -> str | None:
    return utc_time(element.get(_TIMES.get(element.tag, "datetime"), ""))


def _printed_time(own: list[HtmlElement], text: HtmlElement | None) -> str | None:
    """The day that is printed beside the text: 05/01/2018 is in January, but where the page is English."""
    english = own[0].getroottree().getroot().get("lang", "").startswith("en")
    named = (one for name in _DAYS for one in own if one is not text and _is_named(one, name))
    for place in (*named, *_heads(own, text)):
        printed = one_line(place.text_content())
        day = iso_day(printed) or (None if english else day_first(printed))
        if day:
            return f"{day}T00:00:00Z"
    return None


def _holder(own: list[HtmlElement]) -> HtmlElement | None:
    """The element that holds the text and nothing else, if there is one."""
    named = _part(own, _TEXTS)
    if named is not None:
        inner = _part(
            list(named.iterdescendants("div")), _BODIES
        )  # Drupal: the links to answer stand around it
        return named if inner is None else inner
    body = _part(own, _BODIES)
    if body is None:
        body = next((one for one in own if one.tag == "dd"), None)
    return body if body is not None and _part(list(body.iter("*")), _AUTHORS) is None else None


def _text(own: list[HtmlElement], holder: HtmlElement | None) -> str:
    if holder is not None:
        return paragraphs_text(html.escape(holder.text or "") + "".join(map(_html, holder)))
    body = _part(own, _BODIES)
    above = own[0] if body is None else body
    return paragraphs_text(
        "".join(_html(one) for one in own if one.tag in _PARAGRAPHS and one.getparent() is above)
    )


def _part(own: list[HtmlElement], names: tuple[str, ...]) -> HtmlElement | None:
    return next((one for name in names for one in own if _is_named(one, name)), None)


def _is_named(element: HtmlElement, name: str) -> bool:
    """Whether an element has a name, or a longer one that ends so ("serendipity_commentBody")."""
    whole = name.startswith("comment-")
    return any(one == name or (whole and one.endswith(f"-{name}")) for one in _names(element))


def _names(element: HtmlElement) -> list[str]:
    """Its names by class and microdata, in one spelling: "comment__text", "commentText" as "comment-text"."""
    printed = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return re.sub(r"[_-]+", "-", _HUMP.sub("-", printed)).lower().split()


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _html(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode"))
