"""Which finders look for posts, one after the other, and which are not needed."""

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

FINDERS: dict[str, Callable[[StopRule], Finder]] = {
    "sitemap": BySitemap,
    "feed": ByFeed,
    "archive": ByArchive,
}


class Finders:
    """The finders of ``routes`` (names in `FINDERS`), in that order."""

    def __init__(
        self, routes: Iterable[str], scope: Scope, recrawl: RecrawlPolicy, categories: Categories
    ) -> None:
        self._waiting = list(routes)
        self._scope, self._recrawl, self._categories = scope, recrawl, categories
        self._taken: list[Finder] = []

    @property
    def current(self) -> Finder | None:
        """The one that was taken last."""
        return self._taken[-1] if self._taken else None

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes that there are, of those that were taken."""
        return tuple(finder.route for finder in self._taken if finder.found)

    @property
    def whole(self) -> frozenset[str]:
        """The routes that name all posts of the blog."""
        return frozenset(finder.route for finder in self._taken if finder.whole)

    @property
    def walked(self) -> bool:
        """Whether one of them leads to every post, together with what is known, and none lost an answer."""
        return not self.losses and any(finder.walked for finder in self._taken)

    @property
    def losses(self) -> int:
        """How many answers were lost that might have told of posts that no other route names."""
        needless = ("feed",) if "sitemap" in self.whole else ()
        return sum(finder.losses for finder in self._taken if finder.route not in needless)

    @property
    def said(self) -> tuple[str, ...]:
        """What each found, as a sentence."""
        return tuple(finder.said for finder in self._taken)

    def of(self, route: str) -> Finder | None:
        """The one of a route, if it was taken."""
        return next((one for one in self._taken if one.route == route), None)

    def take_next(self, entry: StartingPoint, met: Iterable[str]) -> Finder | None:
        """The next one that is needed, where ``met`` are the addresses that were found so far."""
        if not self._waiting:
            return None
        route = self._waiting.pop(0)
        if route == "archive" and self.whole and _shown_at(entry) <= {address_key(url) for url in met}:
            return None  # the other routes list all that the home page shows
        finder = FINDERS[route](self._known(route))
        self._taken.append(finder)
        return finder

    def _known(self, route: str) -> StopRule:
        # Beside a sitemap that names everything, a feed tells no more than the newest; where listings are
        # asked after all, the home page shows what the sitemap does not name.
        one_page = route == "feed" and bool(self.whole)
        return StopRule(
            stops=route in self._scope.bases,
            is_known=self._recrawl.is_known,
            categories=self._categories,
            most=1 if one_page else self._scope.limit,
            articles=self._recrawl.articles,
        )


def _shown_at(entry: StartingPoint) -> set[str]:
    """Keys of the addresses of the posts that the home page shows."""
    probe = ByArchive(StopRule(stops=False, is_known=lambda _: True, categories=Categories()))
    steps = guarded(probe.start(entry), entry.home.url)
    return {address_key(step.url) for step in steps if isinstance(step, Candidate) and step.sure}
