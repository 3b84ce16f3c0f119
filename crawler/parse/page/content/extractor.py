"""The body of a page of unknown make: what an extractor takes for text, found again in the page's own tree.

The extractor is trafilatura. It gives words and throws tweets, notes and markup away; so its answer only says
which blocks of the page are text, and the page's own elements are kept, with what stands between them.
"""

import copy
import re
from collections import defaultdict

import lxml.etree
from lxml.html import HtmlElement

from crawler.parse.page.content.prune import prune

_MOST_ELEMENTS = 20_000
"""The extractor's time is bounded by the page's size; what is larger is read by its structure."""
_SHINGLE = 4  # words
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_LIKE = 0.6
"""A block is text of the extractor's if so many of its shingles are."""
_NO_TEXT = (
    "//script | //style | //iframe | //noscript | //template | //amp-twitter"
    " | //blockquote[contains(@class, 'twitter') or contains(@class, 'instagram')]"
    " | //*[@id='comments' or @id='respond' or @id='disqus_thread']"
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header li main nav ol p pre section table tbody td tfoot th thead tr "
    "ul".split()
)


def extract_content(root: HtmlElement) -> tuple[HtmlElement, HtmlElement] | None:
    """The element that holds the page's text, ``root`` or one below; and a copy without what is no text.

    ``root`` is a whole page, or an element known to hold the text. None where the extractor finds nothing,
    or the page is too large for it.
    """
    if sum(1 for _ in root.iter("*")) > _MOST_ELEMENTS:
        return None
    text = _extracted(root)
    if not text:
        return None
    kept = _kept_words(root, text)
    if not kept[root]:
        return None
    holder = _holder(root, kept) if root.tag == "html" else root
    bare = copy.deepcopy(holder)
    pairs = zip(holder.iter(), bare.iter(), strict=True)
    prune(bare, {twin: kept[element] for element, twin in pairs if element in kept})
    return holder, bare


def _extracted(root: HtmlElement) -> str:
    """The extractor's text of a copy of the page without what it should not take for text."""
    from trafilatura import bare_extraction  # noqa: PLC0415 (half a second, for pages that need it alone)

    page = copy.deepcopy(root)
    for element in page.xpath(_NO_TEXT):
        if element.getparent() is not None:
            element.drop_tree()
    found = bare_extraction(page, include_comments=False, favor_precision=True, with_metadata=False)
    return (getattr(found, "text", None) or "") if found else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return (
        {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
        if words
        else set()
    )


def _kept_words(root: HtmlElement, extracted: str) -> dict[HtmlElement, int]:
    """Of each element, how many words of blocks in it the extractor kept."""
    lines = {tuple(_words(line)) for line in extracted.splitlines()}
    shingles = _shingles(_words(extracted))
    kept: dict[HtmlElement, int] = defaultdict(int)
    for block, text in _block_texts(root).items():
        words = _words(text)
        if words and (tuple(words) in lines or _is_like(words, shingles)):
            kept[block] += len(words)
            for above in block.iterancestors():
                kept[above] += len(words)
    return kept


def _is_like(words: list[str], shingles: set[tuple[str, ...]]) -> bool:
    own = _shingles(words)
    return sum(s in shingles for s in own) >= _LIKE * len(own)


def _block_texts(root: HtmlElement) -> dict[HtmlElement, str]:
    """Of each block the text that stands in it and in no block inside it."""
    texts: dict[HtmlElement, list[str]] = {}
    around: list[HtmlElement] = [root]
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        block = event in ("start", "end") and element.tag in _BLOCKS
        if event == "start":
            if block:
                around.append(element)
            if element.text and element.tag not in ("script", "style", "noscript", "template"):
                texts.setdefault(around[-1], []).append(element.text)
        else:
            if event == "end" and block:
                around.pop()
            if element.tail:
                texts.setdefault(around[-1], []).append(element.tail)
    return {block: " ".join(pieces) for block, pieces in texts.items()}


def _holder(root: HtmlElement, kept: dict[HtmlElement, int]) -> HtmlElement:
    """The innermost element with nearly all that was kept: a line of the frame may stand far from it."""
    holder = root
    while True:
        inner = next((child for child in holder if kept.get(child, 0) >= _NEARLY * kept[root]), None)
        if inner is None or inner.tag not in _HOLDERS:
            return holder
        holder = inner


_NEARLY = 0.85
_HOLDERS = _BLOCKS - {"p", "li", "blockquote", "dd"}
