"""Which state machine reads a blog, by the route that was asked for."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from crawler.discovery.auto import Auto
from crawler.discovery.found import Found
from crawler.discovery.rest import wordpress
from crawler.discovery.rest.wordpress import WordPress
from crawler.discovery.scope import Scope
from crawler.discovery.web import web
from crawler.discovery.web.finders import FINDERS
from crawler.discovery.web.web import Web
from crawler.items import Ask, DatasetWarning, PriorCrawl, Reply


class DiscoveryMachine(Protocol):
    """A state machine without network: it says what to ask for, and reads the answers.

    The same answers give the same findings, in a crawl and in a rebuild.
    """

    @property
    def trouble(self) -> DatasetWarning | None:
        """Why no post can be reached at all; the code is a warning's, or `no_api`."""

    @property
    def complete(self) -> bool:
        """Whether every post of the blog was met: what was not is gone."""

    @property
    def walked(self) -> bool | None:
        """Whether web pages led to every post; None where they were not to, or the blog tells its number."""

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes that were taken."""

    @property
    def decisions(self) -> tuple[str, ...]:
        """What was decided on the way and why, a sentence each."""

    def start(self) -> Iterable[Ask]:
        """What to ask for first."""

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """What an answer tells: asks first, so that they are under way while the rest is worked on."""

    def close(self, seen: str) -> Iterator[Found]:
        """What can be said only when no further answer will come, at the time ``seen``."""


def _by(route: str) -> Callable[[Scope, PriorCrawl], DiscoveryMachine]:
    return lambda scope, prior: Web(scope, prior, (route,))


#: The routes that ``via`` names.
ROUTES: dict[str, Callable[[Scope, PriorCrawl], DiscoveryMachine]] = {
    "auto": Auto,
    "api": WordPress,
    **{route: _by(route) for route in FINDERS},
}


def discovery_of(scope: Scope, prior: PriorCrawl) -> DiscoveryMachine:
    """The state machine for a scope."""
    return ROUTES[scope.via](scope, prior)


#: Which of several requests goes first, by what they are for; the rest goes last.
URGENCY = {**web.URGENCY, **wordpress.URGENCY}
