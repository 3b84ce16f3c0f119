"""Whether a crawl got what it was asked for, and if not, one sentence that says what to do."""

from crawler.discovery.choice import DiscoveryMachine
from crawler.errors import CrawlerError
from crawler.run.ingest import LOSSES, Tally

_ADVICE = {
    "robots_forbid": "{detail}. The blog does not want to be read by programs: ask its owner for a way.",
    "address_refused": "{detail}. Give the blog's own address as url=.",
    "no_api": "{detail}. Check the address, or try via=auto, which reads web pages where there is no API.",
    "no_route": "Nothing that looks like a blog: {detail} Check the address.",
}
_UNREACHABLE = "Cannot read the blog: {detail}. Check the address, and whether the blog is up."
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
        return _ADVICE.get(discovery.trouble.code, _UNREACHABLE).format(detail=discovery.trouble.detail)
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
    kinds = ", ".join(f"{code} {count}" for code, count in sorted(tally.warnings.items()) if code in LOSSES)
    return f"Something is missing ({kinds}): table warnings says what. Try again later." if kinds else None
