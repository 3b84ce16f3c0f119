"""The changes that the blog made to an article, word by word."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from crawler.text.word_diff import Piece, changed_passages, changed_words

_TAGS = {"kept": Markup("{}"), "removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>")}

_FORMS = """
SELECT seen, title, text, run
FROM (
  SELECT seen, title, text, run, rowid AS rank FROM article_versions WHERE article = :key
  UNION ALL
  SELECT NULL, title, text, NULL, NULL FROM articles WHERE id = :key
)
ORDER BY seen IS NULL, seen, rank
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """The difference between one version of an article and the next."""

    seen: str
    """Time when a crawl found the later version: ISO 8601, UTC."""
    run: int
    title: Markup
    passages: list[Markup]
    """Changed paragraphs, with `<del>` and `<ins>`. Empty if the text did not change."""


def read_versions(connection: sqlite3.Connection, key: str) -> list[Change] | None:
    """The changes of the article with this id, newest first. None if there is no such article."""
    forms = connection.execute(_FORMS, {"key": key}).fetchall()
    if not forms:
        return None
    changes = [
        Change(
            seen=before["seen"],
            run=before["run"],
            title=_marked(changed_words(before["title"], after["title"])),
            passages=list(changed(before["text"], after["text"])),
        )
        for before, after in pairwise(forms)
    ]
    return changes[::-1]


def changed(before: str, after: str) -> Iterator[Markup]:
    r"""The paragraphs that differ between two texts. Empty lines separate paragraphs.

    >>> [str(passage) for passage in changed("Un.\n\nUn mot ici.", "Un.\n\nUn autre mot ici.")]
    ['Un<ins> autre</ins> mot ici.']
    """
    return map(_marked, changed_passages(before, after))


def _marked(pieces: Iterable[Piece]) -> Markup:
    return Markup("").join(_TAGS[kind].format(_lines(text)) for kind, text in pieces)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
