"""The HTML of a post as a tree, and functions for its elements."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import lxml.html
from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from crawler.text import class_names
from crawler.text.characters import clean

Event = Literal["start", "end", "text"]

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def bounded(html: str) -> str:
    """The HTML without control characters, and without elements nested deeper than in any real page.

    libxml2 limits the depth of its tree to some hundred levels. The sanitiser has no limit, and its time
    grows with the square of the depth (100,000 levels took a minute).
    """
    html = clean(html)
    if html.count("<") < _MANY_TAGS:
        return html
    root = lxml.html.document_fromstring(f"<body>{html}")
    return str(lxml.html.tostring(root, encoding="unicode"))


_MANY_TAGS = 5_000


def elements(root: Tag) -> Iterator[Tag]:
    """Every element below ``root`` in page order."""
    return (node for node in root.descendants if isinstance(node, Tag))


def attr(element: Tag, *names: str) -> str:
    """The first named attribute that is not empty, or ""."""
    for name in names:
        value = element.attrs.get(name)
        if value:
            return str(value)
    return ""


def address(element: Tag, *names: str) -> str:
    """The first named attribute with an address that is not a placeholder, or ""."""
    values = (attr(element, name) for name in names)
    return next((v for v in values if v and not v.startswith(_PLACEHOLDERS)), "")


_PLACEHOLDERS = ("about:", "data:", "javascript:")


def classes(element: Tag) -> str:
    """Class and id of an element as one string in lower case, with a space on either side."""
    attrs = element.attrs
    if not attrs or ("class" not in attrs and "id" not in attrs):
        return ""
    return f" {attrs.get('class', '')} {attrs.get('id', '')} ".lower()


@lru_cache(maxsize=64)
def any_of(words: str) -> re.Pattern[str]:
    """A pattern that finds one of the words (``x*`` for a prefix) in an element's `classes`."""
    parts = (re.escape(w).replace(r"\*", r"\S*") for w in words.split())
    return re.compile(rf"(?<=\s)(?:{'|'.join(parts)})(?=\s)")


_EMOJI = any_of(class_names.names("emoji"))


def is_hidden(element: Tag) -> bool:
    """Whether the page always hides the element."""
    attrs = element.attrs
    return "hidden" in attrs or ("style" in attrs and bool(_HIDDEN.search(str(attrs["style"]))))


def text_of(element: Tag) -> str:
    """All text in an element, on one line, with white space collapsed."""
    return " ".join(clean("".join(_strings(element))).split())


def _strings(element: Tag) -> Iterator[str]:
    for node in element.descendants:
        if type(node) is NavigableString:
            yield node
        elif isinstance(node, Tag) and node.name == "img":
            yield emoji(node)


def emoji(image: Tag) -> str:
    """The character that a picture of an emoji shows (docs/formats.md#blocks-and-characters), or ""."""
    source = attr(image, "src", "data-src")
    known = _EMOJI.search(classes(image))
    return attr(image, "alt") if known or any(part in source for part in _EMOJI_FOLDERS) else ""


_EMOJI_FOLDERS = (
    "/twemoji/",
    "/core/emoji/",
    "twimg.com/emoji/",
)  # copied timelines have no class of their own


def events(root: Tag, skip: set[int]) -> Iterator[tuple[Event, Tag | str]]:
    """Elements and texts below ``root`` in page order, without recursion.

    To skip the children of an element, add its id() to ``skip`` before the next step. The end of the element
    is still reported.
    """
    stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    while stack:
        element, children = stack[-1]
        for child in children:
            if isinstance(child, Tag):
                yield "start", child
                if id(child) in skip:
                    yield "end", child
                    continue
                stack.append((child, iter(child.contents)))
                break
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                yield "text", str(child)
        else:
            stack.pop()
            if stack:
                yield "end", element
