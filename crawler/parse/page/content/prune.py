"""What stands between the text of a page of unknown make: the post's own things stay, all else goes."""

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from crawler.text.elsewhere import is_label
from crawler.urls.canonical import tweet_address

_TEXT_TAGS = frozenset("p h2 h3 h4 h5 h6 blockquote pre table ol ul dl figure img hr br".split())
_SILENT = frozenset(("script", "style", "link", "meta", "noscript", "template"))
_EMBEDS = (
    "descendant-or-self::iframe | descendant-or-self::amp-twitter | descendant-or-self::twitter-widget"
    " | descendant-or-self::*[@data-tweet-id or @data-tweetid or contains(@class, 'twitter-tweet')]"
    " | descendant-or-self::blockquote[contains(@class, 'twitter') or contains(@class, 'instagram')"
    " or contains(@class, 'bluesky') or contains(@class, 'mastodon') or contains(@class, 'tiktok')]"
)
_NOTES = re.compile(r"(?:foot|end)-?notes?|(?:^|[\s_-])notes?(?:$|[\s_-])", re.IGNORECASE)
_NOTE_LINE = re.compile(r"\s*(?:[(\[]\s*(?:\d{1,3}|\*{1,3})\s*[)\]]|\*{1,3}\s|[¹²³⁴-⁹†‡]|\d{1,3}[.)]\s)")
_LINKS_ONLY = 0.7
"""A block whose links hold so much of its text is navigation, not text."""


def prune(holder: HtmlElement, kept: Mapping[HtmlElement, int]) -> None:
    """Take out of ``holder`` what is neither text nor stands as the post's own thing between texts.

    ``kept`` says of each element how many words of text it holds; where two blocks of text stand side by
    side, the tweets, notes, pictures, headings and tables beside them are the post's too.
    """
    targets = _targets(holder)
    waiting = [holder]
    while waiting:
        element = waiting.pop()
        children = [c for c in element if isinstance(c.tag, str) and c.tag not in _SILENT]
        texts = [at for at, child in enumerate(children) if kept.get(child, 0)]
        flows = any(children[at].tag in _TEXT_TAGS for at in texts)
        elsewhere = _elsewhere(children)
        for at, child in enumerate(children):
            if child in elsewhere and not _has_target(child, targets) and not child.xpath(_EMBEDS):
                child.drop_tree()
            elif kept.get(child, 0):
                waiting.append(child)
            elif not (
                (flows and _is_own(child))
                or (texts and texts[0] < at < texts[-1] and _is_prose(child))
                or _has_target(child, targets)
                or _is_inline(child)
            ):
                child.drop_tree()


def _elsewhere(children: list[HtmlElement]) -> set[HtmlElement]:
    """Those that lead to other pages under a label that says so: a box, or a label and what stands below."""
    found: set[HtmlElement] = set()
    label: HtmlElement | None = None
    for child in children:
        unlinked, share = _linked(child)
        if share >= _LINKS_ONLY and (label is not None or is_label(unlinked)):
            found.update([child] if label is None else [label, child])
        else:
            label = child if not share and is_label(unlinked) else None
    return found


def _linked(element: HtmlElement) -> tuple[str, float]:
    """An element's text outside of links, on one line, and how much of all its text stands in links."""
    text = len(_line(element))
    linked = sum(len(_line(link)) for link in element.iterdescendants("a"))
    outside = element.xpath("descendant::text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    return " ".join(" ".join(outside).split()), linked / max(1, text)


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_prose(element: HtmlElement) -> bool:
    """Whether an element holds paragraphs of its own, and little else."""
    text = len(_line(element))
    paragraphs = sum(len(p.text_content()) for p in element.iterdescendants("p"))
    linked = sum(len(a.text_content()) for a in element.iterdescendants("a"))
    return text > _PROSE and paragraphs > _PROSE_SHARE * text and linked < _PROSE_LINKED * text


_PROSE = 120  # characters
_PROSE_SHARE, _PROSE_LINKED = 0.7, 0.2


def _is_inline(element: HtmlElement) -> bool:
    """Whether an element is part of a line of text rather than a block of its own."""
    return element.tag in _INLINE and element.getparent().tag not in ("body", "main", "article", "section")


_INLINE = frozenset(
    "a abbr b bdi cite code del dfn em font i img ins kbd mark q s samp small span strong sub sup time u var "
    "br wbr".split()
)


def _is_own(element: HtmlElement) -> bool:
    if element.xpath(_EMBEDS) or _NOTES.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return True
    text = _line(element)
    if element.tag not in _TEXT_TAGS:
        return bool(element.xpath("descendant::img")) and len(text) < _CAPTION
    links = element.xpath("descendant::a")
    if _NOTE_LINE.match(text) or any(tweet_address(link.get("href", "")) for link in links):
        return True
    linked = sum(len(_line(link)) for link in links)
    return linked <= _LINKS_ONLY * len(text)


_CAPTION = 300  # characters


def _targets(holder: HtmlElement) -> set[str]:
    """The ids that links of the page's own lead to."""
    return {
        str(href)[1:] for href in holder.xpath("descendant::a/@href[starts-with(., '#')]") if len(href) > 1
    }


def _has_target(element: HtmlElement, targets: set[str]) -> bool:
    return bool(targets) and any(
        str(name) in targets
        for name in element.xpath("descendant-or-self::*/@id | descendant-or-self::a/@name")
    )
