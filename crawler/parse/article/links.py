"""Links of the body, captions, notes and credits, in page order."""

from collections.abc import Iterator

from crawler.items import Link
from crawler.items.article import LinkPlace
from crawler.parse.article.blocks.block import TextBlock
from crawler.urls.canonical import absolute, bare_urls, canonical_source, is_web, same_site

_OTHERS = ("mailto:", "tel:")


def find_links(
    block: TextBlock,
    page: str,
    place: LinkPlace,
    *,
    paragraph: int | None = None,
    footnote: int | None = None,
) -> Iterator[Link]:
    """The links of a block, and the addresses printed in it without a link.

    Links inside the page and script addresses are left out.
    """
    linked = [(s.start, s.end, s.value, block.text[s.start : s.end]) for s in block.links()]
    covered = [(start, end) for start, end, _, _ in linked]
    for at, url in bare_urls(block.text):
        if not any(a <= at < b for a, b in covered):
            linked.append((at, at + len(url), url if "://" in url else f"http://{url}", url))
    for _, _, printed, text in sorted(linked, key=lambda found: found[0]):
        url = absolute(printed, page) or ""
        if printed.startswith("#") or not (is_web(url) or url.lower().startswith(_OTHERS)):
            continue
        internal = same_site(url, page)
        yield Link(
            url=url,
            source=canonical_source(url) if is_web(url) and not internal else None,
            text=" ".join(text.split()),
            place=place,
            paragraph=paragraph,
            footnote=footnote,
            internal=internal,
        )
