"""Comments in the order of their thread."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crawler.publish.reading.spans import paragraphs_of

#: Answers to answers are set in further only so far: a phone's line has to hold words.
DEEPEST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownComment:
    """A comment in its thread."""

    row: sqlite3.Row
    depth: int
    """0 for one that answers none; at most `DEEPEST`."""
    answered: sqlite3.Row | None
    """The comment that it answers."""
    paragraphs: list[Markup]


def in_thread(rows: Sequence[sqlite3.Row]) -> list[ShownComment]:
    """Each comment with its answers behind it, oldest first, as ``rows`` stand.

    Each row stands there once, also where the answers lead in a circle or to a comment that is not there.
    """
    known = {row["id"]: row for row in rows}
    answers: dict[int | None, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        answers[row["parent"] if row["parent"] in known else None].append(row)
    found: list[ShownComment] = []
    seen: set[int] = set()
    for root in [*answers[None], *rows]:
        waiting = [(root, 0)]
        while waiting:
            row, depth = waiting.pop()
            if row["id"] in seen:
                continue
            seen.add(row["id"])
            found.append(
                ShownComment(
                    row=row,
                    depth=min(depth, DEEPEST),
                    answered=known.get(row["parent"]),
                    paragraphs=paragraphs_of(row["text"]),
                )
            )
            waiting += [(answer, depth + 1) for answer in reversed(answers[row["id"]])]
    return found
