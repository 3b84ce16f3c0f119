"""The parts of a comment: who wrote it, when, and its text, in the forms of many engines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.parse.page.comments.days import prints_day, time_of
from crawler.parse.page.comments.marks import names_of, without_labels
from crawler.parse.page.comments.names import AUTHORS, author_of, link_of, name_as_words, name_in, named
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.html_text import paragraphs_of
from crawler.urls.canonical import is_web

# Names of the part, as a class or an itemprop, the more telling first.
_TEXTS = tuple(class_names.names("comment_text").split())
# Where no part is named the text (WordPress before HTML 5, Bootstrap's media object), these stand beside the
# comment's head and foot.
_BODIES = tuple(class_names.names("comment_body").split())
# What else holds the text where it holds no name: an engine's or a theme's own word.
_OTHERS = tuple(class_names.names("comment_text_of_engine").split())
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "ul", "ol"))
_UNSEEN = class_names.name_set("comment_unseen")
_BLOCKS = _PARAGRAPHS | {"div", "section"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a comment says of itself."""

    author: str | None
    author_url: str | None
    posted: str | None
    """ISO 8601, UTC; midnight where a day alone is printed."""
    text: str
    """Paragraphs are separated by an empty line."""
    outside: list[HtmlElement]
    """The elements that are not in the text."""


def read_parts(own: list[HtmlElement], *, ping: bool) -> Parts:
    """The parts of the comment that is made of these elements, in the page's order, the outermost first.

    ``ping``: it is another site's, which is named by the link that leads there.
    """
    if ping:
        return _ping(own)
    text = _holder(own)
    author = author_of(own, text)
    inside = set(text.iter()) if text is not None else frozenset()
    return Parts(
        author=(name_as_words(own, text) if author is None else name_in(author)) or None,
        author_url=None if author is None else link_of(author),
        posted=time_of(own, text),
        text=_text(own, text, author),
        outside=[one for one in own if one not in inside],
    )


def _ping(own: list[HtmlElement]) -> Parts:
    """The parts of a pingback: the first link that leads away names it, if none stands on a name."""
    author = named(own, AUTHORS)
    links = [] if author is None else [*author.iter("a"), *author.iterancestors("a")]
    links += [one for one in own if one.tag == "a" and "external" in one.get("rel", "")]
    link = next((one for one in links if not one.get("href", "#").startswith("#")), None)
    href = "" if link is None else link.get("href", "")
    return Parts(
        author=(name_as_words(own, None) if link is None else one_line(link.text_content())) or None,
        author_url=href if is_web(href) else None,
        posted=time_of(own, None),
        text=_read(_direct(own)),
        outside=own,
    )


def _holder(own: list[HtmlElement]) -> HtmlElement | None:
    """The element that holds the text and nothing else, if there is one."""
    text = named(own, _TEXTS)
    if text is not None:
        inner = named(
            list(text.iterdescendants("div")), _BODIES
        )  # Drupal: the links to answer stand around it
        return text if inner is None else inner
    body = named([*own[1:], own[0]], _BODIES)
    if body is None:
        body = next((one for one in own if one.tag == "dd"), None)
    candidates = [] if body is None else [body]
    candidates += [one for one in own[1:] if _may_hold(one)]
    return next((one for one in candidates if named(list(one.iter("*")), AUTHORS) is None), None)


def _may_hold(element: HtmlElement) -> bool:
    return named([element], _OTHERS) is not None and _UNSEEN.isdisjoint(names_of(element))


def _text(own: list[HtmlElement], holder: HtmlElement | None, author: HtmlElement | None) -> str:
    if holder is not None:
        return _read([holder])
    return _read(_direct(own)) or _read(_around(own, author))


def _direct(own: list[HtmlElement]) -> list[HtmlElement]:
    """The paragraphs that stand right in a comment or in what is called its body."""
    body = named(own, _BODIES)
    above = own[0] if body is None else body
    return [one for one in own if one.tag in _PARAGRAPHS and one.getparent() is above]


def _around(own: list[HtmlElement], author: HtmlElement | None) -> Iterator[HtmlElement]:
    """The outermost blocks that hold neither name nor day nor another comment, where nothing is named."""
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


def _read(elements: Iterable[HtmlElement]) -> str:
    return paragraphs_of(map(without_labels, elements))
