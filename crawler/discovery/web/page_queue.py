"""The pages that wait to be requested: a few at a time, and no more of a list that leads nowhere."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crawler.discovery.found import PageOutcome
from crawler.items import Ask, DatasetWarning
from crawler.items.routes import Route

_AHEAD = 100  # requests that are handed out at once, of lists with tens of thousands of addresses
_MANY = 500  # of a blog with ten posts on each page of its archive, those of fifty pages
_MOST_DEAD = 100  # addresses in a row that lead nowhere, before others of the list are tried
_MOST_TRIED = 50  # these others
_DEAD = frozenset(("missing", "gone"))


class _Waiting(NamedTuple):
    ask: Ask
    route: Route


class PageQueue:
    """Hands out requests for pages in order."""

    def __init__(self, is_known: Callable[[str], bool]) -> None:
        """``is_known`` is whether an address is a stored article's. These are always requested."""
        self._is_known = is_known
        self._waiting: list[_Waiting] = []
        self._at = 0
        self._dead = 0

    @property
    def is_long(self) -> bool:
        """Whether so many requests wait that further lists can wait, too."""
        return len(self._waiting) - self._at > _MANY

    def add(self, ask: Ask, route: Route) -> None:
        """Add a request for a page that a route named, or for a further list of the route."""
        self._waiting.append(_Waiting(ask, route))

    def take(self, under_way: int) -> Iterator[Ask]:
        """The next requests, if fewer than a hundred are ``under_way``."""
        for _ in range(under_way, _AHEAD):
            if self._at == len(self._waiting):
                self._waiting, self._at = [], 0
                return
            self._at += 1
            yield self._waiting[self._at - 1].ask

    def note(self, page: PageOutcome, route: Route) -> DatasetWarning | None:
        """Note what a page turned out to be. Returns a warning if the rest of its list is dropped.

        After a hundred addresses in a row that lead nowhere, fifty others are tried, evenly spread over the
        list. If they lead nowhere either, the list is not read further.
        """
        self._dead = self._dead + 1 if page.outcome in _DEAD else 0
        if self._dead == _MOST_DEAD:
            self._spread()
        if self._dead < _MOST_DEAD + _MOST_TRIED:
            return None
        self._dead = 0
        return self._drop(page.url, route)

    def _spread(self) -> None:
        rest = self._waiting[self._at :]
        chosen = range(0, len(rest), max(1, len(rest) // (_AHEAD + _MOST_TRIED)))
        first = [rest[number] for number in chosen]
        others = [one for number, one in enumerate(rest) if number not in chosen]
        self._waiting, self._at = [*first, *others], 0

    def _drop(self, url: str, route: Route) -> DatasetWarning | None:
        rest = self._waiting[self._at :]
        kept = [one for one in rest if one.route != route or self._is_known(one.ask.url)]
        self._waiting, self._at = kept, 0
        if len(kept) == len(rest):
            return None
        detail = (
            f"{_MOST_DEAD + _MOST_TRIED} addresses in a row of the route {route} lead nowhere, last {url}: "
            f"{len(rest) - len(kept):,} more of them were not requested."
        )
        return DatasetWarning(code="endless_list", detail=detail)
