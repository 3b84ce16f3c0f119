"""Builds BeautifulSoup's tree from lxml's tree: the same result as BeautifulSoup's parser, but much faster.

BeautifulSoup builds its tree from lxml's events, with about ten Python calls for each. This module walks
once through the tree that lxml has built in C.
"""

from typing import Any, TypeVar

from bs4 import Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import Comment, NavigableString, PageElement
from lxml import etree

_PARSER = etree.HTMLParser(encoding="utf-8", remove_pis=True)
_STRINGS = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS
_EMPTY: frozenset[str] = frozenset(HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
_KEEPS_SPACE = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
_SPACES = "\x20\x0a\x09\x0c\x0d"


def soup_of(html: str) -> Tag:
    """The root of a fragment's tree. It contains an ``<html>`` with a ``<body>``.

    Attribute values are plain strings, also for ``class``. The value of a bare attribute is its name.
    libxml2 cuts the tree at a depth of about 250 levels.
    """
    top = etree.fromstring(f"<body>{html}".encode("utf-8", "replace"), _PARSER)
    return _planted(top)


def _planted(top: Any) -> Tag:
    """The tree below an lxml element, built in page order."""
    root = parent = _tag("[document]")
    root.hidden = True
    last: PageElement = root
    spaced = 0  # number of enclosing elements that keep white space
    kinds = [NavigableString]  # classes of texts by enclosing element: scripts and styles differ
    for event, node in etree.iterwalk(top, events=("start", "end", "comment")):
        if event == "start":
            name, text = node.tag, node.text
            tag = _tag(name)
            attributes = node.items()
            if attributes:
                dict.update(tag.attrs, attributes)
            last = _join(tag, parent, last)
            parent = tag
            if name in _SPECIAL:
                spaced += name in _KEEPS_SPACE
                kinds.append(_STRINGS.get(name, kinds[-1]))
        elif event == "end":
            text = node.tail
            if parent.name in _SPECIAL:
                spaced -= parent.name in _KEEPS_SPACE
                kinds.pop()
            parent = root if parent.parent is None else parent.parent
        else:
            text = node.tail
            last = _join(_string(Comment, node.text or ""), parent, last)
        if text:
            if not spaced and not text.strip(_SPACES):
                text = "\n" if "\n" in text else " "
            last = _join(_string(kinds[-1], text), parent, last)
    return root


def _join(node: PageElement, parent: Tag, last: PageElement) -> PageElement:
    """Append a new element or text after the last one of the page, as the last child. Returns it."""
    siblings = parent.contents
    node.parent, node.previous_element = parent, last
    last.next_element = node
    if siblings:
        before = siblings[-1]
        node.previous_sibling, before.next_sibling = before, node
    siblings.append(node)
    return node


def _tag(name: str) -> Tag:
    """A new element without attributes."""
    tag = _Element.__new__(_Element)
    tag.name, tag.attrs, tag.contents = name, _Attributes(), []
    if name in _SPECIAL:
        tag.can_be_empty_element = name in _EMPTY
        if name in _STRINGS:
            tag.interesting_string_types = {_STRINGS[name]}
    return tag


class _Element(Tag):
    """An element that has only what differs from most others. The rest is stored once, in the class."""


_FIRST = Tag(name="div", preserve_whitespace_tags=_KEEPS_SPACE)
for _name in vars(_FIRST).keys() - {"name", "attrs", "contents"}:
    setattr(_Element, _name, getattr(_FIRST, _name))
_Attributes = type(_FIRST.attrs)
_SPECIAL = _EMPTY | frozenset(_STRINGS) | frozenset(_KEEPS_SPACE)
"""The names of elements that are not like most others."""
_Text = TypeVar("_Text", bound=NavigableString)


def _string(kind: type[_Text], text: str) -> _Text:
    """A new text."""
    string = str.__new__(kind, text)
    string.hidden = False
    string.next_element = string.previous_sibling = string.next_sibling = None
    return string
