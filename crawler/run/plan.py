"""What is to be crawled, and what earlier runs of the same plan left to go on from."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.discovery.scope import Base, Scope
from crawler.store.files import raw_path
from crawler.store.raw.raw import RawRun, RawStore
from crawler.text.times import utc

_RESUMED_FOR = timedelta(days=1)
_BUDGETED_FOR = timedelta(days=30)
"""A run whose requests were limited was meant to go on another day."""
#: By route, the name of the answers without which a run did not take it.
_ANSWERS = {"api": "api.posts", "feed": "feed", "archive": "archive"}
#: By route, the name of the answers that announce the number of comments.
_COUNTED = {"api": "api.comments"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be crawled, and into which files."""

    spider: str
    scope: Scope
    dataset: Path
    budget: int | None = None
    """So many requests at most."""

    @property
    def raw(self) -> Path:
        """Where the raw store of the dataset is."""
        return raw_path(self.dataset)


def interrupted(raw: RawStore, plan: Plan, at: str) -> RawRun | None:
    """The last run of this plan, if it was interrupted and its answers are not too old at that time."""
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
    """By route, the last crawl of this blog that met everything by it; none where all is to be read."""
    if scope.full or scope.limit or scope.since:
        return {}
    found = raw.complete_runs(scope.blog, scope.url, _ANSWERS)
    totals = {
        route: raw.total_of(run.id, _COUNTED[route]) for route, run in found.items() if route in _COUNTED
    }
    return {route: Base(since=run.started, comments=totals.get(route)) for route, run in found.items()}


def scope_of(run: RawRun) -> Scope:
    """What a run was to read."""
    return Scope.of(run.blog, run.url, run.arguments)
