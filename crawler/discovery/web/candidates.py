"""The addresses found by finders, each once."""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from crawler.discovery.web.finder import Candidate
from crawler.items import address_key, date_in
from crawler.items.routes import Route


class Candidates:
    """Candidates, each with the route that found it first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Candidate, Route]] = {}
        self._named: dict[Route, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def keys(self) -> AbstractSet[str]:
        """The keys of all addresses."""
        return self._found.keys()

    def named_by(self, route: Route) -> AbstractSet[str]:
        """The keys of the addresses that a route found, whether or not another one found them before."""
        return self._named[route]

    def add(self, candidate: Candidate, route: Route) -> bool:
        """Add one. Returns whether its address is new."""
        self._named[route].add(address_key(candidate.url))
        return self._found.setdefault(address_key(candidate.url), (candidate, route))[0] is candidate

    def at(self, url: str) -> tuple[Candidate, Route]:
        """The candidate with this address, and its route. A candidate without route if none was found."""
        return self._found.get(address_key(url), (Candidate(url), "page"))

    def newest(self, wanted: Callable[[Candidate, Route], bool]) -> list[tuple[Candidate, Route]]:
        """The wanted ones with their routes, newest first as far as times are known."""
        waiting = [(one, route) for one, route in self._found.values() if wanted(one, route)]
        return sorted(waiting, key=lambda pair: _age(pair[0]), reverse=True)


def _age(candidate: Candidate) -> tuple[str, str]:
    """Sort key, greater for newer posts: the time that the route gives, or the date in the address."""
    told = candidate.lastmod or (candidate.hint.published if candidate.hint else None) or ""
    return (told, date_in(candidate.url) or "")
