"""Finds posts by the blog's feed, and reads its older pages if the software has them."""

from collections.abc import Iterator
from urllib.parse import urljoin

from w3lib.url import add_or_replace_parameter

from crawler.discovery.failure import at_address, failure
from crawler.discovery.web.finders.feed_post import post_of_item
from crawler.discovery.web.finders.finder import OK, PAST_THE_END, Candidate, StartingPoint, Step, StopRule
from crawler.items import Ask, DatasetWarning, Reply
from crawler.items.routes import Route
from crawler.parse.feeds.feed import Feed, read_feed
from crawler.urls.canonical import absolute, is_web, same_site

_TYPES = ("rss+xml", "atom+xml", "feed+json", "rdf+xml")
_USUAL = (
    "feed/",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "rss.xml",
    "feeds/all.atom.xml",
    "feeds/posts/default",
    "feed.json",
    "rss",
)
_FEW = 2
_MOST_PAGES = 2000
_MOST_LOST = 3  # pages in a row


class ByFeed:
    """The route `feed`."""

    route: Route = "feed"

    def __init__(self, known: StopRule) -> None:
        self._known = known
        self._untried: list[str] = []
        self._base: str | None = None
        self._software = ""
        self._linked: frozenset[str] = frozenset()
        self._unread = ""
        """Why a feed that the home page links to could not be read."""
        self._seen: set[str] = set()
        self.losses = 0
        self._pages = 0
        self._number, self._lost_in_a_row = 1, 0
        self._is_paged = False
        """Whether further pages have numbers."""
        self._ended = self._stopped = self._guessed = False

    @property
    def found(self) -> bool:
        """Whether there is a feed."""
        return self._base is not None

    @property
    def whole(self) -> bool:
        """Whether it was walked back to its end."""
        return self._ended

    @property
    def walked(self) -> bool:
        """Whether it was walked back to its end, or to known posts."""
        return self._ended or self._stopped

    @property
    def said(self) -> str:
        """A sentence about how much it lists."""
        if not self.found:
            return f"The feed cannot be read: {self._unread}." if self._unread else "The blog has no feed."
        end = "its newest only" if not self._ended and not self._stopped else "all of them"
        if self._stopped:
            end = "what lies behind is known"
        return f"The feed ({self._pages} pages) names {len(self._seen)} posts: {end}."

    def start(self, entry: StartingPoint) -> Iterator[Step]:
        """Request the feed that the home page links to, or one at a usual address."""
        self._software = (entry.home.software or "").lower()
        home = entry.home.url
        self._linked = frozenset(linked_feeds(entry))
        usual = _USUAL[:_FEW] if self._known.never else _USUAL
        self._untried = list(dict.fromkeys([*linked_feeds(entry), *(urljoin(home, name) for name in usual)]))
        yield from self._try_next()

    def read(self, reply: Reply) -> Iterator[Step]:
        """Read a page of the feed."""
        if reply.status in PAST_THE_END:
            self._ended |= self.found
            return
        if reply.status != OK:
            yield from self._lost(failure(reply), reply.url)
            yield from self._skip()
            return
        feed = read_feed(reply.body, reply.url, reply.headers.get("content-type", ""))
        if feed.items and self._base is None:
            self._base = reply.url
        if feed.faults:
            yield from self._lost(at_address(feed.faults[0], reply.url), reply.url)
        if not feed.items:
            self._ended |= self.found and not feed.faults  # WordPress.com: an empty one after the last page
            return
        self._pages += 1
        self._lost_in_a_row = 0
        new = [item for item in feed.items if item.url not in self._seen]
        self._seen.update(item.url for item in new)
        yield from self._next(feed, any(not self._known.is_known(item.url) for item in new), bool(new))
        for item in new:
            yield Candidate(item.url, item.modified, post_of_item(item), sure=True)

    def drained(self) -> Iterator[Step]:
        """Try the next usual address, as long as no feed was found."""
        if not self.found:
            yield from self._try_next()

    def _next(self, feed: Feed, unknown: bool, new: bool) -> Iterator[Step]:  # noqa: FBT001 (two facts of a page)
        enough = self._known.most is not None and len(self._seen) >= self._known.most
        if not new or enough or self._pages >= _MOST_PAGES:
            # A server without further pages returns the first page for any number.
            self._ended |= not new and not self._guessed
            if self._pages >= _MOST_PAGES:
                detail = f"{self._base}: its further pages are not read, as {_MOST_PAGES:,} were."
                yield from self._lost(DatasetWarning(code="endless_list", detail=detail), "")
            return
        if self._known.stops and not unknown:
            self._stopped = True
            return
        self._is_paged |= self._pages > 1 or "wordpress" in f"{self._software} {feed.software or ''}".lower()
        onward = feed.next
        self._guessed = onward is None
        if self._guessed and self._is_paged:
            onward = self._page_after()
        if onward and same_site(onward, self._base or ""):
            self._number += 1
            yield Ask(url=onward, route="feed")

    def _skip(self) -> Iterator[Step]:
        """Go on behind a page that was lost, unless several are lost in a row."""
        self._lost_in_a_row += 1
        if self._is_paged and self._base and self._lost_in_a_row <= _MOST_LOST:
            onward = self._page_after()
            self._number += 1
            yield Ask(url=onward, route="feed")

    def _page_after(self) -> str:
        """The next page in WordPress's numbering."""
        return add_or_replace_parameter(self._base or "", "paged", str(self._number + 1))

    def _lost(self, warning: DatasetWarning, url: str) -> Iterator[DatasetWarning]:
        if self.found:  # otherwise it was only a guess
            self.losses += 1
            yield warning
        elif url in self._linked:
            self._unread = warning.detail.rstrip(".")

    def _try_next(self) -> Iterator[Step]:
        if self._untried:
            yield Ask(url=self._untried.pop(0), route="feed")


def linked_feeds(entry: StartingPoint) -> Iterator[str]:
    """The feeds that the home page links to, except those of comments."""
    for link in entry.page.root.iterfind(".//link[@type]"):
        url = absolute(link.get("href", ""), entry.home.url)
        named = f"{link.get('title', '')} {url}".lower()
        if (
            url
            and any(kind in link.get("type", "").lower() for kind in _TYPES)
            and "alternate" in link.get("rel", "").lower()
            and "comment" not in named
            and is_web(url)
            and same_site(url, entry.home.url)
        ):
            yield url
