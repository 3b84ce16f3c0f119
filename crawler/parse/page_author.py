"""Who signed the post of a page."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.items import Author
from crawler.parse.characters import fold, one_line
from crawler.parse.html_text import plain
from crawler.parse.page_marks import IN_POST, has_class, told
from crawler.parse.urls import absolute, is_web, slug_of

# As themes print signatures, most certain first.
_LINKED = (
    f"//a[{has_class('fn url')}][ancestor::*[{has_class('author')}]]",
    f"//a[{has_class('p-author')} or contains(@rel, 'author')]",
    f"//*[@itemprop='name' and ancestor::*[@itemprop='author'] or {has_class('p-author')}]",
    f"//a[ancestor::*[{has_class('byline author wp-block-post-author__name wp-block-post-author-name')}]]",
)
_PRINTED = (
    f"//*[{has_class('author-name post-author author byline byline-name article-author entry-author')}]",
    "//*[@itemprop='author'] | //address",
)
_LABELS = ("Written by", "Écrit par", "Verfasst von", "Escrito por", "Scritto da", "Geschreven door")
# "By", "Posted by", "Publié par" … in front of a name
_BY = re.compile(
    r"^(?:(?:posted|written|published|publié|écrit|rédigé|proposé|verfasst|geschrieben|veröffentlicht|escrito|publicado"
    r"|scritto|pubblicato)\s+)?(?:by|par|von|por|di|da|door|author|auteur|autor|autore)\s*:?\s+",
    re.IGNORECASE,
)
_NAME_WORDS = 6
_LONGEST = 60  # characters of a name that is printed without a link


def read_author(root: HtmlElement, article: dict[str, Any], url: str) -> Author | None:
    """The post's author as the page at ``url`` names one; ``article`` is its JSON-LD.

    None where it names none.
    """
    linked = _first(_linked(root, url))
    return linked or _of_data(article, url) or _first(_printed(root)) or _of_head(root)


def _first(found: Iterator[Author | None]) -> Author | None:
    return next((author for author in found if author), None)


def _linked(root: HtmlElement, url: str) -> Iterator[Author | None]:
    for path in _LINKED:
        for element in root.xpath(f"({path})[{IN_POST}]"):
            yield _author(one_line(element.text_content()), absolute(element.get("href", ""), url))


def _of_data(article: dict[str, Any], url: str) -> Author | None:
    given = article.get("author") or article.get("creator")
    given = given[0] if isinstance(given, list) and given else given
    page = given.get("url") if isinstance(given, dict) else None
    name = given.get("name") if isinstance(given, dict) else given
    link = absolute(page, url) if isinstance(page, str) else None
    return _author(plain(name), link) if isinstance(name, str) and not is_web(name) else None


def _printed(root: HtmlElement) -> Iterator[Author | None]:
    for path in _PRINTED:
        for element in root.xpath(f"({path})[{IN_POST}]"):
            text = _BY.sub("", one_line(element.text_content()))
            if len(text) <= _LONGEST and not re.search(r"\d{4}|@|//", text):
                yield _author(text, None)


def _of_head(root: HtmlElement) -> Author | None:
    for number in ("1", "2"):
        if told(root, f"twitter:label{number}") in _LABELS:
            return _author(told(root, f"twitter:data{number}") or "", None)
    named = told(
        root, "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "DC.creator"
    )
    return _author(named, None) if named and not is_web(named) else None


def _author(text: str, link: str | None) -> Author | None:
    """The author whose name is, or stands in, a text ("View all of Ana Lune's posts."); None for no name."""
    page = link if link and is_web(link) else None
    slug = re.sub(r"\.html?$", "", slug_of(page) or "") if page else None
    words = re.sub(r"['’]s\b", "", text).split()
    spans = (words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    named = next(
        (" ".join(span) for span in spans if slug and _squeezed(" ".join(span)) == _squeezed(slug)), None
    )
    if not text or (named is None and len(words) > _NAME_WORDS):
        return None
    name = named or _BY.sub("", text)
    return Author(name=name, slug=slug or "-".join(re.findall(r"[a-z0-9]+", fold(name))) or name, url=page)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
