"""Footnotes, the markers that point to them, and links back to the markers."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from crawler.publish.addresses import Addresses, is_web_address
from crawler.publish.reading.cards import Card
from crawler.publish.reading.links import link_anchors
from crawler.publish.reading.spans import Anchor, Emphasis, marked_up

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownNote:
    """A footnote as shown on the page."""

    row: sqlite3.Row
    text: Markup
    references: list[sqlite3.Row]
    """The markers that point to it, in text order."""
    tweets: list[Card]
    """Tweets that it cites, if the archive has more than their address."""
    sources: list[sqlite3.Row]
    """The sources that it cites."""


def marker_anchors(references: Iterable[sqlite3.Row]) -> Iterator[Anchor]:
    """The markers of a paragraph as links to their notes. A marker without a note has a tooltip instead."""
    for row in references:
        raised = row["marker"].translate(_RAISED)
        superscript = raised != row["marker"]
        opening, closing = _marker(row)
        yield Anchor(
            start=row["offset"],
            end=row["offset"] + len(row["marker"]),
            opening=Markup("<sup>") + opening if superscript else opening,
            closing=closing + Markup("</sup>") if superscript else closing,
            shown=raised if superscript else None,
        )


def _marker(row: sqlite3.Row) -> tuple[Markup, Markup]:
    if row["footnote"] is None:
        lost = Markup('<span class="mark lost" id="ref-{}" title="The article has no note for this marker.">')
        return lost.format(row["position"]), Markup("</span>")
    doubt = " doubtful" if row["status"] == "ambiguous" else ""
    marker = Markup('<a class="mark{}" id="ref-{}" href="#note-{}" aria-label="Note {}">')
    return marker.format(doubt, row["position"], row["footnote"], row["key"]), Markup("</a>")


def read_notes(
    connection: sqlite3.Connection, article: int, cards: Iterable[Card], at: Addresses
) -> list[ShownNote]:
    """The notes of an article in order. ``cards`` are its tweets."""
    references = _grouped(
        connection.execute("SELECT * FROM footnote_references WHERE article = ? ORDER BY position", [article])
    )
    links = _grouped(connection.execute(_LINKS, [article]))
    cited = [card for card in cards if card.text is not None]
    rows = connection.execute("SELECT * FROM footnotes WHERE article = ? ORDER BY position", [article])
    return [
        ShownNote(
            row=row,
            text=_text(row, links[row["position"]], at),
            references=references[row["position"]],
            tweets=[card for card in cited if card.row["footnote"] == row["position"]],
            sources=_once(links[row["position"]]),
        )
        for row in rows
    ]


_LINKS = """
SELECT links.*, sources.domain AS domain, sources.url AS source_url
FROM links
LEFT JOIN sources ON sources.id = links.source
WHERE links.article = ? AND links.footnote IS NOT NULL
ORDER BY links.position
"""


def _grouped(rows: Iterable[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        if row["footnote"] is not None:
            found[row["footnote"]].append(row)
    return found


def _text(row: sqlite3.Row, links: list[sqlite3.Row], at: Addresses) -> Markup:
    """The note with its links, and with the title of a work in italics."""
    title = row["work_title"] or ""
    start = row["text"].find(title) if title else -1
    work = [Emphasis(start=start, end=start + len(title), tag="em")] if start >= 0 else []
    return marked_up(row["text"], link_anchors(row["text"], links, at), work)


def _once(links: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Each source of a note once. Addresses that are not on the web are left out: they have no page."""
    found = {link["source"]: link for link in links if link["source"] and is_web_address(link["source_url"])}
    return list(found.values())
