"""How marks on a page are found: classes, what stands in its head, and what is not part of its post.

Paths built of these put conditions on ancestors and never lead through them: libxml2 compares every pair of
nodes that two nested starting points share, which takes minutes on a page of 10 MB.
"""

from lxml.html import HtmlElement

from crawler.parse.characters import one_line

IN_POST = (
    "not(ancestor::*[@id='comments' or @id='secondary' or @id='sidebar' or self::aside or self::nav"
    " or self::footer[not(ancestor::article)]])"
)
"""An XPath condition: the element stands neither beside the post nor in what readers wrote below it."""


def has_class(names: str) -> str:
    """An XPath condition: the element has one of the classes, which blanks separate."""
    padded = "concat(' ', normalize-space(@class), ' ')"
    return " or ".join(f"contains({padded}, ' {name} ')" for name in names.split())


def attribute(root: HtmlElement, path: str) -> str | None:
    """The first value that an XPath of attributes finds, on one line; None for none or an empty one."""
    found = root.xpath(path)
    return one_line(found[0]) or None if found else None


def told(root: HtmlElement, *names: str) -> str | None:
    """What the head tells under the first of these names that it has, by any way of naming them."""
    for name in names:
        path = f"//meta[@property='{name}' or @name='{name}' or @itemprop='{name}']/@content"
        value = attribute(root, path)
        if value:
            return value
    return None
