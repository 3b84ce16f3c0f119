"""Follows redirects in discovery, so that a rebuild without network takes the same path."""

from collections import Counter, defaultdict
from dataclasses import replace

from crawler.discovery.failure import failed
from crawler.discovery.page_of import page_of
from crawler.items import Ask, Reply
from crawler.urls.canonical import absolute, has_place, is_web, same_site

REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_HOPS = 20  # the limit of browsers (Fetch, 4.4)


class Redirects:
    """Maps responses to the address requested first, and makes sure that nothing is requested twice."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._moved: dict[str, str] = {}
        self._hops: Counter[str] = Counter()
        self._chains: defaultdict[str, set[str]] = defaultdict(set)
        """By address requested first, the further addresses that redirects led to."""
        self._unreached: Reply | None = None

    def first_asked(self, reply: Reply) -> str:
        """The address from which redirects led to this response."""
        return self._moved.pop(reply.url, reply.url)

    def follow(self, reply: Reply, address: str) -> Ask | None:
        """The target of a redirect, or of a page that only redirects.

        None if it is neither, or if the target was already requested. A home page that cannot be reached is
        requested again with the other scheme: many addresses are written with the wrong one.
        """
        if reply.route == "home" and reply.failure and self._unreached is None:
            self._unreached = reply
            return self._by_other_scheme(reply, address)
        location = reply.headers.get("location", "") if reply.status in REDIRECTS else ""
        target = absolute(location, reply.url) if location else _refreshed(reply)
        if target is None or not is_web(target) or not has_place(target):
            return None
        if target in self.asked or _leaves(reply, target):
            return None
        self._hops[address] += 1
        if self._hops[address] > _MOST_HOPS:
            return None
        self._moved[target] = address
        self._chains[address].add(target)
        return Ask(url=target, route=reply.route)

    def ended(self, reply: Reply, address: str) -> Reply:
        """The response itself, or a failure if it redirects to where nobody can go.

        ``address`` is the one that was requested first. A redirect to an address that was requested anyway is
        no failure.
        """
        if reply.status not in REDIRECTS:
            return reply
        location = reply.headers.get("location", "")
        reason = self._reason(reply, address, location)
        return failed(reply, reason) if reason else reply

    def _reason(self, reply: Reply, address: str, location: str) -> str | None:
        target = absolute(location, reply.url) if location else None
        if target is None:
            return "it redirects without saying where"
        if not is_web(target) or not has_place(target):
            return f"it redirects to {location}, which is not a web address"
        if _leaves(reply, target):
            return f"it redirects to another site, {target}"
        if target in (address, reply.url) or target in self._chains[address]:
            return "it redirects in a circle"
        return "it redirects too many times" if self._hops[address] >= _MOST_HOPS else None

    def reported(self, reply: Reply, address: str) -> Reply:
        """The response to name as the reason if the home page cannot be read.

        It is that for the scheme that was given, or has the ``address`` that was given.
        """
        if self._unreached and reply.status != _OK:
            return self._unreached
        return replace(self.ended(reply, address), url=address) if reply.status in REDIRECTS else reply

    def _by_other_scheme(self, reply: Reply, address: str) -> Ask | None:
        scheme, _, rest = reply.url.partition("://")
        if scheme not in _OTHER or reply.failure is None or reply.failure.code != "request_failed":
            return None
        target = f"{_OTHER[scheme]}://{rest}"
        if target in self.asked:
            return None
        self._moved[target] = address
        return Ask(url=target, route=reply.route)


_OTHER = {"http": "https", "https": "http"}


def _leaves(reply: Reply, target: str) -> bool:
    """Whether a post redirects to another site. Other responses, such as sitemaps, may be anywhere."""
    return reply.route.startswith("page") and not same_site(target, reply.url)


def _refreshed(reply: Reply) -> str | None:
    if reply.status != _OK or b"http-equiv" not in reply.body or len(reply.body) > _LARGEST_STUB:
        return None
    return page_of(reply).leads_to


_OK = 200
_LARGEST_STUB = 20_000
"""Maximum size in bytes of a page that only redirects. Larger pages need not be parsed to find out."""
