"""A page that is parsed once. Every property is computed on first use and then kept."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from lxml.html import HtmlElement

from crawler.items import Comment, DatasetWarning, Post
from crawler.parse.page.comments.reading import read_comments
from crawler.parse.page.content.pieces import Content, find_content
from crawler.parse.page.document import has_end, read_document
from crawler.parse.page.elements import PageElements
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.metadata import Metadata, read_metadata
from crawler.parse.page.facts.title import read_title
from crawler.parse.page.json_ld import described_article, described_page, read_json_ld
from crawler.parse.page.kind.genres import genre_votes
from crawler.parse.page.kind.judgement import LEADING, PageJudgement, judge
from crawler.parse.page.kind.prose import points_of_prose
from crawler.parse.page.kind.template import template_names
from crawler.parse.page.kind.votes import MANY_ENTRIES, votes
from crawler.parse.page.listing.entries import ListingEntry, find_entries
from crawler.parse.page.listing.listing_page import ListingPage, read_listing
from crawler.parse.page.post import canonical_of, entry_document, is_whole, post_of
from crawler.parse.page.preview import preview_warnings
from crawler.parse.page.refresh import refresh_target
from crawler.parse.page.standing import Standing, standing_of
from crawler.urls.canonical import canonical_article
from crawler.urls.captures import original_address


def read_page(body: bytes, url: str, content_type: str = "") -> Post:
    """The post on a page. ``url`` is the address where the page was found.

    ``content_type`` is the value of the header, for its charset. Never raises for the content of a page: an
    empty page gives a post without content.
    """
    return PageReading(body, url, content_type).post


def judge_page(body: bytes, url: str, content_type: str = "") -> PageJudgement:
    """The kind of the page at ``url``, judged only by the page itself.

    ``content_type`` is the header's value, for its charset. Never raises.
    """
    return PageReading(body, url, content_type).judgement


class PageReading:
    """The facts of one page, one property for each.

    The bytes are parsed when the first property is read. No property changes the tree, so they can be read in
    any order.
    """

    def __init__(self, page: bytes | HtmlElement, url: str, content_type: str = "") -> None:
        """``page`` is the bytes of the page, or a tree from `document.read_document`.

        ``url`` is where the page or its capture was found. ``content_type`` is the value of the header, for
        the charset of the bytes.
        """
        self.url = original_address(url)
        self._page, self._content_type = page, content_type

    @property
    def root(self) -> HtmlElement:
        """The page's root element. Callers must not change it."""
        return self._document[0]

    @property
    def faults(self) -> tuple[DatasetWarning, ...]:
        """The faults of the page's bytes."""
        return self._document[1]

    @cached_property
    def elements(self) -> PageElements:
        """The page's elements by their attributes."""
        return PageElements(self.root)

    @cached_property
    def marks(self) -> PostMarks:
        """The page's elements by class name and by microdata property, and the values in its head."""
        return PostMarks(self.elements, self.url)

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """The objects of JSON-LD that describe the page."""
        return read_json_ld(self.elements)

    @cached_property
    def article(self) -> dict[str, Any]:
        """The object of JSON-LD that describes an article. {} if there is none."""
        return described_article(self.json_ld)

    @cached_property
    def title(self) -> str:
        """The title of the page's post in plain text. "" if the page has none."""
        return read_title(self.marks, self.article)

    @cached_property
    def entries(self) -> list[ListingEntry]:
        """The posts that the page lists as entries, each with the link to its own page."""
        return find_entries(self.marks, self.url)

    @cached_property
    def leads_to(self) -> str | None:
        """The address to which the page redirects its readers. None if the page has content to read."""
        return refresh_target(self.root, self.url)

    @cached_property
    def judgement(self) -> PageJudgement:
        """The kind of the page."""
        if self.leads_to:
            return LEADING
        return judge(
            votes(self.marks, self.json_ld, self.metadata, self.entries),
            genre_votes(self.marks, self.url),
            self._points_of_prose,
        )

    @cached_property
    def template(self) -> frozenset[str]:
        """The names that the page's template may print."""
        return template_names(self.root)

    def _points_of_prose(self, alone: bool) -> int:  # noqa: FBT001 (the one fact that `judge` says)
        if len(self.entries) >= MANY_ENTRIES:
            return 0
        return points_of_prose(self.content, self.root, self.url, alone=alone)

    @cached_property
    def metadata(self) -> Metadata:
        """The metadata of the page's post."""
        return read_metadata(self.marks, self.article, self.title, described_page(self.json_ld))

    @cached_property
    def canonical(self) -> str:
        """The canonical address of the page's post."""
        return self._identity[0]

    @cached_property
    def _identity(self) -> tuple[str, tuple[DatasetWarning, ...]]:
        return canonical_of(self.metadata, self.url)

    @property
    def has_end(self) -> bool:
        """Whether the page has its closing tag, which is optional. All pages of a blog have it, or none."""
        return not isinstance(self._page, bytes) or has_end(self._page)

    @cached_property
    def standing(self) -> Standing:
        """Whether the page is the one that was requested."""
        return standing_of(self, self._page if isinstance(self._page, bytes) else b"")

    @cached_property
    def content(self) -> Content:
        """The text of the page's post."""
        return find_content(self.elements, self.article)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments on the page, assigned to its post."""
        return self.comments_of(self.canonical)

    def comments_of(self, article: str) -> tuple[Comment, ...]:
        """The comments on the page, assigned to the article at a canonical address."""
        return tuple(replace(comment, article_url=article) for comment in self._comments)

    @cached_property
    def _comments(self) -> tuple[Comment, ...]:
        return tuple(read_comments(self.elements, self.url))

    @cached_property
    def post(self) -> Post:
        """The post on the page, as in `read_page`."""
        post = post_of(self.elements, self.canonical, self.metadata, self.content.pieces)
        doubts = _doubts(self.content) if post.status == "live" else ()
        previews = preview_warnings(self.json_ld, self.elements, self.content)
        faults = (*self.faults, *self.metadata.faults, *doubts, *previews, *self._identity[1])
        return replace(post, comments=self.comments, faults=faults)

    @cached_property
    def listing(self) -> ListingPage:
        """The entries and links that the page lists."""
        return read_listing(self.elements, self.url, self.entries)

    @cached_property
    def entry_posts(self) -> list[Post]:
        """The post of each entry. It has content only if the entry contains the whole post."""
        return [self._post_of_entry(entry) for entry in self.entries]

    def _post_of_entry(self, entry: ListingEntry) -> Post:
        page = PageReading(entry_document(entry.element, self.root), entry.url)
        post = replace(page.post, url=canonical_article(entry.url))
        holds_others = any(entry.element in other.element.iterancestors() for other in self.entries)
        whole = not holds_others and is_whole(entry, has_image=bool(post.image))
        return post if whole else replace(post, content="")

    @cached_property
    def _document(self) -> tuple[HtmlElement, tuple[DatasetWarning, ...]]:
        if isinstance(self._page, bytes):
            return read_document(self._page, self._content_type)
        return self._page, ()


def _doubts(content: Content) -> tuple[DatasetWarning, ...]:
    """A warning if much of a page's prose is not in the article."""
    if not content.is_doubtful:
        return ()
    detail = (
        f"The article has {content.kept:,} characters of prose; its page has {content.offered:,}, outside of "
        "navigation and comments."
    )
    return (DatasetWarning(code="content_uncertain", detail=detail),)
