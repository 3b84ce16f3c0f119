"""Writing an article: its row and all its parts are replaced together."""

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crawler.items import Article, DatasetWarning, row_id
from crawler.items.blog import PostStatus
from crawler.store.dataset.doubtful import doubtful_change, earlier_doubt, is_confirmed, loss_in
from crawler.store.dataset.labels import write_author, write_terms
from crawler.store.dataset.parts import write_parts
from crawler.store.dataset.rows import ValueFaults, row_maker
from crawler.store.dataset.tweets import fold
from crawler.store.dataset.visible import delivered, stored
from crawler.store.dataset.warnings import (
    About,
    add_article_warning,
    add_warning,
    drop_warnings,
    replace_warnings,
)
from crawler.store.sqlite.text import clean

Outcome = Literal["new", "changed", "unchanged", "reparsed", "returned", "elsewhere", "doubtful"]

_FIND = "SELECT id, url, content_hash, parser, status, form FROM articles"

_STORED = "SELECT title, text, modified FROM articles WHERE id = ?"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredState:
    """The stored state of an article."""

    id: int
    url: str
    """Its address at the last crawl that found it."""
    content_hash: str
    parser: str
    status: str
    """`live`, `protected` or `gone`."""
    form: str | None
    """Where it was read. None in datasets of earlier releases, which read only the API."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A post as delivered, with what decides whether it must be parsed and written."""

    blog: str
    url: str
    """Its canonical address."""
    post_id: int | None
    """Its number on the blog."""
    status: PostStatus
    content_hash: str
    parser: str
    run: int
    seen: str
    """Time of delivery: ISO 8601, UTC."""
    form: str = "api"
    """Where it was read, as in the table articles."""
    may_lose: bool = False
    """Whether a version without most of the text replaces the stored one, because the user said so."""


class Written(NamedTuple):
    """The result of a delivery."""

    outcome: Outcome
    article: About | None
    """The article of the blog, for warnings. None if the blog does not have it."""
    is_rewritten: bool
    """Whether it was parsed and its rows were replaced."""


def find(connection: sqlite3.Connection, blog: str, url: str, post_id: int | None) -> StoredState | None:
    """The blog's article with this address or, if there is none, with this number."""
    row = None
    if url:
        row = connection.execute(f"{_FIND} WHERE url = ? AND blog = ?", (clean(url), blog)).fetchone()
    if row is None and isinstance(post_id, int) and -(2**63) <= post_id < 2**63:
        row = connection.execute(f"{_FIND} WHERE blog = ? AND post_id = ?", (blog, post_id)).fetchone()
    if row is None:
        return None
    return StoredState(id=row[0], url=row[1], content_hash=row[2], parser=row[3], status=row[4], form=row[5])


def day_of(connection: sqlite3.Connection, blog: str, url: str) -> tuple[str, str | None] | None:
    """The time of publication that is stored for an article, UTC and local. None if it is a guess."""
    found: tuple[str, str | None] | None = connection.execute(_DAY, (blog, clean(url))).fetchone()
    return found


_DAY = """
SELECT published, published_local
FROM articles
WHERE blog = ? AND url = ? AND published IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM warnings WHERE article = articles.id AND code = 'date_guessed')
"""


def write(
    connection: sqlite3.Connection,
    delivery: Delivery,
    parse: Callable[[], Article],
    faults: ValueFaults | None,
) -> Written:
    """Write the article of a post in the caller's transaction, unless the dataset already has it.

    An article belongs to the blog that delivered it first. If another blog delivers the same address, the
    outcome is `elsewhere`, and only a warning is written.
    ``parse`` creates the article, and is called only if it is needed. Without ``faults``, an error of
    `UNSOUND` is raised for values that cannot be stored unchanged.
    """
    url = clean(delivery.url)
    old = find(connection, delivery.blog, url, delivery.post_id)
    same = (url, delivery.content_hash, delivery.parser)
    if old and (old.url, old.content_hash, old.parser) == same:
        outcome = _met_again(connection, old, delivery.status)
        return Written(outcome, About(delivery.blog, old.id, url), is_rewritten=False)
    owner = None if old and old.url == url else _owner(connection, url)
    if owner is not None and owner != delivery.blog:
        add_warning(connection, _elsewhere(url, owner), blog=delivery.blog, run=delivery.run)
        kept = About(delivery.blog, old.id, old.url) if old else None
        return Written("elsewhere", kept, is_rewritten=False)
    article = parse()
    doubt = _doubt(connection, old, article, delivery)
    if old and doubt:
        about = About(delivery.blog, old.id, old.url)
        if earlier_doubt(connection, doubt, about) is None:  # otherwise the first warning stays, with its run
            drop_warnings(connection, "doubtful_change", article=old.id)
            add_article_warning(connection, doubt, article=about, run=delivery.run)
        return Written("doubtful", about, is_rewritten=False)
    outcome = _outcome(connection, old, article, delivery)
    key = old.id if old else _new_id(connection, url, delivery.post_id)
    if old and outcome != "reparsed":
        _keep_former(connection, old, url, delivery)
    write_terms(connection, article.terms, delivery.blog, key, faults)
    tweets = write_parts(connection, article, key, faults, is_new=old is None)
    _write_row(connection, article, delivery, key, faults)
    fold(connection, tweets)
    unstorable = [
        DatasetWarning(code="unstorable_value", detail=detail)
        for detail in (faults.details if faults else ())
    ]
    about = About(delivery.blog, key, url)
    replace_warnings(connection, [*article.warnings, *unstorable], article=about, run=delivery.run)
    return Written(outcome, about, is_rewritten=True)


def _owner(connection: sqlite3.Connection, url: str) -> str | None:
    """The blog to which the article with this address belongs."""
    row = connection.execute("SELECT blog FROM articles WHERE url = ?", (url,)).fetchone()
    return str(row[0]) if row else None


def by_address(connection: sqlite3.Connection, url: str) -> int | None:
    """Id of the article with this address, or None."""
    row = connection.execute("SELECT id FROM articles WHERE url = ?", (clean(url),)).fetchone()
    return int(row[0]) if row else None


def _elsewhere(url: str, owner: str) -> DatasetWarning:
    return DatasetWarning(
        code="article_of_another_blog",
        detail=f"{url} is stored as an article of the blog {owner}. The version of this blog is not stored.",
    )


def _doubt(
    connection: sqlite3.Connection, old: StoredState | None, article: Article, delivery: Delivery
) -> DatasetWarning | None:
    """The warning about a change that may be a loss, unless it is confirmed.

    A protected post has no text, and says why.
    """
    if old is None or delivery.may_lose or delivery.status == "protected":
        return None
    if old.content_hash == delivery.content_hash:
        return None
    title, text, modified = connection.execute(_STORED, (old.id,)).fetchone()
    is_edited = bool(modified and article.modified and article.modified > modified)
    lost = loss_in(title, text, article, is_edited=is_edited)
    if lost is None:
        return None
    warning = doubtful_change(lost, article)
    first = earlier_doubt(connection, warning, About(delivery.blog, old.id, old.url))
    return None if first and is_confirmed(first, delivery.seen) else warning


def _outcome(
    connection: sqlite3.Connection, old: StoredState | None, article: Article, delivery: Delivery
) -> Outcome:
    """The outcome of a delivery that is written."""
    if old is None:
        return "new"
    if old.status == "gone":
        return "returned"
    is_changed = old.url != clean(delivery.url) or _is_changed(connection, old, article, delivery)
    return "changed" if is_changed else "reparsed"


def _is_changed(
    connection: sqlite3.Connection, old: StoredState, article: Article, delivery: Delivery
) -> bool:
    """Whether a reader sees a change. If the form differs, only title and text can be compared."""
    if old.content_hash == delivery.content_hash:
        return False
    if (old.form or "api") == delivery.form:
        return stored(connection, old.id) != delivered(article)
    before = connection.execute("SELECT title, text FROM articles WHERE id = ?", (old.id,)).fetchone()
    return bool(before != (clean(article.title), clean(article.text)))


def _new_id(connection: sqlite3.Connection, url: str, post_id: int | None) -> int:
    """The id of the address. If a moved post already uses it, the id of address and number."""
    key = row_id(url)
    taken = connection.execute("SELECT 1 FROM articles WHERE id = ?", (key,)).fetchone()
    return row_id(url, str(post_id)) if taken else key


def lost(connection: sqlite3.Connection, blog: str, present: Collection[int]) -> tuple[list[str], int]:
    """The addresses of the articles that `mark_gone` would mark, and the number of those it chooses from."""
    articles = connection.execute(
        "SELECT url, id IN (SELECT value FROM json_each(?)) FROM articles "
        "WHERE blog = ? AND status <> 'gone'",
        (json.dumps(sorted(present)), blog),
    ).fetchall()
    return [url for url, found in articles if not found], len(articles)


def mark_gone(connection: sqlite3.Connection, blog: str, present: Collection[int], seen: str) -> int:
    """Mark the articles of a blog that are not present. Returns the number of newly marked ones."""
    statement = (
        "UPDATE articles SET status = 'gone', gone_since = ? "
        "WHERE blog = ? AND status <> 'gone' AND id NOT IN (SELECT value FROM json_each(?))"
    )
    return connection.execute(statement, (seen, blog, json.dumps(sorted(present)))).rowcount


def _met_again(connection: sqlite3.Connection, old: StoredState, status: PostStatus) -> Outcome:
    """Restore an unchanged article that was gone. A doubtful change of any other was none."""
    drop_warnings(connection, "doubtful_change", article=old.id)
    if old.status != "gone":
        return "unchanged"
    connection.execute("UPDATE articles SET status = ?, gone_since = NULL WHERE id = ?", (status, old.id))
    return "returned"


def _keep_former(connection: sqlite3.Connection, old: StoredState, url: str, delivery: Delivery) -> None:
    """Keep the earlier version and the earlier address of a changed article."""
    if old.content_hash != delivery.content_hash:
        connection.execute(
            "INSERT INTO article_versions (article, seen, run, content_hash, title, text) "
            "SELECT id, ?, ?, content_hash, title, text FROM articles WHERE id = ? "
            "ON CONFLICT DO NOTHING",  # changed within one second, back, and again
            (delivery.seen, delivery.run, old.id),
        )
    if old.url != url:
        connection.execute(
            "INSERT INTO discoveries (blog, url, route, article, first_seen, last_seen) "
            "SELECT blog, url, 'former', id, first_seen, ? FROM articles WHERE id = ? "
            "ON CONFLICT (blog, url, route) "
            "DO UPDATE SET article = excluded.article, last_seen = excluded.last_seen",
            (delivery.seen, old.id),
        )


def _write_row(
    connection: sqlite3.Connection, article: Article, delivery: Delivery, key: int, faults: ValueFaults | None
) -> None:
    given = {
        "id": key,
        "author": write_author(connection, article.author, delivery.blog, faults),
        "blog": delivery.blog,
        "comment_count": 0,
        "first_seen": delivery.seen,
        "gone_since": None,
        "content_hash": delivery.content_hash,
        "form": delivery.form,
        "parser": delivery.parser,
    }
    maker = row_maker("articles", *given)
    row = maker.row(article, tuple(given.values()), faults, "articles")
    if row is None:
        raise TypeError(f"{article.url} cannot be stored as an article: {faults}")
    maker.upsert(connection, [row], keep=("first_seen", "comment_count"))
