"""What the marker of a note looks like, whichever half of parsing meets it."""

import re

#: What markers look like, in the text and in front of notes.
MARKER = re.compile(
    r"[(\[{]?\s*(?:(?:notes?|nb|n|fn|ref)\.?\s)?(?:\d{1,4}|[ivxlc]{1,7}|[a-z]|\*{1,6}|[†‡§¶#]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*[)\]}.:]?",
    re.IGNORECASE,
)
