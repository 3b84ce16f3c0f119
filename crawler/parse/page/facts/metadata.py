"""The metadata of a page's post, in any vocabulary.

JSON-LD, microformats, microdata, Open Graph and the markup of blog software are read one after another, with
one module per subject. Values that readers see come before those for machines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.items import Author, DatasetWarning, Term
from crawler.parse.page.facts.author import read_author
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.dates import modified_on, publication_of
from crawler.parse.page.facts.printed_days import Publication
from crawler.parse.page.facts.terms import read_terms
from crawler.parse.page.marks import PageMarks
from crawler.text.characters import one_line
from crawler.urls.canonical import absolute, is_web
from crawler.urls.pictures import original

_LONGEST_NUMBER = 15  # digits


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """The metadata of a page's post. Values that the page does not give are None."""

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
    faults: tuple[DatasetWarning, ...] = ()
    """Problems with doubtful values."""


def read_metadata(
    marks: PostMarks, article: dict[str, Any], title: str, page: dict[str, Any] | None = None
) -> Metadata:
    """The metadata of a page. ``article`` is its JSON-LD, ``title`` the post's title.

    ``page`` is the JSON-LD of the page itself. Its times are used if the post has none.
    """
    url, page = marks.url, page or {}
    language = _language(marks, article.get("inLanguage"))
    published = publication_of(marks, article, page, title=title, language=language)
    return Metadata(
        canonical=marks.link("canonical") or marks.told("og:url"),
        title=title,
        author=read_author(marks, article, url, title),
        published=published.utc if published else None,
        published_local=published.local if published else None,
        modified=modified_on(marks, article, page),
        language=language,
        terms=read_terms(marks, url, article),
        image=_image(marks, url),
        post_id=_post_id(marks),
        faults=(_guessed(published),) if published and published.is_guessed else (),
    )


def _guessed(published: Publication) -> DatasetWarning:
    detail = f"The page gives no day of publication. It says that it was changed on {published.local}."
    return DatasetWarning(code="date_guessed", detail=detail)


def _language(marks: PageMarks, named: object) -> str | None:
    """The post's language as a tag ("fr", "fr-FR"), from the document, its entry or its head."""
    printed = (
        one_line(next((value for name, value in marks.root.items() if name in _LANGUAGES), ""))
        or one_line(next(_languages_within(marks), ""))
        or marks.told("og:locale", "language", "dc.language", "content-language")
        or (named if isinstance(named, str) else "")
    )
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w{1,8})*", printed):
        return None
    language, _, region = printed.replace("_", "-").partition("-")
    return f"{language.lower()}-{region}" if region else language.lower()


_LANGUAGES = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")


def _languages_within(marks: PageMarks) -> Iterator[str]:
    """The languages of the body, of first articles and of main parts, in page order."""
    for element in marks.tagged("body", "article", "main"):
        before = element.itersiblings("article", preceding=True) if element.tag == "article" else iter(())
        if element.get("lang") is not None and next(before, None) is None:
            yield element.get("lang")


def _image(marks: PageMarks, url: str) -> str | None:
    """The featured picture, as metadata for other sites give it or as WordPress themes show it."""
    shown = (image.get("src") for image in marks.classed("wp-post-image", "img") if marks.in_post(image))
    printed = marks.told("og:image") or next(shown, None)
    whole = absolute(printed, url) if printed else None
    # WordPress.com gives a blank picture if a post has none
    return original(whole) if whole and is_web(whole) and "/blank.jpg" not in whole else None


def _post_id(marks: PageMarks) -> int | None:
    names = " ".join(body.get("class", "") for body in marks.tagged("body"))
    bodies = re.findall(r"(?:^|\s)postid-(\d{1,15})(?=\s|$)", names)
    entries = (re.fullmatch(r"post-(\d{1,15})", entry.get("id", "")) for entry in marks.tagged("article"))
    articles = [entry[1] for entry in entries if entry]
    short = parse_qs(urlsplit(marks.link("shortlink") or "").query).get("p", [])
    numbers = [n for n in (*bodies, *short, *articles[:1]) if n.isdecimal() and len(n) <= _LONGEST_NUMBER]
    return int(numbers[0]) if numbers else None
