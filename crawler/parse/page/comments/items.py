"""Finds the elements of a page that are comments, their numbers, and the comments that they reply to."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.items import row_id
from crawler.parse.page.comments.marks import is_answer_to, names_of
from crawler.parse.page.comments.names import AUTHORS, is_named
from crawler.parse.page.elements import PageElements
from crawler.text import class_names, phrases
from crawler.text.characters import one_line
from crawler.text.comment_places import is_place_of_comments

# A comment has its number in an id: comment-7 and div-comment-7 (WordPress), c7 (Dotclear, Blogger),
# comment7 and forum7 (SPIP), comment-item-7 (JComments). Blogger's numbers have nineteen digits, which
# fit into SQLite's integers.
_DIGITS = r"(?P<number>\d{1,18}|[1-8]\d{18})"
_NUMBER = phrases.pattern(
    rf"(?:(?:div|li)[-_])?(?:{{comment}}[-_]?(?:item[-_])?|c|forum){_DIGITS}", re.NOFLAG
)
# Software that stores comments as files or documents names them by a checksum, a UUID or an object's id
# (ikiwiki, Staticman, TypePad, Squarespace).
_HASH = r"(?P<hash>[0-9a-f]{24,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_NAME = re.compile(rf"comment[-_]?{_HASH}")
# An element named as a comment may have its number in an id of any form: isso-7, kmt-7, commento-card-0f….
_OWN = re.compile(rf"(?:(?:[a-z]+[-_])*(?:{_HASH})|(?:[a-z]+[-_])+{_DIGITS})", re.IGNORECASE)
_NO_COMMENT = re.compile(r"form|respond|reply", re.IGNORECASE)
# Or in a class: forum-texte-7 (SPIP), comment-7. Not comment-author-7, nor forum-7, which is the whole forum.
_IN_CLASS = re.compile(rf"(?:comment(?:-item|-id)?|forum-(?:texte?|message))-{_DIGITS}")
# Or in a separate attribute for its buttons.
_IN_DATA = ("data-comment-id", "data-commentid", "data-cid")
_IN_VALUE = re.compile(rf"{_DIGITS}|{_HASH}", re.IGNORECASE)

_ITEMS = ("li", "div", "article", "section", "dt")
_CALLED = class_names.name_set("comment_item")
_REACTIONS = class_names.name_set("comment_reaction")
_ASIDE = re.compile(r"(?:.*-)?(?:widgets?|sidebar|recent|latest|related|popular|testimonials?)(?:-.*)?")
_KINDS = re.compile(r"comment|pingback|trackback|forum")
_SCHEMA = re.compile(r"schema\.org/(?:User)?Comments?$")
# Posts of a forum that are embedded as a blog's comments (Discourse).
_POST = re.compile(r"post-\d+")
_ANCHORS = frozenset(("a", "div", "span"))

# Replies may be in a separate box or list after the comment: Drupal's "indented".
_ANSWERS = "children"
_BEHIND = re.compile(r"indented|child(?:ren)?|repl(?:y|ies)|answers|nested|follow-up|responses")
_PARENTS = ("data-parent", "data-parent-id", "data-parentid", "data-comment-parent", "parentid")
_ENDING = re.compile(r"(?:^|[-_])([1-9]\d{0,18})$")


class CommentItems:
    """The elements of a page that are comments, each with its comment's number."""

    def __init__(self, page: PageElements) -> None:
        is_place, is_reaction = cache(_is_place), cache(_is_reaction)  # the same boxes are around all of them
        named = _named_like_comments(page)
        items = [item for item in named if _is_comment(item, is_place, is_reaction)]
        found = ((item, _number(item)) for item in items)
        self.numbers: Mapping[HtmlElement, int] = {
            item: number for item, number in found if number is not None
        } or {item: -rank for rank, item in enumerate(_without_number(items), 1)}
        """In page order. Several elements may have the same number, the outermost first.

        If no comment of the page has a number, the numbers are negative and only valid for this page.
        """
        self._known = frozenset(self.numbers.values())

    def own(self, item: HtmlElement) -> Iterator[HtmlElement]:
        """The elements of a comment, without the replies nested in it and without HTML comments."""
        waiting = [*reversed(list(_descriptions(item))), item]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(c for c in reversed(element) if not self._is_no_part(c, self.numbers[item]))

    def _is_no_part(self, element: HtmlElement, number: int) -> bool:
        if not isinstance(element.tag, str):
            return True
        if element.tag not in _ITEMS:
            return _ANSWERS in names_of(element)
        return self.numbers.get(element, number) != number

    def parent(self, item: HtmlElement, outside: list[HtmlElement]) -> int | None:
        """The number of the comment that this one replies to, as it says itself, else by its position.

        ``outside`` are its elements except those of the text.
        """
        number = self.numbers[item]
        told = (*self._in_attributes(item), *self._in_links(outside))
        return next((one for one in told if one in self._known and one != number), None) or self._above(item)

    def _in_attributes(self, item: HtmlElement) -> Iterator[int]:
        values = (_ENDING.search(item.get(name, "")) for name in _PARENTS)
        yield from (int(value[1]) for value in values if value)

    def _in_links(self, outside: list[HtmlElement]) -> Iterator[int]:
        for link in outside:
            if link.tag == "a" and "#" in link.get("href", "") and is_answer_to(link):
                name = urlsplit(link.get("href")).fragment
                number = _numbered(name) or _named(_OWN, name)
                yield from () if number is None else (number,)

    def _above(self, item: HtmlElement) -> int | None:
        """The comment around an item, or the comment before the box or list around it."""
        below = item
        for above in item.iterancestors():
            found = self.numbers.get(above) or (self._before(above) if below.tag in _ITEMS else None)
            if found not in (None, self.numbers[item]):
                return found
            below = above
        return None

    def _before(self, box: HtmlElement) -> int | None:
        above = box.getparent()
        listed = box.tag in ("ul", "ol") and above is not None and above.tag in ("ul", "ol")
        if not listed and not any(map(_BEHIND.search, names_of(box))):
            return None
        before = next((one for one in box.itersiblings(preceding=True) if _says(one)), None)
        return None if before is None else self.numbers.get(before)


def _without_number(items: list[HtmlElement]) -> list[HtmlElement]:
    """The elements named as comments that have an author's name. If two are nested, only the inner one."""
    kept: list[HtmlElement] = []
    named: set[HtmlElement] = set()
    for item in reversed(items):
        if _calls_itself_comment(item) and not any(map(_is_aside, item.iterancestors())):
            authors = {one for one in item.iter("*") if is_named(one, *AUTHORS)}
            if any(_says(author) for author in authors - named):
                kept.append(item)
                named |= authors
    return kept[::-1]


def _is_aside(element: HtmlElement) -> bool:
    """Whether it is a list of comments on other posts, or of something like comments."""
    names = [*names_of(element), element.get("id", "").lower()]
    return element.tag in ("aside", "nav") or any(map(_ASIDE.fullmatch, names))


def _named_like_comments(page: PageElements) -> list[HtmlElement]:
    """The elements that may be comments by their tag or one of their names, in page order."""
    named = (
        *page.named(lambda kind: _SCHEMA.search(kind) is not None, "itemtype"),
        *page.named(lambda name: _POST.fullmatch(name) is not None or _numbered(name) is not None, "id"),
        *page.named(lambda names: _KINDS.search(names) is not None, "class"),
    )
    return page.in_order((*(e for e in named if e.tag in _ITEMS), *page.tagged("dt")))


def _is_comment(
    item: HtmlElement, is_place: Callable[[HtmlElement], bool], is_reaction: Callable[[HtmlElement], bool]
) -> bool:
    kind, name, classes = item.get("itemtype"), item.get("id"), item.get("class")
    if kind and _SCHEMA.search(kind):
        return _says(item)
    if name and _POST.fullmatch(name):
        return item.tag == "article" and any(map(_is_place_by_id, item.iterancestors("div", "section")))
    called = (classes and _KINDS.search(classes)) or (name and _is_named_by_id(item))
    named = called or item.tag == "dt"
    if not named or not any(map(is_place, item.iterancestors())):
        return False
    if any(map(is_reaction, (item, *item.iterancestors()))):
        return False
    return _says(item)  # not an anchor before a comment


def _is_named_by_id(item: HtmlElement) -> bool:
    """Whether an id says that an element is a comment. A block named "c7" is something else."""
    name = item.get("id", "")
    return ("comment" in name or item.tag in ("li", "article")) and _numbered(name) is not None


def _is_place_by_id(element: HtmlElement) -> bool:
    return re.fullmatch(r"(?:.*-)?comments", element.get("id", "")) is not None


def _is_reaction(element: HtmlElement) -> bool:
    return not _REACTIONS.isdisjoint(names_of(element))


def _is_place(element: HtmlElement) -> bool:
    return _is_place_by_names(names_of(element), element.get("id", ""))


@lru_cache(maxsize=4096)  # comments are in the same boxes
def _is_place_by_names(names: tuple[str, ...], name: str) -> bool:
    return is_place_of_comments([*names, re.sub(r"[_-]+", "-", name).lower()])


def _calls_itself_comment(item: HtmlElement) -> bool:
    """Whether an element is one whole comment by its name, wherever the number is."""
    return item.tag in _ITEMS and (
        any(name == "comment" or name.endswith("-comment") or name in _CALLED for name in names_of(item))
        or _SCHEMA.search(item.get("itemtype", "")) is not None
        or _POST.fullmatch(item.get("id", "")) is not None
    )


def _number(item: HtmlElement) -> int | None:
    """The number of a comment, from its id, else from its content, an anchor, or an id of any form."""
    own = _anchor(item)
    calls = _calls_itself_comment(item)
    if own is not None or not (calls or item.tag == "li"):
        return own
    held = list(dict.fromkeys(_held(item)))
    if held and (item.tag == "li" or len(held) == 1):
        return held[0]
    if not calls:
        return None
    return _anchored(item) or _named(_OWN, item.get("id", "")) or _in_data(item) or _bare_anchor(item)


def _in_data(item: HtmlElement) -> int | None:
    told = (_named(_IN_VALUE, item.get(name, "")) for name in _IN_DATA)
    return next((number for number in told if number), None)


def _bare_anchor(item: HtmlElement) -> int | None:
    """The number of an anchor in a comment whose name is only that number: "<a name='7'></a>"."""
    names = (one.get("name", "") or one.get("id", "") for one in item.iterdescendants("a"))
    return next(filter(None, (_named(_IN_VALUE, name) for name in names)), None)


def _held(item: HtmlElement) -> Iterator[int]:
    """The numbers in the ids inside an item, without those of other comments in it."""
    waiting = list(reversed(item))
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and not _calls_itself_comment(element):
            number = _anchor(element)
            yield from () if number is None else (number,)
            waiting.extend(reversed(element))


def _anchored(item: HtmlElement) -> int | None:
    """The number of an empty anchor directly before a comment (Drupal 7, Movable Type)."""
    for before in item.itersiblings(preceding=True):
        if before.tag not in _ANCHORS or _says(before) or (before.tail or "").strip():
            return None
        number = _anchor(before)
        if number is not None:
            return number
    return None


def _anchor(element: HtmlElement) -> int | None:
    name = element.get("id", "") or (element.get("name", "") if element.tag == "a" else "")
    return _numbered(name) or _in_class(element)


def _in_class(element: HtmlElement) -> int | None:
    return next(filter(None, (_named(_IN_CLASS, name) for name in names_of(element))), None)


def _numbered(name: str) -> int | None:
    """The number in an id, or the 52-bit id of a checksum. None if it is not the id of a comment."""
    return next(filter(None, (_named(pattern, name) for pattern in (_NUMBER, _NAME))), None)


def _named(pattern: re.Pattern[str], name: str) -> int | None:
    found = pattern.fullmatch(name) if pattern is not _OWN or not _NO_COMMENT.search(name) else None
    if not found:
        return None
    parts = found.groupdict()
    return int(parts["number"]) if parts.get("number") else row_id(parts["hash"])


def _descriptions(item: HtmlElement) -> Iterator[HtmlElement]:
    """The elements below a term of a list: old Blogger and Dotclear print comments as such lists."""
    if item.tag == "dt":
        for below in item.itersiblings("dt", "dd"):
            if below.tag == "dt":
                return
            yield below


def _says(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and bool(one_line(element.text_content()))
