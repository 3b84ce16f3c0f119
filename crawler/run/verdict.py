"""Decides whether a crawl succeeded. If it did not, a sentence says what to do."""

from crawler.discovery.choice import DiscoveryMachine
from crawler.errors import CrawlerError
from crawler.items.problems import PROBLEMS
from crawler.run.ingest import Tally

_UNREACHABLE = "The blog cannot be read: {detail}. {advice}"
_GOES_ON = "Interrupted. Run the same command within 24 hours to resume it."
#: Why a run ended, in Scrapy's words: it was done, its budget was spent, or it was stopped.
FINISHED, BUDGET_SPENT, INTERRUPTED = "finished", "budget_spent", "shutdown"
_SPENT = "The budget of {budget} requests is spent. Run the same command again to resume it."
_EMPTY = "No articles found: the API of the blog delivers none. Check the address."
_NONE_READ = (
    "No articles found: no page was recognised as a post. `scrapy extract ADDRESS` shows what is read in a "
    "page, and `scrapy savepage ADDRESS` saves it for a bug report."
)


def problem_of(
    discovery: DiscoveryMachine, tally: Tally, *, closed: str, broken: BaseException | None
) -> str | None:
    """A sentence that says what went wrong, or None if the crawl reached articles and lost nothing.

    ``closed`` is the reason for the end, ``broken`` an exception that ended it.
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
    if tally.reached:
        return _missing(tally)
    return _EMPTY if discovery.routes == ("api",) else _NONE_READ


def reason_of(closed: str, budget: int | None) -> str:
    """The reason in the table runs for a run that ended well: `finished`, or that its budget is spent."""
    return _SPENT.format(budget=budget) if closed == BUDGET_SPENT else closed


def sentence(error: BaseException) -> str:
    """An exception as a sentence. Errors of this project say what to do. Others are bugs to report."""
    if isinstance(error, CrawlerError):
        return str(error)
    return f"This is a bug in the program. -L DEBUG shows where. Please report it: {error!r}"


def _missing(tally: Tally) -> str | None:
    kinds = ", ".join(f"{code} {count}" for code, count in sorted(tally.lost.items()))
    return f"Content is missing ({kinds}). See the table warnings, and try again later." if kinds else None
