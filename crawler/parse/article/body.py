"""Splits the content of a post into text, embedded parts, notes and credits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from bs4 import Tag

from crawler.items import Credit, TweetPlace
from crawler.parse.article.blocks.block import (
    CUT,
    Block,
    EmbedBlock,
    EmbeddedBlock,
    ImageBlock,
    TextBlock,
    TweetBlock,
)
from crawler.parse.article.blocks.reader import read_blocks
from crawler.parse.article.content_tree import ContentTree
from crawler.parse.article.credits import is_credits, parse_credits
from crawler.parse.article.embeds.carriers import embed_credits, embed_of_line, find_embed
from crawler.parse.article.embeds.tweets import find_tweets, tweet_of_line, tweet_of_picture
from crawler.parse.article.notes.entries import Line, split_lines
from crawler.parse.article.notes.markers import markers_in
from crawler.parse.article.notes.markup import read_markup
from crawler.parse.article.notes.note import UnparsedNote
from crawler.parse.article.notes.sections import find_sections
from crawler.parse.article.tree.soup import soup_of

_CREDIT_LINES = 8
"""Credits are among this many lines at the end, or beside the notes."""
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SHORTCODE = re.compile(r"\[(?:tweet|embed)\b", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """The split content of a post."""

    html: str
    """The HTML without site chrome. It is not sanitised yet."""
    blocks: list[Block]
    """Text, tweets, embeds and images in order, without notes and credits."""
    notes: list[UnparsedNote]
    credits: list[tuple[TextBlock, list[Credit]]]


def read_body(content: ContentTree, page: str) -> Body:
    """Split a post's HTML. ``page`` is its address.

    The order matters: first chrome, then embeds and marked-up notes, then notes and credits at the end. The
    rest is the text. Any other order is known to read words of tweets as notes.
    """
    root, changed = content.take()
    markup = read_markup(root)
    embedded = _Embedded(page)
    cuts = markup.cuts | {id(element): CUT for element in embed_credits(root)}
    blocks = _once(embedded.placed(read_blocks(root, cuts, embedded.recognise)))
    quoted = embedded.quote_frames()
    html = root.decode() if changed or quoted else content.html
    for number, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            block.order = number
    lines = split_lines(blocks)
    sections = find_sections(lines, markers_in(blocks), marked_up=bool(markup.notes))
    noted = {(line.number, line.start) for section in sections for line in section.lines}
    credited, taken = _find_credits(lines, noted)
    return Body(
        html=html,
        blocks=list(_split(_without(blocks, lines, taken | noted))),
        notes=[*markup.notes, *(note for section in sections for note in section.notes)],
        credits=credited,
    )


def _once(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without repeated tweets: a frame next to a quote of the same tweet is dropped."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if isinstance(block, TweetBlock) and isinstance(before, TweetBlock):
            one, other = before.tweet, block.tweet
            if one.tweet == other.tweet and None in (one.text, other.text):
                kept[-1] = before if other.text is None else block
                continue
        kept.append(block)
    return kept


_WITHOUT_ATTRIBUTES = frozenset("blockquote amp-twitter iframe amp-iframe embed object video audio".split())
"""The elements that may embed something even without attributes."""


class _Embedded:
    """Finds embeds, element by element and line by line."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.frames: list[tuple[Tag, list[TweetPlace]]] = []

    def recognise(self, element: Tag) -> list[EmbeddedBlock]:
        if not element.attrs and element.name not in _WITHOUT_ATTRIBUTES:
            return []
        tweets = find_tweets(element)
        if tweets:
            frame = element.name != "blockquote" and not element.get_text(strip=True)
            if frame or tweets[0].form in ("card", "data"):
                self.frames.append((element, tweets))
            return [TweetBlock(tweet) for tweet in tweets]
        embed = find_embed(element, self.page)
        return [EmbedBlock(embed)] if embed else []

    def quote_frames(self) -> bool:
        """Replace frames and data, which sanitising removes, with quotes of their tweets."""
        for element, tweets in self.frames:
            quotes = soup_of("".join(map(_quote, tweets))).find_all("blockquote")
            if element.parent is not None:
                element.replace_with(*(quote.extract() for quote in quotes))
        return bool(self.frames)

    def placed(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks, where a line that is only the address of a tweet or embed becomes that embed."""
        for block in blocks:
            tweet = tweet_of_picture(block.element) if isinstance(block, ImageBlock) else None
            if tweet:
                yield TweetBlock(tweet)
            if not (isinstance(block, TextBlock) and _may_place(block)):
                yield block
                continue
            start = 0
            for line in split_lines([block]):
                placed = self._of_line(line.block)
                if placed:
                    yield from (b for b in [block.part(start, line.start)] if b.text)
                    yield placed
                    start = line.end
            yield from (b for b in [block.part(start, len(block.text)) if start else block] if b.text)

    def _of_line(self, line: TextBlock) -> EmbeddedBlock | None:
        tweet = tweet_of_line(line)
        if tweet:
            return TweetBlock(tweet)
        embed = embed_of_line(line, self.page)
        return EmbedBlock(embed) if embed else None


def _quote(tweet: TweetPlace) -> str:
    """The tweet as a quote. If only its address is known, the address."""
    printed = escape(tweet.shown_date or tweet.shown_on or tweet.url)
    link = f'<a href="{escape(tweet.url)}">{printed}</a>'
    if tweet.text is None:
        return f'<blockquote class="twitter-tweet">{link}</blockquote>'
    lines = "<br>".join(map(escape, tweet.text.split("\n")))
    signature = (
        f"&mdash; {escape(tweet.name or '')} (@{escape(tweet.handle)}) " if tweet.handle else "&mdash; "
    )
    return f'<blockquote class="twitter-tweet"><p>{lines}</p>{signature}{link}</blockquote>'


def _may_place(block: TextBlock) -> bool:
    """Whether a line of a block may be only an address."""
    if block.kind not in ("paragraph", "item"):
        return False
    if "//" in block.text or any(span.kind == "link" for span in block.spans):
        return True
    return "[" in block.text and _SHORTCODE.search(block.text) is not None


def _find_credits(
    lines: list[Line], notes: set[tuple[int, int]]
) -> tuple[list[tuple[TextBlock, list[Credit]]], set[tuple[int, int]]]:
    """The parsed lines of credits, and their places. ``notes`` are the places of notes."""
    texts = [line for line in lines if line.block.text]
    near = _near(texts, notes)
    credited, taken = [], set()
    for at, line in enumerate(texts):
        if at not in near or (line.number, line.start) in notes or line.block.kind == "heading":
            continue
        if is_credits(line.block.text):
            items = parse_credits(line.block.text)
            if items:
                credited.append((line.block, items))
                taken.add((line.number, line.start))
    return credited, taken


def _near(texts: list[Line], notes: set[tuple[int, int]]) -> set[int]:
    """Ranks of the lines at the end, or next to the notes."""
    near = set(range(max(0, len(texts) - _CREDIT_LINES), len(texts)))
    for at, line in enumerate(texts):
        if (line.number, line.start) in notes:
            near |= set(range(at - 2, at + 3))
    return near


def _without(blocks: list[Block], lines: list[Line], taken: set[tuple[int, int]]) -> Iterator[Block]:
    """The blocks without the removed lines. The text around such a line becomes several blocks."""
    touched = {number for number, _ in taken}
    runs: dict[int, list[list[Line]]] = {number: [[]] for number in touched}
    for line in lines:
        if line.number in touched:
            if (line.number, line.start) in taken:
                runs[line.number].append([])
            else:
                runs[line.number][-1].append(line)
    for number, block in enumerate(blocks):
        if number not in touched or not isinstance(block, TextBlock):
            yield block
            continue
        for run in runs[number]:
            if run:
                yield block.part(run[0].start, run[-1].end)


def _split(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, split at empty lines (``<br><br>``)."""
    for block in blocks:
        if not isinstance(block, TextBlock) or block.kind == "preformatted" or "\n" not in block.text:
            yield block
            continue
        start = 0
        for gap in _EMPTY_LINE.finditer(block.text):
            yield block.part(start, gap.start())
            start = gap.end()
        yield block.part(start, len(block.text))
