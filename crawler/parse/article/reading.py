"""A post that is parsed once, both for its stable form and for its article."""

from functools import cached_property

from crawler.items import Article, Post
from crawler.parse.article.assembly import assemble
from crawler.parse.article.content_tree import ContentTree
from crawler.parse.article.stable_form import stable_form


def parse_article(post: Post) -> Article:
    """The article in a post: text, tweets, notes, references and all other parts.

    It never raises. A post that the parser fails on keeps its text and gets a warning.
    """
    return PostReading(post).article


class PostReading:
    """The results of reading a post's HTML. They can be computed in any order."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self._content = ContentTree(post.content)

    @cached_property
    def stable_form(self) -> str:
        """The content without the parts that change with every request."""
        return stable_form(self._content)

    @cached_property
    def article(self) -> Article:
        """The article in the post, as in `parse_article`."""
        return assemble(self.post, self._content)
