"""What the blog changed in an article, word by word."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from markupsafe import Markup, escape

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
#: Words of a changed passage that are compared one by one; a longer one is shown whole, before and after.
_LONGEST = 2_000
#: Paragraphs that are compared at all: the time that it takes grows with their square.
_MOST = 4_000

_FORMS = """
SELECT seen, title, text, run
FROM (
  SELECT seen, title, text, run FROM article_versions WHERE article = :key
  UNION ALL
  SELECT NULL, title, text, NULL FROM articles WHERE id = :key
)
ORDER BY seen IS NULL, seen
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """How one form of an article became the next."""

    seen: str
    """When the crawl met the later form: ISO 8601, UTC."""
    run: int
    title: Markup
    passages: list[Markup]
    """Changed paragraphs, with `<del>` and `<ins>`; empty where only what is no text changed."""


def read_versions(connection: sqlite3.Connection, key: str) -> list[Change] | None:
    """The changes of the article with this id, newest first; None where there is no such article."""
    forms = connection.execute(_FORMS, {"key": key}).fetchall()
    if not forms:
        return None
    changes = [
        Change(
            seen=before["seen"],
            run=before["run"],
            title=_words(before["title"], after["title"]),
            passages=list(changed(before["text"], after["text"])),
        )
        for before, after in pairwise(forms)
    ]
    return changes[::-1]


def changed(before: str, after: str) -> Iterator[Markup]:
    r"""The paragraphs that differ between two texts, which empty lines part.

    >>> [str(passage) for passage in changed("Un.\n\nUn mot ici.", "Un.\n\nUn autre mot ici.")]
    ['Un<ins> autre</ins> mot ici.']
    """
    old, new = (text.split("\n\n")[:_MOST] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield _words("\n\n".join(old[begin:end]), "\n\n".join(new[other_begin:other_end]))


def _words(before: str, after: str) -> Markup:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        return _cut(old) + _added(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return Markup("").join(
        _lines(old[begin:end])
        if kind == "equal"
        else _cut(old[begin:end]) + _added(new[other_begin:other_end])
        for kind, begin, end, other_begin, other_end in matcher.get_opcodes()
    )


def _cut(words: Sequence[str]) -> Markup:
    return Markup("<del>{}</del>").format(_lines(words)) if words else Markup()


def _added(words: Sequence[str]) -> Markup:
    return Markup("<ins>{}</ins>").format(_lines(words)) if words else Markup()


def _lines(words: Sequence[str]) -> Markup:
    return Markup("<br>").join(escape(line) for line in "".join(words).split("\n"))
