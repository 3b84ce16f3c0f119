"""Selects the state machine that reads a blog, by the requested route."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from crawler.discovery.auto import Auto
from crawler.discovery.found import Found
from crawler.discovery.rest import wordpress
from crawler.discovery.rest.wordpress import WordPress
from crawler.discovery.scope import Scope
from crawler.discovery.web import web
from crawler.discovery.web.web import Web
from crawler.items import Ask, DatasetWarning, PriorCrawl, Reply
from crawler.items.routes import Route, Via


class DiscoveryMachine(Protocol):
    """A state machine without network: it returns requests, and reads the responses.

    The same responses give the same findings, in a crawl and in a rebuild.
    """

    @property
    def trouble(self) -> DatasetWarning | None:
        """The reason if no post can be reached. Its code is a warning's, or `no_api`."""

    @property
    def complete(self) -> bool:
        """Whether every post of the blog was found. Then posts that were not found are gone."""

    @property
    def walked(self) -> bool | None:
        """Whether web pages led to every post. None if they need not, or if the blog counts its posts."""

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes that were taken."""

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions and their reasons, one sentence each."""

    def start(self) -> Iterable[Ask]:
        """The first requests."""

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """The results of a response: requests first, so that they are sent while the rest is processed."""

    def close(self, seen: str) -> Iterator[Found]:
        """The results that are certain only when no more responses will come, at the time ``seen``."""


def _by(route: Route) -> Callable[[Scope, PriorCrawl], DiscoveryMachine]:
    return lambda scope, prior: Web(scope, prior, (route,))


#: The values of ``via``.
ROUTES: dict[Via, Callable[[Scope, PriorCrawl], DiscoveryMachine]] = {
    "auto": Auto,
    "api": WordPress,
    "sitemap": _by("sitemap"),
    "feed": _by("feed"),
    "archive": _by("archive"),
}


def discovery_of(scope: Scope, prior: PriorCrawl) -> DiscoveryMachine:
    """The state machine for a scope."""
    return ROUTES[scope.via](scope, prior)


#: Order of requests by their kind. Other kinds come last.
URGENCY = {**web.URGENCY, **wordpress.URGENCY}
