"""Tweets in the site's own markup: header, text, perhaps a quoted tweet, buttons and counts."""

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crawler.items import TweetPlace
from crawler.parse.article.blocks.reader import read_text
from crawler.parse.article.embeds.quoted_tweets import tweet_links
from crawler.parse.article.tree.elements import any_of, attr, classes, elements, text_of
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.dates import iso_day
from crawler.urls.canonical import TweetAddress, tweet_address

_TEXT = any_of(class_names.names("tweet_text"))
_QUOTED = any_of(class_names.names("quoted_tweet"))
_TAGS = frozenset(("div", "article", "section", "figure", "li", "aside"))
_MOST_AROUND = 300
"""Maximum number of characters around the text of such a tweet: name, date, buttons, counts."""


def drawn_tweets(element: Tag) -> list[TweetPlace]:
    """The tweet that an element draws, followed by the tweet that it quotes. [] if it draws no tweet.

    The text and the quoted tweet are recognised by their classes. The name is the text before the handle, and
    the date is the date that links to the tweet.
    """
    if element.name not in _TAGS or not _may_draw(element):
        return []
    texts = [inner for inner in elements(element) if _is_text(inner)]
    quoted = next((inner for inner in elements(element) if _QUOTED.search(classes(inner))), None)
    own = [text for text in texts if quoted is None or not _is_inside(text, quoted)]
    if len(own) != 1 or len(text_of(element)) > sum(len(text_of(text)) for text in texts) + _MOST_AROUND:
        return []
    drawn = [_read(element, own[0], quoted)]
    if quoted is not None:
        drawn += [_read(quoted, text, None) for text in texts if text is not own[0]][:1]
    return [place for place in drawn if place] if drawn[0] else []


def _may_draw(element: Tag) -> bool:
    return "tweet" in classes(element) or attr(element, "data-testid") == "tweet"


def _is_text(element: Tag) -> bool:
    return attr(element, "data-testid") == "tweetText" or _TEXT.search(classes(element)) is not None


def _is_inside(node: PageElement, around: Tag) -> bool:
    return any(above is around for above in node.parents)


def _read(card: Tag, text: Tag, quoted: Tag | None) -> TweetPlace | None:
    """The tweet whose text is ``text``. The element ``quoted`` belongs to another tweet."""
    links = [a for a in card.find_all("a", href=True) if quoted is None or not _is_inside(a, quoted)]
    known = [(a, found) for a in links if (found := tweet_address(attr(a, "href")))]
    if not known:
        return None
    dated = ((iso_day(text_of(a)), text_of(a), found) for a, found in known if not _is_inside(a, text))
    shown_on, date, address = next((d for d in dated if d[0]), (None, None, known[0][1]))
    name, handle = _account(card, text, quoted, address)
    body = read_text(text)
    return TweetPlace(
        tweet=address.id,
        relation="embedded",
        form="card",
        url=TweetAddress(address.id, handle).url,
        handle=handle,
        name=name,
        text="\n\n".join(block.text for block in body).strip() or None,
        lang=attr(text, "lang") or None,
        shown_date=date,
        shown_on=shown_on,
        links=tuple(tweet_links(body)),
    )


def _account(
    card: Tag, text: Tag, quoted: Tag | None, address: TweetAddress
) -> tuple[str | None, str | None]:
    """Name and handle: the name is directly before "@handle"."""
    before: str | None = None
    for printed in _strings(card, text, quoted):
        if printed.startswith("@") and printed[1:].lower() == (address.handle or printed[1:]).lower():
            return before, printed[1:]
        if any(c.isalnum() for c in printed):
            before = printed
    return None, address.handle


def _strings(card: Tag, *others: Tag | None) -> Iterator[str]:
    """The texts of a card outside the other elements, piece by piece."""
    for node in card.descendants:
        if type(node) is NavigableString and not any(o is not None and _is_inside(node, o) for o in others):
            printed = one_line(node)
            if printed:
                yield printed
