"""A dataset: one SQLite file, written one aggregate at a time."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol, Self, TypeVar

from crawler.errors import DatasetError
from crawler.items import (
    Announcement,
    Article,
    Blog,
    Comment,
    DatasetWarning,
    Discovery,
    Page,
    PriorCrawl,
    Run,
    Term,
)
from crawler.items.routes import AddressOutcome
from crawler.store.dataset import articles
from crawler.store.dataset.articles import Delivery, Written
from crawler.store.dataset.comments import Answer, places_of, tie_answers, write_comments
from crawler.store.dataset.finishing import finish
from crawler.store.dataset.labels import write_term
from crawler.store.dataset.language import language_doubt
from crawler.store.dataset.prior_crawl import prior_crawl_of
from crawler.store.dataset.rows import UNSOUND, ValueFaults, row_maker
from crawler.store.dataset.upgrades import UPGRADES
from crawler.store.dataset.warnings import add_warning, drop_resolved
from crawler.store.schema import tables as schema
from crawler.store.sqlite.opening import FileKind, closed, failures, opened, transaction
from crawler.store.sqlite.text import clean

#: The marks of a dataset file.
DATASET = FileKind(
    noun="dataset",
    application_id=schema.APPLICATION_ID,
    version=schema.VERSION,
    ddl=schema.ddl,
    additions=schema.additions,
    upgrades=UPGRADES,
)
_TIMEOUT = 4.0  # seconds to wait for another writer; Ctrl-C ends a crawl within five
_MET_AGAIN = """
ON CONFLICT (blog, url, route) DO UPDATE SET
  article = COALESCE(excluded.article, article),
  first_seen = MIN(first_seen, excluded.first_seen),
  last_seen = MAX(last_seen, excluded.last_seen),
  lastmod = COALESCE(excluded.lastmod, lastmod),
  outcome = COALESCE(excluded.outcome, outcome)
"""
_Result_co = TypeVar("_Result_co", covariant=True)


class _Write(Protocol[_Result_co]):
    def __call__(self, *, careful: bool) -> _Result_co: ...


class Dataset:
    """A dataset that is open for writing. Each writing method is one transaction.

    Every method raises `DatasetError` if the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `Dataset.open`."""
        self.path = path
        self.connection = connection
        self._answers: dict[int, Answer] = {}

    @classmethod
    def open(cls, path: Path, *, timeout: float = _TIMEOUT) -> Self:
        """Open a dataset, or create it and its folder.

        Raises `DatasetError` if the file is not a SQLite file, not a dataset, of a newer version, not
        writable, or in use.
        """
        return cls(path, opened(path, DATASET, timeout=timeout))

    def close(self) -> None:
        """Close it as one file in journal mode DELETE."""
        closed(self.connection, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def last_run(self) -> int:
        """The highest number of a run in this file, or 0."""
        with failures(self.path):
            row = self.connection.execute("SELECT COALESCE(MAX(id), 0) FROM runs").fetchone()
        return int(row[0])

    def runs(self) -> dict[int, str | None]:
        """By number, the end of every run (ISO 8601, UTC; None if it is unfinished), in order of number."""
        with failures(self.path):
            return dict(self.connection.execute("SELECT id, finished FROM runs ORDER BY id").fetchall())

    def store(self) -> str | None:
        """The id of the raw store that the last run was written with. None if it is not known."""
        with failures(self.path):
            row = self.connection.execute(
                "SELECT store FROM runs WHERE store IS NOT NULL ORDER BY id DESC LIMIT 1"
            ).fetchone()
        return row[0] if row else None

    def prior(self, blog: str) -> PriorCrawl:
        """What the dataset contains of a blog before it is crawled again."""
        with failures(self.path):
            return prior_crawl_of(self.connection, blog)

    def write_blog(self, blog: Blog) -> None:
        """Write a blog. Call it before writing its articles."""
        with self._transaction():
            self._upsert("blogs", blog)

    def ensure_blog(self, blog: str, url: str) -> None:
        """Write a blog of which only the address is known, unless the dataset contains it."""
        with self._transaction():
            found = self.connection.execute("SELECT 1 FROM blogs WHERE name = ?", (blog,)).fetchone()
            if not found:
                self._upsert("blogs", Blog(name=blog, url=url))

    def begin_run(self, run: Run) -> None:
        """Write a run that begins. Call it before writing rows that refer to it."""
        with self._transaction():
            self._upsert("runs", run)

    def finish_run(self, run: Run) -> Run:
        """Resolve references between rows, delete rows that nothing refers to, and write the run.

        Returns the run as written, with the number of its new warnings.
        """
        with self._transaction():
            tie_answers(self.connection, self._answers.values(), run.id)
            finish(self.connection)
            counted = self.connection.execute("SELECT COUNT(*) FROM warnings WHERE run = ?", (run.id,))
            run = replace(run, warnings=counted.fetchone()[0])
            self._upsert("runs", run)
        self._answers.clear()
        with failures(self.path):
            self.connection.execute("PRAGMA optimize")
        return run

    def day_of(self, blog: str, url: str) -> tuple[str, str | None] | None:
        """The stored time of publication of an article, UTC and local, unless it is a guess."""
        return articles.day_of(self.connection, blog, url)

    def write_article(self, delivery: Delivery, parse: Callable[[], Article]) -> Written:
        """Write the article of a post with everything that belongs to it, including comments.

        Only this method decides whether that is needed. The outcome is `new`; `unchanged` (the same address,
        hash and parser: nothing is parsed or written); `reparsed` (only the parser or the form differs);
        `changed` (the earlier form is kept in article_versions, an earlier address in discoveries);
        `returned` (it was gone); `doubtful` (most of it would be lost: only a warning is written until a
        crawl a day later finds the same); or `elsewhere` (it is an article of another blog: only a warning is
        written). ``parse`` makes the article.
        """
        parsed = cache(parse)

        def write(*, careful: bool) -> Written:
            faults = ValueFaults() if careful else None
            written = articles.write(self.connection, delivery, parsed, faults)
            if written.article and written.is_rewritten and parsed().comments:
                placed = [(comment, written.article) for comment in parsed().comments]
                self._note(write_comments(self.connection, placed, delivery.run, careful=careful))
            return written

        return self._written(write)

    def write_comments(self, blog: str, comments: Sequence[Comment], *, run: int) -> int:
        """Write comments. Their articles are looked up by address or by the number of the post.

        Comments of unknown articles are left out. Returns the number of the others.
        """

        def write(*, careful: bool) -> int:
            places = places_of(self.connection, blog, comments)
            placed = [(c, place) for c, place in zip(comments, places, strict=True) if place]
            self._note(write_comments(self.connection, placed, run, careful=careful))
            return len(placed)

        return self._written(write)

    def write_warning(self, blog: str, warning: DatasetWarning, *, run: int) -> int:
        """Add a warning once, about the blog or about an article (its address is in ``warning.article``).

        Returns its id.
        """
        with self._transaction():
            return add_warning(self.connection, warning, blog=blog, run=run)

    def language_doubt(self, blog: str) -> str | None:
        """A sentence if no text can be in the language that the blog declares. See `language`."""
        return language_doubt(self.connection, blog)

    def drop_resolved(self, blog: str, *, run: int, raised: Collection[int], whole: bool) -> None:
        """Remove the warnings about responses that a run found right. See `warnings.drop_resolved`."""
        with self._transaction():
            drop_resolved(self.connection, blog=blog, run=run, raised=raised, whole=whole)

    def write_discoveries(self, discoveries: Iterable[Discovery]) -> None:
        """Note the routes that found addresses. ``article`` of each is the address of the article.

        An address found again keeps the earliest ``first_seen`` and the latest ``last_seen``.
        """
        with self._transaction():
            maker = row_maker("discoveries", "article")
            rows = []
            for discovery in discoveries:
                article = articles.by_address(self.connection, discovery.article or discovery.url)
                rows.append(maker.row(discovery, (article,), ValueFaults(), "discoveries"))
            maker.insert(self.connection, rows, on_conflict=_MET_AGAIN)

    def write_outcome(self, blog: str, url: str, outcome: AddressOutcome, article: str | None) -> None:
        """Note the outcome of the page at an address of a blog, for all routes that found it."""
        with self._transaction():
            self.connection.execute(
                "UPDATE discoveries SET outcome = ?, article = COALESCE(?, article) "
                "WHERE blog = ? AND url = ?",
                (
                    outcome,
                    articles.by_address(self.connection, article) if article else None,
                    blog,
                    clean(url),
                ),
            )

    def write_announcement(self, announcement: Announcement) -> None:
        """Note the number of articles that a route announces."""
        with self._transaction():
            self._upsert("announcements", announcement)

    def write_term(self, blog: str, term: Term) -> None:
        """Write a category or tag."""
        with self._transaction():
            write_term(self.connection, term, blog, ValueFaults())

    def write_page(self, page: Page) -> None:
        """Note the latest response of an address."""
        with self._transaction():
            self._upsert("pages", page)

    def lost(self, blog: str, present: Collection[int]) -> tuple[list[str], int]:
        """The addresses of the articles that `mark_gone` would mark, and the number that it chooses from."""
        return articles.lost(self.connection, blog, present)

    def mark_gone(self, blog: str, present: Collection[int], *, seen: str) -> int:
        """Mark the articles that a complete crawl did not find: all except those with the ``present`` ids.

        Returns the number of newly marked articles.
        """
        with self._transaction():
            return articles.mark_gone(self.connection, blog, present, seen)

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self.connection, self.path)

    def _written(self, write: _Write[_Result_co]) -> _Result_co:
        """Write in one transaction. If a value cannot be stored unchanged, repeat it with checks."""
        try:
            with self._transaction():
                return write(careful=False)
        except UNSOUND:
            with self._transaction():
                return write(careful=True)

    def _upsert(self, table: str, item: Blog | Run | Page | Announcement) -> None:
        maker = row_maker(table)
        faults = ValueFaults()
        row = maker.row(item, (), faults, table)
        if row is None:
            raise DatasetError(f"{self.path}: {' '.join(faults.details)}")
        maker.upsert(self.connection, [row])

    def _note(self, answers: Iterable[Answer]) -> None:
        """Remember replies to comments that have not arrived. They are resolved at the end of the run."""
        self._answers.update((answer.id, answer) for answer in answers)
