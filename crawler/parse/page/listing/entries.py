"""Finds the entries of a page that lists posts, each with the link to its own page."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.parse.page.marks import IN_POST, PAGE, PageMarks, has_class, has_property, names_part
from crawler.text import class_names
from crawler.urls.canonical import absolute, is_web, same_site

# Elements that hold an entry, by structure: microformats, microdata, the HTML element for it.
_TYPED = (
    "contains(@itemtype, 'schema.org/')"
    " and (contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting'))"
)
_BESIDE = tuple(class_names.names("beside_entries").split())
# Blogger names everything a widget, and the one with the posts "widget Blog". Microformats name the container
# of posts.
_FEEDS = class_names.name_set("feed")
_ENTRY = has_class(class_names.names("entry"))
_QUOTED = has_class(class_names.names("quoted_entry"))
_TITLE = has_class(class_names.names("entry_title"))
_LINK = has_class(class_names.names("entry_link"))
_ENTRIES = f"(//*[{_ENTRY}] | //article | //*[{_TYPED}])[{IN_POST}][not({_QUOTED})]"
_TITLES = f"descendant::*[{_TITLE} or {has_property('headline')}]"
_LINKS = f"contains(@rel, 'bookmark') or {_LINK} or {has_property('url')}"
_HEADINGS = ("h1", "h2", "h3")
_TITLE_LINKS = (
    f"descendant::a[{_LINKS}]/@href",
    f"{_TITLES}/descendant-or-self::a/@href | descendant::a[{_TITLES}]/@href",
    " | ".join(
        f"descendant::{h}/descendant::a/@href | descendant::a[descendant::{h}]/@href" for h in _HEADINGS
    ),
    "descendant::a[descendant::time]/@href | descendant::time/descendant::a/@href",  # posts without title
)


class ListingEntry(NamedTuple):
    """A post in a listing."""

    element: HtmlElement
    url: str
    """The address of its own page."""


def find_entries(marks: PageMarks, url: str) -> list[ListingEntry]:
    """The entries on the page at ``url`` that lead to other pages of the same site, in order, each once.

    ``marks`` are the page's. An article's own page gives no entries or only itself, because its title has no
    link or links to the page itself.
    """
    here = {_bare(url)}
    for own in (marks.link("canonical"), marks.told("og:url")):
        here.add(_bare(absolute(own or "", url) or url))
    found: dict[str, ListingEntry] = {}
    seen: dict[HtmlElement, bool] = {}  # each with whether it is an entry
    for element in marks.root.xpath(_ENTRIES):
        outer = next((above for above in element.iterancestors() if above in seen), None)
        apart = outer is None or (seen[outer] and _is_swallowed(element, outer))
        if apart and not _is_beside(element):
            link = None if _holds_entries(element, url) else _own_link(element, url)
            seen[element] = bool(link) and _bare(link or "") not in here
            if link and seen[element]:
                found.setdefault(_bare(link), ListingEntry(element, link))
    return list(found.values())


def _is_swallowed(element: HtmlElement, outer: HtmlElement) -> bool:
    """Whether an entry is inside another one because a summary was cut before its tags were closed.

    Both entries then have the same markup. A quotation in an entry has other markup and no such heading.
    """
    if element.tag != outer.tag or element.get("class") != outer.get("class"):
        return False
    headings = (heading for heading in element.iter(*_HEADINGS) if heading.find(".//a") is not None)
    return next(headings, None) is not None


def _holds_entries(element: HtmlElement, url: str) -> bool:
    """Whether an element holds a whole list: headings of one kind lead to several pages, and none has a mark.

    The first heading of an entry leads to its page, and a text below it has smaller ones.
    """
    if element.xpath(f"boolean(descendant::a[{_LINKS}] | {_TITLES})"):
        return False
    linked = [(heading.tag, heading.find(".//a")) for heading in element.iter(*_HEADINGS)]
    pages = [
        (tag, _bare(link))
        for tag, anchor in linked
        if anchor is not None
        and (link := absolute(anchor.get("href", ""), url))
        and is_web(link)
        and same_site(link, url)
    ]
    return len({page for tag, page in pages if tag == pages[0][0]}) >= _SEVERAL


_SEVERAL = 2


def _is_beside(element: HtmlElement) -> bool:
    """Whether an entry is in a box beside the page's own entries, or in a column without the main heading."""
    for above in (element, *element.iterancestors()):
        names = above.get("class", "")
        if not _FEEDS.isdisjoint(names.split()):
            return False
        if above.tag in PAGE:
            return False
        if names_part(names, _BESIDE):
            return True
        if "sidebar" in names and next(above.iterdescendants("h1", "main"), None) is None:
            return True
    return False


def _own_link(element: HtmlElement, url: str) -> str | None:
    for path in _TITLE_LINKS:
        links = (absolute(href, url) for href in element.xpath(path) if not href.startswith("#"))
        own = next((link for link in links if link and is_web(link) and same_site(link, url)), None)
        if own:
            return own
    return None


def _bare(url: str) -> str:
    """The address in a form for comparison, without the parts that may differ for the same page."""
    parts = urlsplit(url)
    path = re.sub(r"(?:/index\.html?|\.html?|/)$", "", parts.path)
    return f"{path}?{parts.query}" if parts.query else path
