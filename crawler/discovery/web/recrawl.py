"""Known articles are read again only if they may have changed.

An article is read again if the route gives another time of change than last time, or if the route listed it
last time and no longer does. Addresses that could not be read before are also read. So are the newest
articles, because most corrections are made in the first days.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from crawler.discovery.found import PageOutcome
from crawler.discovery.scope import Scope
from crawler.discovery.web.finders.finder import Candidate
from crawler.items import PriorArticle, PriorCrawl, address_key, date_in
from crawler.items.routes import AddressOutcome, Route, is_settled

WINDOW = 10
"""Number of newest articles that each crawl reads again."""


def by_age(articles: Iterable[PriorArticle]) -> list[PriorArticle]:
    """Known articles, newest first."""
    return sorted(articles, key=lambda one: one.published or "", reverse=True)


class RecrawlPolicy:
    """Decides which addresses are read, given the content of the dataset."""

    def __init__(self, scope: Scope, prior: PriorCrawl) -> None:
        self._scope, self._prior = scope, prior
        self._articles = {address_key(one.url): one for one in prior.articles}
        self._outcomes = {
            address_key(one.url): one.outcome for one in prior.addresses.values() if one.outcome
        }
        self._known_gone = frozenset(map(address_key, prior.gone))
        for key in self._known_gone:  # if a route lists it again, it may have returned
            self._outcomes.pop(key, None)
        self._turned_out: dict[str, AddressOutcome] = {}
        self._met: set[str] = set()
        self._looked: set[str] = set()
        self._gone: set[str] = set()
        self._delivered: set[str] = set()
        self._counts = dict.fromkeys(("no longer listed", "left unread before", "newest", "known"), 0)

    @property
    def said(self) -> tuple[str, ...]:
        """Sentences about what was read again."""
        counted = [f"{count} {what}" for what, count in self._counts.items() if count]
        return (f"Read again: {', '.join(counted)}.",) if counted else ()

    @property
    def articles(self) -> int:
        """Number of known articles."""
        return len(self._articles)

    def found_before(self, route: Route) -> bool:
        """Whether an earlier crawl found any address by a route."""
        return any(one == route for _, one in self._prior.addresses)

    @property
    def posts(self) -> frozenset[str]:
        """Keys of the addresses of all articles: those known, and those that this crawl found."""
        found = (key for key, outcome in self._turned_out.items() if outcome in ("article", "protected"))
        return frozenset((*self._articles, *found))

    @property
    def has_found(self) -> bool:
        """Whether this crawl found an article that was not known."""
        return len(self.posts) > len(self._articles)

    def is_known(self, url: str) -> bool:
        """Whether an address is known, as an article or as another page."""
        return self.knows(address_key(url))

    def knows(self, key: str) -> bool:
        """The same for the key of an address."""
        return key in self._articles or is_settled(self._outcomes.get(key))

    def is_article(self, url: str) -> bool:
        """Whether an address is that of a known article."""
        return address_key(url) in self._articles

    def wants(self, candidate: Candidate, route: Route) -> bool:
        """Whether the page at an address found by a route must be read."""
        key = address_key(candidate.url)
        self._met.add(key)
        if key in self._looked or key in self._delivered or not self.takes(candidate):
            return False
        again = self._scope.full or self._scope.is_partial or self.is_shown(candidate)
        if again or not self.is_known(candidate.url):
            return True
        if candidate.sure and self._outcomes.get(key) == "unsure":
            return True
        before = self._prior.addresses.get((candidate.url, route))
        return before is not None and candidate.lastmod is not None and before.lastmod != candidate.lastmod

    def is_shown(self, candidate: Candidate) -> bool:
        """Whether the listing has the whole post, so that its page need not be requested."""
        return self._scope.via == "archive" and candidate.hint is not None and bool(candidate.hint.content)

    def takes(self, candidate: Candidate) -> bool:
        """Whether it is within the requested time, as far as its time is known."""
        since = self._scope.since
        if since is None:
            return True
        told = candidate.lastmod or (candidate.hint and candidate.hint.published) or date_in(candidate.url)
        if told is None:
            return not self.is_known(candidate.url)
        return told >= since[: len(told)]

    def wanted(self, whole: Iterable[Route]) -> Iterator[Candidate]:
        """Other addresses to read when all routes are done. ``whole`` are the routes that list everything."""
        if self._scope.is_partial:
            return
        routes = set(whole)
        for (url, route), one in self._prior.addresses.items():
            key = address_key(url)
            if key in self._looked or key in self._delivered:
                continue
            if route in routes and key not in self._met and key in self._articles:
                yield self._again(url, "no longer listed")
            elif route != "former" and self._is_unread(key, one.outcome):
                yield self._again(url, "left unread before")
        for rank, article in enumerate(by_age(self._prior.articles)):
            unread = not {address_key(article.url)} & (self._looked | self._delivered)
            if unread and (self._scope.full or rank < WINDOW):
                yield self._again(article.url, "known" if self._scope.full else "newest")

    def _is_unread(self, key: str, outcome: AddressOutcome | None) -> bool:
        """Whether earlier crawls could not read an address, even if its article is known from elsewhere."""
        return outcome in ("failed", "forbidden") or (outcome is None and key not in self._articles)

    def asked(self, url: str) -> None:
        """Note that a page was requested."""
        self._looked.add(address_key(url))

    def read(self, url: str) -> None:
        """Note that an article was delivered."""
        self._delivered.add(address_key(url))

    def looked_at(self, outcome: PageOutcome) -> None:
        """Note the outcome of a page."""
        key = address_key(outcome.url)
        if outcome.outcome in ("missing", "gone"):
            self._gone.add(key)
        self._turned_out[key] = outcome.outcome

    def leads_nowhere(self, key: str) -> bool:
        """Whether the address with this key led nowhere at its first request, so it was not an article."""
        if key in self._articles or key in self._known_gone:
            return False
        return self._turned_out.get(key, self._outcomes.get(key)) == "missing"

    @cached_property
    def unnamed_before(self) -> frozenset[str]:
        """Keys of the known articles that no crawl found in a sitemap. Empty if there was none."""
        named = {address_key(url) for url, route in self._prior.addresses if route == "sitemap"}
        return frozenset(self._articles.keys() - named) if named else frozenset()

    def is_post(self, key: str) -> bool:
        """Whether the address with this key belongs to an article, as far as it is known."""
        now = self._turned_out.get(key)
        return now in ("article", "protected") if now else key in self._articles

    def unread(self) -> frozenset[int]:
        """Ids of known articles that were not delivered and are not known to be gone."""
        return frozenset(
            article.id
            for key, article in self._articles.items()
            if key not in self._gone and key not in self._delivered
        )

    def _again(self, url: str, why: str) -> Candidate:
        self._counts[why] += 1
        key = address_key(url)
        return Candidate(url, sure=key in self._articles)
