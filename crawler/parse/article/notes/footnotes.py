"""Reads the label, addresses, cited work and kind of a note."""

import html
import re

from crawler.items import Footnote, Work
from crawler.items.notes import NoteKind, NoteStatus
from crawler.parse.article.blocks.block import TextBlock
from crawler.parse.article.notes.note import UnparsedNote
from crawler.text import phrases
from crawler.urls.canonical import absolute, bare_urls, is_web, trimmed, tweet_address

_LABEL = phrases.pattern(
    r"(?P<label>{note_label}\b(?:\s[^\n:>→«“\"»]{0,50}?)?)\s*(?P<sign>>+|→|:(?!//)|(?=«|“))"
)
_TITLE = re.compile(r"[«“\"„]\s*(?P<title>[^«»“”\"„]{2,300}?)\s*[»”\"“]")
_AUTHORS = phrases.pattern(
    r"\s*,?\s*(?:{by}|{by_or_of}|{from})\s+(?P<authors>[^–—()\n>«“]{2,200}?)\s*"
    r"(?=[–—(>\n]|\s-\s|,\s*(?:[ée]d|{at_publisher}|in\b|\d{4})|[.;]?\s*$)"
)
_PUBLISHER = phrases.pattern(
    r"(?<!\w){published_by}(?!\w)\s*:?\s*"
    r"(?P<publisher>[^\d,;.()\n–—>]{2,80}?)\s*(?=[,;.()\n–—>]|\s(?:19|20)\d\d|$)"
)
_IMPRINT = re.compile(
    r"[–—,(]\s*(?P<publisher>[A-ZÀ-Ý][^\d,;.()\n–—>]{1,60}?)\s*,?\s*(?P<year>(?:19|20)\d\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def parse_footnote(note: UnparsedNote, page: str, *, referenced: bool) -> Footnote:
    """The note as a record. ``page`` is the base of relative links."""
    text = "\n".join(b.text for b in note.blocks if b.text)
    urls = tuple(addresses(note.blocks, page))
    work = parse_work(text)
    label = _LABEL.match(text)
    status: NoteStatus = "referenced" if referenced else "unreferenced"
    return Footnote(
        key=note.key,
        marker=note.marker,
        kind=_kind(urls, work),
        label=label["label"].strip() if label else None,
        text=text,
        html="<br>".join(as_html(b, page) for b in note.blocks if b.text),
        status=status,
        work=work,
        urls=urls,
    )


def _kind(urls: tuple[str, ...], work: Work | None) -> NoteKind:
    if any(tweet_address(url) for url in urls):
        return "tweet"
    if work and (work.publisher or not urls):
        return "book"
    return "source" if urls else "note"


def addresses(blocks: list[TextBlock], page: str) -> list[str]:
    """The web addresses of a note in order: the targets of links, and addresses printed in the text."""
    found: list[str] = []
    for block in blocks:
        links = block.links()
        places = [
            (s.start, trimmed_tail(absolute(s.value, page) or ""))
            for s in links
            if not s.value.startswith("#")
        ]
        covered = [(s.start, s.end) for s in links]
        places += [
            (at, url if "://" in url else f"http://{url}")
            for at, url in bare_urls(block.text)
            if not any(a <= at < b for a, b in covered)
        ]
        found += [url for _, url in sorted(places, key=lambda p: p[0]) if is_web(url) and url not in found]
    return list(dict.fromkeys(found))


def trimmed_tail(url: str) -> str:
    """A link's target without the end of the sentence that auto-linking included (docs/formats.md#links)."""
    return trimmed(url) if url.endswith(("…", "%E2%80%A6", "»", "”")) else url


def parse_work(text: str) -> Work | None:
    """The book or article that a note names, from its quoted title and the text after it, or None.

    >>> work = parse_work("« Le Titre », par A. Un et B. Deux – édition Nord 2019.")
    >>> work.title, work.authors, work.publisher, work.year
    ('Le Titre', 'A. Un et B. Deux', 'Nord', 2019)
    """
    title = _TITLE.search(text)
    if not title:
        return None
    rest = text[title.end() : title.end() + 300].split("http", 1)[0]
    authors = _AUTHORS.match(rest)
    publisher = _PUBLISHER.search(rest) or _IMPRINT.search(rest)
    years = _YEAR.findall(rest)
    if not publisher and not (authors and years):
        return None
    return Work(
        title=title["title"],
        authors=authors["authors"].strip(" ,") if authors else None,
        publisher=publisher["publisher"].strip(" ,") if publisher else None,
        year=int(years[-1]) if years else None,
    )


def as_html(block: TextBlock, page: str) -> str:
    """The text of a block as escaped HTML, with its links and line breaks."""
    pieces, at = [], 0
    for span in block.links():
        url = absolute(span.value, page) or ""
        if span.start < at or not is_web(url):
            continue
        pieces.append(html.escape(block.text[at : span.start], quote=False))
        inner = html.escape(block.text[span.start : span.end], quote=False)
        pieces.append(f'<a href="{html.escape(url)}" rel="noopener noreferrer">{inner}</a>')
        at = span.end
    pieces.append(html.escape(block.text[at:], quote=False))
    return "".join(pieces).replace("\n", "<br>")
