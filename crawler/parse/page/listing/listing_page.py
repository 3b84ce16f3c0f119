"""Reads a page that lists posts: its entries, its further pages, and links to other listings of the blog."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.items import address_key, page_path
from crawler.parse.page.elements import PageElements
from crawler.parse.page.facts.terms import TERM_ADDRESS, term_address
from crawler.parse.page.listing.entries import ListingEntry
from crawler.parse.page.listing.sides import dated_links, headed_links, listed_links, marked_days
from crawler.parse.page.marks import PageMarks, has_class, inside, is_beside
from crawler.text import class_names, phrases
from crawler.urls.canonical import absolute, is_web, same_site

# Numbered pages of a listing in the forms of blog software. The number is the last group that matched.
_NUMBERED = re.compile(
    r"(?P<base>.*?)(?:/page[-_/]?(?P<a>\d{1,5})|/index-?(?P<b>\d{1,5})|/p/?(?P<c>\d{1,5})|-page-?(?P<d>\d{1,5})"
    r"|/(?P<e>\d{1,5})-index)(?:\.html?|/index\.html?)?/?$",
    re.IGNORECASE,
)
_IN_QUERY = re.compile(r"[0-9]{1,15}")
_NUMBER_NAMES = frozenset(("paged", "page", "pg", "debut_articles", "start", "start-index", "offset"))
# Marks of the link to older posts, whatever its address: those of browsers, WordPress, Blogger and others. On
# a listing, "previous" in WordPress means earlier posts, which are older.
_OLDER = class_names.name_set("older")
_UNUSABLE = class_names.name_set("unusable")
# Elements that hold the links between the pages of a listing. Often only words distinguish the links.
_PAGER = has_class(class_names.names("pager"))
_ARCHIVES = phrases.pattern(
    r"(?:/.*)?/(?:(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2]))?|{archive_folder}|{archive_page}"
    r"|(?:19|20)\d\d_(?:0[1-9]|1[0-2])_\d\d_archive)(?:\.html?|/index\.html?)?/?"
)
_INDEXES = phrases.pattern(r"/(?:[a-z]{2}/)?{blog_folder}(?:\.html?|/index\.html?)?/?")
_AUTHORS = phrases.pattern(r"(?:/.*)?/{author_folder}/[^/]+/?")
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|pdf|zip|gz|mp[34]|m4a|ogg|webm|css|js|json|xml|rss|atom|txt|epub|docx?|xlsx?|pptx?)$",
    re.IGNORECASE,
)
# Parts that software adds to an address. A post may still have such a name.
_SERVICE = re.compile(
    r"/(?:feed|rss|atom|comments(?:/feed)?|trackback|amp|embed)/?$|/(?:wp-login|wp-admin|xmlrpc|cgi-bin)\b",
    re.IGNORECASE,
)
# Files by which an owner proves to search engines that the site is theirs.
_PROOF = re.compile(
    r"/(?:google[0-9a-f]{16}|baidu_verify_[\w-]+|yandex_[0-9a-f]+|naver[0-9a-f]{32}|pinterest-\w+|sogousiteverification"
    r"|bingsiteauth|360_site_verification\w*|shenma-site-verification\w*)\.(?:html?|txt|xml)$",
    re.IGNORECASE,
)
_NO_ENTRY = tuple(class_names.names("beside_links").split())


@dataclass(frozen=True, kw_only=True, slots=True)
class ListingPage:
    """The content of a listing. Addresses are absolute, on the same site, each once, in page order.

    It does not refer to the page, so that it can be kept.
    """

    url: str
    entries: tuple[str, ...]
    """The addresses of its entries' own pages."""
    links: tuple[str, ...]
    """Other pages of the site that its main part links to in headings or, if it has no entries, anywhere:
    they may be posts."""
    older: tuple[str, ...]
    """The pages of the same listing that may come next, likeliest first. On some blogs "next" means newer."""
    archives: tuple[str, ...]
    """Listings by year and month, or of everything."""
    terms: tuple[str, ...]
    """Listings of categories, tags and authors."""
    last: int
    """The highest page number of the same listing that it links to. 0 if there is none."""
    dated: frozenset[str]
    """The `links` in a list of the main part whose items each print a day: they are posts."""
    days: Mapping[str, str]
    """The day of each of these that is marked as a time, as the mark gives it."""
    headed: tuple[str, ...]
    """The `links` in headings. On blogs without days and entries, only this may mark them as posts."""
    listed: tuple[str, ...]
    """The `links` in a list of the main part whose items are little more than a link."""


def read_listing(page: PageElements, url: str, entries: list[ListingEntry]) -> ListingPage:
    """The content of the listing at ``url``. ``entries`` are those of `entries.find_entries`."""
    links = list(_links(page.root, url))
    further = [(element, link) for element, link in links if not _leads_nowhere(element)]
    marks = PageMarks(page)  # the page's own heading is that of a listing, not of a post
    shown = {entry.url for entry in entries}
    posts = [
        (element, link)
        for element, link in links
        if link not in shown
        and _may_be_post(element, link, entries, url)
        and not marks.in_class(element, *_NO_ENTRY)
    ]
    dated = frozenset(dated_links(posts))
    return ListingPage(
        url=url,
        entries=tuple(entry.url for entry in entries),
        links=_once(link for _, link in posts),
        older=_once(_older(page.root, further, url)),
        last=_last(further, url),
        archives=_once(link for _, link in links if _is(_ARCHIVES, link) or _is(_INDEXES, link)),
        terms=_once(link for _, link in links if _is_term(link)),
        dated=dated,
        days=marked_days(posts, dated),
        headed=_once(headed_links(posts)),
        listed=_once(listed_links(posts)),
    )


def is_page(url: str) -> bool:
    """Whether an address may lead to a page, and not to a picture, a feed or a form."""
    return is_document(url) and not _SERVICE.search(page_path(url))


def is_document(url: str) -> bool:
    """Whether an address may lead to a page or a feed: a post may be named "rss"."""
    return is_web(url) and not _FILE.search(page_path(url)) and not _PROOF.search(page_path(url))


def numbered(url: str) -> tuple[str, int]:
    """The address of a listing's first page in a form for comparison, and the page number.

    >>> numbered("https://blog.example/tag/x/page/3/"), numbered("https://blog.example/")
    (('/tag/x', 3), ('', 1))
    >>> numbered("https://blog.example/index2.html"), numbered("https://blog.example/?paged=4")
    (('', 2), ('', 4))
    """
    path = page_path(url)
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in _NUMBER_NAMES and _IN_QUERY.fullmatch(value):
            return _base(path), int(value)
    found = _NUMBERED.fullmatch(path)
    if not found:
        return _base(path), 1
    number = next(value for value in found.groups()[1:] if value)
    return _base(found["base"]), int(number)


def month_counts(root: HtmlElement, url: str) -> dict[str, int]:
    """The number of posts by month ("2018-08") in the page's list of archives: "août 2018 (12)".

    WordPress, Blogger, Dotclear and others can print such lists.
    """
    counts = {}
    for element, link in _links(root, url):
        month = _MONTH.search(page_path(link))
        said = f"{element.text_content()} {element.tail or ''}"
        number = _COUNT.search(said) if month else None
        if month and number:
            counts[f"{month['year']}-{month['month']}"] = int(number[1])
    return counts


_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/?(?:index\.html?)?$")
_COUNT = re.compile(r"[(\[]\s*(\d{1,4})\s*[)\]]\s*$")


def _base(path: str) -> str:
    return re.sub(r"/(?:index\.\w+)?$", "", path)


def _links(root: HtmlElement, url: str) -> Iterator[tuple[HtmlElement, str]]:
    """Every link to a page of the site, without its fragment."""
    for element in root.iter("a", "link"):
        href = element.get("href")
        if (
            not href
            or href.startswith("#")
            or (element.tag == "link" and "next" not in element.get("rel", ""))
        ):
            continue
        link = (absolute(href, url) or "").partition("#")[0]
        if link and is_page(link) and same_site(link, url):
            yield element, link


def _older(root: HtmlElement, links: list[tuple[HtmlElement, str]], url: str) -> Iterator[str]:
    """The pages that may come next: those marked by their links, then the lowest number above the own one."""
    base, number = numbered(url)
    named: list[str] = []
    for element, link in links:
        names = {*element.get("rel", "").split(), *element.get("class", "").split()}
        parent = element.getparent()
        if parent is not None and element.tag == "a":
            names |= set(parent.get("class", "").split())
        if names & _OLDER and address_key(link) != address_key(url):
            named.append(link)
    pages = [(*numbered(link), link) for element, link in links if not _is_title(element, link)]
    # if numbers are times (Squarespace: ?offset=1534231800000), they go back from the newest post
    sign = -1 if number >= _TIMES else 1
    after = [
        (sign * page, link)
        for other, page, link in pages
        if other == base and sign * page > sign * number and (page >= _TIMES or sign > 0)
    ]
    second = [
        link for other, page, link in pages if other == base and page == number and _counts_from_0(link, url)
    ]
    yield from second[:1]
    yield from (link for link in named if numbered(link)[0] == base)
    if after:
        yield min(after)[1]
    if after:
        return
    # software that pages through a whole site also marks the next page of its menu like this
    yield from (link for link in named if numbered(link)[0] != base and not _is_term(link))
    paged = set(root.xpath(f"//*[{_PAGER}]//a"))
    for element, link in links:
        other = address_key(link) != address_key(url) and not (_is(_ARCHIVES, link) or _is_term(link))
        if element in paged and other:
            yield link


def _leads_nowhere(element: HtmlElement) -> bool:
    """Whether a pager shows a link, or what holds it, as one that cannot be used."""
    holder = element.getparent()
    return any(
        one.get("aria-disabled") == "true" or not _UNUSABLE.isdisjoint(one.get("class", "").split())
        for one in (element, holder)
        if one is not None
    )


def _is_title(element: HtmlElement, link: str) -> bool:
    """Whether the text of a link to "/p/12/" is the title of a post with that number, not a page number."""
    number = _POST_OR_PAGE.search(page_path(link))
    return number is not None and not any(map(str.isdigit, text := element.text_content())) and len(text) > 1


_POST_OR_PAGE = re.compile(r"/p/(\d{1,5})(?:\.html?|/index\.html?)?/?$", re.IGNORECASE)
_TIMES = 10**9  # seconds since 1970


def _last(links: list[tuple[HtmlElement, str]], url: str) -> int:
    base = numbered(url)[0]
    pages = (numbered(link) for element, link in links if not _is_title(element, link))
    return max((page for other, page in pages if other == base and page < _TIMES), default=0)


def period_of(url: str) -> str | None:
    """The year or month ("2018", "2018-08") whose posts an address lists, by the form of the address.

    >>> period_of("https://blog.example/2018/08/"), period_of("https://blog.example/archives/")
    ('2018-08', None)
    """
    found = _PERIOD.search(page_path(url)) if _is(_ARCHIVES, url) else None
    return (
        "-".join(filter(None, (found["year"], found["month"] and found["month"].zfill(2)))) if found else None
    )


_PERIOD = re.compile(r"/(?P<year>(?:19|20)\d\d)(?:[/_](?P<month>\d{1,2}))?(?:_|\.html?|/|$)")


def _counts_from_0(link: str, url: str) -> bool:
    """Whether a link "?page=1" may lead to the second page (Drupal), from a page without any number."""
    return _numbers_by_query(link) and not _numbers_by_query(url) and not _NUMBERED.fullmatch(page_path(url))


def _numbers_by_query(url: str) -> bool:
    named = parse_qsl(urlsplit(url).query)
    return any(name.lower() in _NUMBER_NAMES and _IN_QUERY.fullmatch(value) for name, value in named)


def _may_be_post(element: HtmlElement, link: str, entries: list[ListingEntry], url: str) -> bool:
    if element.tag != "a" or (numbered(link)[0] == numbered(url)[0] and not _is_title(element, link)):
        return False
    if any(_is(form, link) for form in (_ARCHIVES, _INDEXES, TERM_ADDRESS, _AUTHORS)):
        return False
    headed = inside(element, "h1", "h2", "h3", "h4") or element.find("h2") is not None
    beside = is_beside(element) and not (headed and inside(element, "article"))  # the newest may be featured
    if beside:
        return False
    if not entries:
        return True
    return headed and not any(entry.element in element.iterancestors() for entry in entries)


def _is_term(link: str) -> bool:
    return term_address(link) is not None or _is(_AUTHORS, link)


def _is(form: re.Pattern[str], link: str) -> bool:
    return form.fullmatch(page_path(link)) is not None


def _once(links: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(links))
