"""Evidence that a page is not the one that was requested: a wall, a note, or nothing.

A server that does not show a page should say so by its status. Bot checks, captive portals, forms and pages
for "not found" often come with status 200. Nothing here depends on their wording.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from crawler.items import address_key
from crawler.text.characters import fold
from crawler.urls.canonical import absolute, same_site, slug_of

if TYPE_CHECKING:
    from crawler.parse.page.reading import PageReading

#: Bytes of control characters that no text contains.
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16 and UTF-32, whose texts contain such bytes."""
_LEAST_TEXT = 0.995
"""The share of a text without control characters."""
_GZIP = b"\x1f\x8b"
_SHOWN = "//img | //picture | //video | //audio | //iframe | //object | //embed | //svg | //canvas | //form"
_TEXT = "//body//text()[not(parent::script or parent::style or parent::noscript or parent::template)]"
_PASSWORD = "//input[@type='password']"  # noqa: S105 (a field's type)
_PART = re.compile(r"[^\W_]{2,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SIGNS = ".,;:!?…\"'“”«»()[]{}<>‹›–—-·•|"
_ALIKE = 0.9
EMPTY = "it is empty"
"""The barrier of a page without anything to read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a page says about whether it is the requested one."""

    barrier: str | None
    """Why it cannot be the requested page, as a clause with "it". None if the page itself does not say."""
    is_named: bool | None
    """Whether its title has a word of the address. None if the address has no words to compare."""
    is_dated: bool
    """Whether it says when its post was published."""
    is_own: bool
    """Whether it names the requested address as its own. A wall does not know which page was requested."""
    leads_on: bool
    """Whether it links to another page of the site."""
    title: frozenset[str]
    """The words of its title, without numbers."""
    words: frozenset[str]
    """The words of its title and text, without numbers, and the addresses of its pictures and entries."""
    canonical: str
    """The canonical address of its post. Pages that share it are one post at several addresses."""

    @property
    def is_doubtful(self) -> bool:
        """Whether other pages of the site must confirm that it is the requested one."""
        if self.is_own:
            return False
        if self.is_named is None:
            return not (self.is_dated and self.leads_on)
        return not self.is_named

    @property
    def is_unknown(self) -> bool:
        """Whether neither its title, nor its date, nor its links show that it is a page of the site."""
        return not (self.is_named or self.is_dated or self.is_own or self.leads_on)

    def is_like(self, other: "Standing") -> bool:
        """Whether two pages have the same title and text, up to numbers, addresses and a tenth of the text.

        Short posts may have most words in common, but each has a title of its own.
        """
        if self.title != other.title:
            return False
        both = len(self.words | other.words)
        return not both or len(self.words & other.words) >= _ALIKE * both


def standing_of(page: "PageReading", body: bytes) -> Standing:
    """What a page says about whether it is the requested one. ``body`` is its bytes."""
    title = fold(page.title)
    named = is_named(title, page.url)
    dated = bool(page.metadata.published)
    leads = _leads_on(page.root, page.url)
    text = " ".join(piece.text.text_content() for piece in page.content.pieces)
    return Standing(
        barrier=_barrier(page, body, text, is_known=bool(named) or dated, leads_on=leads),
        is_named=named,
        is_dated=dated,
        is_own=_is_own(page),
        leads_on=leads,
        title=frozenset(_words(title)),
        words=frozenset((*_words(f"{title} {fold(text)}"), *_pictures(page), *(e.url for e in page.entries))),
        canonical=page.canonical,
    )


def _is_own(page: "PageReading") -> bool:
    told = page.marks.link("canonical") or page.marks.told("og:url")
    return told is not None and address_key(absolute(told, page.url) or "") == address_key(page.url)


def _barrier(page: "PageReading", body: bytes, text: str, *, is_known: bool, leads_on: bool) -> str | None:
    """The reason, from the page itself. ``is_known`` is whether its title or its date speaks for a post."""
    if body.startswith(_GZIP):
        return "it is compressed, but the server does not say so"
    if not body.startswith(_WIDE) and len(body.translate(None, _CONTROLS)) < _LEAST_TEXT * len(body):
        return "it is not text"
    if not text.strip() and not page.root.xpath(_SHOWN) and not "".join(page.root.xpath(_TEXT)).strip():
        return EMPTY
    return None if is_known or page.post.status == "protected" else _wall(page, leads_on=leads_on)


def _wall(page: "PageReading", *, leads_on: bool) -> str | None:
    """The reason why a page without a post's title and date is a wall."""
    if "noindex" not in (page.marks.told("robots") or "").lower():
        return None
    if page.root.xpath(_PASSWORD):
        return "it asks for a password"
    return None if leads_on else "it is hidden from search engines and links to no page of the blog"


def is_named(title: str, url: str) -> bool | None:
    """Whether a title has a word of the last part of an address.

    >>> address = "https://blog.example/2018/the-mill-that-stopped.html"
    >>> is_named("the mill", address), is_named("log in", address), is_named("the mill", "https://b.example/?p=7")
    (True, False, None)
    """
    slug = set(_PART.findall(re.sub(r"\.[a-z]{2,5}$", "", fold(slug_of(url) or ""))))
    told = set(_PART.findall(fold(title)))
    if slug & told:
        return True
    words = {part for part in slug if _WORD.fullmatch(part)}
    if not words or (told and all(map(str.isascii, words)) and not any(map(str.isascii, told))):
        return None  # a number, or a title in another script than its address
    return False


def _words(text: str) -> Iterator[str]:
    for word in text.split():
        bare = word.strip(_SIGNS)
        if bare and "/" not in bare and not any(map(str.isdigit, bare)):
            yield bare


def _pictures(page: "PageReading") -> Iterator[str]:
    return (
        source
        for piece in page.content.pieces
        for picture in piece.text.iter("img")
        if (source := picture.get("src") or picture.get("data-src"))
    )


def _leads_on(root: HtmlElement, url: str) -> bool:
    """Whether a link leads to another page of the site."""
    own = url.partition("#")[0]
    for link in root.iter("a"):
        target = (absolute(link.get("href") or "", url) or "").partition("#")[0]
        path, _, query = target.partition("?")
        is_own = target == own or (query and path == own.partition("?")[0])
        if target and not is_own and same_site(target, url):
            return True
    return False
