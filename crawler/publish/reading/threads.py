"""Comments in the order of their threads."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crawler.publish.reading.spans import paragraphs_of

#: Maximum indentation of replies, so that a line on a phone still holds words.
DEEPEST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownComment:
    """A comment in its thread."""

    row: sqlite3.Row
    depth: int
    """0 if it is not a reply. At most `DEEPEST`."""
    answered: sqlite3.Row | None
    """The comment that it replies to."""
    paragraphs: list[Markup]


def in_thread(rows: Sequence[sqlite3.Row]) -> list[ShownComment]:
    """Each comment followed by its replies, in the order of ``rows`` (oldest first).

    Each row occurs exactly once, even if replies form a circle or reply to a missing comment.
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
