"""A WordPress blog by its REST API: home page, terms and authors, posts, comments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from crawler.discovery.api_address import Collection
from crawler.discovery.entrance import Entrance
from crawler.discovery.found import Announced, CommentPage, Finding, Found
from crawler.discovery.held_posts import HeldPosts
from crawler.discovery.listing import WITHHELD, Listing, PageRead
from crawler.discovery.rest_comments import COMMENT_FIELDS, read_comments
from crawler.discovery.rest_post import POST_FIELDS
from crawler.items import Ask, DatasetWarning, Reply
from crawler.parse.urls import absolute, is_web

HOSTED_API = "https://public-api.wordpress.com"
#: Which of several requests goes first: posts wait for names and images, comments for posts.
URGENCY = {"home": 3, "api.categories": 3, "api.tags": 3, "api.users": 3, "api.media": 3, "api.posts": 2}

_PAGE = 100  # the most that the API hands out at once
_PARTS = (10, 1)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NAMES = {  # what posts refer to by number: the fields to ask for, and the warning where it is withheld
    "categories": ("id,count,description,link,name,slug,taxonomy,parent,meta", "terms_withheld"),
    "tags": ("id,count,description,link,name,slug,taxonomy,meta", "terms_withheld"),
    "users": ("id,name,url,description,link,slug,meta", "authors_withheld"),
}
_IN_ORDER = {"orderby": "id", "order": "asc"}  # what is published meanwhile comes last and moves nothing


class WordPress:
    """A state machine without network: it says what to ask for, and reads the answers.

    ``name`` and ``url`` are the blog's, ``limit`` asks for so many of the newest posts only,
    ``hosted_api`` is the API of blogs that WordPress.com hosts, ``language`` stands in where the home
    page declares none. The same answers give the same findings, in a crawl and in a rebuild.
    """

    def __init__(
        self,
        name: str,
        url: str,
        *,
        limit: int | None = None,
        hosted_api: str = HOSTED_API,
        language: str | None = None,
    ) -> None:
        self._url, self._limit = url, limit
        self._entrance = Entrance(name, url, hosted_api=hosted_api, language=language)
        self._held = HeldPosts()
        self._listings: list[Listing] = []
        self._posts: Listing | None = None
        self._comment_numbers: set[int] = set()
        self._moved: dict[str, str] = {}
        self._asked = {url}

    def start(self) -> list[Ask]:
        """What to ask for first."""
        return [Ask(url=self._url, route="home")]

    @property
    def trouble(self) -> DatasetWarning | None:
        """Why no post can be reached at all: the code is a warning's, or `no_api`."""
        return self._entrance.trouble

    @property
    def complete(self) -> bool:
        """Whether every post that the blog announces was read: what is not among them is gone."""
        posts = self._posts
        if posts is None or self._limit is not None or posts.total is None:
            return False
        return (
            posts.finished and not posts.losses and not self._held and len(self._held.numbers) >= posts.total
        )

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """What an answer tells: asks first, so that they are under way while the rest is worked on.

        Nothing is ever asked for twice, as a rebuild knows but one answer to a request.
        """
        for result in self._read(reply):
            if isinstance(result, Ask):
                self._asked.add(result.url)
            yield result

    def _read(self, reply: Reply) -> Iterator[Ask | Found]:
        address = self._moved.pop(reply.url, reply.url)
        target = _redirect(reply)
        if target and is_web(target) and target not in self._asked:
            self._moved[target] = address
            yield Ask(url=target, route=reply.route)
            return
        if reply.route == "home":
            yield from _found(self._entrance.read_home(reply), reply.fetched)
            yield from self._try_next_base()
            return
        listing = next((one for one in self._listings if one.waits_for(address)), None)
        if listing:  # else it answers what this run did not ask for
            yield from self._read_listing(listing, replace(reply, url=address))

    def close(self, seen: str) -> Iterator[Found]:
        """What can be said only when no further answer will come, at the time ``seen``."""
        announced, arrived = self._posts.total if self._posts else None, len(self._held.numbers)
        if announced is not None and arrived < announced and self._limit is None:
            detail = f"the blog announces {announced} posts, {arrived} arrived"
            yield from _found([DatasetWarning(code="total_mismatch", detail=detail)], seen)
        announced = sum(one.total or 0 for one in self._listings if one.route == "api.comments")
        if announced > len(self._comment_numbers):
            detail = f"the blog announces {announced} comments, {len(self._comment_numbers)} arrived"
            yield from _found([DatasetWarning(code="comments_withheld", detail=detail)], seen)

    def _try_next_base(self) -> Iterator[Ask]:
        if self._entrance.try_next():
            self._listings = []
            yield from self._begin(self._name_listing("categories"))

    def _begin(self, *listings: Listing) -> Iterator[Ask]:
        for listing in listings:
            self._listings.append(listing)
            yield from listing.first()

    def _collection(self, name: str, query: Mapping[str, str | int]) -> Collection:
        return Collection(self._entrance.base, name, query)

    def _name_listing(self, collection: str) -> Listing:
        return Listing(self._collection(collection, {"_fields": _NAMES[collection][0]}), sizes=(_PAGE,))

    def _post_listing(self) -> Listing:
        size = min(_PAGE, self._limit or _PAGE)
        order = {"orderby": "date", "order": "desc"} if self._limit else _IN_ORDER
        sizes = (size, *(part for part in _PARTS if part < size))
        query = {**order, "_fields": POST_FIELDS}
        return Listing(self._collection("posts", query), sizes=sizes, most=self._limit)

    def _read_listing(self, listing: Listing, reply: Reply) -> Iterator[Ask | Found]:
        page = listing.read(reply)
        if self._posts is None:  # the first answer of a base says whether it is one
            if page.warnings:
                self._entrance.refused(page.warnings)
                yield from self._try_next_base()
                return
            self._posts = self._post_listing()
            yield from page.asks
            yield from self._begin(self._name_listing("tags"), self._name_listing("users"), self._posts)
            yield from _found([self._entrance.blog()], reply.fetched)
        else:
            yield from page.asks
        yield from self._findings_of(listing, page, reply)
        if all(one.finished for one in self._listings if one.route.removeprefix("api.") in _NAMES):
            for what, seen in self._held.release(self._entrance.language):
                yield from _found([what], seen)

    def _findings_of(self, listing: Listing, page: PageRead, reply: Reply) -> Iterator[Ask | Found]:
        collection = listing.route.removeprefix("api.")
        warnings = list(page.warnings)
        if listing is self._posts:
            yield from self._read_posts(listing, page, reply)
        elif collection == "comments":
            warnings = _withheld(warnings, page.status, "comments_withheld")
            comments, odd = read_comments(page.objects)
            warnings += odd
            self._comment_numbers.update(comment.number for comment in comments)
            if comments:
                yield from _found([CommentPage(comments=tuple(comments))], reply.fetched)
        elif collection == "media":
            self._held.read_images(page.objects)
        else:
            warnings = _withheld(warnings, page.status, _NAMES[collection][1])
            warnings += self._held.names.read(collection, page.objects)
        yield from _found(warnings, reply.fetched)

    def _read_posts(self, listing: Listing, page: PageRead, reply: Reply) -> Iterator[Ask | Found]:
        numbers = self._held.missing_images(page.objects)
        if numbers:
            images = self._image_listing(numbers)
            self._held.asked_for_images(numbers, images)
            yield from self._begin(images)
        if page.objects:
            self._held.hold(page, reply.fetched)
        yield from self._ask_for_comments(page.objects)
        if listing.announced is not None:
            yield from _found([Announced(articles=listing.announced)], reply.fetched)

    def _image_listing(self, numbers: list[int]) -> Listing:
        """Where these images are, in one request."""
        query = {"include": ",".join(map(str, numbers)), "_fields": "id,source_url,alt_text,caption"}
        return Listing(self._collection("media", query), sizes=(_PAGE,), most=_PAGE)

    def _ask_for_comments(self, posts: list[Any]) -> Iterator[Ask]:
        """All comments in one listing; of these posts only, where the crawl is limited to some."""
        query = {**_IN_ORDER, "_fields": COMMENT_FIELDS}
        if self._limit:
            query["post"] = ",".join(map(str, _numbers(posts)))
        begun = any(one.route == "api.comments" for one in self._listings)
        if query.get("post") or not (begun or self._limit):
            sizes = (_PAGE, *_PARTS)
            yield from self._begin(
                Listing(self._collection("comments", query), sizes=sizes, may_be_withheld=True)
            )


def _redirect(reply: Reply) -> str | None:
    """Where the answer leads on to, if it does."""
    location = reply.headers.get("location", "")
    return absolute(location, reply.url) if location and reply.status in _REDIRECTS else None


def _found(findings: Iterable[Finding], seen: str) -> Iterator[Found]:
    for finding in findings:
        yield Found(what=finding, seen=seen, route="api")


def _withheld(warnings: list[DatasetWarning], status: int, code: str) -> list[DatasetWarning]:
    """The warnings, under another code where the status says that this is not handed out at all."""
    return [replace(warning, code=code) for warning in warnings] if status in WITHHELD else warnings


def _numbers(posts: list[Any]) -> list[int]:
    """The numbers of the posts in a JSON list, those left out that have none."""
    numbers = (value.get("id") for value in posts if isinstance(value, dict))
    return sorted({n for n in numbers if isinstance(n, int) and not isinstance(n, bool)})
