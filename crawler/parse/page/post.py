"""Builds a `Post` from the post's own page or from an entry of a listing."""

import copy
from collections.abc import Iterable

import lxml.html
from lxml.html import HtmlElement

from crawler.items import DatasetWarning, Post, page_path
from crawler.items.blog import PostStatus
from crawler.parse.page.content.beside import Piece
from crawler.parse.page.content.pieces import inner_html
from crawler.parse.page.document import empty_document
from crawler.parse.page.elements import PageElements
from crawler.parse.page.facts.metadata import Metadata
from crawler.parse.page.facts.title import own_title
from crawler.parse.page.kind.votes import is_no_post
from crawler.parse.page.listing.entries import ListingEntry
from crawler.parse.page.marks import has_class, has_property
from crawler.parse.page.parts import text_parts
from crawler.text import class_names, phrases
from crawler.text.characters import one_line
from crawler.text.truncation import is_cut_off
from crawler.urls.canonical import absolute, canonical_article, is_web, same_site, slug_of

_PASSWORD = "post-password-form"  # noqa: S105 (a form's class)
# "Protégé :", "Protected:" before the title of a protected post: WordPress's own words, by language.
_PROTECTED = phrases.pattern(r"^{protected}\s*[:：]\s*")
# Names of elements that hold the text of an entry, and signs that the text is incomplete.
_NAMED = has_class(class_names.names("entry_text"))
_WHOLE = f"descendant::*[{_NAMED} or {has_property('articleBody')}]"
_CUT = has_class(class_names.names("cut_off"))
_SHORT = 1000
"""A text with fewer characters may be a summary written by hand, which looks like a short post."""
_MORE = f"descendant::*[{_CUT}] | descendant::a[contains(@href, '#more')]"


def post_of(page: PageElements, url: str, meta: Metadata, content: Iterable[Piece]) -> Post:
    """The post of a page, without its comments. ``url`` is the canonical address of the post."""
    pieces = list(content)
    slug = slug_of(url)
    title = own_title(meta.title, slug, meta.post_id)
    protected = any(_PASSWORD in form.get("class", "") for form in page.tagged("form"))
    status: PostStatus = "protected" if protected else "live"
    return Post(
        url=url,
        post_id=meta.post_id,
        slug=slug,
        title=_PROTECTED.sub("", title) if protected else title,
        author=meta.author,
        published=meta.published,
        published_local=meta.published_local,
        modified=meta.modified,
        language=meta.language,
        content="" if protected else inner_html(page, pieces, meta.title),
        terms=meta.terms,
        image=meta.image,
        status=status,
    )


def canonical_of(meta: Metadata, url: str) -> tuple[str, tuple[DatasetWarning, ...]]:
    """The canonical address of the post at ``url``, and the warnings about it.

    The address that the page names is used if it is on the same site and can be a post's. Some themes print
    the home page, or the list that links to the post, on all pages. Then the requested address is used.
    """
    own = absolute(meta.canonical, url) if meta.canonical else None
    if not own or not is_web(own) or not same_site(own, url):
        return canonical_article(url), ()
    if page_path(own) == page_path(url) or not is_no_post(own):
        return canonical_article(own), ()
    detail = f"{url} names {own} as its canonical address, which is no post's."
    return canonical_article(url), (DatasetWarning(code="canonical_refused", detail=detail),)


def entry_document(entry: HtmlElement, listing: HtmlElement) -> HtmlElement:
    """A page that contains only a copy of a listing's entry. ``listing`` is the root of the listing."""
    page = empty_document()
    for name, value in listing.items():
        page.set(name, value)
    page[-1].append(copy.deepcopy(entry))
    return page


def is_whole(entry: ListingEntry, *, has_image: bool) -> bool:
    """Whether a listing's entry contains its whole post. ``has_image``: it contains the featured picture."""
    element = entry.element
    pictured = "has-post-thumbnail" in element.get("class", "")  # WordPress: the post has one, shown or not
    held = element.xpath(_WHOLE)
    if not held or (pictured and not has_image) or element.xpath(_MORE) or text_parts(element, entry.url):
        return False
    shown = held[0]
    return len(one_line(shown.text_content())) >= _SHORT and not is_cut_off(
        lxml.html.tostring(shown, encoding="unicode")
    )
