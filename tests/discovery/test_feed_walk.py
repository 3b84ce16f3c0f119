"""Walking a feed back, without a network."""

from pathlib import Path

import pytest
from crawling import numbers
from driving import Clock, a_blog, run

from crawler.demo import Answer, Drop, load


@pytest.mark.parametrize("change", [Answer(503), Drop()], ids=["busy", "closed"])
def test_pages_of_the_feed_behind_a_lost_one_are_read(tmp_path: Path, change: Answer | Drop) -> None:
    blog = a_blog(len(load().posts))
    clock, dataset = Clock(), tmp_path / "blog.db"
    blog.faults = {"/feed/?paged=2": change}
    engine = run(blog, dataset, clock, via="feed")
    asked = [request.target for request in blog.requests if "/feed/" in request.target]
    assert asked[:4] == ["/feed/", "/feed/?paged=2", "/feed/?paged=3", "/feed/?paged=4"]
    assert "request_failed" in (engine.row.reason or "")
    blog.faults = {}
    assert run(blog, dataset, clock, via="feed").row.reason == "finished"
    assert numbers(dataset) == {post.id for post in blog.posts}
