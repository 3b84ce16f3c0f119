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


def interrupted(raw: RawStore, plan: Plan, at: str) -> RawRun | None:
    """The last run of this plan, if it was interrupted and its responses are still recent enough."""
    same = [
        run
        for run in raw.runs()
        if (run.spider, run.blog, run.url) == (plan.spider, plan.scope.blog, plan.scope.url)
    ]
    if not same or same[-1].finished:
        return None
    last = same[-1]
    asked = scope_of(last).asked()
    age = _BUDGETED_FOR if last.arguments.get("budget") else _RESUMED_FOR
    recent = last.started >= utc(datetime.fromisoformat(at).astimezone(UTC) - age)
    return last if recent and asked == plan.scope.asked() else None


def bases(raw: RawStore, scope: Scope) -> dict[str, Base]:
    """The last complete crawl of this blog, by route. Empty if everything must be read."""
    if scope.full or scope.limit or scope.since:
        return {}
    found = raw.complete_runs(scope.blog, scope.url, _ANSWERS)
    totals = {
        route: raw.total_of(run.id, _COUNTED[route]) for route, run in found.items() if route in _COUNTED
    }
    return {route: Base(since=run.started, comments=totals.get(route)) for route, run in found.items()}


def scope_of(run: RawRun) -> Scope:
    """The scope of a run."""
    return Scope.of(run.blog, run.url, run.arguments)
