"""The page on data quality shows how complete the archive is, with the evidence of each route."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from driving import Clock, a_blog, run

from crawler.demo import Answer
from crawler.store.reading.coverage import coverage_of


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog whose sitemap names a dead address, and one post of which fails."""
    dataset = tmp_path_factory.mktemp("crawled") / "blog.db"
    blog = a_blog(8)
    blog.faults = {blog.posts[2].path: Answer(404), blog.posts[3].path: Answer(500)}
    run(blog, dataset, Clock(), via="sitemap")
    return dataset


def test_the_page_shows_the_evidence_of_each_route_and_the_addresses(
    pages: Callable[..., Any], crawled: Path
) -> None:
    (coverage,) = coverage_of(crawled)
    response = pages([crawled]).get("/blog/-/quality")
    assert response.status_code == 200, response.text
    page = BeautifulSoup(response.text, "lxml")
    text = " ".join(page.text.split())
    assert f"Incomplete{coverage.verdict.removeprefix('incomplete')}. {coverage.sureness}" in text
    rows = page.select("[aria-label='Evidence by route'] tbody tr")
    (row,) = ([cell.text for cell in row.select("th, td")] for row in rows)
    assert row[:5] == ["sitemap", "–", "7", "6", "1"]
    shown = {
        details.summary.text: [item.text for item in details.select("li")]
        for details in page.select("details")
        if details.summary
    }
    assert shown["1 address: dead"] == [one.url for one in coverage.dead]
    assert shown["1 address: failed"] == [one.url for one in coverage.missing]
    assert shown["What the last full crawl decided"] == list(coverage.decisions)
