"""Second copies of notes beside their markers, which a tooltip shows."""

from bs4 import Tag

from crawler.parse.article.blocks.block import CUT
from crawler.parse.article.notes.note import Markup, is_cut
from crawler.parse.article.notes.tree_index import TreeIndex
from crawler.parse.article.tree.elements import any_of, attr, text_of
from crawler.text import class_names

_TOOLTIP = any_of(class_names.names("tooltip"))
_SHORTEST = 8
"""Characters. A shorter text may occur twice by chance."""


def cut_copies(root: Tag, index: TreeIndex, found: Markup) -> None:
    """Leave out tooltips whose words are also elsewhere below ``root``, so that a note is read once."""
    tips = [tip for tip in _tooltips(index) if not is_cut(tip, found)]
    if not tips:
        return
    texts = {id(tip): text_of(tip) for tip in tips}
    whole = text_of(root)
    for tip in tips:
        text = texts[id(tip)]
        shown = sum(other.count(text) for other in texts.values()) if len(text) >= _SHORTEST else 0
        if shown and whole.count(text) > shown:
            found.cuts[id(tip)] = CUT


def _tooltips(index: TreeIndex) -> list[Tag]:
    """The elements that a tooltip shows, without those that contain another."""
    described = {name for e in index.described for name in attr(e, "aria-describedby").split()}
    tips = [e for e, words in index.named if _TOOLTIP.search(words) or attr(e, "id") in described]
    tips += [e for e in index.tooltips if e not in tips]
    around = {id(above) for tip in tips for above in tip.parents}
    return [tip for tip in tips if id(tip) not in around]
