"""Writing comments, one page at a time, and resolving which comment each replies to."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crawler.items import Comment, DatasetWarning, row_id
from crawler.store.dataset.articles import find
from crawler.store.dataset.rows import Row, Value, ValueFaults, row_maker
from crawler.store.dataset.warnings import About, add_article_warning, drop_warning

_Numbers = dict[tuple[int, int], int]  # (article's id, comment's number) → comment's id


class Answer(NamedTuple):
    """A comment that replies to another one."""

    id: int
    article: About
    number: int
    parent_number: int

    @property
    def warning(self) -> DatasetWarning:
        """The warning if the other comment is missing."""
        return DatasetWarning(
            code="comment_parent_missing",
            detail=f"Comment {self.number} answers comment {self.parent_number}, which was not handed out.",
        )


def places_of(connection: sqlite3.Connection, blog: str, comments: Iterable[Comment]) -> list[About | None]:
    """The article of each comment, by address or number. None if the dataset does not contain it."""
    found: dict[tuple[str | None, int | None], About | None] = {}
    places = []
    for comment in comments:
        about = (comment.article_url, comment.post_id)
        if about not in found:
            article = find(connection, blog, comment.article_url or "", comment.post_id)
            found[about] = About(blog, article.id, article.url) if article else None
        places.append(found[about])
    return places


def write_comments(
    connection: sqlite3.Connection, placed: Sequence[tuple[Comment, About]], run: int, *, careful: bool
) -> list[Answer]:
    """Write comments in the caller's transaction. Returns those that reply to a comment not yet arrived.

    Unless ``careful``, an error of `UNSOUND` is raised for values that cannot be stored unchanged.
    """
    numbers = _numbers(connection, {place.id for _, place in placed})
    before = frozenset(numbers.values())
    faults: dict[About, ValueFaults] | None = (
        {place: ValueFaults() for _, place in placed} if careful else None
    )
    rows = [
        row
        for comment, place in placed
        if (row := _row(comment, place, numbers, faults[place] if faults else None))
    ]
    for place, found in (faults or {}).items():
        for detail in found.details:
            warning = DatasetWarning(code="comment_unstorable_value", detail=detail)
            add_article_warning(connection, warning, article=place, run=run)
    answers = [
        Answer(numbers[place.id, comment.number], place, comment.number, comment.parent_number)
        for comment, place in placed
        if comment.parent_number not in (None, comment.number) and (place.id, comment.number) in numbers
    ]
    parents: dict[Value, int | None] = {a.id: numbers.get((a.article.id, a.parent_number)) for a in answers}
    row_maker("comments", *_GIVEN).upsert(
        connection, [(key, article, parents.get(key), *rest) for key, article, _, *rest in rows]
    )
    for answer in answers:
        if answer.id in before and parents[answer.id] is not None:
            drop_warning(connection, answer.warning, article=answer.article)
    return [answer for answer in answers if parents[answer.id] is None]


def tie_answers(connection: sqlite3.Connection, answers: Iterable[Answer], run: int) -> None:
    """Resolve replies to comments that arrived later. Add a warning if the comment never arrived."""
    for answer in answers:
        parent = _numbers(connection, {answer.article.id}).get((answer.article.id, answer.parent_number))
        if parent is None:
            add_article_warning(connection, answer.warning, article=answer.article, run=run)
        else:
            connection.execute("UPDATE comments SET parent = ? WHERE id = ?", (parent, answer.id))
            drop_warning(connection, answer.warning, article=answer.article)


_GIVEN = ("id", "article", "parent")


def _row(comment: Comment, place: About, numbers: _Numbers, faults: ValueFaults | None) -> Row | None:
    """The row of a comment without its parent. Its id is added to ``numbers``."""
    # Comments of a moved article keep their first ids.
    key = numbers.get((place.id, comment.number)) or row_id(place.url, str(comment.number))
    where = f"comment {comment.number}"
    row = row_maker("comments", *_GIVEN).row(comment, (key, place.id, None), faults, where)
    if row is not None:
        numbers[place.id, comment.number] = key
    return row


def _numbers(connection: sqlite3.Connection, articles: set[int]) -> _Numbers:
    rows = connection.execute(
        "SELECT article, number, id FROM comments WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(articles)),),
    )
    return {(article, number): key for article, number, key in rows}
