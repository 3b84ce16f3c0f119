"""A page's bytes as a tree, as a browser would decode them."""

import re
from urllib.parse import unquote, urljoin

import lxml.etree
import lxml.html
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from crawler.items import DatasetWarning
from crawler.text.characters import clean
from crawler.urls.captures import original_markup

# Comments and processing instructions are no elements, and whoever iterates elements would meet them.
PARSER = lxml.etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
# lxml.html's own parser asks Python for the class of every element, as forms have some of their own.
PARSER.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=HtmlElement))


def read_document(body: bytes, content_type: str = "") -> tuple[HtmlElement, tuple[DatasetWarning, ...]]:
    """The page's root element, and what was wrong with its bytes. The tree holds elements only, no comments.

    A page saved by the Wayback Machine has the original's addresses.
    ``content_type`` is the header's value, for its charset. Never raises: what is no page gives an
    empty document.
    """
    encoding, text = html_to_unicode(content_type or None, body)
    faults: tuple[DatasetWarning, ...] = ()
    if "\ufffd" in text and b"\xef\xbf\xbd" not in body:
        detail = f"The page says it is {encoding}, but some of its bytes are not."
        faults = (DatasetWarning(code="bad_encoding", detail=detail),)
    root = _tree(_without_early_ends(original_markup(clean(text))))
    _apply_base(root)
    _cut_permalinks(root)
    return root, faults


def _without_early_ends(text: str) -> str:
    """The markup without ``</body>`` and ``</html>`` that more of the page follows.

    Browsers read on after them (HTML, 13.2.6.4.19); libxml2 drops what follows. Both tags may be left out.
    """
    first = _END.search(text)
    return _END.sub("", text) if first and _START.search(text, first.end()) else text


_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_START = re.compile(r"<[a-z]", re.IGNORECASE)


def _apply_base(root: HtmlElement) -> None:
    """Resolve what is relative to ``<base href>`` (HTML, 4.2.3), so that no reader has to know of it.

    Links within the page stay: notes hang on them.
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
    """Take the signs out of headings by which readers copy the heading's own address ("¶", "#")."""
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
    except lxml.etree.ParserError:  # nothing is in it
        return empty_document()


def empty_document() -> HtmlElement:
    """A page without anything in it."""
    root = lxml.html.Element("html")
    lxml.etree.SubElement(root, "head")
    lxml.etree.SubElement(root, "body")
    return root
