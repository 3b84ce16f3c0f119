"""Which of the canonical addresses that pages name are their own.

Some themes print the address of another post, of the home page or of a listing on every page. A page that
names another address waits until the page there is read, until another page names it, too, or until the end.
"""

from dataclasses import replace

from crawler.discovery.web.doubts import Doubt
from crawler.discovery.web.finder import Candidate
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
        key_of = {article.id: address_key(article.url) for article in prior.articles}
        self._known = frozenset(key_of.values())
        self._accepted = {
            (address_key(one.url), key_of[one.article])
            for one in prior.addresses.values()
            if one.article in key_of
        }
        """Keys of addresses, each with that of the article to which it led in an earlier crawl."""
        self._claimed: dict[str, tuple[str, str]] = {}
        """By key, the page that has the address, or the first that named it, with its title."""
        self._no_posts: set[str] = set()
        """Keys of the addresses that are not those of posts, or that pages with different titles name."""
        self._read: set[str] = set()
        self._waiting: dict[str, list[Waiting]] = {}

    def waits(self, reply: Reply, page: PageReading, candidate: Candidate) -> bool:
        """Whether a page must wait for another one. If so, it is kept until `settle` or `settle_all`."""
        own, named = address_key(canonical_article(page.url)), address_key(page.post.url)
        is_settled = named in self._read or named in self._no_posts or (own, named) in self._accepted
        if named == own or own in self._known or is_settled:
            return False
        if sum(map(len, self._waiting.values())) >= _MOST_WAITING:
            return False
        first, title = self._claimed.setdefault(named, (canonical_article(page.url), page.post.title))
        if address_key(first) != own and title != page.post.title:
            self._no_posts.add(named)
            return False
        self._waiting.setdefault(named, []).append((Doubt.of(reply, candidate.url, page), candidate))
        return True

    def contested(self, page: PageReading) -> list[Waiting]:
        """The pages that waited for the address which a page names, if pages of other titles name it, too."""
        named = address_key(page.post.url)
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
        post, own = page.post, canonical_article(page.url)
        named = address_key(post.url)
        if named == address_key(own):
            self._claimed[named] = (own, post.title)
            return post
        where, title = self._claimed.setdefault(named, (own, post.title))
        is_first = where == own or title == post.title
        if is_first and named not in self._no_posts and address_key(own) not in self._known:
            return post
        detail = f"{page.url} names {post.url} as its canonical address, which is not its own."
        warning = DatasetWarning(code="canonical_refused", detail=detail)
        return replace(
            post,
            url=own,
            slug=slug_of(own),
            comments=page.comments_of(own),
            faults=(*post.faults, warning),
        )
