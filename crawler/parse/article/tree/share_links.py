"""Share links, recognised by their target, whatever their class or label."""

import re
from collections.abc import Iterable

from bs4 import Tag

from crawler.parse.article.tree.elements import attr

# Addresses of the networks' share dialogs, from the documentation of their buttons.
_SHARING = re.compile(
    r"""(?:https?:)?//(?:www\.|m\.)?(?:
    (?:twitter|x)\.com/(?:intent/(?:tweet|post)\b|share\b|home\?status=)
    | facebook\.com/(?:sharer|dialog/(?:share|feed))\b
    | linkedin\.com/(?:shareArticle|sharing/) | pinterest\.[\w.]+/pin/create\b | reddit\.com/submit\b
    | tumblr\.com/(?:share|widgets/share)\b | (?:api\.whatsapp\.com/send|wa\.me/)\?(?:.*&)?text=
    | t(?:elegram)?\.me/share\b | bsky\.app/intent/ | news\.ycombinator\.com/submitlink
    | getpocket\.com/(?:edit|save)\b | plus\.google\.com/share | vk\.com/share
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LINES = frozenset(("p", "li", "span", "small", "strong", "em", "b", "i"))
_LABEL = 40  # characters of "Share on …"; a sentence to tweet is longer and part of the text


def share_lines(found: Iterable[Tag]) -> list[Tag]:
    """The lines that consist only of share links. ``found`` are elements of the page."""
    lines: dict[int, tuple[Tag, int]] = {}
    for link in found:
        if link.name == "a" and _shares(link):
            line = _line(link)
            _, linked = lines.get(id(line), (line, 0))
            lines[id(line)] = (line, linked + len(link.get_text(strip=True)))
    return [
        line
        for line, linked in lines.values()
        if line.name == "a" or len(line.get_text(strip=True)) - linked <= _BESIDE
    ]


def _line(link: Tag) -> Tag:
    line = link
    while line.parent is not None and line.parent.name in _LINES:
        line = line.parent
    return line


_BESIDE = 12
"""Number of characters of a line outside its links: "Share:", separators."""


def _shares(link: Tag) -> bool:
    return bool(_SHARING.match(attr(link, "href"))) and len(link.get_text(strip=True)) <= _LABEL
