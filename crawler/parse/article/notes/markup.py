"""Notes in the markup of plugins and renderers: a marker in the text, and a note elsewhere.

Facts: docs/formats.md#notes-in-markup.
"""

from bs4 import Tag

from crawler.parse.article.notes.carried import read_carried
from crawler.parse.article.notes.copies import cut_copies
from crawler.parse.article.notes.families import FAMILIES, read_family
from crawler.parse.article.notes.linked import read_linked, read_lost
from crawler.parse.article.notes.note import Markup
from crawler.parse.article.notes.tree_index import index_tree


def read_markup(root: Tag) -> Markup:
    """The notes below ``root`` that markup ties to the text. It does not change the tree."""
    found = Markup()
    page = index_tree(root)
    read_linked(page, found)
    for family in FAMILIES:
        if family.reference.search(page.words):
            read_family(page, family, found)
    read_carried(page, found)
    read_lost(page, found)
    cut_copies(root, page, found)
    return found
