"""Reads the comments on a page, in the forms of many engines."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.items import Comment, row_id
from crawler.parse.page.comments.items import CommentItems
from crawler.parse.page.comments.marks import names_of
from crawler.parse.page.comments.parts import read_parts
from crawler.parse.page.elements import PageElements

_PINGS = frozenset(("pingback", "trackback", "u-mention", "p-mention"))


def read_comments(page: PageElements, article: str) -> Iterator[Comment]:
    """The comments on a page, each with the number of the one that it replies to.

    ``article`` is the canonical address of the article. If the page gives its comments no numbers, the number
    of a comment is the 52-bit id of its author, day and text, so that later crawls find the same one.
    """
    items = CommentItems(page)
    seen: set[int] = set()
    found = []
    for item, number in items.numbers.items():
        if number not in seen:
            seen.add(number)
            found.append(_comment(item, items, article))
    yield from _numbered(found) if any(number < 0 for number in seen) else found


def _numbered(comments: list[Comment]) -> Iterator[Comment]:
    """The comments with numbers formed from their content. Of two equal ones, the second gets another."""
    numbers: dict[int | None, int] = {}
    met: Counter[tuple[str | None, ...]] = Counter()
    for comment in comments:
        if comment.author and comment.text:
            said = (comment.author, comment.posted, comment.text)
            met[said] += 1
            numbers[comment.number] = row_id("\n".join(map(str, (*said, met[said]))))
    for comment in comments:
        if comment.number in numbers:
            parent = numbers.get(comment.parent_number)
            yield replace(comment, number=numbers[comment.number], parent_number=parent)


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
