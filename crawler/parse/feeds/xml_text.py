"""The text of XML as blogs serve it, from its root on: decoded, and without anything to expand or load."""

import re

from w3lib.encoding import html_to_unicode

from crawler.text.characters import clean

_FAR = 10_000
"""Characters before a root element in which a program's warnings may stand."""
_HTML = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
# What XML allows before its root: the declaration, comments, instructions, the document type. Possessive, as
# a prolog that is broken must not cost time.
_PROLOG = re.compile(
    r"""(?:\s++|<\?.*?\?>|<!--.*?-->
    |<!DOCTYPE(?:[^\[\]>"']|"[^"]*"|'[^']*'|\[(?:<!--.*?-->|<\?.*?\?>|"[^"]*"|'[^']*'|[^\]"'])*+\])*+>)*+""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


# Characters of Windows-1252 that a program took for those of Unicode: C1 controls, raw or by number.
_C1 = re.compile(r"[\x80-\x9f]|&#(?:0*(?P<decimal>1[2-5]\d)|[xX]0*(?P<hex>[89][0-9A-Fa-f]));")


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of bytes, without the characters that XML forbids; ``content_type`` is the header's value.

    What can be read as UTF-8 is that, whatever is declared: no other encoding looks like it.
    """
    if b"\x1b" not in body and b"\0" not in body[:4]:
        try:
            return _allowed(body.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    text = html_to_unicode(content_type or None, body, auto_detect_fun=lambda _: "cp1252")[1]
    return _allowed(text)


def without_c1(text: str) -> str:
    r"""The text with the letters of Windows-1252 in place of C1 controls, as HTML 5 reads their numbers.

    >>> without_c1("l\x92&#233;t&#233;&#133; &#x80;")
    'l’&#233;t&#233;… €'
    """
    return _C1.sub(_windows_letter, text)


def _windows_letter(found: re.Match[str]) -> str:
    by_number = found["decimal"] or found["hex"]
    number = int(by_number, 10 if found["decimal"] else 16) if by_number else ord(found[0])
    if not _FIRST_C1 <= number <= _LAST_C1:
        return found[0]
    return bytes([number]).decode("cp1252", errors="ignore")


_FIRST_C1, _LAST_C1 = 0x80, 0x9F


def _allowed(text: str) -> str:
    return clean(without_c1(text)).replace("\x0b", " ").replace("\x0c", " ")


def from_root(text: str, names: str) -> tuple[str, bool]:
    """The text from its root element on, and whether anything stood before it that XML does not allow.

    ``names`` are those of possible roots, as alternatives of a regular expression; a text without such a
    root gives "". As the document type is left out, there are no entities to expand or to load.

    >>> from_root('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><feed/>', "rss|feed")
    ('<feed/>', False)
    """
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if _HTML.match(text, start):
        return "", False
    root = re.compile(rf"<(?:[\w.-]+:)?(?:{names})[\s/>]", re.IGNORECASE).search(text, start, start + _FAR)
    return (text[root.start() :], root.start() > start) if root else ("", False)
