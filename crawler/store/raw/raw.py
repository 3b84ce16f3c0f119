"""The raw store: every response of a blog, unchanged. Nothing in it is ever replaced."""

import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from crawler.errors import DatasetError
from crawler.items import DatasetWarning, PriorCrawl, Reply
from crawler.items.problems import PROBLEMS
from crawler.store.raw.prior_json import packed_prior, unpacked_prior
from crawler.store.raw.schema import RAW_STORE
from crawler.store.sqlite.opening import closed, failures, opened, transaction
from crawler.store.sqlite.text import clean

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Measured on 700 kB of posts as JSON: level 3 gives 67 kB in 3 ms, 6 gives 57 kB in 9 ms, 9 gives 53 kB in
# 21 ms, 19 gives 45 kB in 629 ms.
_LEVEL = 6
_TIMEOUT = 10.0  # seconds to wait for another writer
_GOOD, _NOT_MODIFIED = 200, 304

_REPLIES = """
SELECT responses.id, run, fingerprint, url, route, status, headers, body, fetched
FROM responses
JOIN bodies ON bodies.sha256 = responses.sha256
"""


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
                body = zstd.compress(packed_prior(prior), _LEVEL)
                self.connection.execute("INSERT INTO priors (run, body) VALUES (?, ?)", (run.id, body))

    def finish_run(self, run: int, *, finished: str, complete: bool) -> None:
        """Note that a run has ended. A run without end was interrupted."""
        with transaction(self.connection, self.path):
            self.connection.execute(
                "UPDATE runs SET finished = ?, complete = ? WHERE id = ?", (finished, complete, run)
            )
            self._forget_priors(run)

    def prior(self, run: int) -> PriorCrawl | None:
        """What the dataset contained when an unfinished run began. None if it is not known any more."""
        with failures(self.path):
            row = self.connection.execute("SELECT body FROM priors WHERE run = ?", (run,)).fetchone()
        return unpacked_prior(zstd.decompress(row[0])) if row else None

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
        digest = hashlib.sha256(body).hexdigest()
        headers = json.dumps(dict(reply.headers))
        about = (fingerprint, clean(reply.url), reply.route, run, reply.status, headers, reply.fetched)
        with transaction(self.connection, self.path):
            known = self.connection.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
            if not known:
                packed = zstd.compress(body, _LEVEL)
                self.connection.execute("INSERT INTO bodies (sha256, body) VALUES (?, ?)", (digest, packed))
            self.connection.execute(
                "INSERT INTO responses (fingerprint, url, route, run, status, headers, fetched, sha256) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*about, digest),
            )
        return _meant(reply, self.latest_good(fingerprint) if reply.status == _NOT_MODIFIED else None)

    def latest_good(self, fingerprint: str) -> Reply | None:
        """The newest response with status 200. Its validators are sent, and a 304 refers to it."""
        return self._one("WHERE fingerprint = ? AND status = 200", (fingerprint,))

    def of_runs(self, runs: Collection[int], fingerprint: str) -> Reply | None:
        """The last response to a request in some runs. For a 304 see `replies`."""
        where = "WHERE fingerprint = ? AND run IN (SELECT value FROM json_each(?))"
        return self._one(where, (fingerprint, json.dumps([*runs])))

    def replies(self) -> Iterator[tuple[int, Reply]]:
        """(run, response) in order of time. Within a run, only the last response to each request.

        A 304 is replaced with the good response that it refers to, with the time of the 304.
        """
        with failures(self.path):
            for row in self.connection.execute(
                f"{_REPLIES} WHERE responses.id IN "  # noqa: S608 (a statement of ours)
                "(SELECT MAX(id) FROM responses GROUP BY run, fingerprint) ORDER BY responses.id"
            ):
                yield row[1], self._reply(row)

    def _one(self, where: str, values: tuple[int | str, ...]) -> Reply | None:
        with failures(self.path):
            statement = f"{_REPLIES} {where} ORDER BY responses.id DESC LIMIT 1"
            row = self.connection.execute(statement, values).fetchone()
            return self._reply(row) if row else None

    def _reply(self, row: tuple[Any, ...]) -> Reply:
        key, _, fingerprint, url, route, status, headers, body, fetched = row
        try:
            decoded = zstd.decompress(body)
        except zstd.ZstdError as error:
            raise DatasetError(f"{self.path} is damaged: the response of {url} cannot be read.") from error
        reply = Reply(
            url=url,
            route=route,
            status=status,
            headers=json.loads(headers),
            body=decoded if status else b"",
            fetched=fetched,
            failure=None if status else _failure(decoded),
        )
        if status != _NOT_MODIFIED:
            return reply
        good = self._one("WHERE fingerprint = ? AND status = 200 AND responses.id < ?", (fingerprint, key))
        return _meant(reply, good)


def _meant(reply: Reply, good: Reply | None) -> Reply:
    """The response itself. For a 304, the earlier ``good`` one with new headers (RFC 9111, section 3.2)."""
    if good is None:
        return reply
    return replace(reply, status=_GOOD, headers={**good.headers, **reply.headers}, body=good.body)


def kept_body(reply: Reply) -> bytes:
    """The bytes to store of a response: its body, or the reason of its failure as "code: reason"."""
    failure = reply.failure
    return f"{failure.code}: {failure.detail}".encode() if failure else reply.body


def _failure(kept: bytes) -> DatasetWarning:
    """The reason of a failure, from the bytes that `kept_body` returned."""
    text = kept.decode("utf-8", "replace")
    named, _, detail = text.partition(": ")
    code = next((code for code in PROBLEMS if code == named), None)
    return DatasetWarning(code=code or "request_failed", detail=detail if code else text)
