"""Each example in docs/formats.md gives the result printed below it."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.exports.article_json import article_json
from crawler.items import Post
from crawler.parse import parse_article, read_page
from crawler.parse.feeds.feed import read_feed
from crawler.parse.feeds.sitemap import read_sitemap
from crawler.parse.page import judge_page
from crawler.urls.canonical import canonical_article

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
URL = "https://blog.example/2018/08/14/a-post/"
PART = re.compile(
    r"^(?:#+ (?P<heading>[^\n]+)|```(?P<language>\w+)\n(?P<code>.*?)^```)$", re.DOTALL | re.MULTILINE
)


def examples() -> Iterator[Any]:
    """Each block of HTML or XML with the JSON that follows it; several blocks may share one."""
    heading = ""
    waiting: list[str] = []
    for part in PART.finditer(PAGE):
        if part["heading"]:
            assert not waiting, f"{heading}: an example does not say what comes out"
            heading = part["heading"]
        elif part["language"] == "json":
            assert waiting, f"{heading}: JSON without an example"
            for number, code in enumerate(waiting, start=1):
                yield pytest.param(code, json.loads(part["code"]), id=f"{heading} {number}")
            waiting = []
        else:
            waiting.append(part["code"])


def what_is_read(code: str) -> Any:
    """The result of the parser for an example, as JSON."""
    body = code.encode()
    if code.startswith("<?xml"):
        is_sitemap = "sitemaps.org" in code
        found: Any = read_sitemap(body, URL) if is_sitemap else read_feed(body, URL)
        rows: Any = found.pages if is_sitemap else found.items
        return [row._asdict() if hasattr(row, "_asdict") else dataclasses.asdict(row) for row in rows]
    if code.startswith("<!doctype"):
        article = article_json(parse_article(read_page(body, URL)))
        return {"kind": judge_page(body, URL).kind, **article}
    return article_json(parse_article(Post(url=URL, title="A post", content=code)))


def shown_part(found: Any, expected: Any) -> Any:
    """The fields of the result that ``expected`` shows. Lists are complete."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {name: shown_part(found.get(name), value) for name, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list | tuple):
        return [shown_part(f, e) for f, e in zip(found, expected, strict=False)] + list(
            found[len(expected) :]
        )
    return found


@pytest.mark.parametrize(("code", "expected"), list(examples()))
def test_each_example_gives_what_the_page_says(code: str, expected: Any) -> None:
    assert shown_part(what_is_read(code), expected) == expected


@pytest.mark.parametrize(
    ("printed", "canonical"), re.findall(r"^\| `(http\S+)` \| `(http\S+)` \|$", PAGE, re.MULTILINE)
)
def test_each_address_of_a_post_has_the_canonical_form_that_the_page_says(
    printed: str, canonical: str
) -> None:
    assert canonical_article(printed) == canonical


def test_each_test_that_the_page_names_is_in_that_file() -> None:
    named = re.findall(r"\[`(test_\w+)`\]\(\.\./([\w/]+\.py)\)", PAGE)
    root = Path(__file__).parents[2]
    assert named
    assert [
        name for name, path in named if f"def {name}(" not in (root / path).read_text(encoding="utf-8")
    ] == []
