"""Plain text with anchors and emphases → HTML. Everything except the tags made here is escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from crawler.publish.addresses import is_web_address

_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+", re.IGNORECASE)
_KEPT_TOGETHER = re.compile(r"(?<=«) | (?=[?!:;»])")
_AFTER_ADDRESS = ".,;:!?)]}'’…"


@dataclass(frozen=True, kw_only=True, slots=True)
class Emphasis:
    """A stretch of text in one of the tags of `emphasis.TAGS`."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """A stretch of text that is a link. Anchors do not overlap."""

    start: int
    end: int
    opening: Markup
    closing: Markup = Markup("</a>")
    shown: str | None = None
    """HTML that replaces the text."""


def marked_up(text: str, anchors: Iterable[Anchor] = (), emphasis: Sequence[Emphasis] = ()) -> Markup:
    """The text as HTML, with line breaks. An anchor that overlaps an earlier one in the list is left out."""
    parts, at = [], 0
    for anchor in _apart(anchors, len(text)):
        parts.append(_emphasised(text, at, anchor.start, emphasis))
        inner = (
            _emphasised(text, anchor.start, anchor.end, emphasis)
            if anchor.shown is None
            else escape(anchor.shown)
        )
        parts += [anchor.opening, inner, anchor.closing]
        at = anchor.end
    return Markup("").join([*parts, _emphasised(text, at, len(text), emphasis)])


def found_links(text: str, links: Iterable[tuple[str, Markup]]) -> Iterator[Anchor]:
    """Anchors for linked texts in their order. Each is (text, opening tag).

    If a text is not found after the previous one, it is searched from the beginning.
    """
    at = 0
    for linked, opening in links:
        start = text.find(linked, at) if linked else -1
        start = text.find(linked) if linked and start < 0 else start
        if start >= 0:
            at = start + len(linked)
            yield Anchor(start=start, end=at, opening=opening)


def written_addresses(text: str) -> Iterator[Anchor]:
    """Anchors for the web addresses in a text, without the punctuation after them.

    >>> print(marked_up("(https://a.example/x).", written_addresses("(https://a.example/x).")))
    (<a class="out" rel="noopener noreferrer nofollow" href="https://a.example/x">https://a.example/x</a>).
    """
    for found in _ADDRESS.finditer(text):
        url = found[0].rstrip(_AFTER_ADDRESS)
        opening = outward(url)
        if opening:
            yield Anchor(start=found.start(), end=found.start() + len(url), opening=opening)


def outward(url: object) -> Markup | None:
    """The opening tag of an external link. None if a browser cannot open the address as a page."""
    if not is_web_address(url):
        return None
    return Markup('<a class="out" rel="noopener noreferrer nofollow" href="{}">').format(url)


def inward(address: str) -> Markup:
    """The opening tag of a link within the archive."""
    return Markup('<a href="{}">').format(address)


def typeset(text: str) -> str:
    """The text with no-break spaces before `? ! : ; »` and after `«`, as in French typography.

    >>> typeset("« Quoi ? »") == "«\u00a0Quoi\u00a0?\u00a0»"
    True
    """
    return _KEPT_TOGETHER.sub("\u00a0", text)


def paragraphs_of(text: str | None) -> list[Markup]:
    """The paragraphs of a plain text (separated by empty lines), with addresses as links."""
    parts = [part.strip() for part in (text or "").split("\n\n")]
    return [marked_up(part, written_addresses(part)) for part in parts if part]


def _apart(anchors: Iterable[Anchor], length: int) -> list[Anchor]:
    """In order of position, without those that overlap an earlier one or exceed the text."""
    taken = bytearray(length)
    kept: list[Anchor] = []
    for anchor in anchors:
        if 0 <= anchor.start < anchor.end <= length and not any(taken[anchor.start : anchor.end]):
            taken[anchor.start : anchor.end] = b"\1" * (anchor.end - anchor.start)
            kept.append(anchor)
    return sorted(kept, key=lambda anchor: anchor.start)


def _emphasised(text: str, start: int, end: int, emphasis: Sequence[Emphasis]) -> Markup:
    """A part of the text. Where emphases overlap, each run with the same emphases has its own tags."""
    inside = [part for part in emphasis if part.start < end and part.end > start]
    bounds = {
        start,
        end,
        *(max(start, part.start) for part in inside),
        *(min(end, part.end) for part in inside),
    }
    return Markup("").join(_run(text, run, inside) for run in pairwise(sorted(bounds)))


def _run(text: str, run: tuple[int, int], emphasis: Sequence[Emphasis]) -> Markup:
    tags = sorted({part.tag for part in emphasis if part.start <= run[0] and part.end >= run[1]})
    shown = Markup("<br>\n").join(escape(typeset(line)) for line in text[slice(*run)].split("\n"))
    for tag in reversed(tags):
        shown = Markup("<{0}>{1}</{0}>").format(tag, shown)  # one of emphasis.TAGS
    return shown
