"""Marks of pages that read like a post but are not one: products, services, forum topics, manuals."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.items import page_path
from crawler.parse.page.kind.votes import DATED_PATH, Vote
from crawler.parse.page.marks import PageMarks
from crawler.text import phrases

_BELOW = r"(?:[/.].*)?"
# A name below a folder of posts: /blog/NAME, /p/NAME. The numbered pages of a listing do not count.
_POST_PATH = phrases.pattern(
    r"/(?:.*/)?{post_folder}/(?:.*/)?(?!(?:page|index)[-\d./]*$)[^/]*[^\W\d_]{2}[^/]*/?"
)
_PLACES: tuple[tuple[int, re.Pattern[str], str], ...] = (
    (4, phrases.pattern(rf"/(?:.*/)?{{shop_folder}}{_BELOW}"), "an address of a shop"),
    (3, phrases.pattern(rf"/(?:.*/)?{{service_folder}}{_BELOW}"), "an address of services"),
    (
        5,
        phrases.pattern(
            rf"/(?:.*/)?(?:{{forum_folder}}{_BELOW}|viewtopic\.php.*|t/[^/]+/\d+.*|r/[^/]+/comments/.*)"
        ),
        "an address of a forum",
    ),
    (7, phrases.pattern(rf"/(?:.*/)?{{manual_folder}}{_BELOW}"), "an address of a manual"),
)
_HOSTS: tuple[tuple[int, re.Pattern[str], str], ...] = (
    (5, phrases.pattern(r"{forum_folder}\..*"), "a forum's host"),
    (7, phrases.pattern(r"{manual_folder}\..*"), "a manual's host"),
)
_SOFTWARE: tuple[tuple[int, re.Pattern[str], str], ...] = (
    (
        6,
        re.compile(r"discourse|phpbb|vbulletin|xenforo|flarum|nodebb|mybb", re.IGNORECASE),
        "a forum's software",
    ),
    (
        5,
        re.compile(
            r"docusaurus|sphinx|docutils|mkdocs|gitbook|mdbook|rustdoc|mediawiki|dokuwiki", re.IGNORECASE
        ),
        "a manual's software",
    ),
)


def genre_votes(marks: PageMarks, url: str) -> Iterator[Vote]:
    """Votes by the address and software of a page, which make a kind likely but do not prove it."""
    path = page_path(url) or "/"
    if _POST_PATH.fullmatch(path):
        yield Vote("article", 3, "an address below a folder of posts")
    elif not DATED_PATH.fullmatch(path):
        yield from _other(marks, path, urlsplit(url).hostname or "")


def _other(marks: PageMarks, path: str, host: str) -> Iterator[Vote]:
    software = marks.told("generator") or ""
    for families, text in ((_PLACES, path), (_HOSTS, host)):
        found = next(((points, mark) for points, form, mark in families if form.fullmatch(text)), None)
        if found:
            yield Vote("page", *found)
    if path == "/":
        yield Vote("page", 3, "the address of a home page")
    for points, form, mark in _SOFTWARE:
        if form.match(software):
            yield Vote("page", points, mark)
