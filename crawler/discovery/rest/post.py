"""Converts a post of the API to a `Post`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import unquote

from crawler.discovery.home import language_tag
from crawler.discovery.rest.fields import BadField, Fields
from crawler.discovery.rest.terms import TAXONOMIES, Names
from crawler.items import DatasetWarning, Post, Term
from crawler.parse.page.facts.title import own_title
from crawler.text import html_text
from crawler.text.characters import fold
from crawler.urls.canonical import canonical_article, is_web

#: All fields of a post except `_links`. For those, the server counts the revisions of every post, which
#: takes a third of its time, and they contain nothing that the other fields do not.
POST_FIELDS = (
    "id,date,date_gmt,guid,modified,modified_gmt,slug,status,type,link,title,content,excerpt,author,"
    "featured_media,comment_status,ping_status,sticky,template,format,meta,categories,tags,"
    "lang,footnotes,coauthors,jetpack_featured_media_url"
)

_MORE_LINK = re.compile(r"<a\b[^>]*more-link.*?</a>", re.IGNORECASE | re.DOTALL)
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*$")
_LETTER = re.compile(r"\w")
_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What the object of a post does not contain."""

    names: Names
    language: str | None
    """The blog's language."""
    images: dict[int, str]
    """Addresses of featured images, by number."""
    clean: bool
    """Whether the bytes of the response were valid UTF-8."""


def read_post(fields: Fields, context: Context) -> Post:
    """The post in a JSON object.

    Number, address, title and content must be as documented, or `BadField` is raised. Any other invalid
    field is left out, and a fault of the post names it.
    """
    url, content = fields.text("link"), fields.inner("content")
    if not is_web(url):
        raise BadField(f"link is no address: {url[:80]!r}")
    html, protected = content.text("rendered"), content.flag("protected")
    optional = _Optional()
    slug = html_text.plain(unquote(optional(partial(fields.text, "slug"), "")))
    title = own_title(html_text.plain(fields.rendered("title")), slug, fields.number("id"))
    author = optional(partial(fields.number, "author", least=0), 0)
    return Post(
        url=canonical_article(url),
        post_id=fields.number("id"),
        slug=slug or None,
        title=title,
        author=context.names.author(author),
        published=optional(partial(fields.utc, "date_gmt"), None),
        published_local=optional(partial(fields.local_time, "date"), None),
        modified=optional(partial(fields.utc, "modified_gmt"), None),
        language=language_tag(optional(partial(fields.text, "lang"), "")) or context.language,
        excerpt=hand_written(optional(partial(fields.rendered, "excerpt"), ""), html),
        content=html,
        terms=tuple(_terms(fields, context.names, optional)),
        image=optional(partial(featured_image, fields, context.images), None),
        status="protected" if protected else "live",
        faults=(*optional.faults, *_faults(html, title, clean=context.clean)),
    )


def featured_number(fields: Fields) -> int:
    """Number of the featured image to request. 0 if there is none, or if the post contains its address."""
    return 0 if fields.text("jetpack_featured_media_url") else fields.number("featured_media", least=0)


def featured_image(fields: Fields, images: dict[int, str]) -> str | None:
    """Address of the featured image, or None."""
    url = fields.text("jetpack_featured_media_url") or images.get(
        fields.number("featured_media", least=0), ""
    )
    return url if is_web(url) else None


def hand_written(excerpt: str, content: str) -> str | None:
    """The excerpt as plain text, or None if WordPress generated it from the content.

    A generated excerpt ends in "[…]", or in "…" and a link to the rest, or is the beginning of the content.
    """
    text = html_text.plain(_MORE_LINK.sub("", excerpt))
    beginning = _ELLIPSIS.sub("", text)
    cut = text != beginning
    if not beginning or (cut and (text.endswith("]") or "more-link" in excerpt)):
        return None
    content_text = html_text.plain(content[: 2000 + 8 * len(excerpt)])
    return None if _letters(content_text).startswith(_letters(beginning)) else text


def _terms(fields: Fields, names: Names, optional: "_Optional") -> Iterator[Term]:
    for collection, taxonomy in TAXONOMIES.items():
        yield from names.terms(taxonomy, optional(partial(fields.numbers, collection), []))


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(fold(text)))


def _faults(html: str, title: str, *, clean: bool) -> list[DatasetWarning]:
    if clean or ("\ufffd" not in html and "\ufffd" not in title):
        return []
    detail = "some characters were no UTF-8; U+FFFD stands for them"
    return [DatasetWarning(code="bad_encoding", detail=detail)]


class _Optional:
    """Reads optional fields. An invalid one gives the fallback, and a fault."""

    def __init__(self) -> None:
        self.faults: list[DatasetWarning] = []

    def __call__(self, read: Callable[[], _Value], fallback: _Value) -> _Value:
        try:
            return read()
        except BadField as error:
            self.faults.append(DatasetWarning(code="bad_field", detail=str(error)))
            return fallback
