"""The categories and tags of a page's post."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.items import Term, page_path
from crawler.items.blog import Taxonomy
from crawler.parse.page.marks import PageMarks, in_entry
from crawler.text import class_names, phrases
from crawler.text.characters import fold, one_line
from crawler.urls.canonical import absolute, is_web, same_site, slug_of

# Addresses of terms in the forms of blog software: the name of the folder, then that of the term. SPIP uses
# mot7 and rubrique7, or +-Name-+ and -Name-.
TERM_ADDRESS = phrases.pattern(
    r"/(?:(?P<tag>{tag_folder}|taxonomy/term)|(?P<category>{category_folder}))/(?:[^/]+/)*[^/]+/?$"
    r"|/(?:mot\d+|\+-[^/]+-\+(?:\.html)?)$|/(?P<section>rubrique\d+|-[^/]+-(?:\.html)?)$"
)
# Addresses of authors' pages in the forms of blog software.
AUTHOR_ADDRESS = phrases.pattern(r"/{author_folder}/(?!(?:index)?(?:\.html?)?$)[^/]+/?(?:index\.html?)?$")


@lru_cache(maxsize=20_000)  # a blog prints the same links on every page
def term_address(href: str) -> re.Match[str] | None:
    """What `TERM_ADDRESS` finds in the path of an address."""
    return TERM_ADDRESS.search(page_path(href))


@lru_cache(maxsize=20_000)
def is_author_address(href: str) -> bool:
    """Whether `AUTHOR_ADDRESS` is in the path of an address."""
    return AUTHOR_ADDRESS.search(page_path(href)) is not None


_POSTS = class_names.name_set("terms_place")
_COLUMNS = class_names.name_set("terms_column")
_CLOUDS = tuple(class_names.names("beside_terms").split())
# Lines of date, author and terms, of any length.
_LINES = class_names.name_set("facts_line") | class_names.name_set("terms_line")
# Microdata properties for the terms of a post.
_PROPERTIES: dict[str, Taxonomy] = {"articleSection": "category", "genre": "category", "keywords": "tag"}
_PATHS = class_names.name_set("path_down")
_MOST = 60  # terms; a page with more is an index


def read_terms(marks: PageMarks, url: str, article: dict[str, Any]) -> tuple[Term, ...]:
    """The post's terms in page order, each once. ``article`` is its JSON-LD.

    The terms come from links marked as terms, then from links beside the text to addresses of terms and, if
    these name no category, from the breadcrumb path to the post. If there are no links, the terms come from
    the head. Tags in Open Graph (ogp.me: "Tag words associated with this article") are added to the linked
    ones, because Ghost's themes show only the first.
    """
    marked = [a for a in marks.links if "tag" in a.get("rel", "").split()] + marks.classed("p-category", "a")
    own = [a for a in marked if not marks.in_class(a, *_CLOUDS)]  # widgets list posts with their own terms
    shown = [*(a for a in [*own, *_by_property(marks)] if marks.in_post(a)), *_by_address(marks, url)]
    linked = list(_linked(shown, url))
    if not any(term.taxonomy == "category" for term in linked):
        named = _linked(_by_class(marks, url), url, taxonomy="category")
        linked = [*_linked(_by_path(marks), url), *named, *linked]
    found = [*linked, *_untold(marks, linked)] if linked else list(_told(marks, article))
    once = {(term.taxonomy, term.slug, term.marks): term for term in reversed(found)}
    return tuple(reversed(once.values())) if len(once) <= _MOST else ()


def categories_above(root: HtmlElement, url: str) -> dict[str, str]:
    """The slug of the parent category by the slug of each category that the page at ``url`` links to.

    WordPress writes the path of categories into the address: /category/above/below/.
    """
    found = {}
    for link in root.iter("a"):
        href = link.get("href", "")
        formed = _BELOW.search(unquote(href.partition("?")[0])) if "category" in href else None
        if formed and same_site(absolute(href, url) or "", url):
            found[formed["below"]] = formed["above"]
    return found


_BELOW = re.compile(r"/category/(?:[^/]+/)*(?P<above>[^/]+)/(?P<below>[^/]+)/?$")


def _by_address(marks: PageMarks, url: str) -> Iterator[HtmlElement]:
    """The links of the post to addresses of terms, outside its text."""
    for link in marks.links:
        href = link.get("href", "")
        if (
            term_address(href)
            and same_site(absolute(href, url) or "", url)
            and not in_running_text(link)
            and _beside_text(link, marks)
        ):
            yield link


def _by_property(marks: PageMarks) -> Iterator[HtmlElement]:
    for name in _PROPERTIES:
        for element in marks.prop(name):
            yield from element.iter("a")


def _by_path(marks: PageMarks) -> Iterator[HtmlElement]:
    """The links to addresses of categories in the breadcrumb path to the post."""
    for link in marks.links:
        formed = term_address(link.get("href", ""))
        if (
            formed
            and _is_category(formed)
            and any(_PATHS & set(above.get("class", "").split()) for above in link.iterancestors())
        ):
            yield link


def _by_class(marks: PageMarks, url: str) -> Iterator[HtmlElement]:
    """The links whose address ends with a category that a class of the post's entry names.

    TypePad has no folder for categories, but names them so: `entry-category-SLUG`.
    """
    for entry in marks.elements.named(lambda names: _ENTRY_CATEGORY in names, "class"):
        slugs = {
            name.removeprefix(_ENTRY_CATEGORY)
            for name in entry.get("class", "").split()
            if name.startswith(_ENTRY_CATEGORY)
        }
        for link in entry.iter("a"):
            if slug_of(absolute(link.get("href", ""), url) or "") in slugs and marks.in_post(link):
                yield link


_ENTRY_CATEGORY = "entry-category-"


def in_running_text(link: HtmlElement) -> bool:
    """Whether a link is in running text and not in a line of terms."""
    line = next(link.iterancestors("p"), None)
    if line is None or _LINES & set(line.get("class", "").split()):
        return False
    linked = sum(len(other.text_content()) for other in line.iterdescendants("a"))
    return len(one_line(line.text_content())) - linked > _LABELS


_LABELS = 40  # characters beside the terms of a line


def _beside_text(link: HtmlElement, marks: PageMarks) -> bool:
    if any(_COLUMNS & set(above.get("class", "").split()) for above in link.iterancestors()):
        return True
    around = in_entry(link) or any(
        _POSTS & set(above.get("class", "").split()) for above in link.iterancestors()
    )
    return around and marks.in_post(link) and not marks.in_class(link, *_CLOUDS)


def _linked(links: Iterable[HtmlElement], url: str, *, taxonomy: Taxonomy | None = None) -> Iterator[Term]:
    """The terms of links. ``taxonomy`` is None if each link says itself which it is."""
    for element in links:
        link = (absolute(element.get("href", ""), url) or "").partition("#")[0]
        if link == url:
            continue  # Drupal marks "Read more" as a tag
        formed = term_address(link)
        name = one_line(_without_count(element)).lstrip("#").strip()
        slug = re.sub(r"\.html?$", "", (slug_of(link) if is_web(link) else _slug(name)) or "")
        category = "category" in element.get("rel", "") or bool(formed and _is_category(formed))
        own: Taxonomy = "category" if category else _named_taxonomy(element)
        if name and slug:
            yield Term(taxonomy=taxonomy or own, name=name, slug=slug)


def _without_count(link: HtmlElement) -> str:
    """The text of a term's link without its number of posts, if that has its own element."""
    text = str(link.text_content()).rstrip()
    last = next(reversed(link), None)
    count = "" if last is None or last.tag == "sub" else str(last.text_content()).strip()
    return (text.removesuffix(count) if _COUNT.fullmatch(count) else "") or text


_COUNT = re.compile(r"[(\[]?\d{1,5}[)\]]?")


def _is_category(formed: re.Match[str]) -> bool:
    return bool(formed["category"] or formed["section"])


def _named_taxonomy(element: HtmlElement) -> Taxonomy:
    """The taxonomy that microdata gives for the term of a link. A tag if it gives none."""
    above = element.getparent()
    names = f"{element.get('itemprop', '')} {'' if above is None else above.get('itemprop', '')}".split()
    return next((_PROPERTIES[name] for name in names if name in _PROPERTIES), "tag")


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def _untold(marks: PageMarks, linked: list[Term]) -> Iterator[Term]:
    """The tags in Open Graph that are not among the linked terms."""
    names = {fold(term.name) for term in linked}
    yield from (term for term in _told(marks, {}) if term.taxonomy == "tag" and fold(term.name) not in names)


def _told(marks: PageMarks, article: dict[str, Any]) -> Iterator[Term]:
    metas = [(m.get("property"), m.get("content", "")) for m in marks.tagged("meta")]
    sections = [*_texts(article.get("articleSection")), *(v for p, v in metas if p == "article:section")]
    tags = [*_texts(article.get("keywords")), *(v for p, v in metas if p == "article:tag")]
    named: tuple[tuple[Taxonomy, list[str]], ...] = (("category", sections), ("tag", tags))
    for taxonomy, names in named:
        for name in map(one_line, names):
            slug = _slug(name)
            if slug:
                yield Term(taxonomy=taxonomy, name=name, slug=slug)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split(",")
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
