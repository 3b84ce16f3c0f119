"""The plan of a crawl, and the earlier runs that it can build on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.discovery.scope import Base, Scope
from crawler.store.files import raw_path
from crawler.store.raw.raw import RawRun, RawStore
from crawler.text.times import utc

_RESUMED_FOR = timedelta(days=1)
_BUDGETED_FOR = timedelta(days=30)
"""A run with limited requests is meant to be resumed on another day."""
#: By route, the name of the responses that show that a run used it.
_ANSWERS = {"api": "api.posts", "feed": "feed", "archive": "archive"}
#: By route, the name of the responses that announce the number of comments.
_COUNTED = {"api": "api.comments"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What to crawl, and the files to write."""

    spider: str
    scope: Scope
    dataset: Path
    budget: int | None = None
    """Maximum number of requests."""

    @property
    def raw(self) -> Path:
        """Path of the raw store of the dataset."""
        return raw_path(self.dataset)


@dataclass(frozen=True, kw_only=True, slots=True)
class Resumed:
    """Interrupted runs, one after the other, that the next run resumes. It need not repeat their requests."""

    runs: tuple[RawRun, ...]
    """At least one. All had the same plan."""
    since: str
    """ISO 8601, UTC. Responses before this time are too old to be used."""
    home_since: str
    """The same for the home page and robots.txt, which say where the blog is and what may be requested."""

    @property
    def first(self) -> int:
        """Number of the run that was interrupted first. It may be too old for its responses to be used."""
        return first_of(self.runs[0])


def interrupted(raw: RawStore, plan: Plan, at: str) -> Resumed | None:
    """The last runs of this plan, if they were interrupted and their responses are still recent enough."""
    chain: list[RawRun] = []
    for run in reversed(raw.runs()):
        if (run.spider, run.blog, run.url) == (plan.spider, plan.scope.blog, plan.scope.url):
            if run.finished or scope_of(run).asked() != plan.scope.asked():
                break
            chain.append(run)
    if not chain:
        return None
    since = _before(at, _BUDGETED_FOR if chain[0].arguments.get("budget") else _RESUMED_FOR)
    runs = tuple(run for run in reversed(chain) if run.started >= since)
    return Resumed(runs=runs, since=since, home_since=_before(at, _RESUMED_FOR)) if runs else None


def first_of(run: RawRun) -> int:
    """Number of the first of the interrupted runs that a run resumed, or its own."""
    return int(run.arguments.get("resumed") or run.id)


def _before(at: str, age: timedelta) -> str:
    return utc(datetime.fromisoformat(at).astimezone(UTC) - age)


def bases(raw: RawStore, scope: Scope) -> dict[str, Base]:
    """The last complete crawl of this blog, by route. Empty if everything must be read."""
    if scope.full or scope.is_partial:
        return {}
    found = raw.complete_runs(scope.blog, scope.url, _ANSWERS)
    totals = {
        route: raw.total_of(run.id, _COUNTED[route]) for route, run in found.items() if route in _COUNTED
    }
    return {
        route: Base(since=raw.asked_since(run), comments=totals.get(route)) for route, run in found.items()
    }


def scope_of(run: RawRun) -> Scope:
    """The scope of a run."""
    return Scope.of(run.blog, run.url, run.arguments)
