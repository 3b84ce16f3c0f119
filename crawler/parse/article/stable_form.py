"""The content of a page without the parts that change with every request.

Pages contain numbers of advertisements, keys of forms, counters and signed addresses inside the post, so a
comparison by bytes would report every page as changed. Only the text and its links are compared.
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

    Parts that do not belong to the post are left out. So are the queries of picture addresses, which contain
    sizes and signatures.
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
