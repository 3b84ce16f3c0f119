"""Which of the canonical addresses that pages name are their own.

Some themes print the address of another post, of the home page or of a listing on every page. A page that
names another address waits until the page there is read, until another page names it, too, or until the end.
"""

from dataclasses import replace

from crawler.discovery.web.evidence.doubts import Doubt
from crawler.discovery.web.finders.finder import Candidate
from crawler.items import DatasetWarning, Post, PriorCrawl, Reply, address_key
from crawler.parse.page import PageReading
from crawler.urls.canonical import canonical_article, slug_of

_MOST_WAITING = 500
"""Pages, which are in memory. If so many name addresses of their own, it is the way of the blog."""
Waiting = tuple[Doubt, Candidate]
"""A page that waits, and the address that led to it."""


class Claims:
    """The addresses that pages name, and the pages that wait."""

    def __init__(self, prior: PriorCrawl) -> None:
        """``prior`` has the articles of earlier crawls, and the addresses that led to them."""
        url_of = {article.id: article.url for article in prior.articles}
        self._known = frozenset(map(address_key, url_of.values()))
        led = [(one.url, url_of[one.article]) for one in prior.addresses.values() if one.article in url_of]
        self._accepted = {(address_key(url), address_key(article)) for url, article in led}
        """Keys of addresses, each with that of the article to which it led in an earlier crawl."""
        self._leads_to = {address_key(url): article for url, article in led}
        """By key of an address whose page has a post, the address of the post."""
        self._claimed: dict[str, tuple[str, str]] = {}
        """By key, the page that has the address, or the first that named it, with its title."""
        self._no_posts: set[str] = set()
        """Keys of the addresses that are not those of posts, or that pages with different titles name."""
        self._read: set[str] = set()
        self._waiting: dict[str, list[Waiting]] = {}

    def waits(self, reply: Reply, page: PageReading, candidate: Candidate) -> bool:
        """Whether a page must wait for another one. If so, it is kept until `settle` or `settle_all`."""
        own, named = address_key(canonical_article(page.url)), address_key(self.named(page))
        is_settled = named in self._read or named in self._no_posts or (own, named) in self._accepted
        if named == own or own in self._known or is_settled:
            return False
        if sum(map(len, self._waiting.values())) >= _MOST_WAITING:
            return False
        first, title = self._claimed.setdefault(named, (canonical_article(page.url), page.post.title))
        if address_key(first) != own and title != page.post.title:
            self._no_posts.add(named)
            return False
        self._claimed[own] = (canonical_article(page.url), page.post.title)
        self._waiting.setdefault(named, []).append((Doubt.of(reply, candidate.url, page), candidate))
        return True

    def named(self, page: PageReading) -> str:
        """The address that a page names, or that of the post which the page there has."""
        named = address_key(page.post.url)
        is_own = named == address_key(canonical_article(page.url))
        return page.post.url if is_own else self._leads_to.get(named, page.post.url)

    def contested(self, page: PageReading) -> list[Waiting]:
        """The pages that waited for the address which a page names, if pages of other titles name it, too."""
        named = address_key(self.named(page))
        return self._waiting.pop(named, []) if named in self._no_posts else []

    def settle(self, url: str, *, is_post: bool) -> list[Waiting]:
        """The pages that waited for an address, which was read. ``is_post`` is whether a post is there."""
        key = address_key(url)
        self._read.add(key)
        if not is_post:
            self._no_posts.add(key)
        return self._waiting.pop(key, [])

    def settle_all(self) -> list[Waiting]:
        """All pages that still wait. Nothing else will be read."""
        waiting = [one for pages in self._waiting.values() for one in pages]
        self._read.update(self._waiting)
        self._waiting.clear()
        return waiting

    def identified(self, page: PageReading) -> Post:
        """The post of a page. It gets the page's own address if the one that it names is not its own."""
        own = canonical_article(page.url)
        post = _at(self.named(page), page)
        named = address_key(post.url)
        if named == address_key(own):
            self._claimed[named] = (own, post.title)
            return post
        where, title = self._claimed.setdefault(named, (own, post.title))
        is_first = where == own or title == post.title
        if is_first and named not in self._no_posts and address_key(own) not in self._known:
            self._leads_to[address_key(own)] = post.url
            return post
        self._claimed[address_key(own)] = (own, post.title)
        detail = f"{page.url} names {page.post.url} as its canonical address, which is not its own."
        warning = DatasetWarning(code="canonical_refused", detail=detail)
        return replace(_at(own, page), faults=(*post.faults, warning))


def _at(url: str, page: PageReading) -> Post:
    """The post of a page, with another address than the one that the page names."""
    if url == page.post.url:
        return page.post
    return replace(page.post, url=url, slug=slug_of(url), comments=page.comments_of(url))
