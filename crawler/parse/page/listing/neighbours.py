"""Finds the posts before and after a post, by the links on its page."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.items import address_key
from crawler.parse.page.facts.terms import term_address
from crawler.parse.page.listing.listing_page import is_page
from crawler.parse.page.marks import has_class
from crawler.parse.page.parts import comment_pages, text_parts
from crawler.text import class_names
from crawler.urls.canonical import absolute, same_site

_RELATIONS = frozenset(("prev", "previous", "next"))
_PLACE = has_class(class_names.names("neighbour"))


def neighbours(root: HtmlElement, url: str) -> tuple[str, ...]:
    """The addresses of the posts before and after the one at ``url``, each once, in page order.

    The links are marked by `rel` (HTML, and most software), or by a class of the link or its parent. Further
    pages of the post's own text or comments are left out.
    """
    own = {*text_parts(root, url).values(), *comment_pages(root, url).values()}
    return tuple(
        link
        for link in dict.fromkeys(_linked(root, url))
        if link not in own and address_key(link) != address_key(url) and not term_address(link)
    )


def _linked(root: HtmlElement, url: str) -> Iterator[str]:
    marked = [
        element
        for element in root.iter("a", "link")
        if _RELATIONS & {*element.get("rel", "").lower().split()}
    ]
    for element in (*marked, *root.xpath(f"//*[{_PLACE}]/descendant-or-self::a")):
        link = (absolute(element.get("href") or "", url) or "").partition("#")[0]
        if link and is_page(link) and same_site(link, url):
            yield link
