"""Distinguishes a whole text from the beginning of one."""

import re

from crawler.text import class_names, phrases
from crawler.text.html_text import plain

_TAIL = 1000
"""Number of characters at the end of the HTML that show whether the text is complete."""
_CUT_OFF = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|(?:…|\.\.\.)\s*(?:\([^()]{1,40}\)|\S+ \S+ ?\S*)?)\s*$")
_LAST_LINK = re.compile(
    r"<a\b(?P<attributes>[^>]*)>(?P<text>(?:(?!<a\b).)*?)</a>(?:</?\w[^>]*>|&\w+;|[\s»→›….)\]])*$",
    re.DOTALL | re.IGNORECASE,
)
_MORE_LINK = re.compile(
    rf"#more-\d|class\s*=\s*[\"']?[^\"']*\b(?:{class_names.pattern('more_link').pattern})\b", re.IGNORECASE
)
# Labels of links to the rest: the beginning of a label, or all of it.
_GO_ON = phrases.pattern(r"\W*(?:{read_more}\b.*|{more}\W*)", re.DOTALL | re.IGNORECASE)
# Lines that WordPress plugins write below every item of a feed, including summaries.
_FOOTER = phrases.pattern(
    r"<p>(?:(?!<p\b).)*?{first_appeared}(?:(?!<p\b).)*</p>\s*$", re.DOTALL | re.IGNORECASE
)


def is_cut_off(content: str) -> bool:
    """Whether HTML ends like a summary: in "[…]", in "…" and a few words, or in a link to the rest.

    >>> is_cut_off("<p>Une phrase, et [&hellip;]</p>"), is_cut_off("<p>Une phrase.</p>")
    (True, False)
    >>> is_cut_off('<p>Une phrase.</p><p><a href="/un/">Lire la suite</a></p>')
    True
    """
    tail = _FOOTER.sub("", _tail(content))
    link = _LAST_LINK.search(tail)
    if link and (_MORE_LINK.search(link["attributes"]) or _GO_ON.fullmatch(plain(link["text"]))):
        return True
    return bool(_CUT_OFF.search(plain(tail)))


def _tail(content: str) -> str:
    """The end of the HTML. It does not begin within a tag."""
    if len(content) <= _TAIL:
        return content
    tail = content[-_TAIL:]
    closed, opened = tail.find(">"), tail.find("<")
    return tail[closed + 1 :] if closed >= 0 and (opened < 0 or closed < opened) else tail
