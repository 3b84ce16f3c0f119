"""The engine of a run, from its first request to its last row: live, imported, or replayed."""

import gc
import hashlib
import json
import platform
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version

import crawler
from crawler.discovery.bounds import bounded
from crawler.discovery.choice import discovery_of
from crawler.discovery.found import Found
from crawler.items import Ask, Page, Post, PriorCrawl, Reply, Run
from crawler.parse import PARSER
from crawler.run.ingest import Ingest
from crawler.run.plan import Resumed, scope_of
from crawler.run.verdict import FINISHED, partial_of, problem_of, reason_of
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.fingerprint import fingerprint_of
from crawler.store.raw.raw import RawRun, RawStore, kept_body

_OK = 200
#: Statuses that a later request would get, too, so that a resumed run does not repeat it. Others may pass.
_LASTING = frozenset((_OK, 301, 302, 303, 307, 308, 400, 401, 404, 405, 410))
#: Kinds of requests whose responses may be used for one day (for robots.txt: RFC 9309, section 2.4).
_FOR_A_DAY = frozenset(("home", "robots", "sitemap.robots"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Spent:
    """The costs of a run."""

    requests: int = 0
    """Number of requests sent over the network."""
    bytes: int = 0
    """Number of bytes received."""


class Engine:
    """Reads responses, writes their findings, and returns the next requests. It has no network and no clock.

    Call ``start``, then ``accept`` for each reply, then ``end``. A caller that needs to act between the steps
    of ``accept`` calls them itself: ``keep``, ``read``, ``take``. Every writing method raises `DatasetError`.
    """

    def __init__(  # noqa: PLR0913 (what a run builds on)
        self,
        dataset: Dataset,
        run: RawRun,
        *,
        raw: RawStore | None = None,
        resumed: Resumed | None = None,
        prior: PriorCrawl | None = None,
        store: str | None = None,
        written: Run | None = None,
    ) -> None:
        """Begin a run.

        ``raw`` stores the responses, unless they come from it. ``resumed`` are the interrupted runs that this
        one resumes, and ``prior`` is what the dataset contained before the first of them. ``store`` is
        the id of the raw store of a replayed run, and ``written`` its row as written at its first end.
        """
        self.dataset, self.raw = dataset, raw
        self.files = ExitStack()
        """What `close` closes."""
        self.is_first = False
        """Whether the run created its files."""
        self.is_void = False
        """Whether the run ended without reaching any post, because the blog cannot be read."""
        held = prior or dataset.prior(run.blog)
        self.discovery = discovery_of(scope_of(run), held)
        self.ingest = Ingest(dataset, blog=run.blog, run=run.id, may_lose=bool(run.arguments.get("gone")))
        self.row = written or _row_of(run, raw.id if raw else store)
        """The row of the table runs, as far as it is known."""
        self._run, self._resumed, self._written = run, resumed, written
        self._failed = (
            raw.failed_in([run.id for run in resumed.runs], lasting=_LASTING)
            if raw and resumed
            else frozenset()
        )
        self._last_seen = run.started
        self._is_damaged = False
        dataset.begin_run(self.row)
        if raw:
            raw.begin_run(run, prior=None if resumed else held)

    def start(self) -> Iterable[Ask]:
        """The first requests."""
        return self.discovery.start()

    def accept(self, reply: Reply) -> list[Ask]:
        """Store a response, write its findings, and return the next requests."""
        steps = self.read(self.keep(reply))
        for step in steps:
            if isinstance(step, Found):
                self.take(step)
        return [step for step in steps if isinstance(step, Ask)]

    def known(self, ask: Ask) -> Reply | None:
        """A response that need not be requested again, or None.

        It is from an interrupted run or, for robots.txt that Scrapy already requested, from this run.
        """
        if self.raw is None:
            return None
        key = fingerprint_of(ask.url)
        reply = None
        if ask.route == "sitemap.robots":
            reply = self.raw.of_runs([self._run.id], key)
        if reply is None and self._resumed:
            reply = self.raw.of_runs([run.id for run in self._resumed.runs], key)
            since = self._resumed.home_since if ask.route in _FOR_A_DAY else self._resumed.since
            reply = reply if reply and reply.fetched >= since else None
        return replace(reply, route=ask.route) if reply and reply.status in _LASTING else None

    def good(self, ask: Ask) -> Reply | None:
        """The newest good response of any run. Its validators are sent, and a 304 refers to it."""
        return self.raw.latest_good(fingerprint_of(ask.url)) if self.raw else None

    def has_failed(self, ask: Ask) -> bool:
        """Whether a request failed in the interrupted runs, so that it must not stop this run, too."""
        return fingerprint_of(ask.url) in self._failed

    def keep(self, reply: Reply) -> Reply:
        """Store a response or its failure in the raw store, and note it in the table pages.

        Returns the response to read: for a 304, the good response that it refers to.
        """
        meant = reply
        if self.raw:
            meant = self.raw.add(reply, run=self._run.id, fingerprint=fingerprint_of(reply.url))
        self._last_seen = max(self._last_seen, reply.fetched)
        self._is_damaged |= reply.failure is not None and reply.failure.code == "body_damaged"
        self.dataset.write_page(_page_of(reply, self._run))
        return meant

    def read(self, reply: Reply) -> list[Ask | Found]:
        """The results of discovery for a response. Nothing for robots.txt, which the caller uses.

        They are computed at once: a replay reads one response after the other, and a crawl must do the same.
        """
        if reply.route == "robots":
            return []
        steps = list(self.discovery.read(bounded(reply)))
        _free(len(reply.body))
        return steps

    def take(self, found: Found) -> None:
        """Write a finding."""
        self.ingest.take(found)
        if isinstance(found.what, Post):
            _free(len(found.what.content))

    def end(
        self,
        reason: str,
        *,
        at: str | None,
        spent: Spent | None = None,
        broken: BaseException | None = None,
    ) -> str | None:
        """Write the remaining findings and the run. No more responses are accepted.

        ``reason`` is `FINISHED`, `BUDGET_SPENT`, or another word for an interruption. In the raw store, an
        unfinished run stays open, and the next run resumes it. ``at`` is the time (ISO 8601, UTC; None for a
        run that was killed). ``broken`` is the exception that ended the run. Returns a sentence that says
        what went wrong, or None.
        """
        is_finished = reason == FINISHED
        if is_finished:
            for found in self.discovery.close(self._last_seen):
                self.take(found)
        doubted = (
            is_finished
            and self.discovery.complete
            and not self._run.arguments.get("gone")
            and self.ingest.doubt_loss(seen=self._last_seen)
        )
        arguments = self._run.arguments
        problem = problem_of(
            self.discovery,
            self.ingest.tally,
            closed=reason,
            broken=broken,
            may_be_empty=bool(arguments.get("since")),
        )
        self.is_void = bool(self.discovery.trouble) and not self.ingest.tally.reached
        partial = partial_of(arguments, closed=reason)
        doubted = doubted or bool(self.ingest.tally.articles["doubtful"])
        complete = self._run.complete if self._run.finished else self.discovery.complete and not doubted
        complete = complete and not self._is_damaged  # articles in a lost response are not gone
        if is_finished:
            self.ingest.finish(complete=complete, seen=self._last_seen)
        ended = replace(
            self._counted(),
            finished=at,
            reason=problem or reason_of(reason, partial),
            partial=partial,
            requests=spent.requests if spent else 0,
            bytes=spent.bytes if spent else 0,
            walked=self.discovery.walked if is_finished else None,
        )
        self.row = self.dataset.finish_run(self._written or ended)
        if is_finished and self.raw and at:
            self.raw.finish_run(self._run.id, finished=at, complete=complete)
        return problem

    def hurry(self) -> None:
        """Do not wait for other writers any more, because the run already waited for one in vain."""
        for file in (self.dataset, self.raw):
            if file:
                file.connection.execute("PRAGMA busy_timeout = 0")

    def close(self) -> None:
        """Close the files of a run that owns them (see `open_run`)."""
        self.files.close()

    def _counted(self) -> Run:
        tally = self.ingest.tally
        return replace(
            self.row,
            articles_new=tally.articles["new"],
            articles_changed=tally.articles["changed"] + tally.articles["returned"],
            articles_unchanged=sum(tally.articles[kept] for kept in ("unchanged", "reparsed", "doubtful")),
            articles_gone=tally.articles["gone"],
            errors=tally.losses,
            announced=tally.announced or None,
            route=" ".join(self.discovery.routes) or None,
            decisions="\n".join(self.discovery.decisions) or None,
        )


def _free(size: int) -> None:
    """Free the trees of a large page or post at once.

    They are circular references. The garbage collector counts objects, not their size, so several large trees
    could wait for it.
    """
    if size > _LARGE:
        gc.collect()


_LARGE = 2**18  # bytes; pages of 100 posts by the API are larger, but there are few of them


def _row_of(run: RawRun, store: str | None) -> Run:
    """The row of a run that begins. Its budget is `requests`, as in the command."""
    arguments = dict(run.arguments)
    arguments["requests"] = arguments.pop("budget", None)
    return Run(
        id=run.id,
        blog=run.blog,
        spider=run.spider,
        started=run.started,
        arguments=json.dumps(arguments, sort_keys=True),
        versions=json.dumps(_versions()),
        store=store,
    )


def _versions() -> dict[str, str]:
    """The versions of the software of a run."""
    return {
        "python": platform.python_version(),
        "scrapy": version("scrapy"),
        "blog-to-dataset": crawler.__version__,
        "parser": PARSER,
    }


def _page_of(reply: Reply, run: RawRun) -> Page:
    """The row of the table pages for a response of a run."""
    return Page(
        blog=run.blog,
        url=reply.url,
        route=reply.route,
        status=reply.status,
        fetched=reply.fetched,
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
        sha256=hashlib.sha256(kept_body(reply)).hexdigest(),
        run=run.id,
    )
