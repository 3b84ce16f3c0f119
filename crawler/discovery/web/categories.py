"""Parents of categories, from the addresses that pages link to."""

from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.items import Post, Term
from crawler.parse.page.facts.terms import categories_above


class Categories:
    """The categories found in the pages of a crawl."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._named: dict[str, Term] = {}

    def note_page(self, root: HtmlElement, url: str) -> None:
        """Add the links of the page at ``url``."""
        self._above |= categories_above(root, url)

    def note_post(self, post: Post) -> None:
        """Add the categories of a post."""
        self._named |= {term.slug: term for term in post.terms if term.taxonomy == "category"}

    def nested(self) -> Iterator[Term]:
        """The categories of posts that have a parent category."""
        for below, above in self._above.items():
            if below in self._named and above in self._named and above != below:
                yield replace(self._named[below], parent=self._named[above])
