"""Changes that may be the blog's losses and not its edits. They do not replace a stored article at once."""

import sqlite3
from datetime import datetime, timedelta

from crawler.items import Article, DatasetWarning
from crawler.store.dataset.warnings import About, warning_id

_LEAST_KEPT = 0.1
_GRAM, _MOST_GRAMS = 12, 200
"""Characters of a sample of a text, and the largest number of samples."""
_SHORT = 100
"""Fewer characters can be rewritten completely."""
_CONFIRMED_AFTER = timedelta(days=1)
_FIRST_SEEN = "SELECT started FROM warnings JOIN runs ON runs.id = warnings.run WHERE warnings.id = ?"


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


def doubtful_change(lost: str, content_hash: str) -> DatasetWarning:
    """The warning about a change. The same content gives the same warning."""
    detail = f"The article would lose {lost}. The stored version stays. The new one is {content_hash[:12]}."
    return DatasetWarning(code="doubtful_change", detail=detail)


def is_confirmed(connection: sqlite3.Connection, warning: DatasetWarning, article: About, seen: str) -> bool:
    """Whether a crawl at least a day before ``seen`` (ISO 8601, UTC) found the same content."""
    first = connection.execute(_FIRST_SEEN, (warning_id(warning, article),)).fetchone()
    if first is None:
        return False
    return datetime.fromisoformat(seen) - datetime.fromisoformat(first[0]) >= _CONFIRMED_AFTER
