"""Pages saved by the Wayback Machine: restores the addresses that it rewrites."""

import re

_PREFIX = r"(?:(?:https?:)?(?:\\?/){2}web\.archive\.org(?::\d+)?)?\\?/web\\?/\d{4,14}(?:[a-z]{2}_)?\\?/"
_ORIGINAL = r"(?=(?:https?|ftp|mailto|tel|data):|(?:\\?/){2})"
_CAPTURE = re.compile(_PREFIX + _ORIGINAL, re.IGNORECASE)
# Addresses in the markup of a page: in attributes, in their lists (srcset), in styles and scripts.
_IN_MARKUP = re.compile(rf"(?:(?<=[\"'(,=])|(?<=, )){_PREFIX}{_ORIGINAL}", re.IGNORECASE)
_SAVED = re.compile(
    r"__wm\.(?:init|wombat)|BEGIN WAYBACK TOOLBAR|FILE ARCHIVED ON \d|/_static/js/bundle-playback"
)
# One of these is in each form. To search for a word is much faster than to match a pattern.
_WORDS = ("__wm.", "WAYBACK", "ARCHIVED ON", "bundle-playback")
_ADDRESSES = ("/web/", "/web\\/")


def original_address(url: str) -> str:
    """The original address of a capture. Any other address is returned unchanged.

    >>> original_address("https://web.archive.org/web/20180902101112im_/https://encre.example/a.jpg")
    'https://encre.example/a.jpg'
    """
    return url[found.end() :] if (found := _CAPTURE.match(url)) and "archive.org" in found[0] else url


def original_markup(page: str) -> str:
    """The HTML of a page saved by the Wayback Machine with its original addresses. Others are unchanged.

    Only one layer is removed: if the original page links to a capture, that link stays.
    """
    rewritten = any(part in page for part in _ADDRESSES) and any(word in page for word in _WORDS)
    saved = rewritten and _SAVED.search(page)
    return _IN_MARKUP.sub("", page) if saved else page
