"""One article as JSON, with names instead of ids and nested parts."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from crawler.items import Article, Footnote, FootnoteReference, TweetPlace
from crawler.text.dates import tweet_time


def article_json(article: Article) -> dict[str, Any]:
    """The article as values for `json.dumps`, as printed by `blog2dataset extract`.

    Positions start at 1, as in the dataset. Text, times and addresses have the same form as in the items.
    """
    return {
        **_fields(article, "url post_id slug title"),
        "author": article.author.name if article.author else None,
        **_fields(article, "published modified language"),
        "categories": [term.name for term in article.terms if term.taxonomy == "category"],
        "tags": [term.name for term in article.terms if term.taxonomy == "tag"],
        **_fields(article, "excerpt image text html"),
        "paragraphs": _placed(article.paragraphs),
        "tweets": [_tweet(number, place) for number, place in enumerate(article.tweets, start=1)],
        "footnotes": [
            _footnote(number, note, article.references)
            for number, note in enumerate(article.footnotes, start=1)
        ],
        "orphan_references": [
            {"key": reference.key, **_reference(reference)}
            for reference in article.references
            if reference.footnote is None
        ],
        "turns": [dataclasses.asdict(turn) for turn in article.turns],
        "profiles": [dataclasses.asdict(profile) for profile in article.profiles],
        "embeds": _placed(article.embeds),
        "links": _placed(article.links),
        "images": _placed(article.images),
        "credits": [credit.text for credit in article.credits],
        "comments": [dataclasses.asdict(comment) for comment in article.comments],
        "warnings": [{"code": warning.code, "detail": warning.detail} for warning in article.warnings],
    }


def _fields(item: Any, names: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names.split()}


def _placed(items: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"position": number, **dataclasses.asdict(item)} for number, item in enumerate(items, start=1)]


def _tweet(number: int, place: TweetPlace) -> dict[str, Any]:
    fields = dataclasses.asdict(place)
    tweet = fields.pop("tweet")
    return {"position": number, "id": tweet, **fields, "posted_at": tweet_time(tweet)}


def _footnote(number: int, note: Footnote, references: Iterable[FootnoteReference]) -> dict[str, Any]:
    own = [_reference(reference) for reference in references if reference.footnote == number]
    return {"position": number, **dataclasses.asdict(note), "references": own}


def _reference(reference: FootnoteReference) -> dict[str, Any]:
    return _fields(reference, "marker paragraph offset context status")
