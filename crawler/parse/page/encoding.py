"""Decodes the bytes of a page as a browser would, unless they are evidently in another encoding.

UTF-8 is hard to hit by accident: text of another encoding with letters beyond ASCII is almost never valid
UTF-8. So the bytes say what they are, whatever the header or the page declares.
"""

import codecs
import re

from w3lib.encoding import html_to_unicode

from crawler.items import DatasetWarning

_LEAST = 2
"""So many characters beyond ASCII are not an accident."""
_MOST_SHARE = 1.5
"""Characters beyond ASCII for each that is wrong. In encodings of two bytes, some pairs look like UTF-8."""
_LANGUAGE = re.compile(rb"<html[^>]*\slang\s*=\s*[\"']?([a-z]{2,3})", re.IGNORECASE)
#: The encoding of old pages by their language (HTML, 13.2.3.2). Others were written in windows-1252.
_BY_LANGUAGE = {
    **dict.fromkeys(("ar", "fa"), "cp1256"),
    **dict.fromkeys(("ba", "be", "bg", "ky", "mk", "ru", "sr", "tg", "tt", "uk"), "cp1251"),
    **dict.fromkeys(("cs", "hu", "pl", "sk", "hr", "sl"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("ku", "tr", "az"), "cp1254"),
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "vi": "cp1258",
    "zh": "gb18030",
}
_WESTERN = "cp1252"


def decode_page(body: bytes, content_type: str) -> tuple[str, tuple[DatasetWarning, ...]]:
    """The text of a page, and the warnings about its encoding.

    ``content_type`` is the value of the header, for its charset.
    """
    declared, text = html_to_unicode(content_type or None, body)
    if body.isascii():
        return text, ()
    is_utf8 = codecs.lookup(declared).name == "utf-8"
    actual, better = _really_utf8(body) if not is_utf8 else _not_utf8(body, text)
    if better is not None:
        detail = f"The page says it is {declared}, but it is {actual}. The text was decoded as {actual}."
        return better, (DatasetWarning(code="wrong_encoding", detail=detail),)
    if "\ufffd" in text and b"\xef\xbf\xbd" not in body:
        detail = f"The page says it is {declared}, but some of its bytes are not."
        return text, (DatasetWarning(code="bad_encoding", detail=detail),)
    return text, ()


def _really_utf8(body: bytes) -> tuple[str, str | None]:
    """The text of a page that is declared as something else, if all of its bytes are UTF-8."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return "", None
    return "UTF-8", text if sum(not char.isascii() for char in text) >= _LEAST else None


def _not_utf8(body: bytes, text: str) -> tuple[str, str | None]:
    """The text of a page that is declared as UTF-8, if hardly any of its bytes beyond ASCII are."""
    wrong = text.count("\ufffd")
    if wrong < _LEAST or sum(not char.isascii() for char in text) > _MOST_SHARE * wrong:
        return "", None
    language = _LANGUAGE.search(body[:4096])
    encoding = _BY_LANGUAGE.get(language[1].decode().lower() if language else "", _WESTERN)
    try:
        return encoding, body.decode(encoding)
    except UnicodeDecodeError:
        return "", None
