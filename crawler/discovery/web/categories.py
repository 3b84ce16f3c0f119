"""Categories that stand below others: a page tells it in the addresses that it links to."""

from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.items import Post, Term
from crawler.parse.page.facts.terms import categories_above


class Categories:
    """What the pages of a crawl told of categories."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._named: dict[str, Term] = {}

    def note_page(self, root: HtmlElement, url: str) -> None:
        """Take in what the page at ``url`` links to."""
        self._above |= categories_above(root, url)

    def note_post(self, post: Post) -> None:
        """Take in what a post carries."""
        self._named |= {term.slug: term for term in post.terms if term.taxonomy == "category"}

    def nested(self) -> Iterator[Term]:
        """The categories of the posts that stand below another of them."""
        for below, above in self._above.items():
            if below in self._named and above in self._named and above != below:
                yield replace(self._named[below], parent=self._named[above])
