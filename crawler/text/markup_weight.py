"""Estimates whether markup can be parsed within the memory and time of a crawl, before it is parsed."""

import html
import re

from crawler.text.characters import one_line

LARGEST = 5 * 2**20
"""The heaviest markup that is parsed, in the unit of `weight`. With it, a crawl needs less than 400 MB."""
# Measured: the trees of a page and of its article take 25 to 35 bytes for each byte of text, and up to 1.9 kB
# for each tag.
_TAG = 40
_MOST_ATTRIBUTES = 10_000  # of one tag; libxml2's time grows with the square: 80,000 take 16 s
# A tag with its attributes. Possessive, so that an unclosed quote costs no time.
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_SHORT = 2**17  # characters; a shorter text has too few attributes to matter
_NAME = re.compile(r"""[^\s"'>/=]+""")
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")


def weight(markup: str | bytes) -> int:
    """The weight of HTML: its size, plus 40 for each tag, because an element takes more memory than its text.

    >>> weight("<p>Hello</p>"), weight(b"<br><br>")
    (92, 88)
    """
    return len(markup) + _TAG * (markup.count("<") if isinstance(markup, str) else markup.count(b"<"))


def too_heavy(markup: str | bytes) -> str | None:
    """Why HTML is not parsed, as the end of a sentence. None if it can be parsed."""
    if weight(markup) > LARGEST:
        return f"it has too much markup to be read ({len(markup) / 2**20:.1f} MB)"
    if len(markup) < _SHORT:
        return None
    text = markup if isinstance(markup, str) else markup.decode("latin-1")
    for tag in _LONG_TAG.finditer(text):
        if len(tag[0]) > _MOST_ATTRIBUTES and len(_NAME.findall(_VALUE.sub("", tag[0]))) > _MOST_ATTRIBUTES:
            return f"it has a tag with more than {_MOST_ATTRIBUTES:,} attributes"
    return None


def without_tags(markup: str) -> list[str]:
    """The lines of text in HTML, found without a tree. It is for markup that is `too_heavy`.

    >>> without_tags("<p>One &amp; <b>two</b></p><script>x</script>three<br>four")
    ['One & two', 'three', 'four']
    """
    text = _LINE_TAG.sub("\n", _SPACE.sub(" ", _UNSEEN.sub("", markup)))
    pieces = (one_line(html.unescape(line)) for line in _OTHER_TAG.sub("", text).split("\n"))
    lines = [line for line in pieces if line]
    return lines if len(lines) <= _MOST_LINES else [" ".join(lines)]


_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LINE_TAG = re.compile(
    r"</?(?:p|div|br|li|h[1-6]|tr|blockquote|pre|figure|figcaption)\b[^<>]*>", re.IGNORECASE
)
_OTHER_TAG = re.compile(r"<[^<>]*>")
_MOST_LINES = 5_000  # more would be too heavy again
