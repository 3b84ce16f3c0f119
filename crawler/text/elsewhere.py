"""Recognises lines and boxes that link to other pages, by the words that they begin with."""

import re

from crawler.text import phrases
from crawler.text.characters import fold

_REACH = 120  # characters
_WORDS = phrases.pattern(r"[\W_]*{see_also}\b", re.NOFLAG)
_LABELS = phrases.pattern(r"[\W_]*{popular}\b", re.NOFLAG)
_NEIGHBOUR = phrases.pattern(r"[\W_]*{neighbour_post}[\W_]*")
_LONGEST_LABEL = 60  # characters


def sends_on(text: str) -> bool:
    """Whether the first words of a line announce links to other pages ("À lire aussi", "See also").

    >>> sends_on("> Lire aussi : nos fontaines"), sends_on("Les fontaines de la ville")
    (True, False)
    """
    return _WORDS.match(fold(text[:_REACH])) is not None


def is_label(text: str) -> bool:
    """Whether a line may be the label of links to other pages. Only the lines below it can confirm this.

    >>> is_label("Most popular"), is_label("Sur le même sujet :"), is_label("Popularité")
    (True, True, False)
    """
    return len(text) <= _LONGEST_LABEL and (sends_on(text) or _LABELS.match(fold(text)) is not None)


def names_neighbour(text: str) -> bool:
    """Whether a text is only the label of a link to the post before or after this one.

    >>> [names_neighbour(text) for text in ("← Previous post:", "Article suivant »", "Next year")]
    [True, True, False]
    """
    return len(text) <= _LONGEST_LABEL and _NEIGHBOUR.fullmatch(text) is not None
