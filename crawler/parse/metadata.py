"""What a page says of its post, in whatever vocabulary it says it.

JSON-LD, microformats, microdata, Open Graph and WordPress's own markup are read one after another;
what the page shows to readers comes before what it tells machines.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from crawler.items import Author, Term
from crawler.items.blog import Taxonomy
from crawler.parse.characters import fold, one_line
from crawler.parse.dates import iso_day
from crawler.parse.html_text import plain
from crawler.parse.images import original
from crawler.parse.urls import absolute, is_web, slug_of

_ARTICLE_TYPES = frozenset(
    ("Article", "BlogPosting", "NewsArticle", "Report", "ScholarlyArticle", "TechArticle")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """What a page says of its post; None where it says nothing."""

    canonical: str | None
    title: str
    author: Author | None
    published: str | None
    published_local: str | None
    modified: str | None
    language: str | None
    terms: tuple[Term, ...]
    image: str | None
    post_id: int | None


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """The metadata of the page at ``url``."""
    data = _json_ld(root)
    published = _first(_dates(root, data, _PUBLISHED, "datePublished"))
    modified = _first(_dates(root, data, _MODIFIED, "dateModified"))
    return Metadata(
        canonical=_attribute(root, "//link[@rel='canonical']/@href") or _meta(root, "og:url"),
        title=_title(root, data),
        author=_author(root, data, url),
        published=utc_time(published) if published else None,
        published_local=published,
        modified=utc_time(modified) if modified else None,
        language=_attribute(root, "/html/@lang")
        or (_meta(root, "og:locale") or "").replace("_", "-")
        or None,
        terms=tuple(dict.fromkeys(_terms(root, url))),
        image=_image(root, url),
        post_id=_post_id(root),
    )


def utc_time(printed: str) -> str | None:
    """A time with its offset, or a day, as ISO 8601 UTC to the second; None if it is neither.

    >>> utc_time("2018-08-14T09:30:00+02:00"), utc_time("14 août 2018")
    ('2018-08-14T07:30:00Z', '2018-08-14T00:00:00Z')
    """
    text = printed.strip()
    try:
        time = dt.datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text))
    except ValueError:
        day = iso_day(text)
        return f"{day}T00:00:00Z" if day else None
    zoned = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
    try:
        return zoned.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # year 1 in a zone east of Greenwich
        return None


def _class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


_IN_POST = (
    "not(ancestor::*[@id='comments' or @id='secondary' or @id='sidebar' or self::aside or self::nav"
    " or self::footer[not(ancestor::article)]])"
)
# Conditions on ancestors, not paths through them: libxml2 compares every pair of nodes that two nested
# starting points share, which takes minutes on a page of 10 MB.
_TITLES = (
    f"//h1[{_class('entry-title')}]",
    f"//*[{_class('p-name')}][ancestor::*[{_class('h-entry')}]]",
    (
        f"//h1[{_class('post-title')} or {_class('article-title')} or {_class('wp-block-post-title')}"
        " or @itemprop='headline' or @itemprop='name headline']"
    ),
    f"//*[self::h2 or self::h3][{_class('entry-title')} or {_class('post-title')}]",
    "//h1[ancestor::article or ancestor::main]",
)
_PUBLISHED = (
    f"//time[{_class('published')} or {_class('dt-published')} or {_class('entry-date')}]/@datetime",
    (
        "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
        " | //abbr[@itemprop='datePublished']/@title"
    ),
    "//meta[@property='article:published_time']/@content",
    (
        "//time[ancestor::article or ancestor::main or ancestor::header]"
        "[not(ancestor::*[@id='comments' or contains(@class, 'comment-')])]/@datetime"
    ),
)
_MODIFIED = (
    (
        f"//time[{_class('updated')} and not({_class('published')})]/@datetime"
        f" | //time[{_class('dt-updated')}]/@datetime"
    ),
    "//*[@itemprop='dateModified']/@datetime | //*[@itemprop='dateModified']/@content",
    "//meta[@property='article:modified_time']/@content",
)
_AUTHORS = (
    f"//a[{_class('fn')} or {_class('url')}][ancestor::*[{_class('author')}]]",
    f"//a[{_class('p-author')} or contains(@rel, 'author')]",
    f"//*[@itemprop='name' and ancestor::*[@itemprop='author'] or {_class('p-author')}]",
    (
        f"//a[ancestor::*[{_class('byline')} or {_class('author')} or {_class('wp-block-post-author__name')}"
        f" or {_class('wp-block-post-author-name')}]]"
    ),
)


def _title(root: HtmlElement, data: dict[str, Any]) -> str:
    for path in _TITLES:
        found = root.xpath(f"({path})[{_IN_POST}]")
        if found:
            return one_line(found[0].text_content())
    named = data.get("headline")
    if isinstance(named, str) and named.strip():
        return plain(named)
    return one_line(_meta(root, "og:title") or _site_cut(root) or "")


def _site_cut(root: HtmlElement) -> str | None:
    """The document's title without the site's name behind the last separator."""
    title = one_line("".join(root.xpath("//title[1]/text()")))
    return re.split(r"\s+[|–—·»-]\s+(?=[^|–—·»]*$)", title)[0] or None


def _author(root: HtmlElement, data: dict[str, Any], url: str) -> Author | None:
    for path in _AUTHORS:
        for element in root.xpath(f"({path})[{_IN_POST}]"):
            author = _author_of(one_line(element.text_content()), absolute(element.get("href", ""), url))
            if author:
                return author
    given = data.get("author")
    given = given[0] if isinstance(given, list) and given else given
    told = given.get("name") if isinstance(given, dict) else given
    return _author_of(plain(told if isinstance(told, str) else _meta(root, "author") or ""), None)


def _author_of(text: str, link: str | None) -> Author | None:
    """The author whose name is, or stands in, a text ("View all of Ana Lune's posts."); None for no name."""
    page = link if link and is_web(link) else None
    slug = slug_of(page) if page else None
    words = re.sub(r"['’]s\b", "", text).split()
    spans = (words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    named = next(
        (" ".join(span) for span in spans if slug and _squeezed(" ".join(span)) == _squeezed(slug)), None
    )
    if not text or (named is None and len(words) > _NAME_WORDS):
        return None
    name = named or text
    return Author(name=name, slug=slug or "-".join(re.findall(r"[a-z0-9]+", fold(name))) or name, url=page)


_NAME_WORDS = 6


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def _terms(root: HtmlElement, url: str) -> Iterator[Term]:
    for element in root.xpath(f"//a[contains(concat(' ', @rel, ' '), ' tag ')][{_IN_POST}]"):
        link = absolute(element.get("href", ""), url) or ""
        name, slug = one_line(element.text_content()), slug_of(link)
        taxonomy: Taxonomy = (
            "category" if "category" in element.get("rel", "") or "/category/" in link else "tag"
        )
        if name and slug:
            yield Term(taxonomy=taxonomy, name=name, slug=slug)


def _dates(root: HtmlElement, data: dict[str, Any], paths: tuple[str, ...], key: str) -> Iterator[str]:
    shown, told = paths[0], paths[1:]
    yield from root.xpath(shown)[:1]
    if isinstance(data.get(key), str):
        yield data[key]
    for path in told:
        yield from root.xpath(path)[:1]


def _first(found: Iterator[str]) -> str | None:
    return next((one_line(value) for value in found if utc_time(value)), None)


def _image(root: HtmlElement, url: str) -> str | None:
    """The featured picture: as told to other sites, or as WordPress's themes show it."""
    shown = _attribute(root, f"//img[{_class('wp-post-image')}][{_IN_POST}]/@src")
    printed = _meta(root, "og:image") or shown
    whole = absolute(printed, url) if printed else None
    # hosted WordPress names a blank picture where a post has none
    return original(whole) if whole and is_web(whole) and "/blank.jpg" not in whole else None


def _post_id(root: HtmlElement) -> int | None:
    bodies = re.findall(r"(?:^|\s)postid-(\d{1,15})(?=\s|$)", " ".join(root.xpath("//body/@class")))
    articles = [m[1] for i in root.xpath("//article/@id") if (m := re.fullmatch(r"post-(\d{1,15})", i))]
    short = parse_qs(urlsplit(_attribute(root, "//link[@rel='shortlink']/@href") or "").query).get("p", [])
    numbers = [n for n in (*bodies, *short, *articles[:1]) if n.isdecimal() and len(n) < 16]  # noqa: PLR2004
    return int(numbers[0]) if numbers else None


def _attribute(root: HtmlElement, path: str) -> str | None:
    found = root.xpath(path)
    return one_line(found[0]) or None if found else None


def _meta(root: HtmlElement, name: str) -> str | None:
    return _attribute(root, f"//meta[@property='{name}' or @name='{name}']/@content")


def _json_ld(root: HtmlElement) -> dict[str, Any]:
    """The first object of the page's JSON-LD that describes an article; {} if there is none."""
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script, strict=False)
        except ValueError:
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if _ARTICLE_TYPES & set(kinds if isinstance(kinds, list) else [kinds]):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (n for n in (graph if isinstance(graph, list) else ()) if isinstance(n, dict))
