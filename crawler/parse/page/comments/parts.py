"""Reads the parts of a comment: author, time and text, in the forms of many engines."""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.parse.page.comments.days import day_in, prints_day, time_of
from crawler.parse.page.comments.marks import names_of, without_labels
from crawler.parse.page.comments.names import (
    AUTHORS,
    author_of,
    every_named,
    is_name,
    link_of,
    name_as_words,
    name_behind_by,
    name_in,
    named,
    signature_of,
)
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.html_text import paragraphs_of
from crawler.urls.canonical import is_web

# Names of the part, as a class or an itemprop, clearest first.
_TEXTS = tuple(class_names.names("comment_text").split())
# If no part is named as the text (WordPress before HTML 5, Bootstrap's media object), these elements are
# beside the comment's head and foot.
_BODIES = tuple(class_names.names("comment_body").split())
# Other elements with the text, if they hold no author's name: words of an engine or a theme.
_OTHERS = tuple(class_names.names("comment_text_of_engine").split())
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "ul", "ol"))
_UNSEEN = class_names.name_set("comment_unseen")
_BLOCKS = _PARAGRAPHS | {"div", "section"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a comment."""

    author: str | None
    author_url: str | None
    posted: str | None
    """ISO 8601, UTC. Midnight if only a day is printed."""
    text: str
    """Paragraphs are separated by an empty line."""
    outside: list[HtmlElement]
    """The elements outside the text."""


def read_parts(own: list[HtmlElement], *, ping: bool) -> Parts:
    """The parts of the comment that consists of these elements, in page order, outermost first.

    ``ping``: it comes from another site, and the link to that site gives its name.
    """
    if ping:
        return _ping(own)
    text = _holder(own)
    author = author_of(own, text)
    signature = signature_of(own) if text is None and author is None else None
    if signature is not None:
        return _signed(own, signature)
    inside = set(text.iter()) if text is not None else frozenset()
    return Parts(
        author=(name_as_words(own, text) if author is None else name_in(author)) or None,
        author_url=None if author is None else link_of(author),
        posted=time_of(own, text),
        text=_text(own, text, author),
        outside=[one for one in own if one not in inside],
    )


def _signed(own: list[HtmlElement], signature: HtmlElement) -> Parts:
    """The parts of a comment with a separate line for its signature."""
    line = set(signature.iter())
    rest = [one for one in own if one not in line]
    links = (one for one in signature.iter("a") if link_of(one) and is_name(one.text_content()))
    linked = next(links, None)
    return Parts(
        author=name_behind_by(signature) if linked is None else one_line(linked.text_content()),
        author_url=None if linked is None else link_of(linked),
        posted=time_of([own[0], *signature.iter("*")], None) or day_in(signature),
        text=_text([one for one in rest if not line.intersection(one.iter()) or one is own[0]], None, None),
        outside=list(signature.iter("*")),
    )


def _ping(own: list[HtmlElement]) -> Parts:
    """The parts of a pingback. The first link to another site gives its name, if no link is on a name."""
    author = named(own, AUTHORS)
    links = [] if author is None else [*author.iter("a"), *author.iterancestors("a")]
    links += [one for one in own if one.tag == "a" and _is_of_ping(one)]
    link = next((one for one in links if not one.get("href", "#").startswith("#")), None)
    href = "" if link is None else link.get("href", "")
    return Parts(
        author=(name_as_words(own, None) if link is None else one_line(link.text_content())) or None,
        author_url=href if is_web(href) else None,
        posted=time_of(own, None),
        text=_read(one for one in _direct(own) if link is None or not _introduces(one, link)),
        outside=own,
    )


def _is_of_ping(link: HtmlElement) -> bool:
    return "external" in link.get("rel", "") or ("url" in names_of(link) and is_web(link.get("href", "")))


def _introduces(paragraph: HtmlElement, link: HtmlElement) -> bool:
    """Whether a paragraph is only the link to the other site after a label: "Pingback: A post"."""
    label, _, behind = one_line(paragraph.text_content()).partition(one_line(link.text_content()))
    return link in set(paragraph.iter("a")) and not behind and len(label.split()) <= _MOST_OF_LABEL


_MOST_OF_LABEL = 2  # words


def _holder(own: list[HtmlElement]) -> HtmlElement | None:
    """The element that holds only the text, if there is one."""
    text = next((one for one in every_named(own, _TEXTS) if not _holds_name(own, one)), None)
    if text is not None:
        inner = named(
            list(text.iterdescendants("div")), _BODIES
        )  # Drupal prints the links to reply around it
        return text if inner is None else inner
    body = named([*own[1:], own[0]], _BODIES)
    if body is None:
        body = next((one for one in own if one.tag == "dd"), None)
    candidates = [] if body is None else [body]
    candidates += [one for one in own[1:] if _may_hold(one)]
    return next((one for one in candidates if named(list(one.iter("*")), AUTHORS) is None), None)


def _holds_name(own: list[HtmlElement], box: HtmlElement) -> bool:
    """Whether a box named as the text also holds the author's name, which is nowhere else."""
    inside = list(box.iter("*"))
    return named(own, AUTHORS, box) is None and named(inside[1:], AUTHORS) is not None


def _may_hold(element: HtmlElement) -> bool:
    return named([element], _OTHERS) is not None and _UNSEEN.isdisjoint(names_of(element))


def _text(own: list[HtmlElement], holder: HtmlElement | None, author: HtmlElement | None) -> str:
    if holder is not None:
        return _read([holder])
    paragraphs = (one for one in _direct(own) if author is None or one not in author.iterancestors())
    return _read(paragraphs) or _read(_around(own, author)) or _left(own, author)


def _direct(own: list[HtmlElement]) -> list[HtmlElement]:
    """The paragraphs directly in a comment or in the element named as its body."""
    body = named(own, _BODIES)
    above = own[0] if body is None else body
    return [one for one in own if one.tag in _PARAGRAPHS and one.getparent() is above]


def _around(own: list[HtmlElement], author: HtmlElement | None) -> Iterator[HtmlElement]:
    """The outermost blocks without name, day or another comment, for comments in which no part is named."""
    mine = set(own)
    apart = {author, *author.iterancestors()} if author is not None else set()
    taken: set[HtmlElement] = set()
    for one in own[1:]:
        if one.getparent() in taken or one.getparent() is author:
            taken.add(one)
        elif (
            one.tag in _BLOCKS and one not in apart and not prints_day(one) and mine.issuperset(one.iter("*"))
        ):
            taken.add(one)
            yield one


def _left(own: list[HtmlElement], author: HtmlElement | None) -> str:
    """The words of a box named as the text, without the name and the day that it also holds."""
    box = named(own, _TEXTS)
    if box is None or author is None:
        return ""
    bare = copy.deepcopy(box)
    for one, twin in zip(list(box.iter("*")), list(bare.iter("*")), strict=True):
        if one is author or (one is not box and prints_day(one) and author not in one.iter()):
            twin.drop_tree()
    return _read([bare])


def _read(elements: Iterable[HtmlElement]) -> str:
    return paragraphs_of(map(without_labels, elements))
