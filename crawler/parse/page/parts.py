"""The further pages of a post: the pages of a long text that is split, and the pages of its comments."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.urls.canonical import absolute, same_site

# As WordPress forms them: after the post's address, or as a query if it has no pretty permalinks.
_PART = re.compile(r"/(?:page/)?([2-9]|[1-9]\d{1,2})/?")
_COMMENTS = re.compile(r"/comment-page-([1-9]\d{0,3})/?")
_IN_QUERY = re.compile(r"[1-9]\d{0,3}")


def text_parts(root: HtmlElement, url: str) -> dict[int, str]:
    """The addresses of the pages that continue the text of the post at ``url``, by number, from 2."""
    found = dict(sorted(_linked(root, url, _PART, "page")))
    found.pop(1, None)
    return found


def comment_pages(root: HtmlElement, url: str) -> dict[int, str]:
    """The addresses of the comment pages that the post at ``url`` links to, by number."""
    return dict(sorted(_linked(root, url, _COMMENTS, "cpage")))


def _linked(root: HtmlElement, url: str, form: re.Pattern[str], name: str) -> Iterator[tuple[int, str]]:
    for element in root.iter("a"):
        href = element.get("href", "")
        link = (absolute(href, url) or "").partition("#")[0] if any(map(str.isdigit, href)) else ""
        number = _number(link, url, form, name) if link and same_site(link, url) else None
        if number:
            yield number, link


def _number(link: str, url: str, form: re.Pattern[str], name: str) -> int | None:
    """The number of the page of the post at ``url`` that a link leads to. None for other addresses."""
    post, other = urlsplit(url), urlsplit(link)
    base = post.path.rstrip("/")
    if not other.path.startswith(base):
        return None
    behind = form.fullmatch(other.path[len(base) :])
    if behind and base:
        return int(behind[1])
    told = parse_qs(other.query).get(name, [""])[0]
    same = other.path.rstrip("/") == base and set(parse_qsl(post.query)) <= set(parse_qsl(other.query))
    return int(told) if same and _IN_QUERY.fullmatch(told) else None
