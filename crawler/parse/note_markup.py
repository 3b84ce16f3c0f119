"""Notes that plugins and renderers mark up: a link in the text, a note elsewhere (formats.md 5.2).

Most families differ in names only: a marker links to the note by its id. Which links are markers is
decided by what they lead to, so that a family nobody has seen is read as well; families without such
links are rows of `FAMILIES`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import Tag

from crawler.parse.blocks import CUT, Block, Mark, read_blocks
from crawler.parse.characters import marker_key, superscript
from crawler.parse.tree import any_of, attr, classes, text_of


@dataclass(slots=True)
class Note:
    """A note before it is understood."""

    key: str
    marker: str
    blocks: list[Block]
    mark: str = ""
    """What the `Mark` of its references carries; "" where only the key ties them."""


@dataclass(frozen=True, slots=True)
class Family:
    """A plugin whose markers do not link to their notes: both by their classes."""

    reference: re.Pattern[str]
    note: re.Pattern[str]
    """The element that holds the note, marker included."""
    number: re.Pattern[str] | None = None
    """The element in it that prints the number; without it the note follows its marker."""
    copies: re.Pattern[str] | None = None
    """Copies of the note that tooltips show."""


FAMILIES = (
    Family(any_of("modern-footnotes-footnote"), any_of("modern-footnotes-footnote__note")),
    Family(any_of("margin-toggle sidenote-number"), any_of("sidenote marginnote")),
    Family(
        any_of("footnote_plugin_tooltip_text footnote_plugin_tooltip_*"),
        any_of("footnotes_plugin_reference_row footnote_plugin_row"),
        number=any_of("footnote_plugin_index"),
        copies=any_of("footnote_tooltip footnote_plugin_tooltip_text_*"),
    ),
)

_MARKER = re.compile(
    r"[(\[{]?\s*(?:\d{1,4}|[ivxlc]{1,7}|[a-z]|\*{1,6}|[†‡§¶#]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*[)\]}.:]?", re.IGNORECASE
)
_BACK = re.compile(
    r"[\s\[\](]*(?:[↩↑⏎⤴⮐⇧↵⇑⬆^←«\ufe0e\ufe0f]*|back|back to text|retour|jump up|return|zurück)[\s\])]*",
    re.IGNORECASE,
)
_BACK_CLASSES = any_of(
    "*backref reversefootnote footnote-back* *back-link footnotereverse easy-footnote-to-top footnote-return *backlink data-footnote-backref"
)
_NOTE_NAMES = re.compile(
    r"(?:foot|end|side)[-_]?note|(?:^|[\s_:#-])(?:fn|ftn|edn|nb|notes?|ref(?:erence)?s?|cite_note|sdfootnote\d)(?:$|[\s_:.\d-])",
    re.IGNORECASE,
)
_HOLDERS = frozenset(("li", "p", "div", "aside", "section", "tr", "dd", "dt", "td"))
_INLINE = frozenset(("sup", "span", "a", "small", "b", "strong", "em", "i", "cite"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Markup:
    """Notes found by markup, and what to leave out or put in place when the text is read."""

    notes: list[Note] = field(default_factory=list)
    cuts: dict[int, object] = field(default_factory=dict)


def read_markup(root: Tag) -> Markup:
    """The notes below ``root`` that are tied to the text by markup; the tree stays as it is."""
    found = Markup()
    _read_linked(root, found)
    for family in FAMILIES:
        _read_family(root, family, found)
    return found


def _read_linked(root: Tag, found: Markup) -> None:
    order, targets, links = _survey(root)
    if not links:
        return
    holders: dict[int, tuple[Tag, list[tuple[Tag, str]]]] = {}
    for link, target in links:
        text = text_of(link)
        if not _MARKER.fullmatch(text) or order[id(target)] <= order[id(link)]:
            continue
        holder = _holder(target, link)
        if holder is not None and _is_note(holder, target, link, text):
            holders.setdefault(id(holder), (holder, []))[1].append((link, text))
    if not holders:
        return
    listed = _with_siblings([holder for holder, _ in holders.values()], order)
    referring = {id(link) for _, refs in holders.values() for link, _ in refs}
    for rank, holder in enumerate(listed, start=1):
        mark = f"linked-{len(found.notes)}"
        references = holders.get(id(holder), (holder, []))[1]
        for link, text in references:
            found.cuts[id(_outermost(link, text))] = Mark(superscript(text), mark)
        found.notes.append(_note(holder, references, rank, mark, targets))
    for holder in listed:
        for element in _extent(holder, listed):
            found.cuts[id(element)] = CUT
    found.cuts = {
        key: cut for key, cut in found.cuts.items() if key not in referring or isinstance(cut, Mark)
    }


def _survey(root: Tag) -> tuple[dict[int, int], dict[str, Tag], list[tuple[Tag, Tag]]]:
    """Every element's place in the page, what ids and names lead to, and the links within the page."""
    order: dict[int, int] = {}
    targets: dict[str, Tag] = {}
    anchors: list[tuple[Tag, str]] = []
    for number, element in enumerate(root.find_all(True)):
        order[id(element)] = number
        attrs = element.attrs
        if not attrs:
            continue
        for name in (attrs.get("id"), attrs.get("name") if element.name == "a" else None):
            if name:
                targets.setdefault(str(name), element)
        if element.name == "a" and "#" in str(attrs.get("href", "")):
            anchors.append((element, str(attrs["href"]).partition("#")[2]))
    links = []
    for element, fragment in anchors:
        target = targets.get(fragment) or targets.get(unquote(fragment))
        if target is not None and target is not element:
            links.append((element, target))
    return order, targets, links


def _holder(target: Tag, link: Tag) -> Tag | None:
    """The element that holds the whole note which ``target`` stands in or is; never one that holds the link."""
    element: Tag | None = target
    while element is not None and element.name not in _HOLDERS:
        if element.name in _HEADINGS:
            return None
        element = element.parent
    if element is None:
        return None
    if element.name in ("td", "dt") and isinstance(element.parent, Tag):
        element = element.parent if element.name == "td" else element
    item = element.find_parent("li") if element.name in ("p", "div") else None
    if item is not None and not _holds(item, link) and item.find(["p", "div"]) is element:
        element = item
    return None if _holds(element, link) else element


def _holds(element: Tag, inner: Tag) -> bool:
    return any(parent is element for parent in inner.parents)


def _is_note(holder: Tag, target: Tag, link: Tag, marker: str) -> bool:
    if holder.find(["h1", "h2", "h3"]) is not None:
        return False
    own = {attr(link, "id"), attr(link, "name")} | {attr(p, "id") for p in list(link.parents)[:3]} - {""}
    back = (attr(a, "href").partition("#")[2] for a in holder.find_all("a", href=True))
    if any(fragment and fragment in own for fragment in back):
        return True
    named = f"{attr(target, 'id', 'name')} {classes(target)} {classes(holder)}"
    if _NOTE_NAMES.search(named) or _NOTE_NAMES.search(attr(link, "href").partition("#")[2]):
        return True
    printed = _MARKER.match(text_of(holder))
    return bool(printed) and marker_key(printed[0]) == marker_key(marker)


def _with_siblings(holders: list[Tag], order: dict[int, int]) -> list[Tag]:
    """The holders and, where they are items of a list, the other items: notes that nothing refers to."""
    everything = {id(h): h for h in holders}
    for holder in holders:
        if holder.name == "li" and holder.parent is not None:
            for sibling in holder.parent.find_all("li", recursive=False):
                everything.setdefault(id(sibling), sibling)
    return sorted(everything.values(), key=lambda h: order[id(h)])


def _outermost(link: Tag, text: str) -> Tag:
    """The marker with the brackets, ``<sup>`` and spans that hold nothing else."""
    element, bare = link, text.strip("()[]{} ")
    while element.parent is not None and element.parent.name in _INLINE:
        around = text_of(element.parent)
        if around.strip("()[]{} ") != bare:
            break
        element = element.parent
    return element


def _extent(holder: Tag, holders: list[Tag]) -> Iterator[Tag]:
    """The note's element and, for one of several paragraphs in a row, those that continue it."""
    yield holder
    if holder.name != "p":
        return
    others = {id(h) for h in holders}
    if holder is holders[-1]:
        return
    for sibling in holder.find_next_siblings():
        if id(sibling) in others or sibling.name not in ("p", "ul", "ol", "blockquote"):
            return
        yield sibling


def _note(
    holder: Tag, references: list[tuple[Tag, str]], rank: int, mark: str, targets: dict[str, Tag]
) -> Note:
    cuts: dict[int, object] = {id(a): CUT for a in holder.find_all("a") if _is_back_link(a, targets)}
    cuts |= {id(s): CUT for s in holder.find_all("span") if _BACK_CLASSES.search(classes(s))}
    blocks = [b for b in read_blocks(holder, cuts).blocks if b.text]
    printed = _printed_marker(holder)
    key = marker_key(references[0][1]) if references else marker_key(printed) or str(rank)
    return Note(key, printed, _without_marker(blocks, key), mark)


def _is_back_link(link: Tag, targets: dict[str, Tag]) -> bool:
    if _BACK_CLASSES.search(classes(link)):
        return True
    href, text = attr(link, "href"), text_of(link)
    within = href.partition("#")[2] in targets if "#" in href else not href
    return within and bool(_BACK.fullmatch(text) or _MARKER.fullmatch(text))


def _printed_marker(holder: Tag) -> str:
    """The marker that a note's own text begins with; "" where a list numbers it."""
    if holder.name == "li":
        return ""
    found = _MARKER.match(text_of(holder))
    return found[0].strip() if found and re.search(r"[\d*†‡§]", found[0]) else ""


def _without_marker(blocks: list[Block], key: str) -> list[Block]:
    """The blocks with the note's marker cut off the front, and leftovers of back links off the end."""
    if not blocks:
        return blocks
    first = blocks[0]
    printed = _MARKER.match(first.text)
    start = (
        printed.end()
        if printed and marker_key(printed[0]) == key and len(printed[0]) < len(first.text)
        else 0
    )
    lead = re.match(r"[\s.:^–-]*", first.text[start:])
    trimmed = [first.part(start + (lead.end() if start and lead else 0), len(first.text)), *blocks[1:]]
    return [b for b in trimmed if not re.fullmatch(r"[\s\[\]()^↩️︎]*", b.text)]


def _read_family(root: Tag, family: Family, found: Markup) -> None:
    references = [
        e for e in root.find_all(["sup", "label", "a", "span"]) if family.reference.search(classes(e))
    ]
    copies = [e for e in root.find_all(["span", "div"]) if family.copies and family.copies.search(classes(e))]
    references = [e for e in references if not any(_holds(c, e) or c is e for c in copies)]
    if not references:
        return
    holders = [e for e in root.find_all(True) if family.note.search(classes(e))]
    notes: dict[str, str] = {}
    for rank, holder in enumerate(holders, start=1):
        number = holder.find(lambda t: bool(family.number and family.number.search(classes(t))))
        cuts: dict[int, object] = {id(number): CUT} if isinstance(number, Tag) else {}
        key = (
            marker_key(text_of(number)) if isinstance(number, Tag) else attr(holder, "data-mfn") or str(rank)
        )
        mark = f"family-{len(found.notes)}"
        notes.setdefault(key, mark)
        blocks = [b for b in read_blocks(holder, cuts).blocks if b.text]
        found.notes.append(Note(key, "", _without_marker(blocks, key), mark))
        found.cuts[id(holder)] = CUT
    for rank, reference in enumerate(references, start=1):
        text = (
            text_of(reference)
            if _MARKER.fullmatch(text_of(reference))
            else attr(reference, "data-mfn") or str(rank)
        )
        found.cuts[id(reference)] = Mark(superscript(text), notes.get(marker_key(text), ""))
    for copy in copies:
        found.cuts[id(copy)] = CUT
