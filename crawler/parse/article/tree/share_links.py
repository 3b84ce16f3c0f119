"""Links by which a reader passes a post on: told by where they lead, whatever they are called."""

import re
from collections.abc import Iterable

from bs4 import Tag

from crawler.parse.article.tree.elements import attr

# Where networks take an address to be shared, as their own buttons' documentation names it.
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
_LABEL = 40  # characters of "Share on …"; a sentence to be tweeted is longer, and part of the text


def share_lines(found: Iterable[Tag]) -> list[Tag]:
    """The lines that say nothing but links that share the page; ``found`` are elements of it."""
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
"""Characters beside the links of a line: "Share:", separators."""


def _shares(link: Tag) -> bool:
    return bool(_SHARING.match(attr(link, "href"))) and len(link.get_text(strip=True)) <= _LABEL
