"""A page's content without what changes from one request to the next though nobody edited it.

Pages carry numbers of advertisements, keys of forms, counters and signed addresses inside the post: compared
byte by byte, every page would have changed. What is compared is the text, and where it leads.
"""

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from crawler.parse.article.tree.chrome import cut_chrome
from crawler.parse.article.tree.soup import soup_of
from crawler.parse.article.tree.tree import attr, bounded
from crawler.text.characters import one_line

_ADDRESSES = {
    "a": ("href",),
    "img": ("src", "alt"),
    "iframe": ("src",),
    "blockquote": ("cite", "data-tweet-id"),
}


def stable_form(html: str) -> str:
    """The text of a post's content with the names of its elements and the addresses in them, on one line.

    What stands in it and is not the post is left out, and so are the queries of pictures' addresses, in
    which sizes and signatures stand.
    """
    if not html.strip():
        return ""
    root = soup_of(bounded(html))
    cut_chrome(root)
    said: list[str] = []
    for node in root.descendants:
        if isinstance(node, Tag):
            values = [attr(node, name) for name in _ADDRESSES.get(node.name, ())]
            said.append(f" {node.name} {' '.join(values if node.name == 'a' else map(_bare, values))} ")
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            said.append(str(node))
    return one_line("".join(said))


def _bare(address: str) -> str:
    return address.partition("?")[0]
