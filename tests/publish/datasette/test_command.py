"""`datasette NAME.db` and nothing more."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browser.sample import published


@pytest.fixture
def address(carnet_path: Path) -> Iterator[str]:
    with published(carnet_path) as found:
        yield found


def test_command_shows_a_dataset_with_its_title_and_questions(address: str, name: str) -> None:
    page = httpx.get(f"{address}/{name}")
    style = httpx.get(f"{address}/-/static-plugins/blog-to-dataset/data.css")
    assert (page.status_code, style.status_code) == (200, 200)
    assert [
        text
        for text in ("Carnet d&#39;essai &amp; co", "Which accounts are quoted together?")
        if text not in page.text
    ] == []
