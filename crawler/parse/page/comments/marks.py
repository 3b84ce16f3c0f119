"""Words around a comment that software printed: labels to reply, edit and report, badges, links to itself."""

import copy
import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.text import phrases
from crawler.text.characters import fold, one_line

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Links and buttons of discussion software, folded.
_LABEL = phrases.pattern(
    r"[\s|·•—–-]*(?:{log_in_to} )?(?:{reply}|{reply_to} .{1,60}|{permalink}|{edit}|{delete}|{report}|{quote}"
    r"|{like}|{share}|{vote}|#\s*\d*|¶|🔗)(?: {this_comment})?[\s(:.…!]*\d*\)?",
    re.NOFLAG,
)
_SEPARATORS = phrases.pattern(r"(?:[\s|·•/,()\[\]–—-]|{post_comments})*")
_CONTROLS = frozenset(("button", "form", "select", "textarea", "input", "svg", "script", "style", "template"))
_BOXES = frozenset(("p", "div", "ul", "ol", "li", "span", "footer", "small", "nav"))
_ACTIONS = re.compile(r"replytocom|replyto|/reply|/login|/edit|/report|/delete|javascript:", re.IGNORECASE)
# Classes of elements beside a name in its box.
_BADGES = re.compile(
    r"(?:.*-)?(?:badge|label|role|rank|pill|tag|is-author|says|avatar|separator|spacer|permalink|anchor|date"
    r"|time|timestamp|timeago|ago|meta|title|reply|edit|score|points|screen-reader-text)"
)
_ACTING = re.compile(r"(?:.*-)?(?:reply|permalink|edit|quote|report|anchor)(?:-link)?")
_LONGEST = 60  # characters of a label
_ANSWERED = phrases.pattern(r"{in_reply_to}", re.NOFLAG)
_ANSWERING = re.compile(r"(?:.*-)?(?:in-?reply-?to|reply-?to|replied-?to|parent)(?:-.*)?")


def names_of(element: HtmlElement) -> tuple[str, ...]:
    """An element's names from class, microdata and the like, in one spelling: "a-b" for "aB" and "a__b"."""
    printed = " ".join(filter(None, map(element.get, _NAMING)))
    return _in_one_spelling(printed) if printed else ()


_NAMING = ("class", "itemprop", "property", "data-testid")


@lru_cache(maxsize=4096)  # pages print the same names again and again
def _in_one_spelling(names: str) -> tuple[str, ...]:
    return tuple(_RUN.sub("-", _HUMP.sub("-", names)).lower().split())


_RUN = re.compile(r"[_-]+")


def is_label(element: HtmlElement) -> bool:
    """Whether an element is a link or button to act on a comment, and not a link in its text."""
    if element.tag in _CONTROLS:
        return True
    text = one_line(element.text_content())
    if element.tag != "a" or len(text) > _LONGEST or not _LABEL.fullmatch(fold(text)):
        return False
    href = element.get("href", "#")
    if _ACTIONS.search(href) or any(map(_ACTING.fullmatch, names_of(element))):
        return True
    return ("#" in href or "://" not in href) and _stands_alone(element)


def _stands_alone(link: HtmlElement) -> bool:
    """Whether there are no words directly before or after a link: "see this link for more" is a sentence."""
    return _SEPARATORS.fullmatch(_before(link)) is not None and bool(_SEPARATORS.fullmatch(link.tail or ""))


def _before(element: HtmlElement) -> str:
    """The text directly before an element, inside its parent."""
    before, above = element.getprevious(), element.getparent()
    return (before.tail if before is not None else above.text if above is not None else None) or ""


def is_answer_to(link: HtmlElement) -> bool:
    """Whether a link leads to the comment that is replied to, by the words or names of it or its line."""
    above = link.getparent()
    around = [link] if above is None else [link, above]
    if any(_ANSWERING.fullmatch(name) for element in around for name in names_of(element)):
        return True
    return _ANSWERED.search(fold(f"{_before(link)[-_LONGEST:]} {link.text_content()[:_LONGEST]}")) is not None


def without_labels(element: HtmlElement) -> HtmlElement:
    """A copy of an element without the labels in it, and without the lines that held only labels."""
    bare = copy.deepcopy(element)
    for one in [one for one in bare.iterdescendants("a", *_CONTROLS) if is_label(one)]:
        box = one.getparent()
        if box is None:  # it was in a label that has been removed
            continue
        one.drop_tree()
        _drop_empty(box, bare)
    return bare


def _drop_empty(box: HtmlElement, top: HtmlElement) -> None:
    """Remove boxes that hold only separators from the tree, innermost first."""
    while box is not top and box.tag in _BOXES and _SEPARATORS.fullmatch(box.text_content()):
        above = box.getparent()
        if above is None or box.xpath("descendant::img"):
            return
        box.drop_tree()
        box = above


def without_badges(name: HtmlElement) -> HtmlElement:
    """A copy of the element of a name, without small print and other parts beside the name."""
    bare = without_labels(name)
    for one in list(bare.iterdescendants()):
        if one.getparent() is None or not isinstance(one.tag, str):
            continue
        badge = one.tag in ("small", "time") or any(map(_BADGES.fullmatch, names_of(one)))
        if badge or (one.tag == "a" and one.get("href", "").startswith("#")):
            one.drop_tree()
    return bare
