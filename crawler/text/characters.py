"""Characters: normalisation of every text, and forms of footnote markers."""

import re
import unicodedata

# Controls, soft hyphen, zero width space, word joiner, BOM: they are invisible and break searches.
# ZWJ (U+200D), ZWNJ and variation selectors are kept: emoji and Persian need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Most characters of a page need no change. The fastest way removes these first.
_USUAL = bytes((*range(0x09, 0x0E), *range(0x20, 0x7F)))
# Characters that are invisible or that NFC may change. Scripts with many combining characters are complete.
_DOUBTFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0300-\u0387\u0483-\u1fff\u2000\u2001\u200b\u2060"
    "\u20d0-\u20ff\u2126-\u212b\u2329\u232a\u2adc\u2ce0-\u2dff\u302a-\u302f\u3099\u309a\ua640-\uabff"
    "\ud800-\udfff\uf900-\ufaff\ufb1d-\ufb4f\ufe20-\ufe2f\ufeff\ufffe\uffff\U00010000-\U0001efff"
    "\U0002f800-\U0010ffff]"
)
# Latin, Greek and Cyrillic accents, and the marks that NFKD separates from Arabic letters.
_ACCENTS = re.compile("[\u0300-\u036f\u0653-\u0655]")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_SUPERSCRIPT = str.maketrans("0123456789-–", _SUPERSCRIPTS + "⁻⁻")
_FROM_SUPERSCRIPT = str.maketrans(_SUPERSCRIPTS + "⁻⁽⁾", "0123456789-()")
#: Brackets around markers, including those of East Asia.
OPENING, CLOSING = "([{（［｛【〔", ")]}）］｝】〕"
#: Signs before the number of a note in East Asia: "*1", "※1", "注1".
NOTE_SIGNS = "*＊※注註"
# Circled numbers and similar ones, by the first of each row: its number, and how many follow.
_ENCLOSED_ROWS = {"①": (1, 20), "⑴": (1, 20), "⒈": (1, 20), "⓫": (11, 10), "⓵": (1, 10), "❶": (1, 10)}
_ENCLOSED_ROWS |= {"➀": (1, 10), "➊": (1, 10), "㉑": (21, 15), "㊱": (36, 15)}
#: Characters that represent a number, with this number.
ENCLOSED = {
    chr(ord(first) + step): str(number + step)
    for first, (number, count) in _ENCLOSED_ROWS.items()
    for step in range(count)
}
_FROM_ENCLOSED = str.maketrans(ENCLOSED)
_NUMBERED = re.compile(rf"(?:note\s+|[{NOTE_SIGNS}]{{1,2}}\s?)?(?:n°\s*|#)?(?P<number>\d+)", re.IGNORECASE)
_DIGIT = re.compile(r"[^\D0-9]")


def clean(text: str) -> str:
    """The text in NFC, without control characters, lone surrogates and invisible joiners."""
    if text.isascii() and text.isprintable():
        return text
    rare = text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    if not rare or not _DOUBTFUL.search(rare):
        return text
    if _INVISIBLE.search(rare):
        text = _INVISIBLE.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    r"""The cleaned text, with every run of white space (including no-break spaces) as one space.

    >>> one_line(" Un\xa0titre\u202f:  la suite\n")
    'Un titre : la suite'
    """
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The text for comparison, without case, accents and ligatures.

    >>> fold("Notes et LÉGENDES, œuvre")
    'notes et legendes, oeuvre'
    """
    text = text.casefold()
    if text.isascii():
        return text
    text = text.replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def superscript(marker: str) -> str:
    """A marker as superscript digits without brackets. Markers of letters are in square brackets.

    >>> superscript("(12)"), superscript("［１］"), superscript("*"), superscript("ii")
    ('¹²', '¹', '*', '[ii]')
    """
    bare = marker.strip(f"{OPENING}{CLOSING} ").rstrip(".:：．")
    bare = _DIGIT.sub(lambda digit: str(int(digit[0])), bare)
    return f"[{bare}]" if any(c.isalpha() for c in bare) else bare.translate(_TO_SUPERSCRIPT)


def marker_key(marker: str) -> str:
    """The key that a marker in the text shares with the marker of its note.

    Digits and brackets of any script mean what their ASCII forms mean.

    >>> [marker_key(m) for m in ("¹", "(1)", "[1]", "1.", "**", "01", "Note 1 :", "［１］", "[١]", "※1", "②")]
    ['1', '1', '1', '1', '**', '1', '1', '1', '1', '1', '2']
    """
    key = marker.translate(_FROM_SUPERSCRIPT).translate(_FROM_ENCLOSED)
    key = key.strip(f"{OPENING}{CLOSING} .:：．、°/^#–—-\xa0")
    number = _NUMBERED.fullmatch(key)
    return str(int(number["number"])) if number else key
