"""Comments from the API."""

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.discovery.rest.collection import CollectionReader
from crawler.discovery.rest.fields import BadField, Fields
from crawler.items import Comment, DatasetWarning
from crawler.text import html_text
from crawler.urls.canonical import is_web

#: Without `_links` and without the addresses of avatars, which are digests of the commenters' mail addresses.
#: This halves the server's time and the bytes.
COMMENT_FIELDS = "id,post,parent,author,author_name,author_url,date,date_gmt,content,link,status,type,meta"


def read_comments(objects: Iterable[Any]) -> tuple[list[Comment], list[DatasetWarning]]:
    """The comments in a JSON list. An invalid one is left out with a warning."""
    comments, warnings = [], []
    for value in objects:
        try:
            comments.append(_comment(Fields(value)))
        except BadField as error:
            warnings.append(DatasetWarning(code="bad_comment", detail=f"a comment was left out: {error}"))
    return comments, warnings


def _comment(fields: Fields) -> Comment:
    url = fields.text("author_url")
    return Comment(
        number=fields.number("id"),
        author=html_text.plain(fields.text("author_name")) or None,
        author_url=url if is_web(url) else None,
        posted=fields.utc("date_gmt"),
        text=html_text.paragraphs_text(fields.rendered("content")),
        kind="pingback" if fields.text("type") in {"pingback", "trackback"} else "comment",
        parent_number=fields.number("parent", least=0) or None,
        post_id=fields.number("post"),
    )


class CommentCount:
    """Counts the comments that arrived, and detects missing ones that the dataset does not have.

    ``known`` are the numbers of stored comments. ``before`` is the number that the blog announced when all
    were last read.
    """

    def __init__(self, known: frozenset[int], before: int | None) -> None:
        self.arrived: set[int] = set()
        self.listings: list[CollectionReader] = []
        """The listings of all comments, as far as they were requested."""
        self.read_again = False
        """Whether all comments must be read again."""
        self._known, self._before = known, before

    def lacks(self, total: int | None, *, full: bool) -> bool:
        """Whether there are other new comments than the newest page: a late approval, or more than one page.

        ``total`` is the number that the blog announces now. ``full`` is whether the newest page was full.
        Fewer comments than expected are not a reason to read all: the dataset keeps deleted comments.
        """
        new = self.arrived - self._known
        expected = None if self._before is None else self._before + len(new)
        self.read_again = (
            expected is None or total is None or total > expected or (full and len(new) == len(self.arrived))
        )
        return self.read_again

    def missing(self) -> Iterator[DatasetWarning]:
        """A warning if fewer comments arrived than the blog announces."""
        announced = sum(listing.total or 0 for listing in self.listings)
        if announced > len(self.arrived):
            detail = f"the blog announces {announced} comments, {len(self.arrived)} arrived"
            yield DatasetWarning(code="comments_withheld", detail=detail)
