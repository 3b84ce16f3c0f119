"""Compares the parser with what a careful reader found in each post of the sample blog."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

from crawler.demo.content import DemoPost, load
from crawler.demo.expected import expected
from crawler.items import Article, Post
from crawler.parse import parse_article
from crawler.text.html_text import plain

HOME = "https://carnet.example"
POSTS = {post.file: post for post in load().posts}
LISTS = ("tweets", "footnotes", "references", "turns", "profiles", "embeds", "images", "credits")


def article(post: DemoPost) -> Article:
    content = post.content.replace("{home}", HOME)
    url = f"{HOME}/{post.date:%Y/%m/%d}/{post.slug}/"
    return parse_article(Post(url=url, title=plain(post.title), content="" if post.protected else content))


def one_blank(value: Any) -> Any:
    """A text with single spaces. Line breaks are kept where they are compared."""
    return re.sub(r"[^\S\n]+", " ", value).strip() if isinstance(value, str) else value


def found(made: Article, name: str, wanted: list[Any]) -> list[Any]:
    """What the parser found, limited to the keys that the reader wrote down for the item of the same rank."""
    if name == "credits":
        return [credit.text for credit in made.credits]
    items = [as_written(made, name, item) for item in getattr(made, name)]
    keys: Iterable[set[str]] = [set(item) for item in wanted] + [set[str]()] * len(items)
    return [
        {key: one_blank(item.get(key)) for key in names} for item, names in zip(items, keys, strict=False)
    ]


def as_written(made: Article, name: str, item: Any) -> dict[str, Any]:
    """An item with the names that the reader's file uses for its parts."""
    values = {field: getattr(item, field) for field in item.__slots__}
    if name == "tweets":
        values["id"] = item.tweet
    if name == "footnotes":
        values["urls"] = list(item.urls)
        values["work"] = item.work and {"title": one_blank(item.work.title), "year": item.work.year}
        values["text"] = item.text.replace("\n", " ")
    if name == "images":
        values["alt"] = item.alt or ""  # the reader writes down what the attribute holds
    if name == "references":
        values["text"] = made.paragraphs[item.paragraph - 1].text[: item.offset + len(item.marker)]
    if name == "turns":
        values["begins"] = item.text
    return values


@pytest.mark.parametrize("file", POSTS)
def test_the_parser_finds_what_a_reader_finds(file: str) -> None:
    made = article(POSTS[file])
    wanted = expected(file, HOME)
    for name in LISTS:
        reader = [one_blank_all(item) for item in wanted.get(name, [])]
        parser = found(made, name, wanted.get(name, []))
        for mine, theirs in zip(parser, reader, strict=False):
            for key, cut in (("text", -1), ("begins", 1)):  # the reader wrote down the end, or the beginning
                if name in ("references", "turns") and key in theirs:
                    size = len(theirs[key])
                    mine[key] = mine[key][-size:] if cut < 0 else mine[key][:size]
        assert parser == reader, name
    labels = {credit.label for credit in made.credits}
    assert labels == ({wanted["credits_label"]} if "credits_label" in wanted else set())


def one_blank_all(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: one_blank_all(value) for key, value in item.items()}
    return one_blank(item)
