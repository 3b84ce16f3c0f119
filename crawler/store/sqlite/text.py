"""Text that SQLite can store."""

import re

# Many programs that read SQLite files end a text at NUL. A lone surrogate cannot be encoded in UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    r"""The text without NUL, and with lone surrogates replaced by U+FFFD.

    >>> clean("a\x00b\ud83d")
    'ab\ufffd'
    """
    return text if is_storable(text) else _UNSTORABLE.sub(_substitute, text)


def is_storable(text: str) -> bool:
    """Whether SQLite can store the text unchanged."""
    if "\0" in text:
        return False
    if not text.isascii():
        try:
            text.encode()  # ten times as fast as a regex for surrogates
        except UnicodeEncodeError:
            return False
    return True


def _substitute(found: re.Match[str]) -> str:
    return "" if found[0] == "\0" else "\ufffd"
