"""Blogs that lie, hide or split: no archive that lacks a post is called complete, and no whole one incomplete."""

from pathlib import Path

import pytest
from worlds import WORLDS, crawls


@pytest.mark.parametrize("name", WORLDS)
def test_the_verdict_on_a_world_is_true(name: str, tmp_path: Path) -> None:
    for crawl, told in crawls(name, tmp_path / "blog.db"):
        coverage = told.coverage
        assert (told.stored, told.gone) == (crawl.stored, crawl.gone), coverage.verdict
        assert (coverage.status, coverage.is_proven) == (crawl.status, crawl.is_proven), coverage.verdict
        assert (told.problem is not None) is crawl.fails, told.problem
        assert told.is_whole or coverage.status != "complete", coverage.verdict
