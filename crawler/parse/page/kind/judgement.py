"""What kind of page a page is: one article, a listing of several, a static page, an attachment.

Every family of marks votes (`page_votes`): what the page tells machines, what its software prints on the
body and on its entries, its address, how many entries it holds, and how its text reads. No theme's name is
among them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
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
    """Whether it is clearly ahead by what the page says of itself. False if its marks are few or contradict
    one another."""
    told: bool
    """Whether what the page says of itself is enough for its kind. If not, its address or its text decided:
    a static page may have as long a text as an article."""
    reasons: tuple[str, ...]
    """The marks found, strongest first, each as "kind +points: mark"."""


LEADING = PageJudgement(kind="page", sure=True, told=True, reasons=("page: it only leads to another page",))
"""The judgement on a page that sends its readers on at once (`refresh.refresh_target`)."""


def judge(told: Iterable[Vote], likely: Iterable[Vote], prose: Callable[[bool], int]) -> PageJudgement:
    """What kind of page the votes make a page.

    ``told`` are those of `votes.votes`, ``likely`` those of `genres.genre_votes`. ``prose`` says how much the
    page's text speaks for an article, as `prose.points_of_prose` does, given whether nothing else does.
    """
    own, guessed = list(told), list(likely)
    cast = [*own, *guessed]
    points = prose(not any(vote.kind == "article" and vote.points > 0 for vote in cast))
    long = [Vote("article", points, "long prose under one heading")] if points else []
    kind = _ranking([*cast, *long])[0][0]
    (first, most), (_, second) = _ranking(own)[:2]
    return PageJudgement(
        kind=kind,
        sure=kind == first and most - second >= _SURE,
        told=kind == first,
        reasons=tuple(
            f"{vote.kind} {vote.points:+d}: {vote.mark}"
            for vote in sorted([*cast, *long], key=lambda vote: -abs(vote.points))
        ),
    )


def _ranking(found: Iterable[Vote]) -> list[tuple[PageKind, int]]:
    """The kinds with their points, most first; a page without any mark is a static one."""
    points: dict[PageKind, int] = defaultdict(int, {"page": 1})
    for vote in found:
        points[vote.kind] += vote.points
    return sorted(((kind, points[kind]) for kind in _ORDER), key=lambda pair: -pair[1])
