"""Which addresses belong to a blog: those of its site below its home page."""

from crawler.discovery.web.finders.finder import Candidate
from crawler.items import address_key
from crawler.items.routes import Route
from crawler.parse.page.listing.listing_page import is_document, is_page
from crawler.urls.canonical import same_site


class OwnAddresses:
    """The addresses of a blog, given the one that was requested and, once it is known, that of its home page.

    If the requested address redirects to a folder (of a language, usually), the requested one counts.
    """

    def __init__(self, asked: str) -> None:
        self._asked = self.home = asked

    def has_page(self, candidate: Candidate, route: Route) -> bool:
        """Whether a candidate that a route found is a page of the blog, and not its home page."""
        named = candidate.sure or route == "sitemap"
        url = candidate.url
        return self.is_below(url) and (is_page(url) or (named and is_document(url)))

    def is_below(self, url: str) -> bool:
        """Whether an address is of the blog, and not that of its home page."""
        return url in self and address_key(url) not in (address_key(self.home), self._base)

    def __contains__(self, url: str) -> bool:
        """Whether an address is of the blog."""
        key, base = address_key(url), self._base
        return same_site(url, self.home) and (key == base or key.startswith((f"{base}/", f"{base}?")))

    @property
    def _base(self) -> str:
        """Key of the address below which all addresses are of the blog."""
        base = address_key(self.home).partition("?")[0]
        asked = address_key(self._asked).partition("?")[0]
        return asked if base.startswith(f"{asked}/") else base
