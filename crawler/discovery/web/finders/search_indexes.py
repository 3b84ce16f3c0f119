"""Finds posts in the index of a site's search, which a script in the browser reads."""

from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.discovery.web.finders.finder import OK, Candidate
from crawler.discovery.web.finders.listing_requests import ListingRequests
from crawler.items import Ask, Reply, address_key
from crawler.parse.feeds.search_index import read_search_index

#: Usual addresses of the search indexes of Jekyll's, Hugo's and Hexo's themes and of MkDocs.
_USUAL = (
    "search.json",
    "index.json",
    "content.json",
    "search.xml",
    "search/search_index.json",
    "assets/js/data/search.json",
)


class SearchIndexes:
    """The addresses at which a site may have a search index."""

    def __init__(self, requests: ListingRequests) -> None:
        self._requests = requests
        self._home = ""
        self._asked: set[str] = set()

    def ask(self, home: str) -> Iterator[Ask]:
        """Request the usual addresses below the home page."""
        self._home = home
        for ask in self._requests.ask(urljoin(home, name) for name in _USUAL):
            self._asked.add(address_key(ask.url))
            yield ask

    def __contains__(self, url: str) -> bool:
        """Whether an address was requested as that of a search index."""
        return address_key(url) in self._asked

    def read(self, reply: Reply) -> Iterator[Candidate]:
        """The pages in a search index. Those with a day are posts."""
        found = read_search_index(reply.body, self._home) if reply.status == OK else {}
        for url, day in found.items():
            if url not in self._requests:
                yield Candidate(url, sure=day is not None)
