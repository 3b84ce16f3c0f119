"""The body of an article in reading order: text with links and markers, tweets and figures."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal, cast

from markupsafe import Markup, escape

from crawler.publish.addresses import Addresses
from crawler.publish.reading.cards import Card
from crawler.publish.reading.emphasis import EmphasisFinder
from crawler.publish.reading.links import link_anchors
from crawler.publish.reading.notes import marker_anchors
from crawler.publish.reading.spans import Anchor, Emphasis, marked_up

Kind = Literal[
    "heading", "paragraph", "quote", "list", "table", "preformatted", "caption", "figure", "tweet", "embed"
]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownBlock:
    """One block of the body."""

    kind: Kind
    position: int | None = None
    """Position of the (first) paragraph."""
    level: int = 0
    """Heading: 2 to 6. List item: its depth, starting at 1."""
    text: Markup = Markup()
    items: "tuple[ShownBlock, ...]" = ()
    """The items of a list."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The rows of a table."""
    thing: Any = None
    """The `Card` of a tweet, or the row of an embed or image."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownSection:
    """A turn of an interview, or the blocks between turns."""

    blocks: tuple[ShownBlock, ...]
    speaker: str | None = None
    role: str | None = None
    named: bool = True
    """Whether the text itself begins with the speaker's name."""


@dataclass(kw_only=True, slots=True)
class BodyRows:
    """The rows of one article that make up its body, in order."""

    html: str
    paragraphs: Sequence[sqlite3.Row]
    turns: Sequence[sqlite3.Row]
    links: Sequence[sqlite3.Row]
    references: Sequence[sqlite3.Row]
    images: Sequence[sqlite3.Row]
    embeds: Sequence[sqlite3.Row]
    tweets: Sequence[Card] = field(default_factory=list)


def read_sections(rows: BodyRows, at: Addresses) -> list[ShownSection]:
    """The body's sections in reading order."""
    placed = _placed(rows)
    finder = EmphasisFinder(rows.html)
    links, references = _by_paragraph(rows.links), _by_paragraph(rows.references)
    loose: list[tuple[int | None, ShownBlock]] = [(None, block) for block in placed.pop(0, [])]
    for row in rows.paragraphs:
        position = row["position"]
        anchors = [*marker_anchors(references[position]), *link_anchors(row["text"], links[position], at)]
        loose.append((row["turn"], _text_block(row, anchors, finder.find(row["text"]))))
        loose += [(row["turn"], block) for block in placed.pop(position, [])]
    loose += [(None, block) for _, blocks in sorted(placed.items()) for block in blocks]
    turns = {turn["position"]: turn for turn in rows.turns}
    return [_section(turns.get(turn), blocks) for turn, blocks in _by_turn(loose)]


def _by_paragraph(rows: Iterable[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        found[row["paragraph"] or 0].append(row)
    return found


def _placed(rows: BodyRows) -> dict[int, list[ShownBlock]]:
    """What comes after each paragraph (0: above the first), in the order of the HTML."""
    found: dict[int, list[tuple[int, ShownBlock]]] = defaultdict(list)

    def place(paragraph: int | None, mark: object, block: ShownBlock) -> None:
        found[paragraph or 0].append((rows.html.find(str(escape(mark))), block))

    for image in rows.images:
        place(image["paragraph"], image["src"].rpartition("/")[2], ShownBlock(kind="figure", thing=image))
    for tweet in rows.tweets:
        if tweet.row["relation"] == "embedded":
            place(tweet.row["paragraph"], tweet.tweet, ShownBlock(kind="tweet", thing=tweet))
    for embed in rows.embeds:
        place(embed["paragraph"], embed["external_id"] or embed["url"], ShownBlock(kind="embed", thing=embed))
    return {
        at: [block for _, block in sorted(blocks, key=lambda item: item[0])] for at, blocks in found.items()
    }


def _text_block(row: sqlite3.Row, anchors: list[Anchor], emphasis: list[Emphasis]) -> ShownBlock:
    level = min(6, max(2, row["level"] or 2)) if row["kind"] == "heading" else max(1, row["level"] or 1)
    if row["kind"] == "item" and row["level"] is None and "\t" in row["text"]:
        return ShownBlock(kind="table", position=row["position"], rows=(tuple(row["text"].split("\t")),))
    if row["kind"] == "heading":  # it is already set apart
        emphasis = [part for part in emphasis if part.tag != "strong"]
    text = marked_up(row["text"], anchors, emphasis)
    kind = "list" if row["kind"] == "item" else row["kind"]
    return ShownBlock(kind=cast("Kind", kind), position=row["position"], level=level, text=text)


def _by_turn(loose: Iterable[tuple[int | None, ShownBlock]]) -> Iterator[tuple[int | None, list[ShownBlock]]]:
    for turn, group in groupby(loose, key=lambda item: item[0]):
        yield turn, [block for _, block in group]


def _section(turn: sqlite3.Row | None, blocks: list[ShownBlock]) -> ShownSection:
    joined = tuple(_joined(_with_captions(blocks)))
    if turn is None:
        return ShownSection(blocks=joined)
    opening = _plain(blocks[0].text) if blocks else ""
    said = _plain(escape(turn["text"].split("\n\n")[0]))[:40]
    named = not (said and opening.startswith(said))
    return ShownSection(blocks=joined, speaker=turn["speaker"], role=turn["role"], named=named)


def _with_captions(blocks: list[ShownBlock]) -> Iterator[ShownBlock]:
    """Figures with the caption before or after them in the body. Others get the caption of the image."""
    waiting: list[ShownBlock] = []
    for block in blocks:
        if block.kind == "figure":
            waiting.append(block)
            continue
        owner = _captioned(block, waiting)
        yield from (_figure(one, block.text if one is owner else None) for one in waiting)
        waiting.clear()
        if owner is None:
            yield block
    yield from (_figure(one, None) for one in waiting)


def _captioned(block: ShownBlock, figures: list[ShownBlock]) -> ShownBlock | None:
    if block.kind != "caption":
        return None
    text = _plain(block.text)
    return next((one for one in figures if _plain(escape(one.thing["caption"] or "")) == text), None)


def _plain(text: Markup) -> str:
    """The plain text, with white space normalised to single spaces."""
    return " ".join(text.striptags().split())


def _figure(block: ShownBlock, caption: Markup | None) -> ShownBlock:
    text = escape(block.thing["caption"] or "") if caption is None else caption
    return ShownBlock(kind="figure", text=text, thing=block.thing)


def _joined(blocks: Iterable[ShownBlock]) -> Iterator[ShownBlock]:
    """Group list items into lists, and table rows into tables."""
    for kind, group in groupby(blocks, key=attrgetter("kind")):
        found = list(group)
        if kind == "list":
            yield ShownBlock(kind="list", position=found[0].position, items=tuple(found))
        elif kind == "table":
            yield ShownBlock(
                kind="table", position=found[0].position, rows=tuple(row for b in found for row in b.rows)
            )
        else:
            yield from found
