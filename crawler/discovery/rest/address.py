"""Addresses of the WordPress REST API: candidates for its root, and addresses of requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from crawler.discovery.home import Home

NAMESPACE = "wp/v2/"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection that the API lists."""

    base: str
    """Base address of the API, from `candidates`."""
    name: str
    """Name in addresses ("posts")."""
    query: Mapping[str, str | int]
    """Parameters of every request."""

    def url(self, place: Mapping[str, str | int]) -> str:
        """The address of a part of the collection. ``place`` has the API's parameters for that part."""
        return api_url(self.base, self.name, {**place, **self.query})


def candidates(home: Home, hosted_api: str) -> list[str]:
    """Base addresses to try in this order. Each ends in a slash, so that the name of a collection can follow.

    First the address on the home page, then the common API of blogs on WordPress.com if the blog shows signs
    of it, then the two addresses of every WordPress.
    """
    bases = [_under(home.api, NAMESPACE)] if home.api else []
    if home.hosted:
        domain = urlsplit(home.url).hostname or ""
        bases.append(f"{hosted_api.rstrip('/')}/{NAMESPACE}sites/{domain}/")
    bases += [urljoin(home.url, f"wp-json/{NAMESPACE}"), urljoin(home.url, f"?rest_route=/{NAMESPACE}")]
    return list(dict.fromkeys(bases))


def api_url(base: str, collection: str, query: Mapping[str, str | int]) -> str:
    """The address of a collection ("posts") with a query. The base is from `candidates`.

    >>> api_url("http://b.example/?rest_route=/wp/v2/", "tags", {"page": 2})
    'http://b.example/?rest_route=/wp/v2/tags&page=2'
    >>> api_url("http://b.example/wp-json/wp/v2/", "tags", {"page": 2})
    'http://b.example/wp-json/wp/v2/tags?page=2'
    """
    joint = "&" if "?" in base else "?"
    return f"{base}{collection}{joint}{urlencode(query, safe=',')}"


def _under(root: str, path: str) -> str:
    """The root with exactly one closing slash, and the path. The root may be a ``?rest_route=/``."""
    return f"{root.rstrip('/')}/{path}"
