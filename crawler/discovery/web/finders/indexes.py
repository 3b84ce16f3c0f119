"""Finds the posts of blogs whose listings print neither entries nor days, by the links in their headings.

The home page of such a blog lists the posts, or leads to pages that do. A page that the home page leads to is
an index, not a post, if it leads to several pages that the home page does not lead to.
"""

from collections.abc import Iterator

from crawler.discovery.web.finders.listing_requests import ListingRequests
from crawler.items import Ask, address_key
from crawler.parse.page.listing.listing_page import ListingPage

_MOST = 60
"""Maximum number of pages that are read as an index. A home page with more links lists posts."""
_LEAST = 2
"""Number of further pages to which an index leads."""


class Indexes:
    """The pages of a site that may list its posts."""

    def __init__(self, requests: ListingRequests) -> None:
        self._requests = requests
        self._asked: set[str] = set()
        """Keys of the pages that were requested as possible indexes."""
        self._home: ListingPage | None = None
        self._leads: list[str] = []
        self._menu: frozenset[str] = frozenset()
        self._pages: dict[str, ListingPage] = {}

    def enter(self, home: ListingPage, menu: frozenset[str]) -> None:
        """Begin at the home page. ``menu`` are the addresses in its menu."""
        self._home, self._leads = home, list(dict.fromkeys((*sorted(menu), *home.links)))
        self._menu = frozenset((address_key(home.url), *map(address_key, menu)))

    def ask(self) -> Iterator[Ask]:
        """Request the pages that the home page leads to, which may be indexes, unless there are too many."""
        for ask in self._requests.ask(self._leads if len(self._leads) <= _MOST else []):
            self._asked.add(address_key(ask.url))
            yield ask

    def __contains__(self, url: str) -> bool:
        """Whether a page was requested as a possible index."""
        return address_key(url) in self._asked

    def add(self, page: ListingPage) -> None:
        """Add a page that was requested as a possible index."""
        self._pages[address_key(page.url)] = page

    def posts(self) -> list[str]:
        """The addresses that the home page and the indexes list, in headings or else in lists."""
        if self._home is None:
            return []
        indexes = {key for key, page in self._pages.items() if self._is_index(page)}
        pages = [
            self._home,
            *(page for key, page in self._pages.items() if key in indexes or key in self._menu),
        ]
        taken = self._menu | indexes
        for links in ([page.headed for page in pages], [page.listed for page in pages]):
            found = [link for group in links for link in group if address_key(link) not in taken]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _is_index(self, page: ListingPage) -> bool:
        known = {address_key(link) for link in self._home.links} if self._home else set()
        further = {address_key(link) for link in (*page.headed, *page.listed)} - known - self._menu
        return len(further) >= _LEAST
