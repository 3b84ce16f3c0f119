"""The addresses found by finders, each once, with everything that the finders say about it."""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Literal

from crawler.discovery.web.finders.finder import Candidate
from crawler.items import address_key, date_in
from crawler.items.routes import Route

Naming = Literal["new", "vouched", "known"]
"""What naming an address changed: it is new, or it is now marked as a post's, or nothing."""


class Candidates:
    """Candidates, each with the route that found it first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Candidate, Route]] = {}
        self._named: dict[Route, set[str]] = defaultdict(set)
        self._shown: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._found)

    @property
    def keys(self) -> AbstractSet[str]:
        """The keys of all addresses."""
        return self._found.keys()

    def named_by(self, route: Route) -> AbstractSet[str]:
        """The keys of the addresses that a route found, whether or not another one found them before."""
        return self._named[route]

    def add(self, candidate: Candidate, route: Route) -> Naming:
        """Add what a route says about an address. Later routes complete what earlier ones say."""
        key = address_key(candidate.url)
        self._named[route].add(key)
        if key not in self._found:
            self._found[key] = (candidate, route)
            return "new"
        before, first = self._found[key]
        self._found[key] = (_joined(before, candidate), first)
        return "vouched" if candidate.sure and not before.sure else "known"

    def at(self, url: str) -> tuple[Candidate, Route]:
        """The candidate with this address, and its route. A candidate without route if none was found."""
        key = address_key(url)
        candidate, route = self._found.get(key, (Candidate(url), "page"))
        return candidate._replace(sure=candidate.sure or key in self._shown), route

    def vouch_for(self, keys: frozenset[str]) -> None:
        """Note the keys of addresses that the home page shows as posts, whether or not they are named."""
        self._shown = keys

    def is_vouched(self, key: str) -> bool:
        """Whether a route or the home page marks the address with this key as a post's."""
        return key in self._shown or (key in self._found and self._found[key][0].sure)

    def newest(self, wanted: Callable[[Candidate, Route], bool]) -> list[tuple[Candidate, Route]]:
        """The wanted ones with their routes, newest first as far as times are known."""
        waiting = [(one, route) for one, route in self._found.values() if wanted(one, route)]
        return sorted(waiting, key=lambda pair: _age(pair[0]), reverse=True)


def _joined(before: Candidate, further: Candidate) -> Candidate:
    """A candidate with what another route says about the same address."""
    return before._replace(
        lastmod=before.lastmod or further.lastmod,
        hint=before.hint or further.hint,
        sure=before.sure or further.sure,
    )


def _age(candidate: Candidate) -> tuple[str, str]:
    """Sort key, greater for newer posts: the time that the route gives, or the date in the address."""
    told = candidate.lastmod or (candidate.hint.published if candidate.hint else None) or ""
    return (told, date_in(candidate.url) or "")
