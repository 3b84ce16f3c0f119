"""A post's own page becomes a `Post`: where its content stands, and what the page says of it."""

import copy
from dataclasses import replace

import lxml.html
from lxml.html import HtmlElement

from crawler.items import Post
from crawler.items.blog import PostStatus
from crawler.parse.page.comments.comments import read_comments
from crawler.parse.page.content.content import find_content, inner_html
from crawler.parse.page.document import read_document
from crawler.parse.page.facts.metadata import Metadata, read_metadata
from crawler.parse.page.facts.title import own_title
from crawler.parse.page.listing.entries import ListingEntry
from crawler.parse.page.marks import has_class
from crawler.parse.page.parts import text_parts
from crawler.text import class_names, phrases
from crawler.text.characters import one_line
from crawler.text.truncation import is_cut_off
from crawler.urls.canonical import absolute, canonical_article, is_web, same_site, slug_of

_PASSWORD = "descendant::form[contains(@class, 'post-password-form')]"  # noqa: S105 (a form's class)
# "Protégé :", "Protected:" in front of a protected post's title: WordPress's own words, by language.
_PROTECTED = phrases.pattern(r"^{protected}\s*[:：]\s*")
# What holds an entry's text by name, and what says that it is not all of it.
_NAMED = has_class(class_names.names("entry_text"))
_WHOLE = f"descendant::*[{_NAMED} or @itemprop='articleBody']"
_CUT = has_class(class_names.names("cut_off"))
_SHORT = 1000
"""Characters of a text that may be a summary written by hand, which nothing else tells from a short post."""
_MORE = f"descendant::*[{_CUT}] | descendant::a[contains(@href, '#more')]"


def read_page(body: bytes, url: str, content_type: str = "") -> Post:
    """The post that a page shows; ``url`` is where the page was found.

    ``content_type`` is the header's value, for its charset. Never raises for what the page holds: a
    page without anything gives a post without content.
    """
    root, faults = read_document(body, content_type)
    return replace(post_of(root, url), faults=faults)


def post_of(root: HtmlElement, url: str) -> Post:
    """As `read_page`, of a document as `document.read_document` gives it; the tree is used up."""
    meta = read_metadata(root, url)
    canonical = _canonical(meta, url)
    slug = slug_of(canonical)
    title = own_title(meta.title, slug, meta.post_id)
    comments = tuple(read_comments(root, canonical))  # before the content is cut out of their page
    content = find_content(root)
    protected = any(element.xpath(_PASSWORD) for element in content)
    status: PostStatus = "protected" if protected else "live"
    return Post(
        url=canonical,
        post_id=meta.post_id,
        slug=slug,
        title=_PROTECTED.sub("", title) if protected else title,
        author=meta.author,
        published=meta.published,
        published_local=meta.published_local,
        modified=meta.modified,
        language=meta.language,
        content="" if protected else inner_html(root, content, meta.title),
        terms=meta.terms,
        image=meta.image,
        status=status,
        comments=comments,
    )


def post_of_entry(entry: ListingEntry, root: HtmlElement) -> Post:
    """The post that a listing shows as an entry; with content only where that is all of it.

    ``root`` is the listing's document, which stays as it is.
    """
    whole = _is_whole(entry)
    page = lxml.html.document_fromstring("<html><head></head><body></body></html>")
    for name, value in root.items():
        page.set(name, value)
    page[-1].append(copy.deepcopy(entry.element))
    post = replace(post_of(page, entry.url), url=canonical_article(entry.url))
    pictured = "has-post-thumbnail" in entry.element.get("class", "")  # WordPress: there is one, shown or not
    return post if whole and (post.image or not pictured) else replace(post, content="")


def _is_whole(entry: ListingEntry) -> bool:
    element = entry.element
    held = element.xpath(_WHOLE)
    if not held or element.xpath(_MORE) or text_parts(element, entry.url):
        return False
    shown = held[0]
    return len(one_line(shown.text_content())) >= _SHORT and not is_cut_off(
        lxml.html.tostring(shown, encoding="unicode")
    )


def _canonical(meta: Metadata, url: str) -> str:
    """The page's own word for its address, if that is an address of the same site."""
    own = absolute(meta.canonical, url) if meta.canonical else None
    return canonical_article(own if own and is_web(own) and same_site(own, url) else url)
