"""Reads a blog through its web pages: finders find addresses, and each post is read from its own page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import cast

from crawler.discovery.failure import home_failure, home_wall
from crawler.discovery.found import (
    Announced,
    CommentPage,
    Finding,
    Found,
    FoundAddresses,
    PageOutcome,
    StillThere,
)
from crawler.discovery.guarded import guarded
from crawler.discovery.home import read_home
from crawler.discovery.page_of import page_of
from crawler.discovery.redirects import Redirects
from crawler.discovery.scope import Scope
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.evidence.agreement import Agreement, shown_at
from crawler.discovery.web.evidence.candidates import Candidates
from crawler.discovery.web.evidence.doubts import Doubt, Doubts
from crawler.discovery.web.evidence.site import Site
from crawler.discovery.web.evidence.walls import Read, Walls
from crawler.discovery.web.finder_order import FINDERS, Finders
from crawler.discovery.web.finders.by_archive import ByArchive
from crawler.discovery.web.finders.finder import Candidate, Finder, StartingPoint, Step
from crawler.discovery.web.own_addresses import OwnAddresses
from crawler.discovery.web.page_queue import PageQueue
from crawler.discovery.web.pages import Pages, Result
from crawler.discovery.web.recrawl import RecrawlPolicy
from crawler.items import Ask, DatasetWarning, Post, PriorCrawl, Reply, address_key
from crawler.items.routes import Route
from crawler.parse.page import PageReading
from crawler.parse.page.listing.listing_page import ListingPage, month_counts

#: Order of requests: those that find addresses, then posts, then what belongs to posts.
URGENCY = {
    **dict.fromkeys(("sitemap", "sitemap.robots", "feed", "archive"), 2),
    **dict.fromkeys(("page.part", "page.comments"), 1),
}


class Web:
    """A state machine without network, for the routes by web pages.

    It uses one finder until that has no more requests, then the next one if it is needed. Finally it reads
    known articles again, as `RecrawlPolicy` decides.
    """

    def __init__(
        self, scope: Scope, prior: PriorCrawl, routes: Iterable[Route], *, compares: bool = False
    ) -> None:
        """Begin with these routes. ``compares`` is whether they are only compared with the API."""
        self._scope, self._prior = scope, prior
        self._recrawl = RecrawlPolicy(scope, prior)
        self._categories = Categories()
        routes = tuple(routes)
        self._follows = "archive" in routes and not scope.is_partial
        self._candidates = Candidates()
        self._listed: dict[str, ListingPage] = {}
        """Listings that were read as addresses of possible posts, by key. `archive` may need them."""
        self._site = Site(prior)
        self._pages = Pages(prior, self._categories, self._site, holds=not scope.limit)
        self._doubts = Doubts(self._candidates, self._site)
        agreement = Agreement(self._candidates, self._recrawl, self._doubts, is_with_api=compares)
        self._finders = Finders(routes, scope, self._recrawl, self._categories, agreement)
        self._redirects = Redirects()
        self._walls = Walls(self._matters, self._is_vouched, self._are_posts_known)
        self._open: dict[str, str] = {}
        self._queue: list[tuple[Candidate, Route]] = []
        self._waiting = PageQueue(self._recrawl.is_article)
        self._own = OwnAddresses(scope.url)
        self._entry: StartingPoint | None = None
        self._foreign: defaultdict[Route, set[str]] = defaultdict(set)
        """By route, the addresses that belong to other sites, or to other parts of this one."""
        self._delivered = 0
        self._reread = False
        self._trouble: DatasetWarning | None = None
        self._failure: DatasetWarning | None = None
        """Why the home page cannot be read."""

    # -- questions about its state

    @property
    def trouble(self) -> DatasetWarning | None:
        """The reason if no post can be reached."""
        return self._trouble

    @property
    def complete(self) -> bool:
        """Whether every address that was found was read. Then posts that were not found are gone."""
        whole = bool(self.walked)
        return whole and self._reread and not self._open and bool(self.routes)

    @property
    def walked(self) -> bool | None:
        """Whether the routes led to every post. None if the crawl was limited."""
        return None if self._scope.is_partial else self._finders.walked

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes that were taken and exist."""
        return self._finders.routes

    @property
    def decisions(self) -> tuple[str, ...]:
        """Sentences about what the finders found and what was read again."""
        foreign = (
            f"Of the addresses in the {route}, {len(urls):,} are not of this blog, such as {min(urls)}."
            for route, urls in self._foreign.items()
            if route != "archive"  # any page links to other sites
        )
        return (*self._finders.said, *foreign, *self._recrawl.said)

    def start(self) -> list[Ask]:
        """Request the home page."""
        return [self._asking(Ask(url=self._scope.url, route="home"))]

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """The results of a response."""
        address = self._redirects.first_asked(reply)
        self._open.pop(reply.url, None)
        onward = self._redirects.follow(reply, address)
        if onward:
            yield self._asking(onward)
            return
        if reply.route == "home":
            yield from self.enter(self._redirects.reported(reply, address), page_of(reply))
            return
        ended = self._redirects.ended(reply, address) if self._matters(address) else reply
        yield from self._read_all(guarded(self._walls.passed(ended, address), reply.url), reply.fetched)
        yield from self._go_on(reply.fetched)

    def enter(self, reply: Reply, page: PageReading) -> Iterator[Ask | Found]:
        """Begin after the home page: its response and the page in it."""
        self._failure = home_failure(reply) or home_wall(reply, page.standing.barrier)
        if self._failure:
            yield self._found(self._failure, reply.fetched)
        if not reply.status:
            self._trouble = self._failure
            return
        self._redirects.asked.add(reply.url)
        home = read_home(reply, page.root)
        self._own.home = home.url
        languages = tuple(filter(self._own.is_below, home.languages))
        self._entry = StartingPoint(home=home, page=page, languages=languages)
        self._site.enter(page)
        self._candidates.vouch_for(shown_at(self._entry))
        self._walls.enter(reply.url)
        self._pages.language = home.language or self._scope.language
        self._pages.site = home.title
        self._pages.has_ends = page.has_end
        if not (self._failure and self._prior.articles):  # what an error says of the blog replaces nothing
            yield self._found(home.blog(self._scope.blog, self._scope.language), reply.fetched)
        for month, count in month_counts(page.root, reply.url).items():
            told = Announced(articles=count, month=month)
            yield Found(what=told, seen=reply.fetched, route="archive")
        yield from self._go_on(reply.fetched)

    def take_as_read(self, urls: Iterable[str]) -> None:
        """Note that these articles were read by another route and need not be read again."""
        for url in urls:
            self._recrawl.read(url)

    def unread(self) -> StillThere:
        """Known articles that were not read and are not known to be gone."""
        return StillThere(articles=self._recrawl.unread())

    def close(self, seen: str) -> Iterator[Found]:
        """The articles that were not read but are still there, and the parents of categories."""
        for category in self._categories.nested():
            yield self._found(category, seen)
        if not self.complete:
            return
        yield self._found(self.unread(), seen)

    # -- next steps

    def _go_on(self, seen: str) -> Iterator[Ask | Found]:
        """Continue once all requests are answered: the same finder, the next one, then known articles."""
        yield from self._next_pages()
        while not self._open and self._entry:
            if self._queue:
                yield from self._next_of_queue(seen)
                continue
            steps = list(self._next_steps(self._entry, seen))
            yield from steps
            if not steps and self._reread:
                self._pages.wait_no_longer()
                yield from self._deliver(self._pages.due(), seen, "page")
                return

    def _next_steps(self, entry: StartingPoint, seen: str) -> Iterator[Ask | Found]:
        finder = self._finders.current
        steps = list(self._take(finder, finder.drained(), seen)) if finder and not self._reread else []
        steps = steps or list(self._release(entry, seen, last=self._reread))
        steps = steps or (list(self._decide(seen)) if self._reread else [])
        if steps or self._reread:
            yield from steps
            return
        finder = self._finders.take_next(entry)
        if finder:
            yield from self._take(finder, guarded(finder.start(entry), entry.home.url), seen)
            return
        self._queue = self._newest() if self._scope.limit else []
        if self._queue:
            return
        steps = list(self._release(entry, seen, last=True))
        if steps:
            yield from steps
            return
        yield from self._decide(seen)
        yield from self._look_again()

    def _decide(self, seen: str) -> Iterator[Ask | Found]:
        """Decide on the doubtful pages."""
        for doubt, outcome in self._doubts.decided(is_listed="archive" in self._finders.whole):
            if outcome == "article":
                yield from self._accept(doubt, seen)
            else:
                told = PageOutcome(url=doubt.url, outcome=outcome)
                yield from self._deliver([told], seen, self._candidates.at(doubt.url)[1])
                self._pages.dismiss(doubt)
        yield from self._deliver(self._pages.due(), seen, "page")

    def _accept(self, doubt: Doubt, seen: str) -> Iterator[Ask | Found]:
        candidate, route = self._candidates.at(doubt.url)
        read = guarded(self._pages.accept(doubt, candidate), doubt.reply.url)
        yield from self._deliver(read, seen, route)

    def _release(self, entry: StartingPoint, seen: str, *, last: bool) -> Iterator[Ask | Found]:
        """Decide on the pages that may be walls. ``last`` is whether the finders are done."""
        probe = self._walls.wants_probe
        if probe:
            yield from self._ask(probe)
            return
        yield from self._read_all(guarded(self._walls.released(last=last), entry.home.url), seen)

    def _look_again(self) -> Iterator[Ask]:
        """Read known articles again. It is the last step, when no route has more requests."""
        self._reread = True
        if not self.routes:
            said = " ".join(self._finders.said)
            self._trouble = self._failure or DatasetWarning(
                code="no_route", detail=f"Nothing at {self._scope.url} looks like a blog: {said}"
            )
            return
        for candidate in self._recrawl.wanted(self._finders.whole):
            yield from self._ask_page(candidate)

    def _newest(self) -> list[tuple[Candidate, Route]]:
        """The candidates that were not requested, newest first. Empty if enough posts were delivered."""
        return [] if self._is_enough else self._candidates.newest(self._is_unread)

    def _is_unread(self, candidate: Candidate, route: Route) -> bool:
        return candidate.url not in self._redirects.asked and self._recrawl.wants(candidate, route)

    def _next_of_queue(self, seen: str) -> Iterator[Ask | Found]:
        if self._is_enough:
            self._queue.clear()
        else:
            yield from self._get(*self._queue.pop(0), seen)

    @property
    def _is_enough(self) -> bool:
        return self._scope.limit is not None and self._delivered >= self._scope.limit

    # -- reading

    def _read_all(self, passed: Iterable[Read | DatasetWarning], seen: str) -> Iterator[Ask | Found]:
        for one in passed:
            if isinstance(one, DatasetWarning):
                yield self._found(one, seen)
            else:
                yield from self._read(*one)

    def _read(self, reply: Reply, address: str) -> Iterator[Ask | Found]:
        kind = reply.route.partition(".")[0]
        finder = self._finders.of(kind)
        if finder:
            yield from self._take(finder, guarded(finder.read(reply), reply.url), reply.fetched)
        if kind in FINDERS:
            return
        readers: dict[str, Callable[[Reply], Iterator[Result]]] = {
            "page.part": self._pages.read_part,
            "page.comments": self._pages.read_comments,
        }
        if reply.route in readers:
            results = guarded(readers[reply.route](reply), reply.url)
            yield from self._deliver(results, reply.fetched, "page")
            return
        candidate, route = self._candidates.at(address)
        read = guarded(self._pages.read(reply, candidate), reply.url)
        yield from self._deliver(read, reply.fetched, route)
        yield from self._deliver(self._pages.due(), reply.fetched, "page")

    def _take(self, finder: Finder, steps: Iterable[Step], seen: str) -> Iterator[Ask | Found]:
        """The steps of a finder: its requests, then what it found, then the pages to read.

        An address is noted before its page is requested, because the outcome of the page is added to it.
        """
        named: list[Candidate] = []
        again: list[ListingPage] = []
        for step in steps:
            match step:
                case Ask():
                    known = self._listed.pop(address_key(step.url), None)
                    again += [known] if known else []
                    yield from () if known else self._ask_list(step)
                case DatasetWarning():
                    yield Found(what=step, seen=seen, route=finder.route)
                case PageOutcome():
                    found = FoundAddresses(found=((step.url, None),))
                    yield Found(what=found, seen=seen, route=finder.route)
                    yield Found(what=step, seen=seen, route=finder.route)
                case Candidate():
                    named += [step] if self._own.has_page(step, finder.route) else []
                    if step.url not in self._own:
                        self._foreign[finder.route].add(step.url)
        if named:
            yield from self._consider_all(named, finder.route, seen)
        if isinstance(finder, ByArchive):
            for page in again:
                yield from self._take(finder, guarded(finder.read_again(page), page.url), seen)

    def _consider_all(self, named: list[Candidate], route: Route, seen: str) -> Iterator[Ask | Found]:
        addresses = tuple((one.url, one.lastmod) for one in named)
        yield Found(what=FoundAddresses(found=addresses), seen=seen, route=route)
        for candidate in named:
            yield from self._consider(candidate, route, seen)
        met = Announced(articles=len(self._candidates), is_count=False)
        yield Found(what=met, seen=seen, route=route)

    def _consider(self, candidate: Candidate, route: Route, seen: str) -> Iterator[Ask | Found]:
        if candidate.hint and candidate.hint.title:
            self._walls.expect(candidate.url, candidate.hint.title)
        if self._candidates.add(candidate, route) == "vouched":
            doubt = self._doubts.resolve(candidate.url)
            if doubt:
                yield from self._accept(doubt, seen)
                return
        if self._recrawl.wants(candidate, route) and not self._scope.limit:  # else newest first, later
            yield from self._get(candidate, route, seen)

    def _get(self, candidate: Candidate, route: Route, seen: str) -> Iterator[Ask | Found]:
        """Take the post from the listing if that has all of it. Otherwise request its page."""
        if self._recrawl.is_shown(candidate):
            post = cast("Post", candidate.hint)
            shown = replace(post, language=post.language or self._pages.language)
            yield from self._deliver([(shown, "listing")], seen, route)
        else:
            yield from self._ask_page(candidate)

    def _deliver(self, results: Iterable[Result], seen: str, route: Route) -> Iterator[Ask | Found]:
        for result in results:
            match result:
                case Ask():
                    yield from self._ask(result)
                case Candidate():
                    yield from self._consider_neighbour(result, seen)
                case tuple():
                    post, form = result
                    self._delivered += 1
                    self._categories.note_post(post)
                    self._recrawl.read(post.url)
                    yield Found(what=post, seen=seen, route=route, form=form)
                case ListingPage():
                    self._listed[address_key(result.url)] = result
                case PageOutcome():
                    yield from self._end_of_list(result, seen)
                    self._recrawl.looked_at(result)
                    if result.outcome in ("article", "protected"):
                        self._doubts.note_post(result.url)
                    yield Found(what=result, seen=seen, route=route)
                case Doubt():
                    self._doubts.add(result)
                case CommentPage() | DatasetWarning():
                    yield self._found(result, seen)

    def _ask_list(self, ask: Ask) -> Iterator[Ask]:
        """Request a list. If many pages wait, it waits behind them, as their addresses may lead nowhere."""
        if self._waiting.is_long and ask.url not in self._redirects.asked:
            self._redirects.asked.add(ask.url)
            self._waiting.add(ask, cast("Route", ask.route.partition(".")[0]))
        else:
            yield from self._ask(ask)

    def _ask_page(self, candidate: Candidate) -> Iterator[Ask]:
        if candidate.url not in self._redirects.asked:
            self._recrawl.asked(candidate.url)
            self._redirects.asked.add(candidate.url)
            self._waiting.add(Ask(url=candidate.url, route="page"), self._candidates.at(candidate.url)[1])
            yield from self._next_pages()

    def _next_pages(self) -> Iterator[Ask]:
        for ask in self._waiting.take(len(self._open)):
            yield self._asking(ask)

    def _end_of_list(self, page: PageOutcome, seen: str) -> Iterator[Found]:
        """Give up a list that leads nowhere."""
        route = self._candidates.at(page.url)[1]
        ended, finder = self._waiting.note(page, route), self._finders.of(route)
        if ended and finder:
            finder.losses += 1
            yield self._found(ended, seen)

    def _consider_neighbour(self, candidate: Candidate, seen: str) -> Iterator[Ask | Found]:
        """Look at the post before or after a post, if no list has named it and all posts are wanted."""
        new = address_key(candidate.url) not in self._candidates.keys
        if self._follows and new and self._own.has_page(candidate, "archive"):
            found = FoundAddresses(found=((candidate.url, None),))
            yield Found(what=found, seen=seen, route="archive")
            yield from self._consider(candidate, "archive", seen)

    # -- checks

    def _matters(self, address: str) -> bool:
        """Whether a route names an address as a post's. Listings also link to other pages."""
        candidate, route = self._candidates.at(address)
        return route != "archive" or candidate.sure or self._recrawl.is_article(address)

    def _is_vouched(self, address: str) -> bool:
        """Whether a route marks an address as a post's, or it is a known article's."""
        return self._candidates.is_vouched(address_key(address)) or self._recrawl.is_article(address)

    def _are_posts_known(self) -> bool:
        """Whether listings were read to their end and, with the feed, mark nearly all posts."""
        return "archive" in self._finders.whole and self._doubts.are_posts_named

    def _ask(self, ask: Ask) -> Iterator[Ask]:
        if ask.url not in self._redirects.asked:
            yield self._asking(ask)

    def _asking(self, ask: Ask) -> Ask:
        self._redirects.asked.add(ask.url)
        self._open[ask.url] = ask.route
        return ask

    def _found(self, what: Finding, seen: str) -> Found:
        return Found(what=what, seen=seen, route="page")
