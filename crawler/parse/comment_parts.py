"""The parts of a comment: who wrote it, when, and its text, in the forms of many engines."""

import copy
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from crawler.parse.characters import one_line
from crawler.parse.dates import day_first, iso_day
from crawler.parse.html_text import paragraphs_text
from crawler.parse.page_dates import utc_time
from crawler.parse.urls import is_web

# Names of the parts, as a class or an itemprop, the more telling first.
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
_TIMES = {"time": "datetime", "abbr": "title"}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a comment says of itself."""

    author: str | None
    author_url: str | None
    posted: str | None
    """ISO 8601, UTC; midnight where a day alone is printed."""
    text: str
    """Paragraphs are separated by an empty line."""


def read_parts(own: list[HtmlElement], *, ping: bool) -> Parts:
    """The parts of the comment that is made of these elements, in the page's order, the outermost first.

    ``ping``: it is another site's, which is named by the link that leads there.
    """
    text = None if ping else _holder(own)
    author = _part(own, _AUTHORS)
    if author is None and not ping:
        author = _linked_name(own, text)
    link = _link(own, author)
    href = link.get("href", "") if link is not None else ""
    name = link if ping else author
    return Parts(
        author=(_named_in(own, text) if name is None else _said(name)) or None,
        author_url=href if is_web(href) else None,
        posted=next(filter(None, map(_time, own)), None) or _printed_time(own, text),
        text=_text(own, text),
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
    return any(one == name or (whole and one.endswith(f"-{name}")) for one in names_of(element))


def names_of(element: HtmlElement) -> list[str]:
    """An element's names by class and microdata, in one spelling: "comment-text" for "commentText"."""
    printed = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return re.sub(r"[_-]+", "-", _HUMP.sub("-", printed)).lower().split()


def _html(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode"))
