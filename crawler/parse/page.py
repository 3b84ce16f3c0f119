"""A post's own page becomes a `Post`: where its content stands, and what the page says of it."""

import re

import lxml.html
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from crawler.items import Post
from crawler.items.blog import PostStatus
from crawler.parse.characters import clean
from crawler.parse.comments import read_comments
from crawler.parse.content import find_content, inner_html
from crawler.parse.metadata import Metadata, read_metadata
from crawler.parse.urls import absolute, canonical_article, is_web, same_site, slug_of

_PASSWORD = "descendant::form[contains(@class, 'post-password-form')]"  # noqa: S105 (a form's class)
# "Protégé :", "Protected:" in front of a protected post's title: WordPress's own words, by language.
_PROTECTED = re.compile(r"^(?:Protégé|Protected|Geschützt|Protegido|Protetto|Beschermd)\s*:\s*")
_PARSER = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")


def read_page(body: bytes, url: str, content_type: str = "") -> Post:
    """The post that a page shows; ``url`` is where the page was found.

    ``content_type`` is the header's value, for its charset. Never raises for what the page holds: a
    page without anything gives a post without content.
    """
    text, faults = _decoded(body, content_type)
    root = _tree(text)
    meta = read_metadata(root, url)
    canonical = _canonical(meta, url)
    content = find_content(root)
    protected = any(element.xpath(_PASSWORD) for element in content)
    status: PostStatus = "protected" if protected else "live"
    return Post(
        url=canonical,
        post_id=meta.post_id,
        slug=slug_of(canonical),
        title=_PROTECTED.sub("", meta.title) if protected else meta.title,
        author=meta.author,
        published=meta.published,
        published_local=meta.published_local,
        modified=meta.modified,
        language=meta.language,
        content="" if protected else inner_html(root, content, meta.title),
        terms=meta.terms,
        image=meta.image,
        status=status,
        comments=tuple(read_comments(root, canonical)),
        faults=faults,
    )


def _decoded(body: bytes, content_type: str) -> tuple[str, tuple[str, ...]]:
    encoding, text = html_to_unicode(content_type or None, body)
    if "\ufffd" in text and b"\xef\xbf\xbd" not in body:
        detail = f"bad_encoding: The page says it is {encoding}, but some of its bytes are not."
        return clean(text), (detail,)
    return clean(text), ()


def _tree(text: str) -> HtmlElement:
    try:
        return lxml.html.document_fromstring(text.encode(), parser=_PARSER)
    except lxml.etree.ParserError:  # an empty document
        return lxml.html.document_fromstring("<html><body></body></html>")


def _canonical(meta: Metadata, url: str) -> str:
    """The page's own word for its address, if that is an address of the same site."""
    own = absolute(meta.canonical, url) if meta.canonical else None
    return canonical_article(own if own and is_web(own) and same_site(own, url) else url)
