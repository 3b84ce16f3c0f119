"""A page saved as a test: its HTML, and a JSON file with the expected article."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from w3lib.encoding import html_to_unicode

from crawler.items import Article
from crawler.parse import parse_article, read_page

_LEFT_OUT = frozenset(("html", "text", "word_count"))  # repeat the paragraphs, or only format them


def save_page(folder: Path, name: str, body: bytes, url: str, content_type: str = "") -> tuple[Path, Article]:
    """Write ``name.html`` and ``name.json`` into a folder. Returns the path of the page and the article.

    The page is written in UTF-8 with a byte order mark, so that it can be read without a header.
    """
    _, text = html_to_unicode(content_type or None, body)
    kept = b"\xef\xbb\xbf" + text.removeprefix("\ufeff").encode("utf-8", "replace")
    article = parse_article(read_page(kept, url))
    page = folder / f"{name}.html"
    page.write_bytes(kept)
    write_expected(page, {"page": url, **expected_of(article)})
    return page, article


def expected_of(article: Article) -> dict[str, Any]:
    """The article as JSON values, without empty fields and fields that repeat the paragraphs."""
    told = {key: item for key, item in dataclasses.asdict(article).items() if key not in _LEFT_OUT}
    found: dict[str, Any] = _told(told)
    return found


def write_expected(page: Path, expected: dict[str, Any]) -> None:
    """Write the JSON file beside a page."""
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    page.with_suffix(".json").write_text(text, encoding="utf-8")


def _told(value: Any) -> Any:
    """The value without empty parts."""
    if isinstance(value, dict):
        told = {key: _told(item) for key, item in value.items()}
        return {key: item for key, item in told.items() if item not in (None, [], {}, "")}
    return [_told(item) for item in value] if isinstance(value, list | tuple) else value
