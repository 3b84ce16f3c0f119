"""The frame that an entry prints around its text: title, date, author, terms."""

import re

from lxml.html import HtmlElement

from crawler.parse.page.content.own import is_for_embeds, is_own
from crawler.parse.page.facts.byline import dated_lines, title_heading
from crawler.parse.page.facts.terms import term_address
from crawler.text import class_names, phrases
from crawler.text.html_text import plain

_NOTES = "contains(@class, 'footnote') or contains(@class, 'endnote') or contains(@class, 'notes')"
_FRAME = (
    "descendant::*[self::header or self::nav or @id='comments' or @id='respond'"
    f" or @id='secondary' or @id='sidebar' or (self::aside or self::footer) and not({_NOTES})]"
)
_META = class_names.name_set("facts_line") | class_names.name_set("frame_line")
# Names of the boxes with links to the posts before and after: "prev-next", "post__previous_next".
_NEIGHBOURS = re.compile(
    r"(?:prev(?:ious)?|older)[-_]?(?:and[-_]?)?(?:next|newer)(?:$|[-_\s])", re.IGNORECASE
)
# Names for comments in several languages: "sf_comment_list", "user-comments", "commentaires".
_COMMENTS = phrases.pattern(r"(?:^|[-_\s])(?:{comments}|{comment}|commentlist|commentarea)(?:$|[-_\s])")
_LINES = ("p", "div", "ul", "ol", "span", "section", "dl", "h4", "h5", "h6")
_ASIDE = 40
"""Characters besides date, name and terms in a line that is not text ("Publié le … par …")."""
_BLANKS = re.compile(r"\s+")
_MOST = 0.5
"""An element with a larger share of the text is not its frame: some print the text in a ``<header>``."""


def cut_entry_frame(content: HtmlElement, title: str) -> None:
    """Remove the parts of a whole entry that are not its text."""
    whole = len(content.text_content())
    for element in content.xpath(_FRAME):
        little = len(element.text_content()) <= _MOST * whole
        if element.getparent() is not None and little and not is_own(element, set()):
            element.drop_tree()
    for element in [e for e in content.iterdescendants(*_LINES) if _META & set(e.get("class", "").split())]:
        if element.getparent() is not None and element.find(".//p") is None:
            element.drop_tree()
    _cut_neighbours(content)
    _cut_comments(content)
    _cut_way_back(content)
    for mark in [*content.iterdescendants("time"), *filter(_is_mark, content.iterdescendants("a"))]:
        line = _line_of(mark, content) if content in mark.iterancestors() else None
        if line is not None and not is_for_embeds(line):
            line.drop_tree()
    _cut_dated_lines(content, title)
    cut_title(content, title)


def _cut_neighbours(content: HtmlElement) -> None:
    for element in list(content.iterdescendants("div", "ul", "section", "p")):
        named = _NEIGHBOURS.search(f"{element.get('class', '')} {element.get('id', '')}")
        if named and element.getparent() is not None and element.find(".//a") is not None:
            element.drop_tree()


def _cut_comments(content: HtmlElement) -> None:
    first = next((p for p in content.iterdescendants("p") if (p.text_content() or "").strip()), None)
    entry = set() if first is None else {first, *first.iterancestors()}
    for element in list(content.iterdescendants("div", "section", "ul", "ol", "dl")):
        named = _COMMENTS.search(f"{element.get('class', '')} {element.get('id', '')}")
        if named and element not in entry and content in element.iterancestors():
            element.drop_tree()


def _cut_way_back(content: HtmlElement) -> None:
    """Remove a link to the site's home page that is a line by itself: "Back to the blog"."""
    for link in list(content.iterdescendants("a")):
        if not _ENTRANCE.fullmatch(link.get("href", "")):
            continue
        line = link
        while (above := line.getparent()) is not content and _holds_alone(above, line):
            line = above
        if line.tag in _OWN_LINES and link.text_content().strip():
            line.drop_tree()


_OWN_LINES = frozenset(("p", "div", "ul", "ol", "li", "section"))
_ENTRANCE = re.compile(r"/(?:blog/?|posts/?|articles/?)?(?:index\.html?)?|\.\./?", re.IGNORECASE)


def _holds_alone(above: HtmlElement, element: HtmlElement) -> bool:
    return len(above) == 1 and not (above.text or "").strip() and not (element.tail or "").strip()


def _cut_dated_lines(content: HtmlElement, title: str) -> None:
    heading = title_heading(content, title)
    for line in dated_lines(heading) if heading is not None else ():
        if content in line.iterancestors() and not is_for_embeds(line):
            line.drop_tree()


def cut_title(content: HtmlElement, title: str) -> None:
    """Remove elements that only give the post's title, and headers and footers of dates and names."""
    for frame in [
        e for e in content.iterdescendants("header", "footer") if _META & set(e.get("class", "").split())
    ]:
        if content in frame.iterancestors():
            frame.drop_tree()
    for heading in [*content.iterdescendants("h1"), *list(content.iterdescendants("h2"))[:1]]:
        if plain(heading.text_content()) == title:
            heading.drop_tree()


def _is_mark(link: HtmlElement) -> bool:
    rel = link.get("rel", "").split()
    return "author" in rel or "tag" in rel or term_address(link.get("href", "")) is not None


def _line_of(mark: HtmlElement, content: HtmlElement) -> HtmlElement | None:
    """The outermost line around a date, a name or a term with little more. None within text."""
    line = mark if mark.tag == "time" and mark.getparent() is content else None
    for above in mark.iterancestors():
        if above is content or above.tag not in (*_LINES, "li", "small", "em", "i"):
            break
        if len(_said_beside(above)) > _ASIDE:
            break
        line = above
    return line


def _said_beside(line: HtmlElement) -> str:
    """The words of a line besides its dates, names and terms."""
    said = [line.text or ""]
    waiting = list(line)[::-1]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            said.append(element)
            continue
        waiting.append(element.tail or "")
        if (
            isinstance(element.tag, str)
            and element.tag != "time"
            and not (element.tag == "a" and _is_mark(element))
        ):
            waiting += [*list(element)[::-1], element.text or ""]
    return _BLANKS.sub(" ", "".join(said)).strip()
