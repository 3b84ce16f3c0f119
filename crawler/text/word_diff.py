"""The changes between two texts, word by word, for the page of versions and the command `history`."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
#: Passages with up to this many words are compared word by word. Longer ones are shown before and after.
_LONGEST = 2_000
#: Maximum number of paragraphs to compare: the time grows with its square.
_MOST = 4_000


class Piece(NamedTuple):
    """A run of words of a changed passage."""

    kind: Literal["kept", "removed", "added"]
    text: str


def changed_passages(before: str, after: str) -> Iterator[list[Piece]]:
    r"""The paragraphs that differ between two texts, each in pieces. Empty lines separate paragraphs.

    >>> for passage in changed_passages("Un.\n\nUn mot ici.", "Un.\n\nUn autre mot ici."):
    ...     print([tuple(piece) for piece in passage])
    [('kept', 'Un'), ('added', ' autre'), ('kept', ' mot ici.')]
    """
    old, new = (text.split("\n\n")[:_MOST] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield changed_words("\n\n".join(old[begin:end]), "\n\n".join(new[other_begin:other_end]))


def changed_words(before: str, after: str) -> list[Piece]:
    """Both texts merged, in pieces. Kept and removed pieces are ``before``, kept and added ones ``after``.

    >>> [tuple(piece) for piece in changed_words("Le coeur", "Le cœur")]
    [('kept', 'Le '), ('removed', 'coeur'), ('added', 'cœur')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        return [*_piece("removed", old), *_piece("added", new)]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        if kind == "equal":
            pieces += _piece("kept", old[begin:end])
        else:
            pieces += [*_piece("removed", old[begin:end]), *_piece("added", new[other_begin:other_end])]
    return pieces


def _piece(kind: Literal["kept", "removed", "added"], words: list[str]) -> list[Piece]:
    return [Piece(kind, "".join(words))] if words else []
