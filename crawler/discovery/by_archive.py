"""Finds posts by the pages that list them: numbered pages, months and years, terms and authors.

One kind of listing after another, cheapest first, until one was walked to its end: the home page and what
follows it; then archives by time; then those of terms and authors.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.discovery.finder import OK, PAST_THE_END, Candidate, Entry, Known, Step
from crawler.discovery.listing import failure
from crawler.items import Ask, DatasetWarning, Reply, address_key
from crawler.parse.document import read_document
from crawler.parse.listing import numbered, read_listing
from crawler.parse.page import post_of_entry

_MOST_LISTINGS = 5000
_STICKY = 5
_MOST_IDLE = 3  # pages of a listing that show nothing new: software that answers for any number never ends
_LEAST = 2  # entries of a home page that may have a second page without linking to it


class ByArchive:
    """The route `archive`."""

    route = "archive"

    def __init__(self, known: Known) -> None:
        self._known = known
        self._asked: set[str] = set()
        self._archives: dict[str, None] = {}
        self._terms: dict[str, None] = {}
        self._chain: set[str] = set()
        self._home = ""
        self._seen: set[str] = set()
        self._idle = 0
        self.losses = 0
        self._listings = 0
        self._walked = self._stopped = self._by_time = self._cuts = False
        self._wordpress = False

    @property
    def found(self) -> bool:
        """Whether any listing shows posts."""
        return bool(self._seen)

    @property
    def whole(self) -> bool:
        """Whether listings were walked to their end."""
        return self.found and not self.losses and not self._stopped

    @property
    def said(self) -> str:
        """How much they list."""
        end = "; what lies behind is known" if self._stopped else ""
        return f"{self._listings} listings link to {len(self._seen)} pages that may be posts{end}."

    def start(self, entry: Entry) -> Iterator[Step]:
        """Read the home page: it is a listing itself, or leads to one."""
        self._wordpress = "wordpress" in (entry.home.software or "").lower()
        self._home = entry.home.url
        self._asked.add(address_key(self._home))
        yield from self._listing(entry.root, entry.home.url)

    def read(self, reply: Reply) -> Iterator[Step]:
        """Read a listing."""
        if reply.status == OK:
            root, _ = read_document(reply.body, reply.headers.get("content-type", ""))
            yield from self._listing(root, reply.url)
        elif address_key(reply.url) in self._chain and reply.status in PAST_THE_END:
            self._walked = True  # WordPress answers so behind the last page
        else:
            self.losses += 1
            code, detail = failure(reply)
            yield DatasetWarning(code=code, detail=detail)

    def drained(self) -> Iterator[Step]:
        """Go on with the next kind of listings, unless one was walked to its end."""
        if self._walked or self._stopped or self._enough:
            return
        by_time = list(self._ask(self._archives))
        self._by_time |= bool(by_time)
        yield from by_time or (() if self._by_time else self._ask(self._terms))

    @property
    def _enough(self) -> bool:
        # Some more, as posts that were made sticky stand before the newest.
        return self._known.most is not None and len(self._seen) >= self._known.most + _STICKY

    def _listing(self, root: HtmlElement, url: str) -> Iterator[Step]:
        self._listings += 1
        page = read_listing(root, url)
        self._known.categories.note_page(root, url)
        shown = [*(entry.url for entry in page.entries), *page.links]
        unknown = [link for link in shown if not self._known.is_known(link)]
        new = any(address_key(link) not in self._seen for link in shown)
        self._idle = 0 if new else self._idle + 1
        self._archives.update(dict.fromkeys(page.archives))
        self._terms.update(dict.fromkeys(page.terms))
        if self._known.stops and shown and not unknown:
            self._stopped = True
        elif self._idle >= _MOST_IDLE:
            self._walked |= address_key(url) in self._chain
        elif not self._enough:
            yield from self._older(page.older, url, len(page.entries))
            # a page that is numbered nowhere and lists nothing ends no listing
            self._walked &= bool(page.entries or page.dated) or numbered(url)[1] > 1
        posts = [post_of_entry(entry, root) for entry in page.entries]
        # Where hardly any is whole, the theme shows summaries: those written by hand do not look like it.
        self._cuts |= bool(posts) and sum(not post.content for post in posts) > len(posts) / 2
        for entry, post in zip(page.entries, posts, strict=True):
            self._seen.add(address_key(entry.url))
            yield Candidate(entry.url, None, replace(post, content="") if self._cuts else post, sure=True)
        for link in page.links:
            self._seen.add(address_key(link))
            yield Candidate(link, sure=link in page.dated)

    def _older(self, older: tuple[str, ...], url: str, entries: int) -> Iterator[Step]:
        if not older and url == self._home and self._wordpress and entries >= _LEAST:
            older = (urljoin(f"{url.rstrip('/')}/", "page/2/"),)  # endless scrolling hides it
        for link in older:
            asks = list(self._ask([link]))
            if asks:
                self._chain.add(address_key(link))
                yield from asks
                return
        self._walked |= address_key(url) in self._chain

    def _ask(self, urls: Iterable[str]) -> Iterator[Ask]:
        for url in urls:
            key = address_key(url)
            if key not in self._asked and len(self._asked) < _MOST_LISTINGS:
                self._asked.add(key)
                yield Ask(url=url, route="archive")
