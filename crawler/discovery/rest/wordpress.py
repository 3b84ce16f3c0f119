"""Reads a WordPress blog through its REST API: home page, terms and authors, posts, comments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from crawler.discovery.failure import WITHHELD
from crawler.discovery.found import CommentPage, Finding, Found
from crawler.discovery.redirects import Redirects
from crawler.discovery.rest.collection import CollectionReader, PageRead
from crawler.discovery.rest.comments import CommentCount, read_comments
from crawler.discovery.rest.entrance import Entrance
from crawler.discovery.rest.further_types import FurtherTypes
from crawler.discovery.rest.held_posts import HeldPosts
from crawler.discovery.rest.post_tally import PostTally
from crawler.discovery.rest.questions import NAMES, PAGE, Query, Questions
from crawler.discovery.rest.readings import Reading, Readings, Results
from crawler.discovery.rest.terms import Referred
from crawler.discovery.rest.update import Update, including, modified_since
from crawler.discovery.scope import Scope
from crawler.items import Ask, DatasetWarning, Post, PriorCrawl, Reply
from crawler.items.problems import ProblemCode
from crawler.items.routes import Route
from crawler.parse.page import PageReading

#: Order of requests: posts wait for names and images, comments wait for posts.
URGENCY = {"home": 3, "api.categories": 3, "api.tags": 3, "api.users": 3, "api.media": 3, "api.posts": 2}

#: By collection, the warning if the blog does not return it at all.
WITHHELD_CODES: dict[str, ProblemCode] = {
    "categories": "terms_withheld",
    "tags": "terms_withheld",
    "users": "authors_withheld",
    "comments": "comments_withheld",
}
#: Statuses of an API that returns no posts: refusals, and pages instead of lists.
_REFUSALS = WITHHELD | {200}


class WordPress:
    """A state machine without network: it returns requests, and reads the responses.

    With a base in ``scope`` it requests only what changed since then, and takes the rest from ``prior``. The
    same responses give the same findings, in a crawl and in a rebuild.
    """

    def __init__(self, scope: Scope, prior: PriorCrawl | None = None) -> None:
        self._scope = scope
        self._prior = prior or PriorCrawl()
        self._base = base = scope.bases.get("api")
        self._entrance = Entrance(scope.blog, scope.url, hosted_api=scope.hosted_api, language=scope.language)
        self._questions = Questions(self._entrance, scope)
        self._held = HeldPosts()
        self._readings = Readings()
        self._types = FurtherTypes(self._questions, self._prior, scope.since)
        self.tally = PostTally(scope, self._readings, self._types, self._held)
        """What the API announces, and what arrived."""
        self._referred = Referred()
        self._comments = CommentCount(self._prior.comments, base.comments if base else None)
        self._withheld: set[str] = set()
        self._losses: list[Found] = []
        """Refusals of posts. If no post arrives, they are the trouble of this route."""
        self._redirects = Redirects()
        self._redirects.asked.add(scope.url)

    def start(self) -> list[Ask]:
        """The first requests."""
        return [Ask(url=self._scope.url, route="home")]

    @property
    def trouble(self) -> DatasetWarning | None:
        """The reason if no post can be reached. Its code is a warning's, or `no_api`."""
        return self._entrance.trouble or (None if self.tally.waits else self._refused)

    @property
    def walked(self) -> bool | None:
        """None if the API gives the number of posts. Otherwise, whether all its pages were read."""
        return self.tally.walked

    @property
    def complete(self) -> bool:
        """Whether every post that the blog announces was read or is known. Then all other posts are gone."""
        return self.tally.complete

    @property
    def routes(self) -> tuple[Route, ...]:
        """The route `api`, once the API is found."""
        return ("api",) if self.tally.posts else ()

    @property
    def _refused(self) -> DatasetWarning | None:
        """The reason if the API answers but returns no post at all. None if it returns any."""
        losses = (found.what for found in self._losses if isinstance(found.what, DatasetWarning))
        return None if self.tally.arrived else next(losses, None)

    @property
    def withheld(self) -> frozenset[str]:
        """The collections that the API does not return at all, as far as this is known."""
        return frozenset(self._withheld)

    def author_number(self, post: Post) -> int:
        """The number of the author of a released post. 0 if the API does not give it."""
        return self._held.authors.get(post.post_id or 0, 0)

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions and their reasons."""
        return tuple(self._decisions())

    def _decisions(self) -> Iterator[str]:
        if self.tally.posts is None:
            return
        yield f"The API at {self._entrance.base} answers."
        if self._base and self.tally.update:
            yield f"The last complete crawl began at {self._base.since}: only what changed since is read."
            if self.tally.update.all:
                yield "The number of posts is not the expected one: all their numbers were listed."
            if self._comments.read_again:
                yield "There are more comments than the new ones explain: all were read again."
        yield from self._types.said

    @property
    def home_page(self) -> PageReading | None:
        """The home page of the blog. None until it has arrived."""
        return self._entrance.page

    def read(self, reply: Reply) -> Results:
        """The results of a response: requests first, so that they are sent while the rest is processed.

        Nothing is requested twice, because a rebuild has only one response to each request.
        """
        for result in self._read(reply):
            if isinstance(result, Ask):
                self._redirects.asked.add(result.url)
            yield result

    def _read(self, reply: Reply) -> Results:
        address = self._redirects.first_asked(reply)
        onward = self._redirects.follow(reply, address)
        if onward:
            yield onward
            return
        if reply.route == "home":
            home = self._redirects.reported(reply, address)
            yield from _found(self._entrance.read_home(home), reply.fetched)
            yield from self._try_next_base()
            return
        if self._types.waits_for(address):
            for update in self._types.read(reply).values():
                yield from self._readings.begin(update.newest, "posts", partial(self._read_brief, update))
            yield from self._ask_for_changed()
            yield from _found([self._types.loss] if self._types.loss else [], reply.fetched)
            return
        reading = self._readings.waiting_for(address)
        if reading:  # otherwise this run did not request it
            yield from self._read_listing(reading, replace(reply, url=address))

    def close(self, seen: str) -> Iterator[Found]:
        """The results that are certain only when no more responses will come, at the time ``seen``."""
        yield from self._losses if self.tally.arrived else ()
        yield from _found(self.tally.final(), seen)
        yield from _found(self._comments.missing(), seen)

    # -- requesting

    def _try_next_base(self) -> Iterator[Ask]:
        if not self._entrance.try_next():
            return
        self._readings.clear()
        if self._base:
            self.tally.update = update = Update(self._prior, self._questions.posts)
            yield from self._readings.begin(update.newest, "posts", partial(self._read_brief, update))
        else:
            yield from self._name("categories", {})

    def _name(self, collection: str, query: Query) -> Iterator[Ask]:
        def read(page: PageRead, reply: Reply) -> Results:
            yield from _found(self._held.names.read(collection, page.objects), reply.fetched)

        yield from self._readings.begin(self._questions.names(collection, query), collection, read)

    def _all_comments(self, posts: Sequence[int] = ()) -> Iterator[Ask]:
        listing = self._questions.comments(posts)
        self._comments.listings.append(listing)
        yield from self._readings.begin(listing, "comments", self._read_comments)

    # -- reading

    def _read_listing(self, reading: Reading, reply: Reply) -> Results:
        page = reading.listing.read(reply)
        is_first = self.tally.posts is None  # it shows whether the address is that of the API
        if is_first and page.warnings:
            self._entrance.refused(page.warnings)
            yield from self._try_next_base()
            return
        yield from page.asks
        if is_first:
            yield from self._enter(reply)
        if page.status in WITHHELD and reading.collection in WITHHELD_CODES:
            self._withheld.add(reading.collection)
        if page.status in WITHHELD and self._types.withhold(reading.listing):
            self._readings.drop(reading)
            refused = [replace(warning, code="posts_withheld") for warning in page.warnings]
            yield from _found(refused, reply.fetched)
            yield from self._ask_for_changed()
            return
        yield from reading.read(page, reply)
        losses = list(_found(_warnings(page, reading.collection), reply.fetched))
        if reading.listing is self.tally.posts and page.status in _REFUSALS:
            self._losses += losses
        else:
            yield from losses
        if self._readings.have_ended(NAMES):
            for what, seen in self._held.release(self._entrance.language):
                yield from _found([what], seen)
        yield from self._ask_for_changed()

    def _ask_for_changed(self) -> Iterator[Ask]:
        """Request the posts that are known to be new or changed, once all listings of posts have arrived."""
        if self._types.waits or not self._readings.have_ended(("posts",)):
            return
        if self.tally.update:
            self.tally.update.forget(self._types.numbers)
        for update in self.tally.updates:
            for listing in list(update.further()):
                read = self._read_brief if listing is update.all else self._read_posts
                yield from self._readings.begin(listing, "posts", partial(read, update))

    def _enter(self, reply: Reply) -> Results:
        """Continue after the first response of the API."""
        if self.tally.update and self._base:
            self.tally.posts = self.tally.update.newest
            changed = self._questions.posts(modified_since(self._base.since), None)
            yield from self._readings.begin(changed, "posts", partial(self._read_posts, self.tally.update))
            newest = self._questions.newest_comments()
            yield from self._readings.begin(newest, "comments", partial(self._read_newest_comments, newest))
        else:
            self.tally.posts = self._questions.all_posts()
            yield from self._name("tags", {})
            yield from self._name("users", {})
            yield from self._readings.begin(self.tally.posts, "posts", partial(self._read_posts, None))
        if not self._scope.limit:
            yield from self._types.start()
        yield from _found([self._entrance.blog()], reply.fetched)

    def _read_brief(self, update: Update, page: PageRead, reply: Reply) -> Results:
        update.told(page.objects)
        if self.tally.total is not None:
            yield from _found([self.tally.announced(self.tally.total)], reply.fetched)

    def _read_posts(self, update: Update | None, page: PageRead, reply: Reply) -> Results:
        if update:
            page = replace(page, objects=update.unread(page.objects))
        if self.tally.update:
            yield from self._names_of(page.objects)
        numbers = self._held.missing_images(page.objects)
        for query in including(numbers):  # only one, because a page has at most a hundred posts
            listing = self._questions.images(query)
            self._held.asked_for_images(numbers, listing)
            yield from self._readings.begin(listing, "media", self._read_images)
        if page.objects:
            self._held.hold(page, reply.fetched)
        if self.tally.update is None:
            yield from self._comments_of(page.objects)
            posts = self.tally.posts
            if posts and posts.announced is not None:
                total = posts.announced + self._types.total
                yield from _found([self.tally.announced(total)], reply.fetched)

    def _names_of(self, posts: list[Any]) -> Iterator[Ask]:
        """Request the names that these posts refer to. All categories are requested, as they have parents."""
        for collection, numbers in self._referred.new_in(posts):
            queries = [{}] if collection == "categories" else including(numbers)
            for query in queries:
                yield from self._name(collection, query)

    def _comments_of(self, posts: list[Any]) -> Iterator[Ask]:
        """Request all comments in one listing, or only those of these posts if the crawl is limited."""
        if self._scope.limit:
            numbers = _numbers(posts)
            if numbers:
                yield from self._all_comments(numbers)
        elif not self._comments.listings:
            yield from self._all_comments()

    def _read_images(self, page: PageRead, reply: Reply) -> Results:  # noqa: ARG002 (a reader's signature)
        self._held.read_images(page.objects)
        yield from ()

    def _read_comments(self, page: PageRead, reply: Reply) -> Results:
        comments, odd = read_comments(page.objects)
        self._comments.arrived.update(comment.number for comment in comments)
        if comments:
            yield from _found([CommentPage(comments=tuple(comments))], reply.fetched)
        yield from _found(odd, reply.fetched)

    def _read_newest_comments(self, listing: CollectionReader, page: PageRead, reply: Reply) -> Results:
        yield from self._read_comments(page, reply)
        if not page.warnings and self._comments.lacks(listing.total, full=len(page.objects) >= PAGE):
            yield from self._all_comments()


def _found(findings: Iterable[Finding], seen: str) -> Iterator[Found]:
    for finding in findings:
        yield Found(what=finding, seen=seen, route="api")


def _warnings(page: PageRead, collection: str) -> list[DatasetWarning]:
    """The warnings of a response, with another code if the status means that the collection is withheld."""
    code = WITHHELD_CODES.get(collection) if page.status in WITHHELD else None
    return [replace(warning, code=code) for warning in page.warnings] if code else page.warnings


def _numbers(posts: list[Any]) -> list[int]:
    """The numbers of the posts in a JSON list. Posts without a number are left out."""
    numbers = (value.get("id") for value in posts if isinstance(value, dict))
    return sorted({n for n in numbers if isinstance(n, int) and not isinstance(n, bool)})
