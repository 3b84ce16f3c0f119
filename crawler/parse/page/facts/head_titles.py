"""The titles in a page's head, and whether a text on the page agrees with them."""

import re

from crawler.parse.page.marks import PageMarks
from crawler.text.characters import fold

# Separators between the post's title and the site's name in <title>.
SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")
_CLOSING = re.compile(r"[|–—·•»:-]\s*$")
_OPENING = re.compile(r"\s*[|–—·•»:-]\s")
_NAMES = ("og:title", "twitter:title", "dc.title")


def told_titles(marks: PageMarks) -> list[str]:
    """The titles in the head that are meant for other sites to show."""
    return [told for told in map(marks.told, _NAMES) if told]


def is_in_title(said: str, whole: str) -> bool:
    """Whether a text is the document's title, or its beginning or end beside a separator (both folded).

    >>> [is_in_title("le lac", t) for t in ("le lac - blog", "blog: le lac", "le lac gris")]
    [True, True, False]
    """
    if not said:
        return False
    ends = whole.endswith(said) and _CLOSING.search(whole.removesuffix(said))
    begins = whole.startswith(said) and _OPENING.match(whole.removeprefix(said))
    return bool(said == whole or ends or begins)


def agrees_with_head(text: str, marks: PageMarks) -> bool:
    """Whether a text agrees with the head's metadata or with the document's title."""
    said = fold(text)
    return said in map(fold, told_titles(marks)) or is_in_title(said, fold(marks.document_title))
