"""Links in the texts of an article, from the rows of links."""

import sqlite3
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from crawler.publish.addresses import Addresses
from crawler.publish.reading.spans import Anchor, found_links, inward, outward


def link_anchors(text: str, links: Iterable[sqlite3.Row], at: Addresses) -> Iterator[Anchor]:
    """Anchors for rows of links, in their order. A link to an article of the dataset stays in the archive."""
    tags = ((link["text"], _opening(link, at)) for link in links)
    return found_links(text, [(linked, opening) for linked, opening in tags if opening])


def _opening(link: sqlite3.Row, at: Addresses) -> Markup | None:
    return inward(at.page("article", link["target"])) if link["target"] else outward(link["url"])
