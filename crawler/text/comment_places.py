"""The names of elements that contain the comments of a page."""

import re
from collections.abc import Iterable

from crawler.text import phrases

# An id or a class. It may have a prefix: "ob-comments", "feedback__comments".
_PLACE = phrases.pattern(
    r"(?:.*-)?(?:{comments}(?:-(?:list|content|block|area|section|wrapper|page))?|comment-?list|thread)"
    r"|comment-(?:wrapper|section|thread|area|template|node-.*)|wp-block-comment-template"
    r"|forum|evo-feedback|comments-.*"
    r"|(?:.*-)?(?:ping-?list|pings|pingbacks|trackbacks|webmentions)(?:-list)?",
    re.NOFLAG,
)
_OF_OTHER_POSTS = re.compile("recent|latest")


def is_place_of_comments(names: Iterable[str]) -> bool:
    """Whether one of an element's names (its classes and its id, with hyphens) means that it has comments.

    >>> is_place_of_comments(["x1", "feedback-comments"]), is_place_of_comments(["recent-comments"])
    (True, False)
    """
    return any(_PLACE.fullmatch(name) and not _OF_OTHER_POSTS.search(name) for name in names)
