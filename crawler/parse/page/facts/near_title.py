"""The short lines around a post's title, where pages print its day and author."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.parse.page.marks import PageMarks
from crawler.text.characters import one_line

_MOST = 40  # pieces of text after the title
_FAR = 700  # characters after the title: a line for readers, names, a few labels
_MOST_BEFORE = 6  # pieces of text before the title
_BOXES_BEFORE = 3  # number of boxes around the title that may hold such a line before it
_LONGEST = 120  # characters of a line
_AROUND = 60  # characters of the words before a piece
_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "select", "option", "button"))
_QUOTED = frozenset(("blockquote", "figure"))
_PARAGRAPHS = frozenset(("p", "li", "dd"))
_WHOLE = frozenset(("body", "html", "main"))


class Line:
    """A piece of text near the title, with its line."""

    def __init__(self, element: HtmlElement, text: str) -> None:
        """``element`` holds the piece ``text``, either as its own text or after one of its children."""
        self.element, self.piece = element, text

    @property
    def text(self) -> str:
        """The text of the smallest element with the piece if that is a line, else the piece."""
        return short_text(self.element, _LONGEST) or self.piece

    @property
    def before(self) -> str:
        """The words directly before, in an element with little more than the line ("Last updated")."""
        above, said = self.element, ""
        for _ in range(2):
            above = above.getparent()
            if above is None or above.tag in _WHOLE:
                break
            whole = short_text(above, 2 * _LONGEST)
            if whole is None:
                break
            said = whole.partition(self.text)[0]
        return said[-_AROUND:]


def lines_near_title(marks: PageMarks, title: str) -> Iterator[Line]:
    """The short lines after the heading with a title, nearest first, then the few directly before it.

    If no heading has the title, the page's own heading is taken. A heading outside the post has no lines.
    The search ends `_FAR` characters after the title. Parts about other posts (comments, cards), quotations
    and words of a paragraph do not count as lines.
    """
    heading = marks.heading_with(title)
    heading = marks.own_heading() if heading is None else heading
    if heading is None or not marks.in_post(heading):
        return
    length = 0
    for element, text in islice(_pieces(_following(heading)), _MOST):
        if not marks.is_of_others(element):
            length += len(text)
            if length > _FAR:
                break
            if len(text) <= _LONGEST and not _is_in_running_text(element):
                yield Line(element, text)
    before = list(_pieces(_preceding(heading)))[-_MOST_BEFORE:]
    yield from (Line(e, text) for e, text in reversed(before) if marks.in_post(e) and len(text) <= _LONGEST)


def _is_in_running_text(element: HtmlElement) -> bool:
    around = [element, *element.iterancestors()]
    if any(above.tag in _QUOTED for above in around):
        return True
    block = next((above for above in around if above.tag in _PARAGRAPHS), None)
    return block is not None and short_text(block, _LONGEST) is None


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that follow an element, in document order."""
    at: HtmlElement | None = heading
    while at is not None and at.tag != "body":
        yield from at.itersiblings()
        at = at.getparent()


def _preceding(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements before an element in the boxes close around it, in document order."""
    boxes = [heading, *islice(heading.iterancestors(), _BOXES_BEFORE)]
    for box in reversed([box for box in boxes[:-1] if box.tag not in _WHOLE]):
        yield from reversed(list(box.itersiblings(preceding=True)))


def _pieces(roots: Iterable[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """The pieces of text in elements and after them, each with the element that holds it."""
    for root in roots:
        if isinstance(root.tag, str):
            yield from _within(root)
        elif root.tail and root.tail.strip() and root.getparent() is not None:
            yield root.getparent(), one_line(root.tail)


def _within(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The pieces of text in an element and the one after it, in document order."""
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            if element.tag in _UNREAD:
                walk.skip_subtree()
            elif element.text and element.text.strip():
                yield element, one_line(element.text)
        elif element.tail and element.tail.strip() and element.getparent() is not None:
            yield element.getparent(), one_line(element.tail)


def pieces_of(element: HtmlElement) -> list[str]:
    """The pieces of text in an element, each on one line."""
    return [one_line(piece) for piece in element.itertext(etree.Element) if piece.strip()]


def short_text(element: HtmlElement, most: int) -> str | None:
    """The text of an element on one line. None if it is longer than ``most``. It stops reading there."""
    pieces, length = [], 0
    for piece in element.itertext(etree.Element):
        pieces.append(piece)
        length += len(piece.strip())
        if length > most:
            return None
    text = one_line("".join(pieces))
    return text if len(text) <= most else None
