"""Reads posts from their own pages, including texts in several parts and comments on several pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from crawler.discovery.failure import at_address, failed, failure
from crawler.discovery.found import CommentPage, DeliveryForm, PageOutcome, outcome_of
from crawler.discovery.page_of import page_of
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.evidence.claims import Claims, Waiting
from crawler.discovery.web.evidence.doubts import Doubt
from crawler.discovery.web.evidence.site import Site
from crawler.discovery.web.finders.finder import OK, Candidate
from crawler.discovery.web.hints import filled
from crawler.items import Ask, Comment, DatasetWarning, Post, PriorCrawl, Reply, address_key
from crawler.items.routes import AddressOutcome
from crawler.parse.page import PageReading
from crawler.parse.page.listing.listing_page import ListingPage
from crawler.parse.page.listing.neighbours import neighbours
from crawler.parse.page.parts import comment_pages, text_parts
from crawler.urls.canonical import same_site

_NOT_THERE: Mapping[int, AddressOutcome] = {404: "missing", 410: "gone"}
_MOVED = frozenset((301, 302, 303, 307, 308))  # to a page that is requested anyway
_FORBIDDEN = frozenset((401, 402, 403, 451))
_MOST_PARTS = 100
_MOST_COMMENT_PAGES = 500

_CUT = DatasetWarning(code="cut_page", detail="The page has no closing tag, unlike others of the blog.")
_WITHOUT_PART = DatasetWarning(code="cut_page", detail="A page with a part of the text is missing.")
Delivered = tuple[Post, DeliveryForm]
OfComments = Ask | CommentPage | DatasetWarning
Result = OfComments | Delivered | PageOutcome | ListingPage | Candidate | Doubt


@dataclass(slots=True)
class _Long:
    """A post whose text continues on further pages."""

    post: Post
    parts: dict[int, str | None] = field(default_factory=dict)
    """By number. None if the part has not arrived."""

    @property
    def is_whole(self) -> bool:
        return all(part is not None for part in self.parts.values())

    def joined(self) -> Post:
        further = (self.parts[number] or "" for number in sorted(self.parts))
        return replace(self.post, content="\n".join([self.post.content, *further]))


class Pages:
    """Reads the pages of posts as they arrive.

    ``prior`` is what the dataset contains. ``categories`` collects the categories that pages link to.
    """

    def __init__(self, prior: PriorCrawl, categories: Categories, site: Site, *, holds: bool) -> None:
        """``holds`` is whether doubtful pages are returned as such, to be decided later."""
        self._categories, self._site, self.holds = categories, site, holds
        self._known = {address_key(article.url) for article in prior.articles}
        self._known_comments = prior.comments
        self._unread = {address_key(one.url) for one in prior.addresses.values() if one.outcome == "failed"}
        self._address_of: dict[str, str] = {}
        """By canonical address of a post, the address that a route gives for it."""
        self.language: str | None = None
        """The language of the blog, for pages that declare none."""
        self.site: str | None = None
        """The title of the blog, which some pages show instead of their own."""
        self.has_ends = False
        """Whether a page of the blog has its closing tag. Then a page without it is cut off."""
        self._claims = Claims(prior)
        self._read_before = {address_key(url) for (url, _), one in prior.addresses.items() if one.outcome}
        self._due: list[Waiting] = []
        self._long: dict[str, tuple[_Long, int]] = {}
        self._comments: dict[str, str] = {}
        self._comment_pages: Counter[str] = Counter()
        self._commented: dict[str, set[int]] = defaultdict(set)

    def read(self, reply: Reply, candidate: Candidate) -> Iterator[Result]:
        """Read the response for the page of a candidate. `due` has the pages that waited for it."""
        yield from self._settling(candidate, self._read(reply, candidate))

    def dismiss(self, doubt: Doubt) -> None:
        """Note that a doubtful page is not an article."""
        self._due += self._claims.settle(doubt.url, is_post=False)

    def wait_no_longer(self) -> None:
        """Note that no more pages will be read."""
        self._due += self._claims.settle_all()

    def due(self) -> Iterator[Result]:
        """Read the pages that waited for others, as far as these were read."""
        while self._due:
            doubt, candidate = self._due.pop(0)
            yield from self._settling(candidate, self._post(doubt.page, page_of(doubt.page), candidate))

    def _settling(self, candidate: Candidate, results: Iterable[Result]) -> Iterator[Result]:
        """The results for a candidate. If it has an outcome, its address is settled.

        A page that waits for another one, and a doubtful page, have none yet.
        """
        found = None
        for result in results:
            if isinstance(result, PageOutcome):
                found = result
            yield result
        if found:
            self._due += self._claims.settle(candidate.url, is_post=found.article is not None)

    def _read(self, reply: Reply, candidate: Candidate) -> Iterator[Result]:
        if reply.status != OK:
            yield from self._failed(reply, candidate)
            return
        if not same_site(reply.url, candidate.url):
            lost = failed(replace(reply, url=candidate.url), f"it redirects to another site ({reply.url})")
            yield from self._failed(lost, candidate)
            return
        kind = reply.headers.get("content-type", "")
        if kind and "html" not in kind.lower():
            yield PageOutcome(url=candidate.url, outcome="file")
            return
        page = page_of(reply)
        if page.leads_to:
            yield PageOutcome(url=candidate.url, outcome="moved")
            return
        match self._standing(page, candidate):
            case "article" if self._may_get_a_day(page, candidate):
                self._site.note_post(page)
                yield Doubt.of(reply, candidate.url, page, is_undated=True)
            case "article":
                yield from self._post(reply, page, candidate)
            case "doubtful":
                yield Doubt.of(reply, candidate.url, page)
            case "other":
                yield PageOutcome(url=candidate.url, outcome=page.judgement.kind)
        if page.judgement.kind in ("listing", "page"):
            yield page.listing

    def accept(self, doubt: Doubt, candidate: Candidate) -> Iterator[Result]:
        """Read a doubtful page as an article."""
        yield from self._settling(candidate, self._post(doubt.page, page_of(doubt.page), candidate))

    def _standing(self, page: PageReading, candidate: Candidate) -> Literal["article", "doubtful", "other"]:
        """Whether a page is an article by its marks and by the routes that name it."""
        found = page.judgement
        is_article = found.kind == "article" and found.told
        if found.sure and not is_article:
            return "other"  # feeds contain static pages, too
        vouched = candidate.sure or address_key(candidate.url) in self._known
        if vouched or not self.holds:
            return "article" if vouched or is_article else "other"
        return "article" if found.sure and found.shown else "doubtful"

    def _may_get_a_day(self, page: PageReading, candidate: Candidate) -> bool:
        """Whether a new article has no day, and a route that is read later may give one."""
        dated = page.metadata.published and not page.metadata.faults  # the fault of a guess
        told = candidate.hint is not None and candidate.hint.published
        return self.holds and not dated and not told and address_key(page.url) not in self._known

    def read_part(self, reply: Reply) -> Iterator[Result]:
        """Read a further page of a post's text. If one is missing, only its own text is lost."""
        if reply.url not in self._long:
            return
        long, number = self._long.pop(reply.url)
        if reply.status == OK:
            page = page_of(reply)
            content = page.post.content
            is_repeated = content in (long.post.content, *long.parts.values())
            # Some servers show the first page for any number, with links to further numbers.
            yield from () if is_repeated else self._ask_parts(long, text_parts(page.root, long.post.url))
            long.parts[number] = "" if is_repeated else content
        else:
            long.parts[number] = ""
            long.post = replace(long.post, faults=(*long.post.faults, _WITHOUT_PART))
            lost = failure(reply)
            yield replace(lost, detail=f"a part of a post is missing: {lost.detail}")
            yield self._unfinished(long.post.url)
        if long.is_whole:
            yield long.joined(), "page"

    def expect_comments(self, url: str, article: str) -> None:
        """Note that the page at ``url`` shows comments of an article."""
        self._comments[url] = article

    def read_comments(self, reply: Reply) -> Iterator[OfComments | PageOutcome]:
        """Read the response for a further page of comments."""
        yield from self.comments_on(page_of(reply), reply)
        if reply.status != OK and reply.url in self._comments:
            yield self._unfinished(self._comments[reply.url])

    def _unfinished(self, article: str) -> PageOutcome:
        """The outcome of a post of which something is missing: the next crawl reads its page again."""
        return PageOutcome(url=self._address_of.get(article, article), outcome="failed", article=article)

    def comments_on(self, page: PageReading, reply: Reply) -> Iterator[OfComments]:
        """Read the comments of a page, if these were requested or are expected.

        ``page`` is the page in ``reply``, which has the address that was requested.
        """
        article = self._comments.get(reply.url)
        if article is None:
            return
        if reply.status != OK:
            lost = failure(reply)
            yield replace(lost, detail=f"comments are missing: {lost.detail}")
            return
        comments = page.comments_of(article)
        if self._takes_in(comments, article):  # otherwise the server returns it for any number
            yield from self._ask_comments(comment_pages(page.root, article), article)
        if comments:
            yield CommentPage(comments=comments)

    def _post(self, reply: Reply, page: PageReading, candidate: Candidate) -> Iterator[Result]:
        if self._claims.waits(reply, page, candidate):
            named = self._claims.named(page)
            if address_key(named) in self._known and address_key(candidate.url) not in self._read_before:
                yield Ask(url=named, route="page")  # a new page names the address of a known article
            return
        self._due += self._claims.contested(page)
        self._categories.note_page(page.root, page.url)
        self._site.note_post(page)
        post = filled(self._claims.identified(page), candidate.hint, self.site)
        is_cut = self.has_ends and not page.has_end
        self.has_ends |= page.has_end
        faults = (*post.faults, _CUT) if is_cut else post.faults
        post = replace(post, language=post.language or self.language, faults=faults)
        self._address_of[post.url] = candidate.url
        if self._has_new_comments(post):
            yield from self._ask_comments(comment_pages(page.root, page.url), post.url)
        parts = text_parts(page.root, page.url)
        yield from self._ask_parts(_Long(post), parts)
        if not parts:
            yield post, "page"
        outcome = "failed" if is_cut else outcome_of(post.status)
        yield PageOutcome(url=candidate.url, outcome=outcome, article=post.url)
        if is_cut:
            yield at_address(_CUT, candidate.url)
        for url in neighbours(page.root, page.url):
            yield Candidate(url)

    def _ask_parts(self, long: _Long, parts: dict[int, str]) -> Iterator[Ask]:
        for number, url in parts.items():
            if number not in long.parts and len(long.parts) < _MOST_PARTS:
                long.parts[number] = None
                self._long[url] = (long, number)
                yield Ask(url=url, route="page.part")

    def _has_new_comments(self, post: Post) -> bool:
        """Whether further pages of comments must be read. For a known article, only if a comment is new."""
        if address_key(post.url) not in self._known:
            return True
        if address_key(post.url) in self._unread:
            return True  # an earlier crawl could not read all of them
        return any(comment.number not in self._known_comments for comment in post.comments)

    def _takes_in(self, comments: Iterable[Comment], article: str) -> bool:
        """Whether one of these comments of an article is new."""
        seen = self._commented[article]
        before = len(seen)
        seen.update(comment.number for comment in comments)
        return len(seen) > before

    def _ask_comments(self, pages: dict[int, str], article: str) -> Iterator[Ask]:
        for url in pages.values():
            if url not in self._comments and self._comment_pages[article] < _MOST_COMMENT_PAGES:
                self._comment_pages[article] += 1
                self.expect_comments(url, article)
                yield Ask(url=url, route="page.comments")

    def _failed(self, reply: Reply, candidate: Candidate) -> Iterator[Result]:
        if reply.status in _NOT_THERE or reply.status in _MOVED:
            yield PageOutcome(url=candidate.url, outcome=_NOT_THERE.get(reply.status, "moved"))
            return
        lost = failure(reply)
        forbidden = reply.status in _FORBIDDEN or lost.code == "robots_forbid"
        hint = candidate.hint
        if hint and hint.content and address_key(hint.url) not in self._known:
            detail = f"{lost.detail}: this is the text that the feed or a listing has of it"
            fault = DatasetWarning(code="not_its_page", detail=detail)
            yield replace(hint, language=hint.language or self.language, faults=(fault,)), "feed"
        # after the post, so that the address stays to be read
        yield PageOutcome(url=candidate.url, outcome="forbidden" if forbidden else "failed")
        yield lost
