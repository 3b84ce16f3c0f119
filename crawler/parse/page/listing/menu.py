"""Finds the menu of a site: the links to its sections and static pages, which it prints on every page."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.parse.page.marks import has_class
from crawler.text import class_names
from crawler.urls.canonical import absolute, is_web, same_site

_NAMES = class_names.names("menu")
_IDS = " or ".join(f"@id='{name}'" for name in _NAMES.split())
_MENU = f"//nav | //*[@role='navigation' or {_IDS} or {has_class(_NAMES)}]"
_NO_MENU = has_class(class_names.names("pager"))
_MOST = 20
"""Menus have few links. Longer ones list the pages of a manual, or posts."""


def menu_links(root: HtmlElement, url: str) -> frozenset[str]:
    """The addresses on the same site that the menus of the page at ``url`` link to."""
    return frozenset(link for menu in root.xpath(_MENU) for link in _links(menu, url))


def _links(menu: HtmlElement, url: str) -> Iterator[str]:
    if menu.xpath(f"ancestor-or-self::*[{_NO_MENU}]"):
        return
    anchors = menu.xpath(".//a[@href]")
    if len(anchors) > _MOST:
        return
    for anchor in anchors:
        link = absolute(anchor.get("href"), url)
        if link and is_web(link) and same_site(link, url):
            yield link
