"""What kind of page a page is: one article, a listing of several, a static page, an attachment.

Every family of marks votes (`page_votes`): what the page tells machines, what its software prints on the
body and on its entries, its address, and how many entries it holds. No theme's name is among them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from crawler.parse.page.kind.votes import Vote

PageKind = Literal["article", "listing", "page", "attachment", "missing"]
"""``listing``: a home page, an archive, or a term's, an author's or a search's page;
``missing``: an error page."""

_SURE = 3
"""So many points in front of the next kind make a verdict sure."""
_ORDER: tuple[PageKind, ...] = ("article", "listing", "page", "attachment", "missing")


@dataclass(frozen=True, slots=True)
class PageJudgement:
    """What a page is taken for, and why."""

    kind: PageKind
    """The kind with the most points."""
    sure: bool
    """Whether it is clearly ahead; False where the marks are few or contradict one another."""
    reasons: tuple[str, ...]
    """The marks found, strongest first, each as "kind +points: mark"."""


def judge(cast: Iterable[Vote]) -> PageJudgement:
    """What kind of page the votes `votes.votes` make a page."""
    found = sorted(cast, key=lambda vote: -abs(vote.points))
    ahead = _ranking(found)
    (kind, most), (_, second) = ahead[0], ahead[1]
    return PageJudgement(
        kind=kind,
        sure=most - second >= _SURE,
        reasons=tuple(f"{vote.kind} {vote.points:+d}: {vote.mark}" for vote in found),
    )


def _ranking(found: Iterable[Vote]) -> list[tuple[PageKind, int]]:
    """The kinds with their points, most first; a page without any mark is a static one."""
    points: dict[PageKind, int] = defaultdict(int, {"page": 1})
    for vote in found:
        points[vote.kind] += vote.points
    return sorted(((kind, points[kind]) for kind in _ORDER), key=lambda pair: -pair[1])
