"""Decodes the XML that blogs serve, from its root on, without entities to expand or files to load."""

import re

from w3lib.encoding import html_to_unicode

from crawler.text.characters import clean

_FAR = 10_000
"""Maximum number of characters before a root element, for the warnings that programs print there."""
_HTML = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
# The parts that XML allows before its root: declaration, comments, instructions, document type. Possessive,
# so that a broken prolog costs no time.
_PROLOG = re.compile(
    r"""(?:\s++|<\?.*?\?>|<!--.*?-->
    |<!DOCTYPE(?:[^\[\]>"']|"[^"]*"|'[^']*'|\[(?:<!--.*?-->|<\?.*?\?>|"[^"]*"|'[^']*'|[^\]"'])*+\])*+>)*+""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


# Characters of Windows-1252 that a program took as Unicode: C1 controls, raw or by number.
_C1 = re.compile(r"[\x80-\x9f]|&#(?:0*(?P<decimal>1[2-5]\d)|[xX]0*(?P<hex>[89][0-9A-Fa-f]));")


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of bytes, without characters that XML forbids. ``content_type`` is the value of the header.

    Valid UTF-8 is read as UTF-8, whatever is declared: no other encoding looks like it.
    """
    if b"\x1b" not in body and b"\0" not in body[:4]:
        try:
            return _allowed(body.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    text = html_to_unicode(content_type or None, body, auto_detect_fun=lambda _: "cp1252")[1]
    return _allowed(text)


def without_c1(text: str) -> str:
    r"""The text with letters of Windows-1252 instead of C1 controls, as HTML 5 reads their numbers.

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
    """The text from its root element on, and whether there was anything before it that XML does not allow.

    ``names`` are possible roots, as alternatives of a regular expression. A text without such a root gives
    "". The document type is left out, so there are no entities to expand or load.

    >>> from_root('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><feed/>', "rss|feed")
    ('<feed/>', False)
    """
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if _HTML.match(text, start):
        return "", False
    root = re.compile(rf"<(?:[\w.-]+:)?(?:{names})[\s/>]", re.IGNORECASE).search(text, start, start + _FAR)
    return (text[root.start() :], root.start() > start) if root else ("", False)
