"""Warnings about responses leave when the response is right, and not before."""

from pathlib import Path

from crawling import rows
from driving import Clock, drive
from misbehaving import Answers, Behaviour, Blog, bot_check, for_half, only_at, says

from crawler.discovery.scope import Scope
from crawler.store.reading.coverage import coverage_of

FAILS = Behaviour("fails", for_half(says(500)))


def test_what_is_read_again_is_no_loss_any_more(tmp_path: Path) -> None:
    blog, dataset, clock = Blog(), tmp_path / "blog.db", Clock()
    scope = Scope(blog="inkwell", url=blog.url, via="sitemap")
    seen = []
    for does in (None, FAILS, FAILS, None):
        blog.behaviour = does
        drive(Answers(blog), scope, dataset, clock)
        ((warnings,),) = rows(dataset, "SELECT COUNT(*) FROM warnings")
        seen.append((warnings, coverage_of(dataset)[0].status))
    assert seen == [(0, "complete"), (4, "incomplete"), (4, "incomplete"), (0, "complete")]


def test_a_wall_in_place_of_the_home_page_does_not_rename_the_blog(tmp_path: Path) -> None:
    blog, dataset, clock = Blog(), tmp_path / "blog.db", Clock()
    scope = Scope(blog="inkwell", url=blog.url, via="sitemap")
    drive(Answers(blog), scope, dataset, clock)
    before = rows(dataset, "SELECT title, language FROM blogs")
    blog.behaviour = Behaviour("checks for bots at home", only_at("/", bot_check))
    reason = drive(Answers(blog), scope, dataset, clock).row.reason or ""
    assert (rows(dataset, "SELECT title, language FROM blogs"), "(wall, once)" in reason) == (before, True)
