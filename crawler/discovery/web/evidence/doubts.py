"""Pages that may be articles, and articles without a day. They are kept until the whole site decides."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from crawler.discovery.web.evidence.candidates import Candidates
from crawler.discovery.web.evidence.site import Site
from crawler.items import Reply, address_key
from crawler.items.routes import AddressOutcome
from crawler.parse.page import PageJudgement, PageReading

_MOST_NAMED = 0.9
"""If routes mark this share of the posts as posts, a page that none of them marks is doubtful."""
_LEAST_POSTS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A page that may be an article, or an article whose day listings may give."""

    url: str
    """The address of its candidate."""
    reply: Reply
    """The response with the page. Its body is compressed."""
    found: PageJudgement
    template: frozenset[str]
    is_undated: bool
    """Whether it is an article, and only its day is missing."""

    @classmethod
    def of(cls, reply: Reply, url: str, page: PageReading, *, is_undated: bool = False) -> Self:
        """The doubt about a page that a candidate's address led to."""
        packed = replace(reply, body=zlib.compress(reply.body))
        return cls(url=url, reply=packed, found=page.judgement, template=page.template, is_undated=is_undated)

    @property
    def page(self) -> Reply:
        """The response as it was received."""
        return replace(self.reply, body=zlib.decompress(self.reply.body))


class Doubts:
    """The doubtful pages of a crawl, and the decisions on them."""

    def __init__(self, candidates: Candidates, site: Site) -> None:
        self._candidates, self._site = candidates, site
        self._open: dict[str, Doubt] = {}
        self._posts: set[str] = set()

    def __len__(self) -> int:
        return len(self._open)

    def add(self, doubt: Doubt) -> None:
        """Keep a page until `decided` or `resolve`."""
        self._open[address_key(doubt.url)] = doubt
        if doubt.is_undated:
            self.note_post(doubt.url)

    def note_post(self, url: str) -> None:
        """Note that the page at the address of a candidate is a post's."""
        self._posts.add(address_key(url))

    def resolve(self, url: str) -> Doubt | None:
        """The page at an address, which a route now marks as a post's. None if there is no doubt about it."""
        return self._open.pop(address_key(url), None)

    def decided(self, *, is_listed: bool) -> Iterator[tuple[Doubt, AddressOutcome]]:
        """The doubtful pages, each with what it is by the evidence of the site. They are doubtful no more.

        ``is_listed`` is whether listings were read to their end. Then they mark nearly all posts as such.
        """
        found = [(doubt, self._decide(doubt, is_listed=is_listed)) for doubt in self._open.values()]
        self._open.clear()
        yield from found

    @property
    def undecided(self) -> int:
        """Number of pages on which listings could say more than the other pages of the site.

        Articles without a day count if they are most of the articles: then days are only in listings.
        """
        undated = sum(doubt.is_undated for doubt in self._open.values())
        unknown = sum(not doubt.is_undated and self._by_site(doubt) is None for doubt in self._open.values())
        return unknown + (undated if undated > len(self._posts) / 2 else 0)

    def _decide(self, doubt: Doubt, *, is_listed: bool) -> AddressOutcome:
        found, outcome = doubt.found, "article" if doubt.is_undated else self._by_site(doubt)
        if outcome:
            return outcome
        if not (found.kind == "article" and found.told):
            return "page"
        is_unlisted = is_listed and self.are_posts_named
        # posts of another kind, or a static page with a day
        if self._site.likeness(doubt.template) == "other":
            return "page" if is_unlisted else "unsure"
        return "unsure" if is_unlisted and not found.sure else "article"

    def _by_site(self, doubt: Doubt) -> AddressOutcome | None:
        """What a page is by its place and its template. None if they do not decide."""
        found, url = doubt.found, doubt.url
        if found.kind != "article" and (found.kind != "page" or found.marked):
            return found.kind
        if self._site.is_in_menu(url):
            return "page"
        is_dated = found.kind == "article" and found.told and found.shown
        match self._site.likeness(doubt.template):
            case "same":
                return "article"
            case "other":
                return None if is_dated else "page"
            case "unknown":
                beside = found.kind == "article" and self._site.has_posts_beside(url)
                return "article" if is_dated or beside else None

    @property
    def are_posts_named(self) -> bool:
        """Whether routes mark nearly all posts."""
        named = sum(map(self._candidates.is_vouched, self._posts))
        return len(self._posts) >= _LEAST_POSTS and named >= _MOST_NAMED * len(self._posts)
