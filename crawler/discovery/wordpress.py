"""A WordPress blog by its REST API: home page, terms and authors, posts, comments."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from crawler.discovery.api_address import candidates
from crawler.discovery.fields import BadField, Fields
from crawler.discovery.found import Announced, CommentPage, Finding, Found
from crawler.discovery.home import Home, read_home
from crawler.discovery.listing import Listing, PageRead, failure
from crawler.discovery.rest_comments import COMMENT_FIELDS, read_comments
from crawler.discovery.rest_post import POST_FIELDS, Context, featured_number, read_post
from crawler.discovery.rest_terms import Names
from crawler.items import Ask, Blog, DatasetWarning, Reply
from crawler.parse.urls import is_web

HOSTED_API = "https://public-api.wordpress.com"
ROUTE = "api"

#: Which of several requests goes first: posts wait for names and images, comments for posts.
URGENCY = {"home": 3, "api.categories": 3, "api.tags": 3, "api.users": 3, "api.media": 3, "api.posts": 2}

_PAGE = 100  # the most that the API hands out at once
_PARTS = (10, 1)
_OK = 200
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_HOPS = 5
_NAMES = {  # collections that posts refer to by number, and what their absence costs
    "categories": ("id,count,description,link,name,slug,taxonomy,parent,meta", "terms_withheld"),
    "tags": ("id,count,description,link,name,slug,taxonomy,meta", "terms_withheld"),
    "users": ("id,name,url,description,link,slug,meta", "authors_withheld"),
}


@dataclass(slots=True)
class _HeldPage:
    """Posts that wait for the names, or for the addresses of the images, that they refer to."""

    read: PageRead
    seen: str
    images: Listing | None = None


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
        self.trouble: str | None = None
        """Why no post can be reached at all, as a sentence."""
        self._name, self._url = name, url
        self._limit, self._hosted_api, self._language = limit, hosted_api, language
        self._home: Home | None = None
        self._bases: list[str] = []
        self._base: str | None = None
        self._refusals: list[str] = []
        self._moved: dict[str, tuple[str, int]] = {}
        self._names = Names()
        self._images: dict[int, str] = {}
        self._listings: list[Listing] = []
        self._posts: Listing | None = None
        self._held: list[_HeldPage] = []
        self._post_numbers: set[int] = set()
        self._comment_numbers: set[int] = set()

    def start(self) -> list[Ask]:
        """What to ask for first."""
        return [Ask(url=self._url, route="home")]

    @property
    def complete(self) -> bool:
        """Whether every post that the blog announces was read: what is not among them is gone."""
        posts = self._posts
        return (
            posts is not None
            and self._limit is None
            and posts.finished
            and not posts.losses
            and not self._held
            and posts.total is not None
            and len(self._post_numbers) >= posts.total
        )

    def read(self, reply: Reply) -> Iterator[Ask | Found]:
        """What an answer tells: asks first, so that they are under way while the rest is worked on."""
        address, hops = self._moved.pop(reply.url, (reply.url, 0))
        location = reply.headers.get("location")
        if reply.status in _REDIRECTS and location and hops < _MOST_HOPS:
            yield from self._follow(reply, urljoin(reply.url, location), address, hops)
        elif reply.route == "home":
            yield from self._read_home(reply)
        else:
            asked = replace(reply, url=address)
            listing = next((one for one in self._listings if one.waits_for(address)), None)
            if listing:  # else it answers what this run did not ask for
                yield from self._read_listing(listing, asked)

    def close(self, seen: str) -> Iterator[Found]:
        """What can be said only when no further answer will come, at the time ``seen``."""
        posts = self._posts
        if posts and posts.announced is not None and len(self._post_numbers) < posts.announced:
            detail = f"the blog announces {posts.announced} posts, {len(self._post_numbers)} arrived"
            yield self._found(DatasetWarning(code="total_mismatch", detail=detail), seen)
        comments = [one for one in self._listings if one.route == "api.comments"]
        announced = sum(one.total or 0 for one in comments)
        if announced > len(self._comment_numbers):
            detail = f"the blog announces {announced} comments, {len(self._comment_numbers)} arrived"
            yield self._found(DatasetWarning(code="comments_withheld", detail=detail), seen)

    def _follow(self, reply: Reply, target: str, address: str, hops: int) -> Iterator[Ask | Found]:
        if is_web(target):
            self._moved[target] = (address, hops + 1)
            yield Ask(url=target, route=reply.route)
        else:
            detail = f"{reply.url} leads to what is no address: {target[:200]}"
            yield self._found(DatasetWarning(code="request_failed", detail=detail), reply.fetched)

    def _read_home(self, reply: Reply) -> Iterator[Ask | Found]:
        if reply.status != _OK:
            code, detail = failure(reply)
            yield self._found(DatasetWarning(code=code, detail=detail), reply.fetched)
        if not reply.status:
            self.trouble = detail
            return
        self._home = read_home(reply, reply.url)
        self._bases = candidates(self._home, self._hosted_api)
        yield from self._try_next_base()

    def _try_next_base(self) -> Iterator[Ask]:
        if not self._bases:
            refusals = "; ".join(self._refusals)
            self.trouble = f"no WordPress API answers at {self._url} ({refusals})"
            return
        self._base = self._bases.pop(0)
        self._listings = [self._name_listing("categories")]
        yield from self._listings[0].first()

    def _name_listing(self, collection: str) -> Listing:
        query = {"_fields": _NAMES[collection][0]}
        return Listing(self._base or "", collection, query, sizes=(_PAGE,))

    def _read_listing(self, listing: Listing, reply: Reply) -> Iterator[Ask | Found]:
        first = self._posts is None  # the first answer of a base says whether it is one
        page = listing.read(reply)
        if first and page.warnings:
            self._refusals += [warning.detail for warning in page.warnings]
            yield from self._try_next_base()
            return
        yield from page.asks
        if first:
            yield from self._begin(reply)
        yield from self._findings_of(listing, page, reply)
        yield from self._release()

    def _begin(self, reply: Reply) -> Iterator[Ask | Found]:
        """The API answers: ask for the rest of what posts refer to, and for the posts."""
        size = min(_PAGE, self._limit or _PAGE)
        order = {"orderby": "date", "order": "desc"} if self._limit else {"orderby": "id", "order": "asc"}
        sizes = (size, *(part for part in _PARTS if part < size))
        self._posts = Listing(
            self._base or "", "posts", {**order, "_fields": POST_FIELDS}, sizes=sizes, most=self._limit
        )
        begun = [self._name_listing("tags"), self._name_listing("users"), self._posts]
        self._listings += begun
        for listing in begun:
            yield from listing.first()
        yield self._found(self._blog(), reply.fetched)

    def _blog(self) -> Blog:
        home = self._home or Home(url=self._url)
        return Blog(
            name=self._name,
            url=home.url,
            title=home.title,
            description=home.description,
            language=home.language or self._language,
            software=home.software,
            api=self._base,
        )

    def _findings_of(self, listing: Listing, page: PageRead, reply: Reply) -> Iterator[Ask | Found]:
        collection = listing.route.removeprefix("api.")
        if listing is self._posts:
            yield from self._read_posts(listing, page, reply)
        elif collection == "comments":
            yield from self._read_comments(page, reply)
        elif collection == "media":
            self._read_images(page.objects)
            yield from self._warn(page.warnings, reply)
        else:
            yield from self._warn(self._names.read(collection, page.objects), reply)
            code = _NAMES[collection][1]
            yield from self._warn([replace(warning, code=code) for warning in page.warnings], reply)

    def _read_posts(self, listing: Listing, page: PageRead, reply: Reply) -> Iterator[Ask | Found]:
        yield from self._ask_for_comments(page.objects)
        if listing.announced is not None:
            yield self._found(Announced(articles=listing.announced), reply.fetched)
        yield from self._warn(page.warnings, reply)
        if page.objects:
            held = _HeldPage(read=page, seen=reply.fetched, images=self._image_listing(page.objects))
            self._held.append(held)
            if held.images:
                self._listings.append(held.images)
                yield from held.images.first()

    def _ask_for_comments(self, posts: list[Any]) -> Iterator[Ask]:
        """All comments in one listing; of these posts only, where the crawl is limited to some."""
        query: dict[str, str | int] = {"orderby": "id", "order": "asc", "_fields": COMMENT_FIELDS}
        if self._limit:
            query["post"] = ",".join(str(number) for number in sorted(_numbers(posts)))
        elif any(one.route == "api.comments" for one in self._listings):
            return
        if query.get("post", True):
            listing = Listing(self._base or "", "comments", query, sizes=(_PAGE, *_PARTS))
            self._listings.append(listing)
            yield from listing.first()

    def _read_comments(self, page: PageRead, reply: Reply) -> Iterator[Found]:
        comments, warnings = read_comments(page.objects)
        self._comment_numbers.update(comment.number for comment in comments)
        yield from self._warn([*page.warnings, *warnings], reply)
        if comments:
            yield self._found(CommentPage(comments=tuple(comments)), reply.fetched)

    def _image_listing(self, posts: list[Any]) -> Listing | None:
        """Where the images of these posts are, in one request; None if none has to be looked up."""
        numbers: set[int] = set()
        for value in posts:
            try:
                numbers.add(featured_number(Fields(value)))
            except BadField:  # read_post, which sees the same object next, tells it
                continue
        numbers -= {0, *self._images}
        if not numbers:
            return None
        query = {"include": ",".join(map(str, sorted(numbers))), "_fields": "id,source_url,alt_text,caption"}
        return Listing(self._base or "", "media", query, sizes=(_PAGE,), most=_PAGE)

    def _read_images(self, objects: list[Any]) -> None:
        for value in objects:
            try:
                fields = Fields(value)
                self._images[fields.number("id")] = fields.text("source_url")
            except BadField:  # an image without an address: its post has none
                continue

    def _release(self) -> Iterator[Found]:
        """The posts whose names and images are known by now."""
        if any(not one.finished for one in self._listings if one.route.removeprefix("api.") in _NAMES):
            return
        ready = [page for page in self._held if page.images is None or page.images.finished]
        self._held = [page for page in self._held if page not in ready]
        for page in ready:
            context = Context(
                names=self._names,
                language=self._blog().language,
                images=self._images,
                clean=page.read.clean,
            )
            yield from self._posts_of(page, context)

    def _posts_of(self, page: _HeldPage, context: Context) -> Iterator[Found]:
        for value in page.read.objects:
            if self._limit is not None and len(self._post_numbers) >= self._limit:
                return
            try:
                post = read_post(Fields(value), context)
            except BadField as error:
                number = value.get("id") if isinstance(value, dict) else None
                detail = f"post {number} was left out: {error}"
                yield self._found(DatasetWarning(code="bad_post", detail=detail), page.seen)
                continue
            if post.post_id is not None and post.post_id not in self._post_numbers:
                self._post_numbers.add(post.post_id)
                yield self._found(post, page.seen)

    def _warn(self, warnings: list[DatasetWarning], reply: Reply) -> Iterator[Found]:
        for warning in warnings:
            yield self._found(warning, reply.fetched)

    def _found(self, what: Finding, seen: str) -> Found:
        return Found(what=what, seen=seen, route=ROUTE)


def _numbers(posts: list[Any]) -> set[int]:
    """The numbers of the posts in a JSON list, those left out that have none."""
    numbers = (value.get("id") for value in posts if isinstance(value, dict))
    return {number for number in numbers if isinstance(number, int) and not isinstance(number, bool)}
