"""Redirects, followed by discovery itself: a rebuild, which has no network, then takes the same way."""

from crawler.items import Ask, Reply
from crawler.parse.urls import absolute, is_web

_REDIRECTS = frozenset((301, 302, 303, 307, 308))


class Redirects:
    """Which address an answer belongs to, and what was asked for so far: nothing is asked for twice."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._moved: dict[str, str] = {}

    def first_asked(self, reply: Reply) -> str:
        """The address from which redirects led to this answer's."""
        return self._moved.pop(reply.url, reply.url)

    def follow(self, reply: Reply, address: str) -> Ask | None:
        """Where an answer leads on to; None where it is one, or leads to what was asked for before."""
        location = reply.headers.get("location", "") if reply.status in _REDIRECTS else ""
        target = absolute(location, reply.url) if location else None
        if target is None or not is_web(target) or target in self.asked:
            return None
        self._moved[target] = address
        return Ask(url=target, route=reply.route)
