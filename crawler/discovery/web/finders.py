"""The order of the finders that search for posts, and which of them are needed."""

from collections.abc import Callable, Iterable

from crawler.discovery.guarded import guarded
from crawler.discovery.scope import Scope
from crawler.discovery.web.by_archive import ByArchive
from crawler.discovery.web.by_feed import ByFeed
from crawler.discovery.web.by_sitemap import BySitemap
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.finder import Candidate, Finder, StartingPoint, StopRule
from crawler.discovery.web.recrawl import RecrawlPolicy
from crawler.items import address_key
from crawler.items.routes import Route

FINDERS: dict[Route, Callable[[StopRule], Finder]] = {
    "sitemap": BySitemap,
    "feed": ByFeed,
    "archive": ByArchive,
}


class Finders:
    """The finders of ``routes`` (names in `FINDERS`), in this order."""

    def __init__(
        self, routes: Iterable[Route], scope: Scope, recrawl: RecrawlPolicy, categories: Categories
    ) -> None:
        self._waiting = list(routes)
        self._scope, self._recrawl, self._categories = scope, recrawl, categories
        self._taken: list[Finder] = []

    @property
    def current(self) -> Finder | None:
        """The last finder that was used."""
        return self._taken[-1] if self._taken else None

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes that were used and exist."""
        return tuple(finder.route for finder in self._taken if finder.found)

    @property
    def whole(self) -> frozenset[Route]:
        """The routes that list all posts of the blog."""
        return frozenset(finder.route for finder in self._taken if finder.whole)

    @property
    def walked(self) -> bool:
        """Whether one route leads to every post, together with known posts, and no route lost a response."""
        return not self.losses and any(finder.walked for finder in self._taken)

    @property
    def losses(self) -> int:
        """Number of lost responses that could have named posts that no other route names."""
        needless = ("feed",) if "sitemap" in self.whole else ()
        return sum(finder.losses for finder in self._taken if finder.route not in needless)

    @property
    def said(self) -> tuple[str, ...]:
        """A sentence per finder about what it found."""
        return tuple(finder.said for finder in self._taken)

    def of(self, route: str) -> Finder | None:
        """The finder of a route, if it was used."""
        return next((one for one in self._taken if one.route == route), None)

    def take_next(self, entry: StartingPoint, met: Iterable[str]) -> Finder | None:
        """The next finder that is needed. ``met`` are the addresses found so far."""
        if not self._waiting:
            return None
        route = self._waiting.pop(0)
        if route == "archive" and self.whole and _shown_at(entry) <= {address_key(url) for url in met}:
            return None  # the other routes list all that the home page shows
        finder = FINDERS[route](self._known(route))
        self._taken.append(finder)
        return finder

    def _known(self, route: Route) -> StopRule:
        # If a sitemap names everything, one page of the feed is enough. Listings are then read only if the
        # home page shows posts that the sitemap does not name, and are read completely.
        one_page = route == "feed" and bool(self.whole)
        return StopRule(
            stops=route in self._scope.bases,
            is_known=self._recrawl.is_known,
            categories=self._categories,
            most=1 if one_page else self._scope.limit,
            articles=self._recrawl.articles,
        )


def _shown_at(entry: StartingPoint) -> set[str]:
    """Keys of the addresses of posts on the home page."""
    probe = ByArchive(StopRule(stops=False, is_known=lambda _: True, categories=Categories()))
    steps = guarded(probe.start(entry), entry.home.url)
    return {address_key(step.url) for step in steps if isinstance(step, Candidate) and step.sure}
