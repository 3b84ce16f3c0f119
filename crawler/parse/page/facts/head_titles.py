"""What a page's head calls its post, and whether words of the page agree with it."""

import re

from crawler.parse.page.marks import PageMarks
from crawler.text.characters import fold

# Between a post's title and the site's name in <title>.
SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")
_CLOSING = re.compile(r"[|–—·•»:-]\s*$")
_OPENING = re.compile(r"\s*[|–—·•»:-]\s")
_NAMES = ("og:title", "twitter:title", "dc.title")


def told_titles(marks: PageMarks) -> list[str]:
    """The names that the head gives the page for other sites to show."""
    return [told for told in map(marks.told, _NAMES) if told]


def is_in_title(said: str, whole: str) -> bool:
    """Whether words are a document's title, or begin or end it beside a separator (both folded).

    >>> [is_in_title("le lac", t) for t in ("le lac - blog", "blog: le lac", "le lac gris")]
    [True, True, False]
    """
    if not said:
        return False
    ends = whole.endswith(said) and _CLOSING.search(whole.removesuffix(said))
    begins = whole.startswith(said) and _OPENING.match(whole.removeprefix(said))
    return bool(said == whole or ends or begins)


def agrees_with_head(text: str, marks: PageMarks) -> bool:
    """Whether the head calls the page's post so, in what it tells or in the document's title."""
    said = fold(text)
    return said in map(fold, told_titles(marks)) or is_in_title(said, fold(marks.document_title))
