"""What the pages of a site have in common: how its posts look, where they are, and what its menu leads to."""

from collections import Counter
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from crawler.items import PriorCrawl, address_key, page_path
from crawler.parse.page import PageReading
from crawler.parse.page.listing.menu import menu_links

Likeness = Literal["same", "other", "unknown"]
"""Whether a page has the template of the blog's posts."""
_COMMON = 0.75
"""Share of the posts that have a name of their template. Some lack tags, or a post after them, and a feed may
name other pages."""
_LEAST_NAMES = 3
"""With fewer names of their own, posts cannot be distinguished from other pages."""
_SAME, _OTHER = 1 / 3, 1 / 2
"""A post lacks at most the first share of the names that only posts have. Other pages lack the second."""
_FEW_POSTS, _OTHER_OF_FEW = 3, 0.7
"""So few posts also share names that come from their texts. Other pages then lack this share."""


class Site:
    """The evidence of a site. It grows with the pages that are read."""

    def __init__(self, prior: PriorCrawl) -> None:
        self._names: Counter[str] = Counter()
        self._posts = 0
        self._home: frozenset[str] = frozenset()
        self._menu: frozenset[str] = frozenset()
        self._folders = Counter(_folder(article.url) for article in prior.articles)

    def enter(self, home: PageReading) -> None:
        """Read the home page, which is not a post."""
        self._home = home.template
        self._menu = frozenset(map(address_key, menu_links(home.root, home.url)))

    def note_post(self, page: PageReading) -> None:
        """Read the page of a post that is known to be one."""
        self._names.update(page.template)
        self._posts += 1
        self._folders[_folder(page.url)] += 1

    def likeness(self, template: frozenset[str]) -> Likeness:
        """Whether a page with these names has the template of the blog's posts."""
        least = _COMMON * self._posts
        own = {name for name, count in self._names.items() if count >= least} - self._home
        if len(own) < _LEAST_NAMES:
            return "unknown"
        lacking = len(own - template) / len(own)
        if lacking <= _SAME:
            return "same"
        return "other" if lacking >= (_OTHER_OF_FEW if self._posts < _FEW_POSTS else _OTHER) else "unknown"

    def is_in_menu(self, url: str) -> bool:
        """Whether the menu of the home page leads to an address."""
        return address_key(url) in self._menu

    def has_posts_beside(self, url: str) -> bool:
        """Whether posts are in the same folder. The top of a site holds pages of all kinds."""
        return _folder(url) != _TOP and self._folders[_folder(url)] > 0


_TOP = "/"


def _folder(url: str) -> str:
    """The path of the folder of an address.

    >>> _folder("https://blog.example/notes/oak.html"), _folder("https://blog.example/oak/")
    ('/notes', '/')
    """
    return str(PurePosixPath(page_path(url) or urlsplit(url).path or "/").parent)
