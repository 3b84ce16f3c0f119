"""Addresses of the WordPress REST API: where it may be, and how something is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from crawler.discovery.home import Home

NAMESPACE = "wp/v2/"


@dataclass(frozen=True, slots=True)
class Collection:
    """Something that the API lists."""

    base: str
    """Base address of the API, as `candidates` gives them."""
    name: str
    """As in its addresses ("posts")."""
    query: Mapping[str, str | int]
    """What goes along with every request."""

    def url(self, place: Mapping[str, str | int]) -> str:
        """The address of a part of it; ``place`` says which, as the API wants it."""
        return api_url(self.base, self.name, {**place, **self.query})


def candidates(home: Home, hosted_api: str) -> list[str]:
    """Base addresses to try in turn, each ending in the slash that the name of a collection follows.

    First what the home page names; then the common API of blogs hosted on WordPress.com, for those
    that show signs of it; then the two addresses that every WordPress answers at.
    """
    bases = [_under(home.api, NAMESPACE)] if home.api else []
    if home.hosted:
        domain = urlsplit(home.url).hostname or ""
        bases.append(f"{hosted_api.rstrip('/')}/{NAMESPACE}sites/{domain}/")
    bases += [urljoin(home.url, f"wp-json/{NAMESPACE}"), urljoin(home.url, f"?rest_route=/{NAMESPACE}")]
    return list(dict.fromkeys(bases))


def api_url(base: str, collection: str, query: Mapping[str, str | int]) -> str:
    """The address of a collection ("posts") with a query, below a base as `candidates` gives them.

    >>> api_url("http://b.example/?rest_route=/wp/v2/", "tags", {"page": 2})
    'http://b.example/?rest_route=/wp/v2/tags&page=2'
    >>> api_url("http://b.example/wp-json/wp/v2/", "tags", {"page": 2})
    'http://b.example/wp-json/wp/v2/tags?page=2'
    """
    joint = "&" if "?" in base else "?"
    return f"{base}{collection}{joint}{urlencode(query, safe=',')}"


def _under(root: str, path: str) -> str:
    """The root with its one closing slash, and the path: the root may be a ``?rest_route=/``."""
    return f"{root.rstrip('/')}/{path}"
