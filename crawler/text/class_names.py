"""Class names and ids that software prints, by their role. `class_names.toml` lists them.

Each row names the software that prints them. Readers use roles ("comment_author") instead of lists of names.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@cache
def names(role: str) -> str:
    """The names of a role in the order of the table, separated by spaces as in a ``class`` attribute.

    Raises KeyError if the table does not have the role.

    >>> names("entry")
    'hentry h-entry'
    """
    return " ".join(listed for _, listed in table()[role])


def name_set(role: str) -> frozenset[str]:
    """The names of a role as a set."""
    return frozenset(names(role).split())


@cache
def pattern(role: str) -> re.Pattern[str]:
    """A pattern that matches one whole name of a role. A ``*`` in the table matches any further letters.

    >>> bool(pattern("body_of_article").fullmatch("postid-41"))
    True
    """
    return re.compile("|".join(re.escape(name).replace(r"\*", r"\S*") for name in names(role).split()))


@cache
def words_pattern(role: str) -> re.Pattern[str]:
    """A pattern that finds a word of a role in a name, between hyphens, underscores and spaces.

    >>> [bool(words_pattern("readers_words").search(name)) for name in ("post-comments", "commented")]
    [True, False]
    """
    words = "|".join(re.escape(name).replace(r"\*", r"\w*") for name in names(role).split())
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


@cache
def part_pattern(role: str) -> re.Pattern[str]:
    """A pattern that finds a word of a role in names such as "post-date", "postDate" and "post_date".

    >>> [bool(part_pattern("of_days").search(n)) for n in ("itemPostDate", "newsdatum", "candidate")]
    [True, True, False]
    """
    words = names(role).split()
    whole = "|".join(word for word in words if "*" not in word)
    title = "|".join(word.title() for word in words if "*" not in word)
    ends = "".join(f"|{word[1:]}(?![a-z])" for word in words if word.startswith("*"))
    return re.compile(rf"(?<![a-zA-Z])(?:{whole})(?![a-z])|(?:{title})(?![a-z]){ends}")


@lru_cache(maxsize=50_000)  # a blog prints the same names on every page
def has_part(role: str, name: str) -> bool:
    """Whether `part_pattern` finds a word of a role in a name."""
    return part_pattern(role).search(name) is not None


@cache
def table() -> dict[str, list[tuple[str, str]]]:
    """By role, the rows of the table: the software, and its names separated by spaces."""
    roles = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {role: [(family, listed) for family, listed in rows] for role, rows in roles.items()}
