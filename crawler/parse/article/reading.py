"""A post that is parsed once, for the form in which it is compared and for its article."""

from functools import cached_property

from crawler.items import Article, Post
from crawler.parse.article.assembly import assemble
from crawler.parse.article.content_tree import ContentTree
from crawler.parse.article.stable_form import stable_form


def parse_article(post: Post) -> Article:
    """The article that a post holds: text, tweets, notes, references, and everything else in it.

    Never raises: a post that the parser cannot take apart keeps its text, with a warning.
    """
    return PostReading(post).article


class PostReading:
    """What a post's HTML says, question by question; in which order does not matter."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self._content = ContentTree(post.content)

    @cached_property
    def stable_form(self) -> str:
        """The content without what changes from one request to the next."""
        return stable_form(self._content)

    @cached_property
    def article(self) -> Article:
        """The article that the post holds, as of `parse_article`."""
        return assemble(self.post, self._content)
