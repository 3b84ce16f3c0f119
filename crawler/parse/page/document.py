"""Parses the bytes of a page into a tree and decodes them as a browser would."""

import re
from urllib.parse import unquote, urljoin

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.items import DatasetWarning
from crawler.parse.page.encoding import decode_page
from crawler.text.characters import clean
from crawler.urls.captures import original_markup

# Comments and processing instructions are not elements, but iterating over elements would yield them.
PARSER = lxml.etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
# lxml.html's own parser asks Python for the class of every element, as forms have some of their own.
PARSER.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=HtmlElement))


def read_document(body: bytes, content_type: str = "") -> tuple[HtmlElement, tuple[DatasetWarning, ...]]:
    """The page's root element and the faults of its bytes. The tree holds only elements, no comments.

    In a page saved by the Wayback Machine the original addresses are restored.
    ``content_type`` is the value of the header, for its charset. Never raises: bytes that are not a page give
    an empty document.
    """
    text, faults = decode_page(body, content_type)
    root = _tree(_without_early_ends(original_markup(clean(text))))
    _apply_base(root)
    _cut_permalinks(root)
    return root, faults


def has_end(body: bytes) -> bool:
    """Whether the bytes of a page contain ``</html>`` or ``</body>``, or end with another closing tag.

    HTML allows to leave the two out, as people do who write pages by hand. A page that was cut off ends
    in a word or in a tag.

    >>> has_end(b"<html><body>A mill</BODY>"), has_end(b"<p>A mill</p> "), has_end(b"<html><body>A mi")
    (True, True, False)
    """
    return _END_BYTES.search(body.replace(b"\0", b"") if body[:2] in _WIDE else body) is not None


_END_BYTES = re.compile(rb"</(?:body|html)\s*>|</[a-z][^<>]*>\s*\Z", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16."""


def _without_early_ends(text: str) -> str:
    """The markup without each ``</body>`` and ``</html>`` that is followed by more of the page.

    Browsers read on after them (HTML, 13.2.6.4.19); libxml2 drops the rest. Both tags are optional.
    """
    first = _END.search(text)
    return _END.sub("", text) if first and _START.search(text, first.end()) else text


_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_START = re.compile(r"<[a-z]", re.IGNORECASE)


def _apply_base(root: HtmlElement) -> None:
    """Resolve addresses relative to ``<base href>`` (HTML, 4.2.3), so that other code can ignore it.

    Links within the page stay, because notes depend on them.
    """
    base = next((one.get("href", "").strip() for one in root.iter("base") if one.get("href")), "")
    if not base:
        return

    def resolved(link: str) -> str:
        try:
            return link if link.startswith("#") else urljoin(base, link)
        except ValueError:  # "http://[broken"
            return link

    for element in list(root.iter("base")):
        element.drop_tree()
    root.rewrite_links(resolved, resolve_base_href=False)


def _cut_permalinks(root: HtmlElement) -> None:
    """Remove the permalink signs in headings ("¶", "#"), from which readers copy the heading's address."""
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        for link in list(heading.iterdescendants("a")):
            if link.text_content().strip() in _PERMALINKS and _leads_to(link.get("href", ""), heading):
                link.drop_tree()


_PERMALINKS = frozenset(("#", "¶", "§", "🔗", "⚓", "⚓︎", "∞", "\u200b"))


def _leads_to(href: str, heading: HtmlElement) -> bool:
    name = unquote(href.partition("#")[2])
    return bool(name) and any(
        e.get("id") == name for e in (heading, *heading.iterancestors("section", "div"))
    )


def _tree(text: str) -> HtmlElement:
    try:
        return lxml.html.document_fromstring(text.encode(), parser=PARSER)
    except lxml.etree.ParserError:  # the page is empty
        return empty_document()


def empty_document() -> HtmlElement:
    """An empty page."""
    root = lxml.html.Element("html")
    lxml.etree.SubElement(root, "head")
    lxml.etree.SubElement(root, "body")
    return root
