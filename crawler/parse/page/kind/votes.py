"""The marks that distinguish the kinds of pages, as tables of families: mark, meaning, weight."""

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from crawler.items import page_path
from crawler.parse.page.facts.author import is_signed
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.dates import HEAD_NAMES, dates_of, prints_one_day
from crawler.parse.page.facts.metadata import Metadata
from crawler.parse.page.json_ld import ARTICLE_TYPES, types_of
from crawler.parse.page.listing.entries import ListingEntry
from crawler.parse.page.marks import PageMarks, is_beside
from crawler.text import class_names, phrases
from crawler.text.characters import fold
from crawler.text.dates import month_names
from crawler.urls.canonical import absolute

_Kind = Literal["article", "listing", "page", "attachment", "missing"]


class Vote(NamedTuple):
    """A mark on the page, and its points for (or against) a kind."""

    kind: _Kind
    points: int
    mark: str
    is_shown: bool = False
    """Whether readers see the mark or software prints it on posts only. Data in the head is on many pages."""


# Classes of <body> (or <html>), which the software prints under every theme.
_BODIES: tuple[tuple[_Kind, int, str], ...] = (
    ("attachment", 12, "body_of_attachment"),
    ("missing", 12, "body_of_missing"),
    ("article", 6, "body_of_article"),
    ("article", 3, "body_of_single"),
    ("page", 4, "body_of_page"),
    ("page", 6, "body_of_static_page"),
    ("page", 10, "body_of_product"),
    ("listing", 6, "body_of_listing"),
    ("listing", 2, "body_of_any_page"),
)
# Classes that WordPress's post_class() and Hexo's themes print on the entry itself.
_ENTRIES: tuple[tuple[_Kind, int, str], ...] = (
    ("attachment", 6, "entry_of_attachment"),
    ("article", 3, "entry_of_post"),
    ("page", 6, "entry_of_page"),
)
_FORUM_TYPES = frozenset(("DiscussionForumPosting", "QAPage"))
_ARTICLE_TYPES = ARTICLE_TYPES - _FORUM_TYPES
_TYPES: tuple[tuple[_Kind, int, frozenset[str]], ...] = (
    ("article", 5, _ARTICLE_TYPES),
    ("listing", 7, frozenset(("CollectionPage",))),
    ("listing", 5, frozenset(("Blog", "SearchResultsPage", "ProfilePage"))),
    ("page", 4, frozenset(("AboutPage", "ContactPage"))),
    ("page", 5, _FORUM_TYPES),
)
# Types that may describe a part of an article: its questions, its ranking, the thing that it reviews.
_PARTS: tuple[tuple[_Kind, int, frozenset[str]], ...] = (
    ("listing", 5, frozenset(("ItemList",))),
    ("page", 2, frozenset(("FAQPage",))),
    ("page", 6, frozenset(("Product", "ProductGroup", "ItemPage"))),
)
_OPEN_GRAPH: dict[str, tuple[_Kind, int]] = {
    "article": ("article", 2),
    "blog": ("listing", 2),
    "website": ("listing", 1),
    "profile": ("listing", 2),
}
# Folders that list …
_LISTS = "(?:{tag_folder}|{category_folder}|{author_folder}|{archive_folder}|{list_folder})"
# … but a number and a name below them are a post (Serendipity: /archives/7-name.html), and so is an address
# below a day (Canalblog: /archives/2018/08/14/36628501.html).
_POST_PATHS = r".*/{archive_folder}/(?:\d+-[^/]*[a-z][^/]*$|(?:19|20)\d\d/\d\d/\d\d/(?!index\.)[^/]+/?$)"
_LISTING_PATHS = phrases.pattern(
    rf"(?!{_POST_PATHS})/(?:.*/)?{_LISTS}(?:/.*|\.html?)?"
    r"|(?:/[a-z]{2}(?:-[a-z]{2})?)?/(?:index(?:\.\w+)?|{blog_folder})?/?"
    r"|/(?:.*/)?page/?\d+(?:\.html|/)?|/(?:.*/)?(?:index|page)-?\d+\.html"
    r"|/(?:.*/)?(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2]|(?P<month>[^\W\d_]{3,12}))(?:/\d\d?)?)?"
    r"(?:/|/index\.html|\.html)?"
)
DATED_PATH = re.compile(
    r"/(?:.*/)?(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-]\d\d?)?[/-][^/]*[a-z][^/]*/?", re.IGNORECASE
)
# Only the name of a listing: /tags/, /fr/archives.html.
_LISTING_NAME = phrases.pattern(rf"/(?:[a-z]{{2}}(?:-[a-z]{{2}})?/)?{_LISTS}(?:\.html?|/(?:index\.html?)?)?")
_INDEX = phrases.pattern(r"/(?:[a-z]{2}(?:-[a-z]{2})?/)?{blog_folder}(?:\.html?|/(?:index\.html?)?)?")
_STATIC_PATH = phrases.pattern(
    r"/(?:[a-z]{2}/)?(?:pages?/)?(?:about(?:-\w+)?|{static_page})(?:\.html?|/(?:index\.html)?)?"
)
_PAGED = re.compile(r"(?:/page/?|[?&](?:paged?|p)=|/index)(\d+)", re.IGNORECASE)
MANY_ENTRIES = 10
"""This many entries are more than the recommendations below a post."""
_HEAD_TIMES = ("article:published_time", "datePublished", *HEAD_NAMES)
_COMMENTS = ("comments", "respond", "disqus_thread", "commentform")  # ids


def votes(
    marks: PostMarks, json_ld: list[dict[str, Any]], meta: Metadata, entries: list[ListingEntry]
) -> Iterator[Vote]:
    """Every mark on a page, given its JSON-LD, the metadata of its post, and its entries."""
    yield from _by_classes(marks)
    yield from _by_data(marks, json_ld)
    yield from _by_address(marks, marks.url)
    hidden = any("datePublished" in node for node in json_ld) or bool(marks.told(*_HEAD_TIMES))
    yield from _by_entries(marks, meta, entries, is_dated=bool(meta.published) and not hidden)


def _by_classes(marks: PageMarks) -> Iterator[Vote]:
    bodies = [name for e in marks.tagged("html", "body") for name in e.get("class", "").split()]
    named = marks.elements.in_order((*marks.tagged("article"), *marks.classed(class_names.names("entry"))))
    entries = [e.get("class", "").split() for e in named if e.get("class") is not None and not is_beside(e)]
    entry = entries[0] if len(entries) == 1 else []
    found = [*_named(_BODIES, bodies, "body"), *_named(_ENTRIES, entry, "entry")]
    yield from (vote for vote in found if vote.kind != "page")
    # body and entry say the same about a static page
    yield from sorted((vote for vote in found if vote.kind == "page"), key=lambda vote: -vote.points)[:1]


def _named(families: tuple[tuple[_Kind, int, str], ...], names: list[str], place: str) -> Iterator[Vote]:
    for kind, points, role in families:
        name = next(filter(class_names.pattern(role).fullmatch, names), None)
        if name:
            yield Vote(kind, points, f"the {place}'s class {name!r}", is_shown=True)


def _by_data(marks: PageMarks, json_ld: list[dict[str, Any]]) -> Iterator[Vote]:
    told_types = [types_of(node) for node in json_ld]
    described = any(t & _ARTICLE_TYPES for t in told_types)
    for kind, points, types in (*_TYPES, *(() if described else _PARTS)):
        found = [t for t in told_types if t & types]
        if found and not (kind == "article" and len(found) > 1):
            yield Vote(kind, points, f"JSON-LD {min(found[0] & types)}")
    told = (marks.told("og:type") or "").lower()
    given = _OPEN_GRAPH.get(told)
    if "product" in told:
        yield Vote("page", 8, f"og:type {told}")
    if given:
        if given[0] == "listing":
            yield Vote("article", -3 if described else -1, "no og:type of articles")
        yield Vote(*given, f"og:type {marks.told('og:type')}")
    if marks.told(*_HEAD_TIMES):
        yield Vote("article", 2, "a time of publication in the head")


def _by_address(marks: PageMarks, url: str) -> Iterator[Vote]:
    path = page_path(url) or "/"
    if is_listing_name(url):
        yield Vote("listing", 15, "an address that is a listing's name")
    elif _is_of_listings(path) and not re.search(r"(?:^|&)p=\d", urlsplit(url).query):
        yield Vote("listing", 4, "an address of listings")
    elif DATED_PATH.fullmatch(path):
        yield Vote("article", 2, "an address with a date and a name", is_shown=True)
    elif _STATIC_PATH.fullmatch(path):
        yield Vote("page", 3, "an address of static pages")
    own = absolute(marks.link("canonical") or "", url)
    if own and _is_home(own) and not _is_home(url):  # themes print it on the further pages of the home page
        yield Vote("listing", 3, "its canonical address is the home page")
    for rel in ("next", "prev"):
        linked = absolute(marks.link(rel) or "", url) or ""
        if _PAGED.search(linked):
            yield Vote("listing", 2, f"link rel={rel} to a numbered page")


def _is_home(url: str) -> bool:
    return page_path(url) in ("", "/") and not urlsplit(url).query


def is_listing_name(url: str) -> bool:
    """Whether an address is the name of a list of posts and nothing more.

    >>> is_listing_name("https://blog.example/fr/tags/"), is_listing_name("https://blog.example/blog/oak/")
    (True, False)
    """
    return _LISTING_NAME.fullmatch(page_path(url)) is not None


def is_no_post(url: str) -> bool:
    """Whether an address is the home page or one that leads to posts, and so no post's own.

    >>> is_no_post("https://blog.example/"), is_no_post("https://blog.example/fr/blog/")
    (True, True)
    """
    return _is_home(url) or is_listing_name(url) or _INDEX.fullmatch(page_path(url)) is not None


def _is_of_listings(path: str) -> bool:
    found = _LISTING_PATHS.fullmatch(path)
    return found is not None and (not found["month"] or fold(found["month"]) in month_names())


def _by_entries(
    marks: PageMarks, meta: Metadata, entries: list[ListingEntry], *, is_dated: bool
) -> Iterator[Vote]:
    """The votes of entries and days. ``is_dated``: the day is known, and not only from its data."""
    if len(entries) > 1:
        points = 8 if len(entries) >= MANY_ENTRIES else 4
        yield Vote("listing", points, f"{len(entries)} entries that lead to pages of their own")
    dates = dates_of(marks)
    printed = not dates and prints_one_day(marks, meta.title)
    if (dates or printed) and len(entries) <= 1:
        yield Vote("article", 2, "a date", is_shown=True)
    if not (dates or printed or is_dated):
        yield Vote("article", -1, "no date")
    if len(entries) <= 1 and is_signed(marks):  # where the day is only given in words: "3 years ago"
        yield Vote("article", 2, "a line that leads to its author", is_shown=True)
    if any(name in marks.elements.by("id") for name in _COMMENTS) and len(entries) <= 1:
        yield Vote("article", 1, "a place for comments")
