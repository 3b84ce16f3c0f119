"""The form of footnote markers, for both halves of parsing."""

import re

from crawler.text.characters import CLOSING, ENCLOSED, NOTE_SIGNS, OPENING

# Pieces of patterns: the brackets of markers in all scripts, and signs of East Asia before a number.
SQUARE, END_SQUARE, ROUND, END_ROUND = r"[\[［【〔]", r"[\]］】〕]", "[(（]", "[)）]"
SIGN = f"[{NOTE_SIGNS}]"
CIRCLED = f"[{''.join(ENCLOSED)}]"
#: Markers in the text and in front of notes.
MARKER = re.compile(
    rf"[{re.escape(OPENING)}]?\s*(?:(?:notes?|nb|n|fn|ref)\.?\s|{SIGN}{{1,2}}\s?(?=\d))?"
    rf"(?:\d{{1,4}}|[ivxlc]{{1,7}}|[a-z]|\*{{1,6}}|[†‡§¶#※]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}}|{CIRCLED})"
    rf"\s*[{re.escape(CLOSING)}.:：．]?",
    re.IGNORECASE,
)
