"""A post's HTML as a tree, parsed once for all code that reads it and for the code that changes it."""

from functools import cached_property
from html import escape

from bs4 import Tag
from bs4.element import PageElement

from crawler.parse.article.embeds.lazy_embeds import reveal
from crawler.parse.article.tree.chrome import chrome_in, cut
from crawler.parse.article.tree.elements import bounded
from crawler.parse.article.tree.soup import soup_of
from crawler.text.markup_weight import too_heavy, without_tags


class ContentTree:
    """The tree of a post's HTML, built on first use."""

    def __init__(self, html: str) -> None:
        """``html`` is the content of a `Post`."""
        self._given = html
        self._taken: list[Tag] = []

    @cached_property
    def too_heavy(self) -> str | None:
        """Why the tree is built of the text without markup, as the end of a sentence. None if it is not."""
        return too_heavy(self._given)

    @cached_property
    def html(self) -> str:
        """The source of the tree: the HTML without control characters and with limited depth."""
        if self.too_heavy:
            return "".join(f"<p>{escape(one)}</p>" for one in without_tags(self._given))
        return bounded(self._given)

    @cached_property
    def root(self) -> Tag:
        """The root of the tree. Callers must not change it."""
        return soup_of(self.html)

    @cached_property
    def chrome(self) -> list[Tag]:
        """The elements in the tree that do not belong to the post."""
        return chrome_in(self.root)

    def take(self) -> tuple[Tag, bool]:
        """The root of a tree that the caller may change, and whether it differs visibly from the HTML.

        Lazy embeds are restored, and elements that do not belong to the post are removed. A later use of
        `root` gets a new tree.
        """
        root = self.root
        revealed = reveal(root, self.html)
        seen = cut(chrome_in(root) if revealed else self.chrome)
        del self.root
        self.__dict__.pop("chrome", None)
        self._taken.append(root)
        return root, seen or revealed

    def release(self) -> None:
        """Free the trees that were taken. Nobody may use them afterwards.

        The nodes of a tree refer to each other, so only the garbage collector would free them, later. Its
        passes take a tenth of the time of reading pages.
        """
        for root in self._taken:
            node: PageElement | None = root
            while node is not None:
                properties = vars(node)
                node = properties.get("next_element")
                properties.clear()
        self._taken.clear()
