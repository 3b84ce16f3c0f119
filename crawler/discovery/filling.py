"""Reads authors, tags and comments that the API withholds from the pages of the posts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.discovery.found import Found
from crawler.discovery.guarded import guarded
from crawler.discovery.page_of import page_of
from crawler.discovery.redirects import Redirects
from crawler.discovery.rest.terms import TAXONOMIES
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.evidence.site import Site
from crawler.discovery.web.pages import OfComments, Pages
from crawler.discovery.web.recrawl import WINDOW, by_age
from crawler.items import Ask, Author, Post, PriorCrawl, Reply, Term
from crawler.parse.page import PageReading

_OK = 200
_NAMES = {"users": "authors", "tags": "tags", "comments": "comments"}

_Steps = Iterator[Ask | Found]


@dataclass(frozen=True, slots=True)
class _Held:
    """A post that waits for a page: its own, or that of another post by the same author."""

    found: Found
    post: Post
    page: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """The data of a post's page that the API may withhold."""

    url: str
    author: Author | None
    terms: tuple[Term, ...]


class Filling:
    """Takes posts from the API. Posts that lack something wait for a page.

    One page gives the author of all posts with the same author number. Tags need the page of each post, and
    so do comments, but no post waits for its comments. ``withheld`` are the collections that the API does
    not return, as far as this is known.
    """

    def __init__(self, prior: PriorCrawl) -> None:
        self._known = [article.url for article in by_age(prior.articles)[:WINDOW]]
        self._pages = Pages(prior, Categories(), Site(prior), holds=False)
        self._redirects = Redirects()
        self._by_author: dict[int, str] = {}
        """The page that was requested for the name of each author."""
        self._shown: dict[str, _Shown | None] = {}
        """The data of each page. None if the page could not be read."""
        self._held: dict[str, list[_Held]] = {}
        self._uncommented: list[str] = []
        self._spare: dict[str, list[Ask | Found]] = {}
        """Comments on pages that were read for another reason."""
        self._due: list[Found] = []
        self._filled: set[str] = set()
        self._failed = False

    @property
    def said(self) -> tuple[str, ...]:
        """A sentence about what was read from pages."""
        if not self._shown:
            return ()
        names = ", ".join(_NAMES[one] for one in sorted(self._filled))
        return (
            f"The API does not hand out {names}: {len(self._shown):,} pages of posts were read for them.",
        )

    def waits_for(self, url: str) -> bool:
        """Whether the page at an address was requested."""
        return url in self._redirects.asked

    def excuse(self, warning: Found) -> None:
        """Keep a warning that something is withheld. It is issued only if pages do not show it either."""
        self._due.append(warning)

    def take(self, found: Found, post: Post, author: int, withheld: frozenset[str]) -> _Steps:
        """Take a post from the API, with the number of its author (0 if it gives none)."""
        if post.status == "live":
            self._uncommented.append(post.url)
        page = self._page_for(post, author, withheld)
        held = _Held(found, post, page)
        if not page or page in self._shown:
            yield self._released(held, withheld)
            return
        self._held.setdefault(page, []).append(held)
        yield from self._ask(page)

    def comments(self, *, lately: bool) -> _Steps:
        """Request the comments of the taken posts and, if ``lately``, of the newest known articles."""
        self._filled.add("comments")
        wanted, self._uncommented = self._uncommented, []
        if lately:
            wanted, self._known = [*wanted, *self._known], []
        for url in wanted:
            yield from self._spare.pop(url, ())
            yield from self._ask(url)

    def read(self, reply: Reply, withheld: frozenset[str]) -> _Steps:
        """Read the response for a requested page."""
        address = self._redirects.first_asked(reply)
        onward = self._redirects.follow(reply, address)
        if onward:
            self._redirects.asked.add(onward.url)
            yield onward
            return
        page = page_of(reply)
        comments = guarded(self._pages.comments_on(page, replace(reply, url=address)), reply.url)
        told = self._told(comments, reply.fetched)
        if "comments" in withheld:
            yield from told
        elif reply.status == _OK:
            self._spare[address] = list(told)
        if reply.route == "page":
            self._shown[address] = None
            for result in guarded(_shown(page, reply), reply.url):
                if isinstance(result, _Shown):
                    self._shown[address] = result
                else:
                    yield Found(what=result, seen=reply.fetched, route="page")
            for held in self._held.pop(address, ()):
                yield self._released(held, withheld)

    def close(self, withheld: frozenset[str]) -> Iterator[Found]:
        """The posts whose page did not arrive, and warnings about what is still withheld."""
        for waiting in self._held.values():
            for held in waiting:
                yield self._released(held, withheld)
        self._held.clear()
        if self._failed:
            yield from self._due

    def _page_for(self, post: Post, author: int, withheld: frozenset[str]) -> str:
        """The address of the page that shows what a post lacks. Empty if it lacks nothing."""
        if not TAXONOMIES.keys().isdisjoint(withheld):
            return post.url
        if author and post.author is None and "users" in withheld:
            return self._by_author.setdefault(author, post.url)
        return ""

    def _released(self, held: _Held, withheld: frozenset[str]) -> Found:
        if not held.page:
            return held.found
        shown = self._shown.get(held.page)
        self._filled |= withheld & _NAMES.keys() - {"comments"}
        if shown is None:
            self._failed = True
            return held.found
        kept = {TAXONOMIES[one] for one in TAXONOMIES.keys() & withheld}
        terms = (
            tuple(term for term in shown.terms if term.taxonomy in kept) if shown.url == held.post.url else ()
        )
        whole = replace(held.post, author=held.post.author or shown.author, terms=(*held.post.terms, *terms))
        return replace(held.found, what=whole)

    def _ask(self, url: str) -> Iterator[Ask]:
        if url not in self._redirects.asked:
            self._redirects.asked.add(url)
            self._pages.expect_comments(url, url)
            yield Ask(url=url, route="page")

    def _told(self, results: Iterable[OfComments], seen: str) -> _Steps:
        for result in results:
            if not isinstance(result, Ask):
                yield Found(what=result, seen=seen, route="page")
            elif result.url not in self._redirects.asked:
                self._redirects.asked.add(result.url)
                yield result


def _shown(page: PageReading, reply: Reply) -> Iterator[_Shown]:
    if reply.status == _OK:
        yield _Shown(url=page.canonical, author=page.metadata.author, terms=page.metadata.terms)
