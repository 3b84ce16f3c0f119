"""Judges the kind of a page: one article, a listing of several, a static page, an attachment.

Every family of marks votes (`page_votes`): the metadata for machines, the classes that software prints on the
body and on entries, the address, the number of entries, and the style of the text. No mark is the name of a
theme.
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
"""The lead in points over the next kind that makes a judgement sure."""
_ORDER: tuple[PageKind, ...] = ("article", "listing", "page", "attachment", "missing")


@dataclass(frozen=True, slots=True)
class PageJudgement:
    """The kind of a page, and the reasons."""

    kind: PageKind
    """The kind with the most points."""
    sure: bool
    """Whether the kind is clearly ahead by what the page says about itself. False if the marks are few or
    contradict each other."""
    told: bool
    """Whether what the page says about itself was enough to decide. If not, its address or text decided,
    which is less certain: a static page may have as long a text as an article."""
    marked: bool
    """Whether a mark speaks for this kind. Without any mark, a page is taken for a static page."""
    shown: bool
    """Whether one of the marks for an article is seen by readers, such as its day, or is printed by software
    on posts only. Static pages may have the same data in their heads as posts."""
    reasons: tuple[str, ...]
    """The marks found, strongest first, each as "kind +points: mark"."""


LEADING = PageJudgement(
    kind="page",
    sure=True,
    told=True,
    marked=True,
    shown=False,
    reasons=("page: it only leads to another page",),
)
"""The judgement of a page that redirects its readers at once (`refresh.refresh_target`)."""


def judge(told: Iterable[Vote], likely: Iterable[Vote], prose: Callable[[bool], int]) -> PageJudgement:
    """Judge the kind of a page by its votes.

    ``told`` are the votes of `votes.votes`, ``likely`` those of `genres.genre_votes`. ``prose`` returns the
    points of the page's text for an article, like `prose.points_of_prose`, given whether nothing else speaks
    for an article.
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
        marked=any(vote.kind == kind and vote.points > 0 for vote in cast),
        shown=any(vote.kind == "article" and vote.points > 0 and vote.is_shown for vote in own),
        reasons=tuple(
            f"{vote.kind} {vote.points:+d}: {vote.mark}"
            for vote in sorted([*cast, *long], key=lambda vote: -abs(vote.points))
        ),
    )


def _ranking(found: Iterable[Vote]) -> list[tuple[PageKind, int]]:
    """The kinds with their points, highest first. A page without any mark is a static page."""
    points: dict[PageKind, int] = defaultdict(int, {"page": 1})
    for vote in found:
        points[vote.kind] += vote.points
    return sorted(((kind, points[kind]) for kind in _ORDER), key=lambda pair: -pair[1])
