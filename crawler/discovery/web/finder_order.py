"""The order of the finders that search for posts, and which of them are needed."""

from collections.abc import Callable, Iterable

from crawler.discovery.scope import Scope
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.evidence.agreement import Agreement
from crawler.discovery.web.finders.by_archive import ByArchive
from crawler.discovery.web.finders.by_feed import ByFeed
from crawler.discovery.web.finders.by_sitemap import BySitemap
from crawler.discovery.web.finders.finder import Finder, StartingPoint, StopRule
from crawler.discovery.web.recrawl import RecrawlPolicy
from crawler.items.routes import Route

FINDERS: dict[Route, Callable[[StopRule], Finder]] = {
    "sitemap": BySitemap,
    "feed": ByFeed,
    "archive": ByArchive,
}


class Finders:
    """The finders of ``routes`` (names in `FINDERS`), in this order."""

    def __init__(
        self,
        routes: Iterable[Route],
        scope: Scope,
        recrawl: RecrawlPolicy,
        categories: Categories,
        agreement: Agreement,
    ) -> None:
        self._waiting = list(routes)
        self._scope, self._recrawl, self._categories = scope, recrawl, categories
        self._agreement = agreement
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
        """Whether one route leads to every post, together with known posts, and no route lost a response.

        A sitemap that another route contradicts does not count. If only its own dead addresses speak against
        it, it counts where listings were looked for and none shows a post.
        """
        if self.losses:
            return False
        archive = self.of("archive")
        unlisted = archive is not None and not archive.found and not self._agreement.unnamed_posts
        return any(
            finder.walked and (finder.route != "sitemap" or unlisted or not self._sitemap_doubts)
            for finder in self._taken
        )

    @property
    def _confirms_api(self) -> bool:
        """Whether one route was read without a loss, and nothing says that posts are missing in it."""
        archive, sitemap = self.of("archive"), self.of("sitemap")
        if archive is not None and (archive.found or archive.losses):
            return archive.walked
        return sitemap is not None and sitemap.found and not sitemap.losses and not self._agreement.doubts

    @property
    def _sitemap_doubts(self) -> tuple[str, ...]:
        sitemap = self.of("sitemap")
        dead = sitemap.dead_parts if isinstance(sitemap, BySitemap) else 0
        parts = (f"{dead} of its parts lead nowhere",) if dead else ()
        return (*parts, *self._agreement.doubts)

    @property
    def losses(self) -> int:
        """Number of lost responses that could have named posts that no other route names."""
        needless = ("feed",) if "sitemap" in self.whole else ()
        return sum(finder.losses for finder in self._taken if finder.route not in needless)

    @property
    def said(self) -> tuple[str, ...]:
        """A sentence per finder about what it found."""
        doubts = self._agreement.doubts if self._agreement.is_with_api else self._sitemap_doubts
        doubts = doubts if self.of("sitemap") else ()
        subject = "The API does not" if self._agreement.is_with_api else "The sitemap does not"
        doubted = (f"{subject} name everything: {', '.join(doubts)}.",) if doubts else ()
        return (*(finder.said for finder in self._taken), *doubted)

    def of(self, route: str) -> Finder | None:
        """The finder of a route, if it was used."""
        return next((one for one in self._taken if one.route == route), None)

    def take_next(self, entry: StartingPoint) -> Finder | None:
        """The next finder that is needed."""
        if not self._waiting:
            return None
        route = self._waiting.pop(0)
        if route == "archive" and (self.whole or self._agreement.is_with_api):
            self._agreement.compare(entry)
            if self._agreement.is_with_api and self._confirms_api:
                return None
            if self.whole and not self._sitemap_doubts and not self._agreement.needs_listings:
                return None  # the other routes list all that the home page shows
        finder = FINDERS[route](self._known(route))
        self._taken.append(finder)
        return finder

    def _known(self, route: Route) -> StopRule:
        # If a sitemap names everything, one page of the feed is enough. Listings are then read only if the
        # home page shows posts that the sitemap does not name, and are read completely.
        one_page = route == "feed" and bool(self.whole)
        never = self._recrawl.articles > 0 and not self._recrawl.found_before(route)
        return StopRule(
            stops=route in self._scope.bases,
            is_known=self._recrawl.is_known,
            categories=self._categories,
            most=1 if one_page else self._scope.limit,
            articles=self._recrawl.articles,
            few=self._agreement.is_with_api,
            never=never,
        )
