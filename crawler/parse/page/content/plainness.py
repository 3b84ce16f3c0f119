"""Whether an element holds a text and little else."""

from lxml.html import HtmlElement

_TEXTS = frozenset(("p", "pre", "li", "h1", "h2", "h3", "h4", "td", "dt", "dd", "figcaption", "blockquote"))
_SILENT = ("script", "style", "noscript", "template")
_PLAIN, _LINKED = 0.8, 0.35
"""So much of an entry's text stands in paragraphs, headings, lists and tables, and no more of it in links."""
_PLAIN_NAMED, _LINKED_NAMED = 0.95, 0.1
"""The same where but a name that publishers use says so: they put much beside the text into it."""


def is_plain(element: HtmlElement, *, entry: bool) -> bool:
    """Whether nearly all the element's text stands in elements for texts, and links are few among it.

    ``entry``: it is an ``<article>`` or ``<main>``, which holds date and terms beside its text.
    """
    plain, few = (_PLAIN, _LINKED) if entry else (_PLAIN_NAMED, _LINKED_NAMED)
    whole = len(element.text_content()) - sum(
        len(s.text_content()) for s in element.iterdescendants(*_SILENT)
    )
    texts = linked = 0
    for text in element.iterdescendants(*_TEXTS):
        if text.getparent().tag not in _TEXTS:
            texts += len(text.text_content())
    linked = sum(len(link.text_content()) for link in element.iterdescendants("a"))
    blanks = _blanks(element)
    return texts >= plain * (whole - blanks) and linked <= few * texts


def _blanks(element: HtmlElement) -> int:
    """How many characters of white space stand between its elements."""
    tails = (child.tail for child in element.iterdescendants() if child.tail and child.tail.isspace())
    heads = (child.text for child in element.iter() if child.text and child.text.isspace())
    return sum(map(len, tails)) + sum(map(len, heads))
