"""The form of footnote markers, for both halves of parsing."""

import re

#: Markers in the text and in front of notes.
MARKER = re.compile(
    r"[(\[{]?\s*(?:(?:notes?|nb|n|fn|ref)\.?\s)?(?:\d{1,4}|[ivxlc]{1,7}|[a-z]|\*{1,6}|[†‡§¶#]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*[)\]}.:]?",
    re.IGNORECASE,
)
