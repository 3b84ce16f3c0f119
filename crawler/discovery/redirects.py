"""Redirects, followed by discovery itself: a rebuild, which has no network, then takes the same way."""

from collections import Counter

from crawler.items import Ask, Reply
from crawler.urls.canonical import absolute, has_place, is_web

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_HOPS = 20  # as browsers follow (Fetch, 4.4)


class Redirects:
    """Which address an answer belongs to, and what was asked for so far: nothing is asked for twice."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._moved: dict[str, str] = {}
        self._hops: Counter[str] = Counter()

    def first_asked(self, reply: Reply) -> str:
        """The address from which redirects led to this answer's."""
        return self._moved.pop(reply.url, reply.url)

    def follow(self, reply: Reply, address: str) -> Ask | None:
        """Where an answer leads on to; None where it is one, or leads to what was asked for before."""
        location = reply.headers.get("location", "") if reply.status in _REDIRECTS else ""
        target = absolute(location, reply.url) if location else None
        if target is None or not is_web(target) or target in self.asked or not has_place(target):
            return None
        self._hops[address] += 1
        if self._hops[address] > _MOST_HOPS:
            return None
        self._moved[target] = address
        return Ask(url=target, route=reply.route)
