"""BeautifulSoup's tree made of lxml's: the same that its own parser makes, in a fraction of the time.

BeautifulSoup builds its tree from lxml's events, some ten calls of Python for each of them; here the tree
that lxml has built in C is walked once.
"""

from typing import Any

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
    """The root of the tree of a fragment: it holds an ``<html>`` with a ``<body>``.

    Attribute values, ``class`` too, are plain strings; that of a bare attribute is its name. Deeper than some
    250 levels libxml2 ends the tree.
    """
    top = etree.fromstring(f"<body>{html}".encode("utf-8", "replace"), _PARSER)
    return _Planter().plant(top)


class _Planter:
    """Builds one tree, element by element in the order of the page."""

    def __init__(self) -> None:
        self.root = _tag("[document]", {})
        self.root.hidden = True
        self.parent: Tag = self.root
        self.last: PageElement = self.root
        self.spaced = 0
        """How many of the elements around keep their white space."""
        self.strings: list[type[NavigableString]] = [NavigableString]
        """What texts are, by the elements around: those of scripts and styles are of a kind of their own."""

    def plant(self, top: Any) -> Tag:
        for event, node in etree.iterwalk(top, events=("start", "end", "comment")):
            if event == "start":
                self.begin(node)
                self.text(node.text)
                continue
            if event == "end":
                self.end()
            else:
                self.add(Comment(node.text or ""))
            self.text(node.tail)
        return self.root

    def begin(self, node: Any) -> None:
        name = node.tag
        tag = _tag(name, dict(node.items()))
        self.add(tag)
        self.parent = tag
        self.spaced += name in _KEEPS_SPACE
        if name in _STRINGS:
            self.strings.append(_STRINGS[name])

    def end(self) -> None:
        name = self.parent.name
        self.spaced -= name in _KEEPS_SPACE
        if name in _STRINGS:
            self.strings.pop()
        self.parent = self.parent.parent or self.root

    def text(self, text: str | None) -> None:
        if not text:
            return
        if not self.spaced and not text.strip(_SPACES):
            text = "\n" if "\n" in text else " "
        self.add(self.strings[-1](text))

    def add(self, node: PageElement) -> None:
        siblings = self.parent.contents
        node.setup(self.parent, self.last, previous_sibling=siblings[-1] if siblings else None)
        siblings.append(node)
        self.last = node


def _tag(name: str, attributes: dict[str, str]) -> Tag:
    return Tag(
        name=name,
        attrs=attributes,
        can_be_empty_element=name in _EMPTY,
        preserve_whitespace_tags=_KEEPS_SPACE,
        interesting_string_types={_STRINGS[name]} if name in _STRINGS else Tag.MAIN_CONTENT_STRING_TYPES,
    )
