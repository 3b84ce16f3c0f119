"""Characters: what is normalised in every text, and how markers are written."""

import re
import unicodedata

# Controls, soft hyphen, zero width space, word joiner, BOM: invisible, and they break searches.
# ZWJ (U+200D), ZWNJ and variation selectors stay: emoji and Persian need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Latin, Greek and Cyrillic accents, and the marks that NFKD takes off Arabic letters.
_ACCENTS = re.compile("[\u0300-\u036f\u0653-\u0655]")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_SUPERSCRIPT = str.maketrans("0123456789-–", _SUPERSCRIPTS + "⁻⁻")
_FROM_SUPERSCRIPT = str.maketrans(_SUPERSCRIPTS + "⁻⁽⁾", "0123456789-()")
_NUMBERED = re.compile(r"(?:note\s+)?(?:n°\s*|#)?(?P<number>[0-9]+)", re.IGNORECASE)


def clean(text: str) -> str:
    """The text in NFC, without control characters, lone surrogates and invisible joints."""
    if text.isascii():
        return _INVISIBLE.sub("", text)
    text = _INVISIBLE.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    r"""The cleaned text with every run of white space, no-break spaces included, as one blank.

    >>> one_line(" Un\xa0titre\u202f:  la suite\n")
    'Un titre : la suite'
    """
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The text for comparing: case, accents and ligatures aside.

    >>> fold("Notes et LÉGENDES, œuvre")
    'notes et legendes, oeuvre'
    """
    text = text.casefold()
    if text.isascii():
        return text
    text = text.replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def superscript(marker: str) -> str:
    """A marker in superscript digits, without the brackets it was printed in; of letters, in brackets.

    >>> superscript("(12)"), superscript("*"), superscript("ii")
    ('¹²', '*', '[ii]')
    """
    bare = marker.strip("()[]{} ").rstrip(".:")
    return f"[{bare}]" if any(c.isalpha() for c in bare) else bare.translate(_TO_SUPERSCRIPT)


def marker_key(marker: str) -> str:
    """What a marker in the text and the marker of its note have in common.

    >>> [marker_key(m) for m in ("¹", "(1)", "[1]", "1.", "**", "01", "Note 1 :")]
    ['1', '1', '1', '1', '**', '1', '1']
    """
    key = marker.translate(_FROM_SUPERSCRIPT).strip("()[]{} .:°/^#–—-\xa0")
    number = _NUMBERED.fullmatch(key)
    return str(int(number["number"])) if number else key
