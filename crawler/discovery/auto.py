"""The route `auto`: the API, with pages for what it withholds, or web pages if there is no API."""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from crawler.discovery.filling import Filling
from crawler.discovery.found import Announced, Found
from crawler.discovery.page_of import page_of
from crawler.discovery.rest.wordpress import WITHHELD_CODES, WordPress
from crawler.discovery.scope import Scope
from crawler.discovery.web.web import Web
from crawler.items import Ask, Blog, DatasetWarning, Post, PriorArticle, PriorCrawl, Reply, address_key
from crawler.items.routes import Route

#: Statuses of the home page that do not end the crawl: some blogs have no page there.
_READ_ON = frozenset((200, 404, 410))
_WEB: tuple[Route, ...] = ("sitemap", "feed", "archive")


class Source(Enum):
    """Where posts are read from. It is the API at first, and changes at most once."""

    API = "the API"
    WEB = "web pages, because no API can be used"
    BOTH = "the API, and web pages for the posts that it counts but does not deliver"
    COMPARED = "the API, and the pages of posts that only the sitemap or the listings name"


class Auto:
    """Reads the API, and switches to web pages if the API is disabled, fails or is forbidden.

    Posts that the API counts but does not return are looked for in web pages. If it returns all posts that
    it counts, they are compared with the sitemap and the home page, because the API may hide languages and
    types of posts. If these name others, or if there is no sitemap, the listings are read.
    """

    def __init__(self, scope: Scope, prior: PriorCrawl) -> None:
        self._scope, self._prior = scope, prior
        self._api = WordPress(scope, prior)
        self._filling = Filling(prior)
        self._web: Web | None = None
        self._home: Reply | None = None
        self._delivered: list[Post] = []
        self._source = Source.API
        self._lacking = 0
        """Number of posts that the API counts but does not deliver, in `Source.BOTH`."""
        self._made_up = 0

    @property
    def _taken(self) -> WordPress | Web:
        return self._web if self._web and self._source is Source.WEB else self._api

    @property
    def trouble(self) -> DatasetWarning | None:
        """The reason if no route can reach any post."""
        return self._taken.trouble

    @property
    def complete(self) -> bool:
        """Whether the route that was taken found every post."""
        return self._taken.complete

    @property
    def walked(self) -> bool | None:
        """Whether web pages led to every post. None if the API gives their number, and that is believed."""
        if self._web and (self._is_refuted or (self._source is Source.COMPARED and self._web.routes)):
            return self._web.walked
        return self._taken.walked

    @property
    def _is_refuted(self) -> bool:
        """Whether the number of the API is not believed: its pages end long before, and web pages agree."""
        both = self._web if self._source is Source.BOTH else None
        return both is not None and self._api.tally.overstates and bool(both.walked)

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes that were taken."""
        return (*self._api.routes, *(self._web.routes if self._web else ()))

    @property
    def decisions(self) -> tuple[str, ...]:
        """Which route was taken, and why."""
        return tuple(self._decisions())

    def _decisions(self) -> Iterator[str]:
        if self._source is Source.WEB and self._api.trouble:
            yield f"{self._api.trouble.detail}: web pages are read instead."
        yield from self._api.decisions
        yield from self._filling.said
        if self._source is Source.BOTH:
            told = f"web pages told {self._made_up:,}"
            yield f"The API counts {self._lacking:,} posts more than it hands out: {told}."
        if self._is_refuted:
            yield "Its count is not believed, because its pages end long before."
        if self._source is Source.COMPARED:
            yield f"Pages that the API does not name gave {self._made_up:,} posts."
        if self._web:
            yield from self._web.decisions

    def start(self) -> list[Ask]:
        """Request the home page."""
        return self._api.start()

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """The results of a response for the current route."""
        if reply.route == "home":
            self._home = reply
        if self._web and not self._filling.waits_for(reply.url):
            yield from self._by_web(self._web.read(reply))
            return
        yield from self._by_api(reply)
        yield from self._go_over()

    def close(self, seen: str) -> Iterator[Found]:
        """The results that are certain only at the end."""
        yield from self._filling.close(self._api.withheld)
        for found in self._taken.close(seen):
            missed = isinstance(found.what, DatasetWarning) and found.what.code == "total_mismatch"
            if self._is_refuted and (missed or isinstance(found.what, Announced)):
                continue
            if not (missed and self._source is Source.BOTH and self._made_up >= self._lacking):
                yield found
        if self._web and self._source is Source.COMPARED:
            yield Found(what=self._web.unread(), seen=seen, route="page")

    def _go_over(self) -> Iterator[Ask | Found]:
        """Start reading web pages if there is no API or if it lacks posts."""
        if self._source is not Source.API or self._home is None or self._home.status not in _READ_ON:
            return
        if self._api.trouble:
            self._source = Source.WEB
            self._web = Web(self._scope, self._prior, _WEB)
        elif self._api.tally.lacking:
            self._source, self._lacking = Source.BOTH, self._api.tally.lacking
            known = (_remembered(post) for post in self._delivered)
            prior = replace(self._prior, articles=(*self._prior.articles, *known))
            self._web = Web(replace(self._scope, full=False), prior, _WEB)
            self._web.take_as_read(article.url for article in prior.articles)
        elif self._api.tally.has_ended and not self._scope.is_partial:
            self._source, self._web = Source.COMPARED, self._comparison()
        else:
            return
        page = self._api.home_page or page_of(self._home)
        yield from self._by_web(self._web.enter(self._home, page))

    def _comparison(self) -> Web:
        """The web, for posts that the API does not list: new ones, and articles that it listed before."""
        there = self._api.tally.still_there
        listed = [
            *(article for article in self._prior.articles if article.id in there),
            *map(_remembered, self._delivered),
        ]
        keys = {address_key(article.url) for article in listed}
        by_api = {address_key(url) for url, route in self._prior.addresses if route == "api"}
        others = (
            article
            for article in self._prior.articles
            if (key := address_key(article.url)) not in keys and key not in by_api
        )
        prior = replace(self._prior, articles=(*listed, *others))
        web = Web(replace(self._scope, full=False), prior, ("sitemap", "archive"), compares=True)
        web.take_as_read(article.url for article in listed)
        return web

    def _by_web(self, results: Iterator[Ask | Found]) -> Iterator[Ask | Found]:
        for result in results:
            match result:
                case Found(what=Blog()) if self._source is not Source.WEB:  # it came from the API
                    continue
                case Found(what=Announced()) if self._source is Source.COMPARED:
                    continue
                case Found(what=DatasetWarning(), route="sitemap") if self._source is Source.COMPARED:
                    continue  # there is nothing to compare, and nothing is lost
                case Found(what=Post()):
                    self._made_up += 1
            yield result

    def _by_api(self, reply: Reply) -> Iterator[Ask | Found]:
        if self._filling.waits_for(reply.url):
            yield from self._filling.read(reply, self._api.withheld)
            return
        for result in self._api.read(reply):
            match result:
                case Found(what=Post() as post):
                    self._delivered.append(replace(post, content=""))
                    number = self._api.author_number(post)
                    yield from self._filling.take(result, post, number, self._api.withheld)
                case Found(what=DatasetWarning(code=code)) if code in WITHHELD_CODES.values():
                    self._filling.excuse(result)
                case _:
                    yield result
        if "comments" in self._api.withheld:
            yield from self._filling.comments(lately=not self._scope.is_partial)


def _remembered(post: Post) -> PriorArticle:
    """A post of this run as a known article. It has no row yet."""
    return PriorArticle(
        id=0, url=post.url, post_id=post.post_id, published=post.published, modified=post.modified
    )
