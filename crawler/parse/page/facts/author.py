"""Finds the author of a page's post."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from lxml.html import HtmlElement

from crawler.items import Author
from crawler.parse.page.facts.byline import dated_lines
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.printed_names import (
    BY,
    is_label,
    names_by_class,
    names_near_title,
    names_written,
)
from crawler.parse.page.facts.terms import in_running_text, is_author_address
from crawler.parse.page.json_ld import types_of
from crawler.parse.page.marks import OF_OTHERS, PageMarks, in_entry, inside
from crawler.text import class_names, phrases
from crawler.text.characters import fold, one_line
from crawler.text.html_text import plain
from crawler.urls.canonical import absolute, is_web, slug_of

_SIGNED = class_names.names("signature")
_PRINTED = class_names.names("author")
_WRITTEN_BY = phrases.pattern(r"{written_by}\s*:?")
_NO_NAME = re.compile(r"\d{4}|@|//")
_LINES = f"{class_names.names('facts_line')} {class_names.names('author_line')}"
_LINE_NAMES = frozenset(_LINES.split())
_BYLINE = phrases.pattern(
    r"(?:^|[\s|•·])(?i:{by}|{by_or_of}(?=\s(?-i:[A-ZÀ-Þ])))\s+"
    r"(?P<name>[^\W\d_][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]*){0,3})"
    r"(?=\s*(?:[,|•·–—(]|$|\s{on_day}\s))",
    re.NOFLAG,
)
_LONGEST_LINE = 160  # characters
_NAME_WORDS = 6
_LONGEST = 60  # characters of a name without a link


def read_author(marks: PostMarks, article: dict[str, Any], url: str, title: str = "") -> Author | None:
    """The post's author as the page at ``url`` names it. None if it names nobody.

    ``article`` is the page's JSON-LD. ``title`` is the post's title: the name may be printed beside it.
    """
    linked = next(filter(None, _linked(marks, url)), None)
    told = _of_data(article, url)
    if linked or (told and _is_person(told, article, marks)):
        return linked or told
    names = chain(names_near_title(marks, title), names_by_class(marks), names_written(marks))
    printed = (
        _printed(marks),
        _in_bylines(marks, title),
        (_author(name, None) for name in names),
        _by_address(marks, url),
        _portrayed(marks),
    )
    head = _of_head(marks)
    named = head if head and not _is_site(head, marks) else None
    return next(filter(None, chain(*printed)), None) or named or told or head


def _is_person(told: Author, article: dict[str, Any], marks: PageMarks) -> bool:
    """Whether an author in the data is a person, not an organisation, site or account: it has a blank."""
    given = article.get("author")
    given = given[0] if isinstance(given, list) and given else given
    organised = isinstance(given, dict) and types_of(given) & _ORGANISATIONS
    return not organised and not _is_site(told, marks) and " " in told.name


def _is_site(author: Author, marks: PageMarks) -> bool:
    return fold(author.name) == fold(marks.told("og:site_name") or "")


_ORGANISATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Brand"))


def _linked(marks: PageMarks, url: str) -> Iterator[Author | None]:
    for element in _signatures(marks):
        if marks.in_post(element):
            yield _author(one_line(element.text_content()), absolute(element.get("href", ""), url))


def _signatures(marks: PageMarks) -> Iterator[HtmlElement]:
    """Elements in which themes print the author's signature, most certain first."""
    for link in marks.classed("fn url", "a"):
        if any("author" in above.get("class", "").split() for above in link.iterancestors()):
            yield link
    yield from marks.classed("p-author", "a")
    signed = [link for link in marks.links if "author" in link.get("rel", "")]
    # the name of the site may have the same mark, in the page's header
    yield from (link for link in signed if inside(link, "article", "main"))
    yield from (link for link in signed if link.get("href", "/").count("/") != 1)
    for element in marks.prop("author"):
        yield from (e for e in element.iter() if "name" in e.get("itemprop", "").split())
    yield from marks.classed("p-author")
    for element in marks.classed(_SIGNED):
        yield from element.iter("a")


def _by_address(marks: PageMarks, url: str) -> Iterator[Author | None]:
    """The author if all links to authors' pages ("/author/ana/") outside the text lead to the same one."""
    links = [link for link in marks.links if _leads_to_author(link, marks)]
    if len({link.get("href") for link in links}) == 1:
        yield _author(one_line(links[0].text_content()), absolute(links[0].get("href", ""), url))


def is_signed(marks: PageMarks) -> bool:
    """Whether a line of a post's facts links to the page of one author only."""
    links = {link.get("href") for link in marks.links if _in_line(link) and _leads_to_author(link, marks)}
    return len(links) == 1


def _in_line(link: HtmlElement) -> bool:
    return any(_LINE_NAMES & set(above.get("class", "").split()) for above in link.iterancestors())


def _leads_to_author(link: HtmlElement, marks: PageMarks) -> bool:
    if not is_author_address(link.get("href", "")):
        return False
    return (in_entry(link) or _in_line(link)) and marks.in_post(link) and not in_running_text(link)


def _of_data(article: dict[str, Any], url: str) -> Author | None:
    given = article.get("author") or article.get("creator")
    given = given[0] if isinstance(given, list) and given else given
    page = given.get("url") if isinstance(given, dict) else None
    name = given.get("name") if isinstance(given, dict) else given
    link = absolute(page, url) if isinstance(page, str) else None
    return _author(plain(name), link) if isinstance(name, str) and not is_web(name) else None


def _printed(marks: PageMarks) -> Iterator[Author | None]:
    for element in (*marks.classed(_PRINTED), *marks.prop("author"), *marks.tagged("address")):
        text = BY.sub("", one_line(element.text_content())) if marks.in_post(element) else ""
        if 0 < len(text) <= _LONGEST and not _NO_NAME.search(text):
            yield _author(text, None)


def _in_bylines(marks: PageMarks, title: str) -> Iterator[Author | None]:
    """Names after "by" in a line of date and terms: "Publié par Ivo Lande, le 22 juillet"."""
    heading = marks.heading_with(title)
    for element in (*marks.classed(_LINES), *(dated_lines(heading) if heading is not None else ())):
        text = one_line(element.text_content())[:_LONGEST_LINE] if marks.in_post(element) else ""
        found = _BYLINE.search(text)
        if found:
            yield _author(found["name"], None)


def _portrayed(marks: PageMarks) -> Iterator[Author | None]:
    """The name beside the page's only portrait, in an element named for authors, even in a menu."""
    names = [
        _BY_PORTRAIT.sub("", one_line(image.get("alt", "")))
        for image in marks.tagged("img")
        if _is_portrait(image, marks)
    ]
    if len(set(names)) == 1 and 0 < len(names[0]) <= _LONGEST and not _NO_NAME.search(names[0]):
        yield _author(names[0], None)


_BY_PORTRAIT = phrases.pattern(r"^{portrait}\b(?:\s+{of})?\s*:?\s*")
_OF_AUTHORS = re.compile(r"(?:^|[\s_-])authors?(?:$|[\s_-])", re.IGNORECASE)
_AROUND_PORTRAIT = 3  # elements


def _is_portrait(image: HtmlElement, marks: PageMarks) -> bool:
    around = list(islice(image.iterancestors(), _AROUND_PORTRAIT))
    named = any(_OF_AUTHORS.search(above.get("class", "")) for above in around)
    return named and not marks.in_class(image, *OF_OTHERS) and not inside(image, "aside", "footer")


def _of_head(marks: PageMarks) -> Author | None:
    labels = [n for n in ("1", "2") if _WRITTEN_BY.fullmatch(marks.told(f"twitter:label{n}") or "")]
    named = (marks.told(name) for name in (*(f"twitter:data{number}" for number in labels), *_HEAD_NAMES))
    return next(filter(None, (_author(name, None) for name in named if name and not is_web(name))), None)


_HEAD_NAMES = (
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator citation_author "
    "byl article:author_name"
).split()


def _author(text: str, link: str | None) -> Author | None:
    """The author named by or in a text ("View all of Ana Lune's posts."). None if there is no name."""
    page = link if link and is_web(link) else None
    slug = re.sub(r"\.html?$", "", slug_of(page) or "") if page else None
    bare = BY.sub("", text)
    words = re.sub(r"['’]s\b", "", bare).split()
    long = _PLAIN_WORDS < len(words) <= _MOST_WORDS
    named = _named_in(words, slug) if slug and long else None
    if not bare or (named is None and len(words) > _NAME_WORDS):
        return None
    name = named or bare
    if is_label(name):
        return None
    return Author(name=name, slug=slug or "-".join(re.findall(r"[a-z0-9]+", fold(name))) or name, url=page)


_PLAIN_WORDS = 3
"""A signature of up to so many words is the whole name, whatever the name of its page."""
_MOST_WORDS = 30


def _named_in(words: list[str], slug: str) -> str | None:
    """The run of words from which the slug of the author's page was formed."""
    spans = (words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return next((" ".join(span) for span in spans if _squeezed(" ".join(span)) == _squeezed(slug)), None)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
