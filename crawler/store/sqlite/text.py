"""Text as SQLite can hold it."""

import re

# NUL ends a text for many a program that reads SQLite files; a lone surrogate has no form in UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    r"""The text as SQLite can hold it: without NUL, lone surrogates replaced by U+FFFD.

    >>> clean("a\x00b\ud83d")
    'ab\ufffd'
    """
    return text if is_storable(text) else _UNSTORABLE.sub(_substitute, text)


def is_storable(text: str) -> bool:
    """Whether SQLite can hold the text as it is."""
    if "\0" in text:
        return False
    if not text.isascii():
        try:
            text.encode()  # ten times as quick as looking for surrogates with a regex
        except UnicodeEncodeError:
            return False
    return True


def _substitute(found: re.Match[str]) -> str:
    return "" if found[0] == "\0" else "\ufffd"
