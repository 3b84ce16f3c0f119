"""Groups the links of a listing by what they are in: headings, or items side by side."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from lxml.html import HtmlElement

from crawler.parse.page.marks import inside
from crawler.text.characters import one_line
from crawler.text.dates import iso_day

Linked = tuple[HtmlElement, str]
"""A link and its address."""
_HEADINGS = ("h1", "h2", "h3", "h4")
_ITEMS = ("li", "article", "section", "div", "tr", "dt", "dd")
_LEAST = 3
"""Fewer items side by side are not a list of posts."""
_LINKED = 0.6
"""Share of the link in the text of an item that is little more than a link."""
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)
_LONGEST_DAY = 40  # characters


def headed_links(links: Iterable[Linked]) -> Iterator[str]:
    """The addresses of links in headings."""
    return (link for element, link in links if inside(element, *_HEADINGS) or _holds_heading(element))


def dated_links(links: Iterable[Linked]) -> Iterator[str]:
    """The addresses in items side by side, each with one address and a day."""
    return _in_items(links, lambda item, _: _prints_day(item))


def marked_days(links: Iterable[Linked], dated: Collection[str]) -> dict[str, str]:
    """The day of each address in ``dated`` whose item marks just one, as it is written there."""
    days = {}
    for element, link in links:
        item = next(element.iterancestors(*_ITEMS), None) if link in dated else None
        times = set() if item is None else {time.get("datetime") for time in item.iterdescendants("time")}
        if len(times) == 1 and (day := times.pop()):
            days[link] = day
    return days


def listed_links(links: Iterable[Linked]) -> Iterator[str]:
    """The addresses in items side by side, each little more than a link."""
    return _in_items(links, _is_link)


def _in_items(links: Iterable[Linked], fits: Callable[[HtmlElement, HtmlElement], bool]) -> Iterator[str]:
    sides: dict[HtmlElement, dict[HtmlElement, list[Linked]]] = defaultdict(lambda: defaultdict(list))
    for element, link in links:
        item = next(element.iterancestors(*_ITEMS), None)
        side = item.getparent() if item is not None else None
        if item is not None and side is not None:
            sides[side][item].append((element, link))
    for items in sides.values():
        found = [
            held[0][1]
            for item, held in items.items()
            if len({link for _, link in held}) == 1 and fits(item, held[0][0])
        ]
        if len(found) >= _LEAST:
            yield from found


def _holds_heading(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*_HEADINGS), None) is not None


def _is_link(item: HtmlElement, link: HtmlElement) -> bool:
    text = one_line(item.text_content())
    return bool(text) and len(one_line(link.text_content())) >= _LINKED * len(text)


def _prints_day(item: HtmlElement) -> bool:
    """Whether an item prints a day, in a separate element or beside its link."""
    if next(item.iterdescendants("time"), None) is not None:
        return True
    pieces = (one_line(piece) for piece in item.itertext())
    near = [piece for piece in pieces if len(piece) <= _LONGEST_DAY and any(map(str.isdigit, piece))]
    return any(_DAY.search(piece) or iso_day(piece) or iso_day(f"{piece} 2000") for piece in near)
