"""Changes that may be the blog's losses and not its edits. They do not replace a stored article at once."""

import re
import sqlite3
from datetime import datetime, timedelta

from crawler.items import Article, DatasetWarning
from crawler.store.dataset.warnings import About
from crawler.store.sqlite.text import clean
from crawler.text.characters import fold

_LEAST_KEPT = 0.1
_GRAM, _MOST_GRAMS = 12, 200
"""Characters of a sample of a text, and the largest number of samples."""
_SHORT = 100
"""Fewer characters can be rewritten completely."""
_CONFIRMED_AFTER = timedelta(days=1)
_QUOTED = 300
"""The characters of a new version that its warning quotes."""
_ALIKE = 0.5
"""The share of their words that two versions must have in common to be the same one."""
_NEW = "The new one begins with:"
_WORD = re.compile(r"[^\W\d_]+")
_DOUBT = (
    "SELECT detail, started FROM warnings JOIN runs ON runs.id = warnings.run "
    "WHERE article = ? AND code = 'doubtful_change'"
)


def loss_in(title: str, text: str, article: Article, *, is_edited: bool) -> str | None:
    """What an article with this stored title and text would lose, as a clause. None if it loses little.

    ``is_edited`` is whether the blog itself says that it changed the article since.
    """
    if any(warning.code == "cut_page" for warning in article.warnings):
        return "its end"
    if is_edited:
        return None
    lost = ["its title"] if title and not article.title else []
    if share_kept(text, article.text) < _LEAST_KEPT:
        lost.append("nine tenths of its text")
    return " and ".join(lost) or None


def share_kept(before: str, after: str) -> float:
    """The share of a text that is also in another one, from samples of it.

    >>> share_kept("A mill by a river. " * 9, "A note. " + "A mill by a river. " * 9)
    1.0
    >>> share_kept("A mill by a river. " * 9, "We are back soon.")
    0.0
    """
    old, new = "".join(before.split()), "".join(after.split())
    if len(old) < _SHORT:
        return 1.0 if new or not old else 0.0
    step = max(_GRAM, len(old) // _MOST_GRAMS)
    samples = [old[at : at + _GRAM] for at in range(0, len(old) - _GRAM + 1, step)]
    return sum(sample in new for sample in samples) / len(samples)


def doubtful_change(lost: str, article: Article) -> DatasetWarning:
    """The warning about a change, which quotes the beginning of the new text."""
    quoted = " ".join(article.text.split())[:_QUOTED].strip()
    detail = f"The article would lose {lost}. The stored version stays. {_NEW} {quoted or 'nothing'}"
    return DatasetWarning(code="doubtful_change", detail=detail)


def earlier_doubt(connection: sqlite3.Connection, warning: DatasetWarning, article: About) -> str | None:
    """The time (ISO 8601, UTC) of the first crawl that found nearly the same as the warning quotes.

    None if the dataset has no doubt about the article, or one about another text. Pages that print the day or
    advertisements are never quite the same.
    """
    found = connection.execute(_DOUBT, (article.id,)).fetchone()
    if found is None or not _is_alike(found[0], clean(warning.detail)):
        return None
    return str(found[1])


def is_confirmed(first: str, seen: str) -> bool:
    """Whether a version that was ``first`` found at one time was found again at least a day later."""
    return datetime.fromisoformat(seen) - datetime.fromisoformat(first) >= _CONFIRMED_AFTER


def _is_alike(one: str, other: str) -> bool:
    """Whether two warnings quote nearly the same, up to numbers, which are often days and counts."""
    first, second = ({*_WORD.findall(fold(detail.partition(_NEW)[2]))} for detail in (one, other))
    return len(first & second) >= _ALIKE * len(first | second)
