"""Recognises walls: responses with status 200 that are not the requested page.

A page that its own title, its date and its links do not confirm waits for the evidence of others: the same
text under another address, or the answer to an address that cannot exist. Until then it is not read, so it
replaces nothing. A wall becomes a failed request, which every route reports and the next crawl repeats.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from crawler.discovery.failure import failed
from crawler.discovery.page_of import page_of
from crawler.discovery.redirects import REDIRECTS
from crawler.discovery.web.finders.finder import OK
from crawler.items import Ask, Reply, address_key
from crawler.parse.page.listing.listing_page import is_page
from crawler.parse.page.standing import Standing, is_named
from crawler.text.characters import fold
from crawler.urls.canonical import absolute

PROBE = "page.probe"
"""The route of the request for an address that cannot exist."""
_FEW = 10
"""At most one page in so many can be a page for "not found" that the blog forgot to take off its lists."""
_ENOUGH = 20
"""If so many different pages, and most of the blog, are not confirmed, this says nothing about walls."""
_NOT_FOUND = 404

Read = tuple[Reply, str]
"""A response to read, and the address that was requested first."""


@dataclass(slots=True)
class _Alike:
    """Pages with the same text."""

    standing: Standing
    waiting: list[Read] = field(default_factory=list)
    """Those that are not decided, with compressed bodies."""
    addresses: set[str] = field(default_factory=set)
    """The addresses of all of them."""
    canonicals: set[str] = field(default_factory=set)
    is_shared: bool = False
    """Whether further addresses redirect to one of them."""


class Walls:
    """Takes responses before they are read, and returns those that may be read."""

    def __init__(
        self,
        matters: Callable[[str], bool],
        is_vouched: Callable[[str], bool],
        are_posts_known: Callable[[], bool],
    ) -> None:
        """``matters`` says whether a route names an address. Links of listings may lead anywhere.

        ``is_vouched`` says whether it is named as a post's: sitemaps also name files and demonstrations.
        ``are_posts_known`` says whether the routes that mark posts have marked them all.
        """
        self._matters, self._is_vouched, self._are_posts_known = matters, is_vouched, are_posts_known
        self._barred: list[tuple[Reply, str, str]] = []
        """Pages that cannot be posts, with the reasons, under addresses that no route marks as a post's."""
        self._groups: list[_Alike] = []
        self._homebound: list[Read] = []
        """Redirects to the home page."""
        self._shared: list[Read] = []
        """Redirects to addresses that were requested anyway."""
        self._walls: set[str] = set()
        """Keys of addresses that redirects led to and that showed a wall."""
        self._unconfirmed: dict[int, Read] = {}
        """Pages that were read although nothing confirms them, without bodies, by their words."""
        self._titles: dict[str, str] = {}
        self._home = ""
        self._probe: str | None = None
        self._not_found: Standing | None = None
        self._is_missing_sent_home = False
        self._read = 0

    def enter(self, home: str) -> None:
        """Note the address of the home page."""
        self._home = home
        name = hashlib.sha256(home.encode()).hexdigest()[:12]
        self._probe = urljoin(home, f"no-such-page-{name}/")

    def expect(self, url: str, title: str) -> None:
        """Note the title that a route gives for the page at an address."""
        self._titles.setdefault(address_key(url), fold(title))

    def passed(self, reply: Reply, address: str) -> Iterator[Read]:
        """The responses that can be read now that this one is here: itself, or a failure in its place."""
        if reply.route == PROBE:
            self._is_missing_sent_home = self._leads_home(reply)
            self._not_found = page_of(reply).standing if _is_page(reply) else None
        elif _is_page(reply):
            yield from self._checked(reply, address)
        elif reply.route != "page" or not self._matters(address):
            yield reply, address
        elif self._leads_home(reply):
            self._homebound.append((reply, address))
        elif reply.status in REDIRECTS:
            self._shared.append((reply, address))
        elif reply.status == OK and is_page(address):
            kind = reply.headers["content-type"]
            yield failed(reply, f"this is not a page of the blog, but {kind}", "wall"), address
        else:
            yield reply, address

    @property
    def wants_probe(self) -> Ask | None:
        """The request for an address that cannot exist, if a page waits for its answer. It is sent once."""
        waits = self._homebound or any(group.waiting for group in self._groups)
        if self._probe is None or not waits:
            return None
        ask, self._probe = Ask(url=self._probe, route=PROBE), None
        return ask

    def released(self, *, last: bool) -> Iterator[Read]:
        """The responses that wait, decided by what is known: each itself, or a failure in its place.

        ``last`` is whether no route will name further addresses. Until then, pages under addresses that no
        route marks as a post's go on waiting. If the routes have marked all posts, these are other pages.
        """
        known = last and self._are_posts_known()
        for reply, address, why in self._taken_barred(last=last):
            if known and not self._is_vouched(address):
                yield reply, address
            else:
                yield failed(reply, why, "wall"), address
        homebound, self._homebound = self._homebound, []
        for reply, address in homebound:
            is_missing = self._is_missing_sent_home and self._is_few(len(homebound))
            why = "it redirects to the home page"
            yield replace(reply, status=_NOT_FOUND) if is_missing else failed(reply, why, "wall"), address
        shared, self._shared = self._shared, []
        targets = {_target(reply): address for reply, address in shared}
        for group in self._groups:
            is_vouched = any(map(self._is_vouched, group.addresses))
            waiting, group.waiting = group.waiting, []
            led = {targets[one.url] for one, _ in waiting if one.url in targets}
            group.is_shared |= bool(led)
            group.addresses |= led
            for reply, address in waiting:
                whole = replace(reply, body=zlib.decompress(reply.body))
                decided = self._decided(group, whole)
                if decided.failure is not None and not is_vouched and not last:
                    group.waiting.append((reply, address))
                    continue
                is_wall = decided.failure is not None and (is_vouched or not known)
                self._walls.update([reply.url] if is_wall else [])
                yield decided if is_wall or decided.failure is None else whole, address
        yield from self._followed(shared)

    def _followed(self, shared: list[Read]) -> Iterator[Read]:
        """Redirects to addresses that were requested anyway, and failures for those that lead to walls."""
        waits = {reply.url for group in self._groups for reply, _ in group.waiting}
        for reply, address in shared:
            target = _target(reply)
            if target in waits:
                self._shared.append((reply, address))
            elif target in self._walls:
                yield failed(reply, f"it redirects to {target}, as others do", "wall"), address
            else:
                yield reply, address

    def _taken_barred(self, *, last: bool) -> list[tuple[Reply, str, str]]:
        taken = [one for one in self._barred if last or self._is_vouched(one[1])]
        self._barred = [one for one in self._barred if one not in taken]
        return [(replace(r, body=zlib.decompress(r.body)), address, why) for r, address, why in taken]

    def _checked(self, reply: Reply, address: str) -> Iterator[Read]:
        page = page_of(reply)
        standing = page.standing
        if standing.barrier and not page.leads_to and (reply.route != "page" or self._matters(address)):
            why = f"this is not a page of the blog: {standing.barrier}"
            if reply.route != "page" or self._is_vouched(address):
                yield failed(reply, why, "wall"), address
            else:
                self._barred.append((replace(reply, body=zlib.compress(reply.body)), address, why))
        elif reply.route != "page" or not self._is_doubtful(standing, reply.url, address, page.title):
            self._read += 1
            yield reply, address
        elif len(self._groups) < max(_ENOUGH, self._read):
            self._wait(reply, address, standing)
        else:
            yield from self._again(reply, address, standing)

    def _is_doubtful(self, standing: Standing, url: str, address: str, title: str) -> bool:
        """Whether others must confirm a page at ``url``, which redirects from ``address`` may have led to."""
        expected, shown = self._titles.get(address_key(address)), fold(title)
        if expected and shown and (expected in shown or shown in expected):
            return False
        return standing.is_doubtful or (url != address and is_named(title, address) is False)

    def _wait(self, reply: Reply, address: str, standing: Standing) -> None:
        group = next((one for one in self._groups if one.standing.is_like(standing)), None)
        if group is None:
            self._groups.append(group := _Alike(standing))
        group.addresses.add(address)
        group.canonicals.add(standing.canonical)
        group.waiting.append((replace(reply, body=zlib.compress(reply.body)), address))

    def _again(self, reply: Reply, address: str, standing: Standing) -> Iterator[Read]:
        """Read a page that nothing confirms. If another one has the same words, both are failures."""
        first = self._unconfirmed.setdefault(hash(standing.words), (replace(reply, body=b""), address))
        if address_key(first[1]) == address_key(address):
            yield reply, address
            return
        for one, asked in (first, (reply, address)):
            yield failed(one, "other addresses show the same page", "wall"), asked

    def _decided(self, group: _Alike, reply: Reply) -> Reply:
        if self._not_found is not None and self._not_found.is_like(group.standing):
            if self._is_few(len(group.addresses)) or not any(map(self._matters, group.addresses)):
                return replace(reply, status=_NOT_FOUND)
            return failed(reply, "it shows the page for addresses that do not exist", "wall")
        is_many = group.is_shared or len(group.canonicals) > 1  # addresses of one post name one canonical
        if is_many and any(map(self._matters, group.addresses)):
            return failed(reply, f"{len(group.addresses)} addresses show the same page", "wall")
        if group.standing.is_unknown and any(map(self._matters, group.addresses)):
            return failed(reply, "neither title nor date nor links are those of a page of the blog", "wall")
        self._read += 1
        return reply

    def _is_few(self, count: int) -> bool:
        return count * _FEW <= self._read

    def _leads_home(self, reply: Reply) -> bool:
        target = _target(reply) if reply.status in REDIRECTS else ""
        return bool(target) and address_key(target) == address_key(self._home)


def _target(reply: Reply) -> str:
    location = reply.headers.get("location", "")
    return (absolute(location, reply.url) if location else None) or ""


def _is_page(reply: Reply) -> bool:
    kind = reply.headers.get("content-type", "")
    return reply.status == OK and (not kind or "html" in kind.lower())
