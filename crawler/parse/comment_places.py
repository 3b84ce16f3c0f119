"""What the places of a page's comments are called."""

import re
from collections.abc import Iterable

# By an id or by a class; "ob-comments" and "feedback__comments" end so, too.
_PLACES = frozenset(
    ("comments", "commentaires", "comment-list", "commentlist", "comments-list", "comments-content",
     "comments-block", "wp-block-comment-template", "wp-block-comments", "forum")
)  # fmt: skip
_PLACE = re.compile(r"(?!.*recent).*-comments")


def is_place_of_comments(names: Iterable[str]) -> bool:
    """Whether one of an element's names (its classes and its id, with hyphens) is that of such a place.

    >>> is_place_of_comments(["x1", "feedback-comments"]), is_place_of_comments(["recent-comments"])
    (True, False)
    """
    return any(name in _PLACES or _PLACE.fullmatch(name) for name in names)
