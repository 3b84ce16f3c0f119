"""The categories and tags that a page's post carries."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.items import Term
from crawler.items.blog import Taxonomy
from crawler.parse.characters import one_line
from crawler.parse.page_marks import IN_POST, has_class
from crawler.parse.urls import absolute, same_site, slug_of

_MARKED = f"//a[contains(concat(' ', @rel, ' '), ' tag ') or {has_class('p-category')}]"
# Addresses of terms, as blog software forms them: the folder's name, then the term's.
_ADDRESS = re.compile(
    r"/(?:(?P<tag>tags?|label|labels|mot|mots|etiquetas?|schlagwort|keyword)"
    r"|(?P<category>categor(?:y|ies|ia|ie|ias)|categorie[ns]?|kategorien?|rubriques?|topics?))/(?:[^/]+/)*[^/]+/?$",
    re.IGNORECASE,
)
_AROUND = (
    "ancestor::article or ancestor::main"
    f" or ancestor::*[{has_class('h-entry hentry post post-meta post-tags tags')}]"
)
_CLOUDS = " or ".join(
    f"contains(@class, '{part}')" for part in "widget sidebar cloud related menu breadcrumb".split()
)
_NO_CLOUD = f"not(ancestor-or-self::*[{_CLOUDS}])"
_MOST = 60  # terms; what links to more is an index


def read_terms(root: HtmlElement, url: str, article: dict[str, Any]) -> tuple[Term, ...]:
    """The post's terms, in the order of the page, each once; ``article`` is its JSON-LD.

    Links marked as terms are believed; where there are none, links in the post to addresses of terms;
    else what the head tells.
    """
    found = (
        list(_linked(root, url, f"({_MARKED})[{IN_POST}]"))
        or list(
            _linked(
                root,
                url,
                f"//a[{_AROUND}][{IN_POST}][{_NO_CLOUD}][not(ancestor::p)]",
                by_address=True,
            )
        )
        or list(_told(root, article))
    )
    once = {(term.taxonomy, term.slug): term for term in reversed(found)}
    return tuple(reversed(once.values())) if len(once) <= _MOST else ()


def _linked(root: HtmlElement, url: str, path: str, *, by_address: bool = False) -> Iterator[Term]:
    for element in root.xpath(path):
        link = absolute(element.get("href", ""), url) or ""
        formed = _ADDRESS.search(unquote(urlsplit(link).path))
        if by_address and not (formed and same_site(link, url)):
            continue
        name = one_line(element.text_content()).lstrip("#").strip()
        slug = re.sub(r"\.html?$", "", slug_of(link) or "")
        rel = element.get("rel", "")
        category = "category" in rel or "/category/" in link or bool(formed and formed["category"])
        taxonomy: Taxonomy = "category" if category else "tag"
        if name and slug:
            yield Term(taxonomy=taxonomy, name=name, slug=slug)


def _told(root: HtmlElement, article: dict[str, Any]) -> Iterator[Term]:
    sections = [
        *_texts(article.get("articleSection")),
        *root.xpath("//meta[@property='article:section']/@content"),
    ]
    tags = [*_texts(article.get("keywords")), *root.xpath("//meta[@property='article:tag']/@content")]
    named: tuple[tuple[Taxonomy, list[str]], ...] = (("category", sections), ("tag", tags))
    for taxonomy, names in named:
        for name in map(one_line, names):
            slug = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
            if slug:
                yield Term(taxonomy=taxonomy, name=name, slug=slug)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split(",")
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
