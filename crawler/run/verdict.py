"""Whether a crawl got what it was asked for, and if not, one sentence that says what to do."""

from crawler.discovery.choice import DiscoveryMachine
from crawler.errors import CrawlerError
from crawler.items.problems import PROBLEMS
from crawler.run.ingest import Tally

_UNREACHABLE = "Cannot read the blog: {detail}. {advice}"
_GOES_ON = "Interrupted. The same command goes on where this run stopped, within a day."
#: Why a run ended, in Scrapy's words: by itself, because as much was asked for as it may, or from outside.
FINISHED, BUDGET_SPENT, INTERRUPTED = "finished", "budget_spent", "shutdown"
_SPENT = "The {budget} requests that were allowed are spent: the same command goes on where this run stopped."
_EMPTY = "No articles found: the blog's API hands out none. Check the address."
_NONE_READ = (
    "No articles found: none of the pages that were read is taken for a post. `scrapy extract ADDRESS` shows "
    "what is read in one; `scrapy savepage ADDRESS` saves it, to be reported."
)


def problem_of(
    discovery: DiscoveryMachine, tally: Tally, *, closed: str, broken: BaseException | None
) -> str | None:
    """What went wrong, or None for a crawl that reached articles and lost nothing.

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
    """What table runs says of a run that ended well: `finished`, or that its budget of requests is spent."""
    return _SPENT.format(budget=budget) if closed == BUDGET_SPENT else closed


def sentence(error: BaseException) -> str:
    """An exception for a person to read: ours say what to do, of others only the program's author can."""
    if isinstance(error, CrawlerError):
        return str(error)
    return f"The program has an error; -L DEBUG shows where. Please report it: {error!r}"


def _missing(tally: Tally) -> str | None:
    kinds = ", ".join(f"{code} {count}" for code, count in sorted(tally.lost.items()))
    return f"Something is missing ({kinds}): table warnings says what. Try again later." if kinds else None
