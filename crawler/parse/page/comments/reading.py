"""Comments as a page shows them: one list item each, named by its number, in the forms of many engines."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.items import Comment
from crawler.parse.page.comments.items import CommentItems
from crawler.parse.page.comments.marks import names_of
from crawler.parse.page.comments.parts import read_parts

_PINGS = frozenset(("pingback", "trackback"))


def read_comments(root: HtmlElement, article: str) -> Iterator[Comment]:
    """The comments on a page, each with the number of the one it answers.

    ``article`` is the canonical address of the article. A comment without a number is left out: nothing
    would tell it from another of the same words.
    """
    items = CommentItems(root)
    seen: set[int] = set()
    for item, number in items.numbers.items():
        if number not in seen:
            seen.add(number)
            yield _comment(item, items, article)


def _comment(item: HtmlElement, items: CommentItems, article: str) -> Comment:
    ping = not _PINGS.isdisjoint(names_of(item))
    parts = read_parts(list(items.own(item)), ping=ping)
    return Comment(
        number=items.numbers[item],
        author=parts.author,
        author_url=parts.author_url,
        posted=parts.posted,
        text=parts.text,
        kind="pingback" if ping else "comment",
        parent_number=items.parent(item, parts.outside),
        article_url=article,
    )
