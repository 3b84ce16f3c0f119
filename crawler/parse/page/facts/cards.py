"""The cards on a post's page that show other posts, with their own heading, day and author.

Class names do not identify them ("related", "recent" and "featured" are only some of many). The whole heading
of a card is a link to another page of the site, and its box does not hold the heading of the post itself.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.items import address_key
from crawler.parse.page.elements import PageElements
from crawler.parse.page.facts.head_titles import agrees_with_head
from crawler.parse.page.facts.terms import is_author_address, term_address
from crawler.parse.page.marks import PageMarks, is_beside
from crawler.text.characters import one_line
from crawler.urls.canonical import absolute, canonical_article, is_web, same_site

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST = 500  # headings
# A card shows the beginning of a post. A larger box is part of the post itself, or the whole page.
_LONGEST = 1500  # characters
_LARGEST = 300  # elements
_PAGE = frozenset(("html", "body", "main"))


class PostMarks(PageMarks):
    """The marks of a post's page. Elements in a card are not in the post."""

    def __init__(self, elements: PageElements, url: str) -> None:
        """``url`` is where the page was found. The canonical address that it names also counts as its own."""
        super().__init__(elements)
        self.url = url

    def is_of_others(self, element: HtmlElement) -> bool:
        """As for any page, and also whether the element is in a card."""
        return super().is_of_others(element) or self._is_in_card(element)

    def own_heading(self) -> HtmlElement | None:
        """The first heading that agrees with the head, else the first that does not link to another page."""
        every = self.tagged("h1", "h2")[:_MOST]
        headings = [h for h in every if not (is_beside(h) or self._is_in_card(h))]
        agreed = (h for h in headings if agrees_with_head(one_line(h.text_content()), self))
        firsts = (h for h in headings if h.tag == "h1" and h not in self._leading)
        return next(chain(agreed, firsts), None)

    def _is_in_card(self, element: HtmlElement) -> bool:
        return not self._cards.isdisjoint((element, *element.iterancestors()))

    @cached_property
    def _own(self) -> frozenset[str]:
        told = (self.link("canonical"), self.told("og:url"))
        addresses = (self.url, *(absolute(address or "", self.url) for address in told))
        return frozenset(_key(address) for address in addresses if address)

    @cached_property
    def _cards(self) -> set[HtmlElement]:
        found: set[HtmlElement] = set()
        for heading, page in self._leading.items():
            if page and not is_beside(heading):
                for around in (heading, *heading.iterancestors()):
                    if around in found or not self._is_card(around, heading, page):
                        break
                    found.add(around)
        return found

    @cached_property
    def _leading(self) -> dict[HtmlElement, str]:
        """The headings that link to other pages, each with the page, or "" if the page is not a post."""
        headings = self.tagged(*_HEADINGS)[:_MOST]
        return {heading: page for heading in headings if (page := self._page_of(heading)) is not None}

    def _page_of(self, heading: HtmlElement) -> str | None:
        """The other post that a heading links to. "" for a listing, None for the page's own headings."""
        href = link_of(heading)
        link = absolute(href, self.url) if href else None
        if not link or not is_web(link) or not same_site(link, self.url):
            return None
        if term_address(link) or is_author_address(link):
            return ""
        key = _key(link)
        # also the addresses above the post: the blog's home page, a folder of posts
        if any(own == key or own.startswith((f"{key}/", f"{key}?")) for own in self._own):
            return None
        return None if agrees_with_head(one_line(heading.text_content()), self) else key

    def _is_card(self, around: HtmlElement, heading: HtmlElement, page: str) -> bool:
        """Whether an element (the heading or a box around it) is a card about one other post.

        A box that begins with such a heading and holds several side by side is one card for all of them.
        """
        if around.tag in _PAGE or not _is_small(around):
            return False
        flat = around is heading.getparent() and _words(around).startswith(_words(heading))
        for inner in around.iter("article", *_HEADINGS):
            if inner.tag == "article":
                alien = inner is not around and heading not in inner.iterdescendants(heading.tag)
            else:
                leads = self._leading.get(inner)
                alien = leads is None or (leads not in ("", page) and not flat)
            if alien:
                return False
        return True


def _key(address: str) -> str:
    return re.sub(r"(?:\.html?|/)$", "", address_key(canonical_article(address)))


def link_of(heading: HtmlElement) -> str | None:
    """The target of a heading that is entirely a link. None for other headings."""
    around = next(heading.iterancestors("a"), None)
    if around is not None:
        return str(around.get("href", "")) or None
    links = list(islice(heading.iterdescendants("a"), 2))
    whole = _words(heading) if links else ""
    return next((link.get("href") for link in links if _words(link) == whole), None)


def _words(element: HtmlElement) -> str:
    return re.sub(r"[\W_]+", "", one_line(element.text_content()))


def _is_small(element: HtmlElement) -> bool:
    """Whether an element is no larger than a card. It stops counting at that size."""
    length = 0
    for number, piece in enumerate(_pieces(element)):
        length += len(piece)
        if length > _LONGEST or number > 2 * _LARGEST:
            return False
    return True


def _pieces(element: HtmlElement) -> Iterator[str]:
    for inner in element.iter():
        yield (inner.text or "") if isinstance(inner.tag, str) else ""
        yield (inner.tail or "") if inner is not element else ""
