"""A post's HTML as a tree, parsed once for those who look at it and for the one who takes it apart."""

from functools import cached_property

from bs4 import Tag

from crawler.parse.article.embeds.lazy_embeds import reveal
from crawler.parse.article.tree.chrome import chrome_in, cut
from crawler.parse.article.tree.elements import bounded
from crawler.parse.article.tree.soup import soup_of


class ContentTree:
    """The tree of a post's HTML; it is made when it is first asked for."""

    def __init__(self, html: str) -> None:
        """``html`` is the content of a `Post`."""
        self._given = html

    @cached_property
    def html(self) -> str:
        """The HTML that the tree is made of: without control characters, and of bounded depth."""
        return bounded(self._given)

    @cached_property
    def root(self) -> Tag:
        """The root of the tree; whoever reads it leaves it as it is."""
        return soup_of(self.html)

    @cached_property
    def chrome(self) -> list[Tag]:
        """The elements in it that are not the post."""
        return chrome_in(self.root)

    def take(self) -> tuple[Tag, bool]:
        """The root of a tree that is the caller's own, and whether a reader sees it differ from the HTML.

        What the page holds back is in its place, and what is not the post is gone. Whoever asks for `root`
        later gets a new tree.
        """
        root = self.root
        revealed = reveal(root, self.html)
        seen = cut(chrome_in(root) if revealed else self.chrome)
        del self.root
        self.__dict__.pop("chrome", None)
        return root, seen or revealed
