"""A blog by its web pages: finders say where posts may be, and each is read from its own page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from crawler.discovery.by_archive import ByArchive
from crawler.discovery.by_feed import ByFeed
from crawler.discovery.by_sitemap import BySitemap
from crawler.discovery.categories import Categories
from crawler.discovery.finder import OK, Candidate, Entry, Finder, Known, Step
from crawler.discovery.found import Addresses, Announced, CommentPage, Finding, Found, PageOutcome, StillThere
from crawler.discovery.guarded import guarded
from crawler.discovery.home import Home, read_home
from crawler.discovery.listing import failure
from crawler.discovery.pages import Pages, Result
from crawler.discovery.redirects import Redirects
from crawler.discovery.rereading import Rereading
from crawler.discovery.scope import Scope
from crawler.items import Ask, Blog, DatasetWarning, Memory, Post, Reply, address_key
from crawler.parse.document import read_document
from crawler.parse.listing import is_page, month_counts
from crawler.parse.urls import same_site

FINDERS: dict[str, Callable[[Known], Finder]] = {"sitemap": BySitemap, "feed": ByFeed, "archive": ByArchive}
#: Which of several requests goes first: what finds addresses, then posts, then what belongs to them.
URGENCY = {
    **dict.fromkeys(("sitemap", "sitemap.robots", "feed", "archive"), 2),
    **dict.fromkeys(("page.part", "page.comments"), 1),
}


class Web:
    """A state machine without network, for the routes by web pages.

    One finder after another is asked until it has nothing left to ask for, and the next one where it is
    needed; then what is known is looked at again, as far as `Rereading` wants it.
    """

    def __init__(self, scope: Scope, memory: Memory, routes: Iterable[str]) -> None:
        self._scope, self._memory = scope, memory
        self._routes = list(routes)
        self._finders: list[Finder] = []
        self._rereading = Rereading(scope, memory)
        self._categories = Categories()
        self._pages = Pages(memory, self._categories)
        self._redirects = Redirects()
        self._open: dict[str, str] = {}
        self._candidates: dict[str, tuple[Candidate, str]] = {}
        self._queue: list[Candidate] = []
        self._home: Home | None = None
        self._entry: Entry | None = None
        self._delivered = 0
        self._reread = False
        self._trouble: DatasetWarning | None = None

    # -- what it is asked

    @property
    def trouble(self) -> DatasetWarning | None:
        """Why no post can be reached at all."""
        return self._trouble

    @property
    def complete(self) -> bool:
        """Whether everything that was found was looked at, so that what is gone is known to be."""
        whole = not (self._scope.limit or self._scope.since)
        return whole and self._reread and not self._open and any(finder.found for finder in self._finders)

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes that there are, of those that were taken."""
        return tuple(finder.route for finder in self._finders if finder.found)

    @property
    def decisions(self) -> tuple[str, ...]:
        """What the finders found, and what was read again."""
        return (*(finder.said for finder in self._finders), *self._rereading.said)

    def start(self) -> list[Ask]:
        """Ask for the home page."""
        return [self._asking(Ask(url=self._scope.url, route="home"))]

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """What an answer tells."""
        address = self._redirects.first_asked(reply)
        self._open.pop(reply.url, None)
        onward = self._redirects.follow(reply, address)
        if onward:
            yield self._asking(onward)
            return
        if reply.route == "home":
            yield from self.enter(reply)
            return
        yield from self._read(reply, address)
        yield from self._go_on(reply.fetched)

    def enter(self, reply: Reply) -> Iterator[Ask | Found]:
        """Begin behind the answer for the home page."""
        if not reply.status:
            code, detail = failure(reply)
            self._trouble = DatasetWarning(code=code, detail=detail)
            yield self._found(self._trouble, reply.fetched)
            return
        self._redirects.asked.add(reply.url)
        self._home = read_home(reply, reply.url)
        root, _ = read_document(reply.body, reply.headers.get("content-type", ""))
        self._entry = Entry(home=self._home, root=root)
        self._pages.language = self._home.language or self._scope.language
        yield self._found(self._blog(self._home), reply.fetched)
        if reply.status != OK:
            code, detail = failure(reply)
            yield self._found(DatasetWarning(code=code, detail=detail), reply.fetched)
        for month, count in month_counts(root, reply.url).items():
            told = Announced(articles=count, month=month)
            yield Found(what=told, seen=reply.fetched, route="archive")
        yield from self._go_on(reply.fetched)

    def close(self, seen: str) -> Iterator[Found]:
        """What is still there, though it was not read, and what pages told of categories."""
        for category in self._categories.nested():
            yield self._found(category, seen)
        if not self.complete:
            return
        yield self._found(StillThere(articles=self._rereading.unread()), seen)

    # -- going on

    def _go_on(self, seen: str) -> Iterator[Ask | Found]:
        """When everything was answered: the same finder, the next one, what is to be read again."""
        while not self._open and self._entry:
            if self._queue:
                yield from self._next_of_queue(seen)
                continue
            asks = list(self._next_step(seen))
            yield from asks
            if not asks and self._reread:
                return

    def _next_step(self, seen: str) -> Iterator[Ask | Found]:
        if self._reread:
            return
        if self._finders:
            steps = list(self._take(self._finders[-1], self._finders[-1].drained(), seen))
            if steps:
                yield from steps
                return
        if self._routes and self._is_needed(self._routes[0]):
            finder = self._finder(self._routes.pop(0))
            entry = cast("Entry", self._entry)
            yield from self._take(finder, guarded(finder.start(entry), entry.home.url), seen)
            return
        if self._scope.limit:
            self._queue = self._newest()
            if self._queue:
                return
        self._reread = True
        if not any(finder.found for finder in self._finders):
            said = " ".join(finder.said for finder in self._finders)
            self._trouble = DatasetWarning(code="no_route", detail=f"{self._scope.url}: {said}")
            return
        whole = {finder.route for finder in self._finders if finder.whole}
        for candidate in self._rereading.wanted(whole):
            yield from self._ask_page(candidate)

    def _is_needed(self, route: str) -> bool:
        """Whether a further route is to be taken: the archive only where the others do not list it all."""
        if route != "archive" or not self._finders:
            return True
        met = {address_key(candidate.url) for candidate, _ in self._candidates.values()}
        shown = self._shown_at_home()
        listed = any(finder.whole for finder in self._finders)
        if listed and shown <= met:
            self._routes.clear()
            return False
        return True

    def _shown_at_home(self) -> set[str]:
        probe = ByArchive(Known(stops=False, is_known=lambda _: True, categories=Categories()))
        steps = guarded(probe.start(cast("Entry", self._entry)), "")
        return {address_key(step.url) for step in steps if isinstance(step, Candidate) and step.sure}

    def _finder(self, route: str) -> Finder:
        # Beside a sitemap that names everything, a feed tells no more than the newest.
        first_only = any(finder.whole for finder in self._finders)
        known = Known(
            stops=route in self._scope.bases,
            is_known=self._rereading.is_known,
            categories=self._categories,
            most=1 if first_only else self._scope.limit,
        )
        finder = FINDERS[route](known)
        self._finders.append(finder)
        return finder

    # -- reading

    def _read(self, reply: Reply, address: str) -> Iterator[Ask | Found]:
        kind = reply.route.partition(".")[0]
        finder = next((one for one in self._finders if one.route == kind), None)
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
        candidate, route = self._candidates.get(address_key(address), (Candidate(address), "page"))
        read = guarded(self._pages.read(reply, candidate), reply.url)
        yield from self._deliver(read, reply.fetched, route)

    def _take(self, finder: Finder, steps: Iterable[Step], seen: str) -> Iterator[Ask | Found]:
        """What a finder says: asks first, then what it found."""
        addresses: list[tuple[str, str | None]] = []
        for step in steps:
            match step:
                case Ask():
                    if step.url not in self._redirects.asked:
                        yield self._asking(step)
                case DatasetWarning():
                    yield Found(what=step, seen=seen, route=finder.route)
                case Candidate():
                    if self._is_of_blog(step.url):
                        addresses.append((step.url, step.lastmod))
                        yield from self._consider(step, finder.route, seen)
        if addresses:
            yield Found(what=Addresses(found=tuple(addresses)), seen=seen, route=finder.route)
            met = Announced(articles=len(self._candidates), is_count=False)
            yield Found(what=met, seen=seen, route=finder.route)

    def _consider(self, candidate: Candidate, route: str, seen: str) -> Iterator[Ask | Found]:
        key = address_key(candidate.url)
        if key in self._candidates:
            return
        self._candidates[key] = (candidate, route)
        if self._rereading.wants(candidate, route) and not self._scope.limit:  # else the newest first, later
            yield from self._get(candidate, route, seen)

    def _get(self, candidate: Candidate, route: str, seen: str) -> Iterator[Ask | Found]:
        """Take a post as the listing shows it, where that is all there is to be; else ask for its page."""
        if self._shows(candidate):
            post = cast("Post", candidate.hint)
            shown = replace(post, language=post.language or self._pages.language)
            yield from self._deliver([(shown, "listing")], seen, route)
        else:
            yield from self._ask_page(candidate)

    def _shows(self, candidate: Candidate) -> bool:
        return self._scope.via == "archive" and candidate.hint is not None and bool(candidate.hint.content)

    def _deliver(self, results: Iterable[Result], seen: str, route: str) -> Iterator[Ask | Found]:
        for result in results:
            match result:
                case Ask():
                    if result.url not in self._redirects.asked:
                        yield self._asking(result)
                case tuple():
                    post, form = result
                    self._delivered += 1
                    self._categories.note_post(post)
                    self._rereading.read(post.url)
                    yield Found(what=post, seen=seen, route=route, form=form)
                case PageOutcome():
                    self._rereading.looked_at(result)
                    yield Found(what=result, seen=seen, route=route)
                case CommentPage() | DatasetWarning():
                    yield Found(what=result, seen=seen, route=route)

    def _ask_page(self, candidate: Candidate) -> Iterator[Ask]:
        if candidate.url not in self._redirects.asked:
            self._rereading.asked(candidate.url)
            yield self._asking(Ask(url=candidate.url, route="page"))

    # -- of so many only

    @property
    def _is_enough(self) -> bool:
        return self._scope.limit is not None and self._delivered >= self._scope.limit

    def _newest(self) -> list[Candidate]:
        """The candidates that were not asked for, newest first as far as it is told."""
        waiting = [one for one, route in self._candidates.values() if self._rereading.wants(one, route)]
        waiting = [one for one in waiting if one.url not in self._redirects.asked]
        return [] if self._is_enough else sorted(waiting, key=_age, reverse=True)

    def _next_of_queue(self, seen: str) -> Iterator[Ask | Found]:
        if self._is_enough:
            self._queue.clear()
        else:
            candidate = self._queue.pop(0)
            yield from self._get(candidate, self._candidates[address_key(candidate.url)][1], seen)

    # -- small things

    def _asking(self, ask: Ask) -> Ask:
        self._redirects.asked.add(ask.url)
        self._open[ask.url] = ask.route
        return ask

    def _is_of_blog(self, url: str) -> bool:
        """Whether an address is that of a page of the blog, below its home page, and not the home page."""
        home = self._home.url if self._home else self._scope.url
        key, base = address_key(url), address_key(home).partition("?")[0]
        return same_site(url, home) and is_page(url) and key.startswith((f"{base}/", f"{base}?"))

    def _blog(self, home: Home) -> Blog:
        return Blog(
            name=self._scope.blog,
            url=home.url,
            title=home.title,
            description=home.description,
            language=home.language or self._scope.language,
            software=home.software,
        )

    def _found(self, what: Finding, seen: str) -> Found:
        return Found(what=what, seen=seen, route="page")


def _age(candidate: Candidate) -> tuple[str, str]:
    """What newer posts have more of: the time that the route tells, or a date in the address."""
    told = candidate.lastmod or (candidate.hint.published if candidate.hint else None) or ""
    return (told, candidate.url if any(str(year) in candidate.url for year in _YEARS) else "")


_YEARS = range(1995, datetime.now().year + 2)  # noqa: DTZ005 (a year is enough)
