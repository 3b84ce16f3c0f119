"""The cheapest route that there is: the API, with pages for what it withholds; or else web pages."""

from collections.abc import Iterator

from crawler.discovery.filling import Filling
from crawler.discovery.found import Found
from crawler.discovery.scope import Scope
from crawler.discovery.web import Web
from crawler.discovery.wordpress import WordPress
from crawler.items import Ask, DatasetWarning, Memory, Post, Reply

_OK = 200


class Auto:
    """Reads by the API, and goes over to web pages where it is switched off, fails or is forbidden."""

    def __init__(self, scope: Scope, memory: Memory) -> None:
        self._scope, self._memory = scope, memory
        self._api = WordPress(scope, memory)
        self._filling = Filling(memory)
        self._web: Web | None = None
        self._home: Reply | None = None

    @property
    def _taken(self) -> WordPress | Web:
        return self._web or self._api

    @property
    def trouble(self) -> DatasetWarning | None:
        """Why no post can be reached by any route."""
        return self._taken.trouble

    @property
    def complete(self) -> bool:
        """Whether the route that was taken met everything."""
        return self._taken.complete

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes that were taken."""
        return self._taken.routes

    @property
    def decisions(self) -> tuple[str, ...]:
        """Which route was taken, and why."""
        refused = self._api.trouble
        why = (f"{refused.detail}: web pages are read instead.",) if self._web and refused else ()
        return (*why, *self._taken.decisions, *self._filling.said)

    def start(self) -> list[Ask]:
        """Ask for the home page."""
        return self._api.start()

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """What an answer tells to the route that is taken."""
        if reply.route == "home":
            self._home = reply
        if self._web:
            yield from self._web.read(reply)
            return
        yield from self._by_api(reply)
        if self._api.trouble and self._home and self._home.status == _OK:
            self._web = Web(self._scope, self._memory, ("sitemap", "feed", "archive"))
            yield from self._web.enter(self._home)

    def close(self, seen: str) -> Iterator[Found]:
        """What can be said only at the end."""
        yield from self._filling.close(self._api.withheld)
        yield from self._taken.close(seen)

    def _by_api(self, reply: Reply) -> Iterator[Ask | Found]:
        if reply.route.startswith("page"):
            yield from self._filling.read(reply, self._api.withheld)
            return
        for result in self._api.read(reply):
            match result:
                case Found(what=Post() as post):
                    number = self._api.author_number(post)
                    yield from self._filling.take(result, post, number, self._api.withheld)
                case Found(what=DatasetWarning(code=code)) if code.endswith("_withheld"):
                    self._filling.excuse(result)
                case _:
                    yield result
        if "comments" in self._api.withheld:
            yield from self._filling.comments(lately=not (self._scope.limit or self._scope.since))
