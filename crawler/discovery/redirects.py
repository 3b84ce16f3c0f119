"""Follows redirects in discovery, so that a rebuild without network takes the same path."""

from collections import Counter

from crawler.discovery.page_of import page_of
from crawler.items import Ask, Reply
from crawler.urls.canonical import absolute, has_place, is_web

REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_HOPS = 20  # the limit of browsers (Fetch, 4.4)


class Redirects:
    """Maps responses to the address requested first, and makes sure that nothing is requested twice."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._moved: dict[str, str] = {}
        self._hops: Counter[str] = Counter()

    def first_asked(self, reply: Reply) -> str:
        """The address from which redirects led to this response."""
        return self._moved.pop(reply.url, reply.url)

    def follow(self, reply: Reply, address: str) -> Ask | None:
        """The target of a redirect, or of a page that only redirects.

        None if it is neither, or if the target was already requested.
        """
        location = reply.headers.get("location", "") if reply.status in REDIRECTS else ""
        target = absolute(location, reply.url) if location else _refreshed(reply)
        if target is None or not is_web(target) or target in self.asked or not has_place(target):
            return None
        self._hops[address] += 1
        if self._hops[address] > _MOST_HOPS:
            return None
        self._moved[target] = address
        return Ask(url=target, route=reply.route)


def _refreshed(reply: Reply) -> str | None:
    if reply.status != _OK or b"http-equiv" not in reply.body or len(reply.body) > _LARGEST_STUB:
        return None
    return page_of(reply).leads_to


_OK = 200
_LARGEST_STUB = 20_000
"""Maximum size in bytes of a page that only redirects. Larger pages need not be parsed to find out."""
