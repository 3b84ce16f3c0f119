"""Reads JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import json
from typing import Any

from crawler.parse.feeds.dates import feed_time
from crawler.parse.feeds.item import (
    MOST_ITEMS,
    Feed,
    FeedItem,
    author_name,
    bad_feed,
    each_once,
    paragraphs_of,
    post_number,
)
from crawler.text.characters import clean
from crawler.text.html_text import plain
from crawler.text.truncation import is_cut_off
from crawler.urls.canonical import absolute, is_web


def read_json_feed(text: str, url: str) -> Feed:
    """The feed in a JSON text. ``url`` is the address where it was found."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Feed(faults=(bad_feed("It is not JSON."),))
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _text(value, "version"):
        return Feed(faults=(bad_feed("It is JSON, but no feed."),))
    onward = absolute(_text(value, "next_url"), url)
    home = absolute(_text(value, "home_page_url"), url)
    author = _author(value)
    return Feed(
        title=plain(_text(value, "title")),
        language=_text(value, "language") or None,
        home=home if home and is_web(home) else None,
        items=each_once(_item(one, url, author) for one in items[:MOST_ITEMS] if isinstance(one, dict)),
        next=onward if onward and is_web(onward) else None,
    )


def _item(one: dict[str, Any], url: str, author: str | None) -> FeedItem | None:
    """An item. ``author`` is the author of items that name nobody."""
    guid = _text(one, "id")
    link = absolute(_text(one, "url") or (guid if is_web(guid) else ""), url)
    if not link or not is_web(link):
        return None
    content = _text(one, "content_html")
    beginning = paragraphs_of(_text(one, "content_text")) or _text(one, "summary")
    tags = one.get("tags")
    modified = feed_time(_text(one, "date_modified"))
    names = [plain(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return FeedItem(
        url=link,
        title=plain(_text(one, "title")),
        author=_author(one) or author,
        published=feed_time(_text(one, "date_published")) or modified,
        modified=modified,
        content=clean(content or beginning),
        whole=bool(content) and not is_cut_off(content),
        terms=tuple(dict.fromkeys(name for name in names if name)),
        post_id=post_number(guid),
    )


def _author(value: dict[str, Any]) -> str | None:
    """The name of the first author: version 1.1 has a list of authors, 1.0 has a single one."""
    authors = value.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else value.get("author")
    return author_name(_text(first, "name")) if isinstance(first, dict) else None


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
