"""Links by which a reader passes a post on: told by where they lead, whatever they are called."""

import re

from bs4 import Tag

from crawler.parse.tree import attr

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


def share_line(link: Tag) -> Tag | None:
    """The line around an ``<a>`` that shares the page, if it says nothing but such links; None otherwise."""
    if not _shares(link):
        return None
    line = link
    while line.parent is not None and line.parent.name in _LINES:
        line = line.parent
    linked = sum(len(one.get_text()) for one in line.find_all("a") if _shares(one))
    return line if line is link or len(line.get_text(strip=True)) - linked <= _BESIDE else None


_BESIDE = 12
"""Characters beside the links of a line: "Share:", separators."""


def _shares(link: Tag) -> bool:
    return bool(_SHARING.match(attr(link, "href"))) and len(link.get_text(strip=True)) <= _LABEL
