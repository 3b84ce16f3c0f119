"""A page's content without what changes from one request to the next though nobody edited it.

Pages carry numbers of advertisements, keys of forms, counters and signed addresses inside the post: compared
byte by byte, every page would have changed. What is compared is the text, and where it leads.
"""

from crawler.parse.article.content_tree import ContentTree
from crawler.parse.article.tree.elements import attr, events
from crawler.text.characters import one_line

_ADDRESSES = {
    "a": ("href",),
    "img": ("src", "alt"),
    "iframe": ("src",),
    "blockquote": ("cite", "data-tweet-id"),
}


def stable_form(content: ContentTree) -> str:
    """The text of a post's content with the names of its elements and the addresses in them, on one line.

    What stands in it and is not the post is left out, and so are the queries of pictures' addresses, in
    which sizes and signatures stand.
    """
    if not content.html.strip():
        return ""
    chrome = {id(element) for element in content.chrome}
    said: list[str] = []
    for event, node in events(content.root, chrome):
        if isinstance(node, str):
            said.append(node)
        elif event == "start" and id(node) not in chrome:
            values = [attr(node, name) for name in _ADDRESSES.get(node.name, ())]
            said.append(f" {node.name} {' '.join(values if node.name == 'a' else map(_bare, values))} ")
    return one_line("".join(said))


def _bare(address: str) -> str:
    return address.partition("?")[0]
