"""The raw store: every response of a blog, unchanged. Nothing in it is ever replaced."""

import json
import logging
import re
import sqlite3
from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from crawler.items import PriorCrawl, Reply
from crawler.store.raw.bodies import digest_of, packed, unpacked
from crawler.store.raw.damages import damages_in, lost_among
from crawler.store.raw.prior_json import packed_prior, unpacked_prior
from crawler.store.raw.replies import damaged_reply, failure_from, meant_by
from crawler.store.raw.schema import RAW_STORE
from crawler.store.sqlite.opening import closed, failures, opened, transaction
from crawler.store.sqlite.text import clean

_TIMEOUT = 4.0  # seconds to wait for another writer; Ctrl-C ends a crawl within five
_GOOD, _NOT_MODIFIED = 200, 304

_REPLIES = """
SELECT responses.id, run, fingerprint, url, route, status, headers, responses.sha256, body, fetched
FROM responses
LEFT JOIN bodies ON bodies.sha256 = responses.sha256
"""
_OF_BLOG = "SELECT responses.sha256 FROM responses JOIN runs ON runs.id = responses.run WHERE runs.blog = ?"
_OF_RUNS_BLOG = _OF_BLOG.replace("?", "(SELECT blog FROM runs WHERE id = ?)")
_IS_FULL = "SELECT 1 FROM runs WHERE id = ? AND json_extract(arguments, '$.full')"
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRun:
    """A crawl in the raw store."""

    id: int
    spider: str
    blog: str
    """Name of the blog."""
    url: str
    """Address of the blog."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """Its arguments (limit, via …) as JSON values."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None = None
    """ISO 8601, UTC. None if the run is active or was interrupted."""
    complete: bool = False
    """Whether it found everything on the blog, so that articles it did not find are gone."""


class RawStore:
    """A raw store that is open for reading and writing. Each write is one transaction.

    Every method raises `DatasetError` if the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `RawStore.open`."""
        self.path = path
        self.connection = connection
        self._damages: dict[str, set[str]] = {}

    @classmethod
    def open(cls, path: Path, *, timeout: float = _TIMEOUT) -> Self:
        """Open a raw store, or create it and its folder. Raises `DatasetError` as `Dataset.open` does."""
        return cls(path, opened(path, RAW_STORE, timeout=timeout))

    def close(self) -> None:
        """Close it as one file in journal mode DELETE."""
        closed(self.connection, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The id of this file. The runs of its dataset name it."""
        with failures(self.path):
            (found,) = self.connection.execute("SELECT id FROM identity").fetchone()
        return str(found)

    def last_run(self) -> int:
        """The highest number of a run in this file, or 0."""
        with failures(self.path):
            row = self.connection.execute("SELECT COALESCE(MAX(id), 0) FROM runs").fetchone()
        return int(row[0])

    def begin_run(self, run: RawRun, *, prior: PriorCrawl | None = None) -> None:
        """Write a run that begins. Call it before writing its replies.

        ``prior`` is what the dataset contains, unless the run resumes another one. It is kept until a run of
        the same crawl ends.
        """
        arguments = json.dumps(dict(run.arguments), sort_keys=True)
        with transaction(self.connection, self.path):
            self.connection.execute(
                "INSERT INTO runs (id, spider, blog, url, arguments, started, complete) "
                "VALUES (?, ?, ?, ?, ?, ?, 0)",
                (run.id, run.spider, run.blog, clean(run.url), arguments, run.started),
            )
            if prior is not None:
                self._forget_priors(run.id)
                body = packed_prior(prior)
                self.connection.execute(
                    "INSERT INTO priors (run, sha256, body) VALUES (?, ?, ?)",
                    (run.id, digest_of(body), packed(body)),
                )

    def finish_run(self, run: int, *, finished: str, complete: bool) -> None:
        """Note that a run has ended. A run without end was interrupted."""
        with transaction(self.connection, self.path):
            self.connection.execute(
                "UPDATE runs SET finished = ?, complete = ? WHERE id = ?", (finished, complete, run)
            )
            self._forget_priors(run)
            if complete and self.connection.execute(_IS_FULL, (run,)).fetchone():
                self.connection.execute(f"DELETE FROM damages WHERE sha256 IN ({_OF_RUNS_BLOG})", (run,))  # noqa: S608 (ours)

    def prior(self, run: int) -> PriorCrawl | None:
        """What the dataset contained when an unfinished run began. None if it is not known any more."""
        with failures(self.path):
            row = self.connection.execute("SELECT sha256, body FROM priors WHERE run = ?", (run,)).fetchone()
        body = unpacked(row[1], row[0]) if row else None
        return unpacked_prior(body) if body else None

    def runs(self) -> list[RawRun]:
        """Every run, in order of id."""
        with failures(self.path):
            rows = self.connection.execute("SELECT * FROM runs ORDER BY id").fetchall()
        return [
            RawRun(
                id=key,
                spider=spider,
                blog=blog,
                url=url,
                arguments=json.loads(arguments),
                started=started,
                finished=finished,
                complete=bool(complete),
            )
            for key, spider, blog, url, arguments, started, finished, complete in rows
        ]

    def complete_runs(self, blog: str, url: str, marks: Mapping[str, str]) -> dict[str, RawRun]:
        """The last complete run of a blog with a good response, by route.

        ``marks`` maps a route to the name of its responses in ``responses.route``.
        """
        found: dict[str, RawRun] = {}
        for run in self.runs():
            if run.complete and (run.blog, run.url) == (blog, url):
                found |= {route: run for route, mark in marks.items() if self._has_good(run.id, mark)}
        return found

    def total_of(self, run: int, route: str) -> int | None:
        """Number of objects that the responses of a run announced for a collection. None if any failed."""
        with failures(self.path):
            told = self.connection.execute(
                "SELECT status, headers FROM responses WHERE id IN "
                "(SELECT MAX(id) FROM responses WHERE run = ? AND route = ? GROUP BY fingerprint) "
                "ORDER BY id",
                (run, route),
            ).fetchall()
        if not told or any(status not in (_GOOD, _NOT_MODIFIED) for status, _ in told):
            return None
        total = str(json.loads(told[-1][1]).get("x-wp-total", ""))
        return int(total) if re.fullmatch("[0-9]{1,18}", total) else None

    def _forget_priors(self, run: int) -> None:
        """Forget what the dataset contained before earlier runs of the same crawl."""
        self.connection.execute(
            "DELETE FROM priors WHERE run IN (SELECT other.id FROM runs AS other, runs AS one "
            "WHERE one.id = ? AND (other.spider, other.blog, other.url) = (one.spider, one.blog, one.url))",
            (run,),
        )

    def asked_since(self, run: RawRun) -> str:
        """The time since when a run asked the blog. A resumed run uses responses from before its start."""
        with failures(self.path):
            statement = "SELECT MIN(fetched) FROM responses WHERE run = ?"
            first = self.connection.execute(statement, (run.id,)).fetchone()[0]
        return min(run.started, first or run.started)

    def _has_good(self, run: int, route: str) -> bool:
        statement = "SELECT 1 FROM responses WHERE run = ? AND route = ? AND status IN (200, 304) LIMIT 1"
        with failures(self.path):
            return self.connection.execute(statement, (run, route)).fetchone() is not None

    def add(self, reply: Reply, *, run: int, fingerprint: str) -> Reply:
        """Store a response. All requests for the same resource have the same ``fingerprint``.

        A 304 has no body of its own: it refers to that of `latest_good`. Returns what `replies` will give.
        """
        body = kept_body(reply)
        digest = digest_of(body)
        headers = json.dumps(dict(reply.headers))
        about = (fingerprint, clean(reply.url), reply.route, run, reply.status, headers, reply.fetched)
        with transaction(self.connection, self.path):
            self._keep_body(digest, body)
            self.connection.execute(
                "INSERT INTO responses (fingerprint, url, route, run, status, headers, fetched, sha256) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*about, digest),
            )
        return meant_by(reply, self.latest_good(fingerprint) if reply.status == _NOT_MODIFIED else None)

    def latest_good(self, fingerprint: str) -> Reply | None:
        """The newest response with status 200. Its validators are sent, and a 304 refers to it.

        None if its body is damaged: it must be requested again.
        """
        return self._intact("WHERE fingerprint = ? AND status = 200", (fingerprint,))

    def of_runs(self, runs: Collection[int], fingerprint: str) -> Reply | None:
        """The last response to a request in some runs. For a 304 see `replies`. None if it is damaged."""
        where = "WHERE fingerprint = ? AND run IN (SELECT value FROM json_each(?))"
        return self._intact(where, (fingerprint, json.dumps([*runs])))

    def failed_in(self, runs: Collection[int], *, lasting: Collection[int]) -> frozenset[str]:
        """The requests of some runs that got no response with a ``lasting`` status, as fingerprints.

        The last attempt counts. A 304 refers to a good response.
        """
        with failures(self.path):
            found = self.connection.execute(
                "SELECT fingerprint FROM responses WHERE id IN (SELECT MAX(id) FROM responses "
                "WHERE run IN (SELECT value FROM json_each(?)) GROUP BY fingerprint) "
                "AND status NOT IN (SELECT value FROM json_each(?))",
                (json.dumps([*runs]), json.dumps([*lasting, _NOT_MODIFIED])),
            )
            return frozenset(fingerprint for (fingerprint,) in found)

    def replies(self, *, since: int = 0) -> Generator[tuple[int, Reply], None, None]:
        """(run, response) in order of time, from the run with the number ``since`` on.

        Within a run, only the last response to each request is given. A 304 is replaced with the good
        response that it refers to, with the time of the 304. A response whose body is damaged has no status,
        and the failure `body_damaged`.
        """
        last = "SELECT MAX(id) FROM responses WHERE run >= ? GROUP BY run, fingerprint"
        statement = f"{_REPLIES} WHERE responses.id IN ({last}) ORDER BY responses.id"
        with failures(self.path):
            for row in self.connection.execute(statement, (since,)):
                yield row[1], self._reply(row)

    def damaged(self, blog: str) -> int:
        """The number of bodies of a blog that were found damaged and have not been requested again."""
        with failures(self.path):
            statement = f"SELECT COUNT(*) FROM damages WHERE sha256 IN ({_OF_BLOG})"  # noqa: S608 (ours)
            count: int = self.connection.execute(statement, (blog,)).fetchone()[0]
        return count

    def note_damages(self, urls: Collection[str]) -> None:
        """Note that responses of these addresses were found damaged, so that the next crawl asks again."""
        digests = [(digest,) for digest, of in self._damages.items() if of & set(urls)]
        with transaction(self.connection, self.path):
            self.connection.executemany("INSERT INTO damages VALUES (?) ON CONFLICT DO NOTHING", digests)

    def verified(self) -> tuple[int, list[str]]:
        """The number of responses, and the addresses of those that are damaged or whose body is missing.

        A response counts as whole if a later one to the same request is, or if everything was requested again
        later.
        """
        with failures(self.path):
            (count,) = self.connection.execute("SELECT COUNT(*) FROM responses").fetchone()
            self._damages |= damages_in(self.connection)
            return count, lost_among(self.connection, self._damages)

    def _keep_body(self, digest: str, body: bytes) -> None:
        """Write a body, unless the store has it. A damaged one is replaced. In the caller's transaction."""
        row = self.connection.execute("SELECT body FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
        if row is None:
            self.connection.execute("INSERT INTO bodies (sha256, body) VALUES (?, ?)", (digest, packed(body)))
        elif unpacked(row[0], digest) is None:
            self.connection.execute("UPDATE bodies SET body = ? WHERE sha256 = ?", (packed(body), digest))
        else:
            return
        self.connection.execute("DELETE FROM damages WHERE sha256 = ?", (digest,))

    def _intact(self, where: str, values: tuple[int | str, ...]) -> Reply | None:
        reply = self._one(where, values)
        if reply and reply.failure and reply.failure.code == "body_damaged":
            _logger.warning("%s. It is requested again.", reply.failure.detail)
            self.note_damages([reply.url])
            return None
        return reply

    def _one(self, where: str, values: tuple[int | str, ...]) -> Reply | None:
        with failures(self.path):
            statement = f"{_REPLIES} {where} ORDER BY responses.id DESC LIMIT 1"
            row = self.connection.execute(statement, values).fetchone()
            return self._reply(row) if row else None

    def _reply(self, row: tuple[Any, ...]) -> Reply:
        key, _, fingerprint, url, route, status, headers, digest, body, fetched = row
        decoded = unpacked(body, digest)
        if decoded is None:
            self._damages.setdefault(digest, set()).add(url)
            return damaged_reply(url, route, fetched)
        reply = Reply(
            url=url,
            route=route,
            status=status,
            headers=json.loads(headers),
            body=decoded if status else b"",
            fetched=fetched,
            failure=None if status else failure_from(decoded),
        )
        if status != _NOT_MODIFIED:
            return reply
        good = self._one("WHERE fingerprint = ? AND status = 200 AND responses.id < ?", (fingerprint, key))
        return meant_by(reply, good)


def kept_body(reply: Reply) -> bytes:
    """The bytes to store of a response: its body, or the reason of its failure as "code: reason"."""
    failure = reply.failure
    return f"{failure.code}: {failure.detail}".encode() if failure else reply.body
