"""A post's own page becomes a `Post`: where its content stands, and what the page says of it."""

import re

import lxml.html
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from crawler.items import Post
from crawler.items.blog import PostStatus
from crawler.parse.characters import clean
from crawler.parse.comments import read_comments
from crawler.parse.html_text import plain
from crawler.parse.metadata import Metadata, read_metadata
from crawler.parse.urls import absolute, canonical_article, is_web, same_site, slug_of


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


# Where a post's content stands, most certain first: microformats, microdata, then the names that blog
# software and themes give it. Not one theme's class: each is used by whole families of them.
_NAMES = (
    "wp-block-post-content post-content post-body gh-content post-full-content available-content "
    "article-content article-body article__body article__content post__content post-entry "
    "td-post-content single-content blog-post-content blog-content entry post-text texte "
    "storycontent content-body page-content"
).split()
_TESTS = (
    *map(_has_class, ("entry-content", "e-content")),
    "contains(@itemprop, 'articleBody')",
    *map(_has_class, _NAMES),
    "self::article",
    "self::main or @role='main' or @id='content' or @id='main'",
    "self::body",
)
_CONTENT = tuple(f"descendant::*[{test}]" for test in _TESTS)
_WHOLE = frozenset(("article", "main", "body"))
_FRAME = (
    "descendant::*[self::header or self::footer or self::nav or @id='comments' or @id='respond'"
    " or @id='secondary' or @id='sidebar' or (self::aside and not(contains(@class, 'footnote')))]"
)
_NO_POST = (
    "ancestor-or-self::*[@id='comments' or @id='secondary' or @id='sidebar' or self::aside or self::footer]"
)
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
    content = _content(root)
    protected = content is not None and bool(content.xpath(_PASSWORD))
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
        content="" if content is None or protected else _inner(content, meta.title),
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


def _content(root: HtmlElement) -> HtmlElement | None:
    """The element that holds the post: of the most certain kind that the page has, the fullest."""
    for path in _CONTENT:
        found = [e for e in root.xpath(path) if not e.xpath(_NO_POST)]
        if found:
            return max(found, key=lambda e: len(e.text_content()))
    return None


def _inner(content: HtmlElement, title: str) -> str:
    """The inside of the element as HTML; of a whole article or page, without its frame."""
    if content.tag in _WHOLE or content.get("id") in ("content", "main"):
        for element in content.xpath(_FRAME):
            if element.getparent() is not None:
                element.drop_tree()
        for heading in content.xpath("descendant::h1"):
            if plain(heading.text_content()) == title:
                heading.drop_tree()
    inside = [lxml.html.tostring(child, encoding="unicode") for child in content]
    return (content.text or "") + "".join(inside)
