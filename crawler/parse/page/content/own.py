"""Parts that belong to a text whatever is around them: embedded posts, notes, and the targets of markers."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.text import class_names, phrases
from crawler.text.note_markers import CIRCLED, END_ROUND, END_SQUARE, ROUND, SIGN, SQUARE
from crawler.urls.canonical import tweet_address

_TWEET = class_names.words_pattern("tweet")
_TWEET_TEXT = class_names.pattern("tweet_text")
_NUMBERED = frozenset(("data-tweet-id", "data-tweetid", "tweetid", "tweet-id"))
_WIDGETS = frozenset(("amp-twitter", "twitter-widget", "twitterwidget"))
_QUOTES = re.compile(r"twitter|instagram|bluesky|mastodon|tiktok|text-post-media", re.IGNORECASE)
_HOLDING = frozenset(("template", "textarea", "script"))
_HELD = re.compile(r"(?:<|&lt;)(?:blockquote|iframe)\b")
_NO_POSTS = frozenset(("a", "img", "link", "meta", "form", "input"))
"""Elements whose attributes name a post that they only link to."""
_AROUND = 200
"""Characters of text beside the embeds in an element that is made for them, such as a line of consent."""
_NOTES = re.compile(r"(?:foot|end)-?notes?|(?:^|[\s_-])notes?(?:$|[\s_-])", re.IGNORECASE)
_MOST = 0.5
"""An element named as notes must hold this share of the text of the element around it."""
_MARKED = re.compile(
    rf"\s*(?:{ROUND}(?:{SIGN}\s?)?\d{{1,3}}{END_ROUND}|{SQUARE}(?:{SIGN}\s?)?\d{{1,3}}{END_SQUARE}"
    rf"|{SIGN}\d{{1,3}}\D|{CIRCLED}|[¹²³⁴-⁹†‡])"
)
_SOURCES = phrases.pattern(r"\W*(?:{note_heading}|{source_heading})\W*")
_LONGEST_HEADING = 40  # characters
_MARKER = re.compile(r"\d|note|fn|cite|ref", re.IGNORECASE)


def is_own(element: HtmlElement, targets: set[str]) -> bool:
    """Whether an element belongs to the text, although it looks like something beside it.

    ``targets`` are the ids that markers of notes link to, from `marker_targets`.
    """
    return is_for_embeds(element) or _is_notes(element) or _has_target(element, targets)


def marker_targets(holder: HtmlElement) -> set[str]:
    """The ids that markers of notes below an element link to."""
    hrefs = (link.get("href", "") for link in holder.iterdescendants("a"))
    return {href[1:] for href in hrefs if len(href) > 1 and href[0] == "#" and _MARKER.search(href)}


def is_for_embeds(element: HtmlElement) -> bool:
    """Whether an element holds embedded posts or frames with little text beside them.

    With more text it is a separate story or a column of the page, and the posts belong to that.
    """
    posts = list(posts_in(element))
    if not posts and next(element.iter("iframe"), None) is None:
        return False
    return _length(element) - sum(map(_length, posts)) <= _AROUND


def posts_in(element: HtmlElement) -> Iterator[HtmlElement]:
    """The embedded posts in an element, or the element itself if it is one, without posts inside others."""
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if _is_post(inner):
            yield inner
        else:
            waiting += inner.iterchildren("*")


def _is_post(element: HtmlElement) -> bool:
    tag = element.tag
    if not element.attrib and tag not in _HOLDING:
        return tag in _WIDGETS or ("-" in tag and "tweet" in tag)
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if tag in _WIDGETS or ("-" in tag and "tweet" in tag) or _TWEET.search(names):
        return True
    if tag == "blockquote" and _QUOTES.search(names):
        return True
    if tag in _HOLDING:
        return _HELD.search(element.text_content()) is not None
    if any(_TWEET_TEXT.fullmatch(name) for name in names.lower().split()):
        return True
    return tag not in _NO_POSTS and (_names_post(element) or _is_card(element))


def _names_post(element: HtmlElement) -> bool:
    """Whether an attribute names a tweet, for a script to draw."""
    return any(
        name in _NUMBERED or ("//" in value and _STATUS.search(value) is not None)
        for name, value in element.items()
        if name not in ("class", "id", "style")
    )


_STATUS = re.compile(r"(?:twitter|x)\.com\\?/\w+\\?/status", re.IGNORECASE)


def _is_card(element: HtmlElement) -> bool:
    """Whether an element named as a tweet links to a single tweet: a card that the site draws itself."""
    if "tweet" not in _WORD.findall(element.get("class", "").lower()):
        return False
    found = (tweet_address(link.get("href", "")) for link in element.iter("a"))
    return len({address.id for address in found if address}) == 1


_WORD = re.compile(r"[a-z0-9]+")


def _is_notes(element: HtmlElement) -> bool:
    """Whether an element, or most of its visible text, is named as notes."""
    if _is_called_notes(element):
        return True
    named = [
        inner
        for inner in element.iterdescendants("*")
        if inner.attrib and _is_called_notes(inner) and _is_marked(inner)
    ]
    return bool(named) and any(_length(inner) >= _MOST * _length(element) > 0 for inner in named)


def _is_called_notes(element: HtmlElement) -> bool:
    name = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return "note" in name and "comment" not in name and _NOTES.search(name) is not None


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element begins with a marker, or numbers its parts: legal lines are also named notes."""
    return _MARKED.match(element.text_content()) is not None or next(element.iter("ol"), None) is not None


def lists_sources(box: HtmlElement) -> bool:
    """Whether a box of links is a list of sources: it begins with a marker, or its heading says so."""
    link = next(box.iter("a"), None)
    if link is None or link.get("href", "").startswith("#"):
        return False
    return _MARKED.match(box.text_content()) is not None or _is_headed(box)


def is_panel_of_notes(element: HtmlElement) -> bool:
    """Whether a panel of an accordion holds notes, by its name, its heading, or a marker at its beginning."""
    return _is_notes(element) or _is_headed(element) or _MARKED.match(element.text_content()) is not None


def _is_headed(element: HtmlElement) -> bool:
    """Whether the line before an element announces notes or sources."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    line = before.text_content().strip()
    return len(line) <= _LONGEST_HEADING and _SOURCES.fullmatch(line) is not None


def _has_target(element: HtmlElement, targets: set[str]) -> bool:
    return bool(targets) and any(name in targets for name in element.xpath(_NAMES, smart_strings=False))


_NAMES = "descendant-or-self::*/@id | descendant-or-self::a/@name"


def _length(element: HtmlElement) -> int:
    """Number of characters of an element's visible text, with white space collapsed."""
    shown = element.xpath(_SHOWN, smart_strings=False)
    return len(" ".join("".join(shown).split()))


_SHOWN = "descendant::text()[not(parent::script or parent::style)]"
