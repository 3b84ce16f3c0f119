"""Decides whether a crawl succeeded. If it did not, a sentence says what to do."""

from collections.abc import Mapping
from typing import Any

from crawler.discovery.choice import DiscoveryMachine
from crawler.errors import CrawlerError
from crawler.items.problems import PROBLEMS, ProblemCode
from crawler.run.ingest import Tally

_UNREACHABLE = "The blog cannot be read: {detail}. {advice}"
_GOES_ON = "Interrupted. Run the same command within 24 hours to resume it."
#: Reasons for the end of a run, in Scrapy's words: it was done, its budget was spent, or it was stopped.
FINISHED, BUDGET_SPENT, INTERRUPTED = "finished", "budget_spent", "shutdown"
_SPENT = "The budget is spent. Run the same command again to resume it."
_DOUBTED = (
    "{detail}. None was marked as gone. If they really are gone, crawl again with --gone "
    "(in scrapy: -a gone=yes)."
)
_LOST = "Content is missing. {happened} See the table warnings, and try again later."
_EMPTY = "No articles found: the API of the blog delivers none. Check the address."
_NONE_READ = (
    "No articles found: no page was recognised as a post. `blog2dataset extract ADDRESS` shows what is read "
    "in a page, and `blog2dataset savepage ADDRESS` saves it for a bug report."
)


def problem_of(
    discovery: DiscoveryMachine,
    tally: Tally,
    *,
    closed: str,
    broken: BaseException | None,
    may_be_empty: bool = False,
) -> str | None:
    """A sentence that says what went wrong, or None if the crawl reached articles and lost nothing.

    ``closed`` is the reason for the end, ``broken`` an exception that ended it. ``may_be_empty`` is whether
    a crawl may find nothing, for example with ``since``.
    """
    if broken is not None:
        return sentence(broken)
    if discovery.trouble:
        code, detail = discovery.trouble.code, discovery.trouble.detail.rstrip(".")
        return _UNREACHABLE.format(detail=detail, advice=PROBLEMS[code].advice)
    if closed == BUDGET_SPENT:
        return None
    if closed != FINISHED:
        return _GOES_ON
    if tally.reached or tally.doubt or may_be_empty:
        return _missing(tally)
    return _none_found(discovery, tally)


def partial_of(arguments: Mapping[str, Any], *, closed: str) -> str | None:
    """What limited a run with these arguments, as `runs.partial` has it. None if it read everything.

    >>> partial_of({"limit": 3, "since": None, "budget": 40}, closed="finished")
    'limit=3'
    >>> partial_of({"budget": 4}, closed="budget_spent"), partial_of({}, closed="shutdown")
    ('requests=4', 'interrupted')
    """
    limits = [f"{name}={arguments[name]}" for name in ("limit", "since") if arguments.get(name)]
    if closed == BUDGET_SPENT:
        limits.append(f"requests={arguments.get('budget')}")
    elif closed != FINISHED:
        limits.append("interrupted")
    return ", ".join(limits) or None


def reason_of(closed: str, partial: str | None) -> str:
    """The reason in the table runs for a run that ended well: `finished`, or that it was limited."""
    if not partial:
        return closed
    return f"partial ({partial})" + (f". {_SPENT}" if closed == BUDGET_SPENT else "")


def sentence(error: BaseException) -> str:
    """An exception as a sentence. Errors of this project say what to do. Others are bugs to report."""
    if isinstance(error, CrawlerError):
        return str(error)
    return f"This is a bug in the program. -L DEBUG shows where. Please report it: {error!r}"


def _none_found(discovery: DiscoveryMachine, tally: Tally) -> str:
    if tally.lost:
        return f"No articles found. {_missing(tally)}"
    return _EMPTY if discovery.routes[:1] == ("api",) else _NONE_READ


def _missing(tally: Tally) -> str | None:
    if tally.doubt:
        return _DOUBTED.format(detail=tally.doubt)
    happened = " ".join(_counted(code, count) for code, count in sorted(tally.lost.items()))
    return _LOST.format(happened=happened) if happened else None


def _counted(code: ProblemCode, count: int) -> str:
    """What happened, and how often.

    >>> _counted("request_failed", 6)
    'A request failed permanently (request_failed, 6 times).'
    """
    times = f"{count:,} times" if count > 1 else "once"
    return f"{PROBLEMS[code].sentence.removesuffix('.')} ({code}, {times})."
