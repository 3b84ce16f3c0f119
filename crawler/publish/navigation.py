"""The links in the header of every page, and which of them the reader is at."""

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.publish.addresses import Addresses


@dataclass(frozen=True, kw_only=True, slots=True)
class NavigationLink:
    """A link in the header."""

    word: str
    address: str
    is_current: bool
    """Whether the reader is at it or at a page of this kind."""


#: By word, the kinds of the reading pages that belong to it. The link leads to the first one.
_KINDS = {
    "Tweets": ("accounts", "account", "tweet"),
    "Sources": ("domains", "domain", "source"),
    "Subjects": ("terms", "term"),
    "Authors": ("authors", "author"),
}
_ARTICLES = ("article", "versions")


def navigation(at: Addresses, path: str, arguments: Mapping[str, str], *, asks: bool) -> list[NavigationLink]:
    """The links in the header of a page at ``path`` with these arguments.

    ``asks`` is whether the page answers a question.

    >>> at = Addresses(home="/demo")
    >>> [link.word for link in navigation(at, "/demo/-/tweet/7", {}, asks=False) if link.is_current]
    ['Tweets']
    """
    below = path.removeprefix(at.home).strip("/").split("/")
    kind = below[1] if below[0] == "-" and len(below) > 1 else None
    of_articles = kind in _ARTICLES or (kind == "search" and arguments.get("kind") == "article")
    is_data = kind is None and below[0] not in ("", "-") and not asks
    return [
        NavigationLink(word="Articles", address=at.page("search", kind="article"), is_current=of_articles),
        *(
            NavigationLink(word=word, address=at.page(kinds[0]), is_current=kind in kinds)
            for word, kinds in _KINDS.items()
        ),
        NavigationLink(word="Questions", address=f"{at.home}#queries", is_current=asks),
        NavigationLink(word="Data", address=f"{at.home}#tables", is_current=is_data),
    ]
