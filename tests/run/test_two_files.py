"""A dataset and its raw store: one of them is damaged, lost, an older copy, or another blog's."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from crawling import rows
from driving import Clock, a_blog, run

from crawler.errors import DatasetError
from crawler.run.replay import Replayed, rebuild
from crawler.store.files import raw_path
from crawler.store.reading.compare import differences
from crawler.store.reading.pairing import Pairing, pairing_of

DAMAGE = "UPDATE bodies SET body = X'28B52FFD' WHERE sha256 IN (SELECT sha256 FROM responses WHERE route = ?)"
PAIR = Pairing(is_pair=True, dataset_lacks=(), raw_lacks=())


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "atelier.db"


def damage(dataset: Path, route: str) -> None:
    with closing(sqlite3.connect(raw_path(dataset))) as raw, raw:
        assert raw.execute(DAMAGE, (route,)).rowcount


def again(dataset: Path) -> Replayed:
    return rebuild(dataset, dataset.with_name("again.db"), progress=lambda _: None)


def copied(dataset: Path, name: str) -> Path:
    """A copy of a file beside it."""
    return Path(shutil.copy(dataset, dataset.with_name(name)))


@pytest.mark.parametrize(
    ("via", "route"),
    [("api", "api.posts"), ("api", "home"), ("sitemap", "page"), ("sitemap", "home"), ("archive", "home")],
)
def test_damaged_responses_are_named_and_requested_again_by_the_next_crawl(
    dataset: Path, via: str, route: str
) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock, via=via)
    urls = {url for url, of in rows(raw_path(dataset), "SELECT url, route FROM responses") if of == route}
    damage(dataset, route)
    assert urls <= again(dataset).lost.keys()
    made = dataset.with_name("again.db")
    assert rows(made, "SELECT COUNT(*) FROM articles WHERE status = 'gone'") == [(0,)]
    assert len(rows(made, "SELECT detail FROM warnings WHERE code = 'body_damaged'")) >= 1
    run(blog, dataset, clock, via=via)
    assert again(dataset).lost == {}
    assert rows(made, "SELECT COUNT(*) FROM articles WHERE status = 'live'") == [(6,)]
    already = len(blog.requests)
    run(blog, dataset, clock, via=via)
    assert len(blog.requests) - already < already  # not everything again


def test_a_damaged_response_that_the_blog_changed_is_no_loss_after_a_new_one(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock, via="api")
    damage(dataset, "api.posts")
    blog.posts = [replace(blog.posts[0], title="Autre"), *blog.posts[1:]]
    assert again(dataset).lost
    run(blog, dataset, clock, via="api")
    assert again(dataset).lost == {}


def test_an_older_copy_of_the_dataset_is_noticed_and_completed_without_requests(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    posts = blog.posts
    blog.posts = posts[2:]
    run(blog, dataset, clock)
    old = copied(dataset, "old.db")
    blog.posts = posts
    run(blog, dataset, clock)
    new, already = copied(dataset, "new.db"), len(blog.requests)
    old.replace(dataset)
    assert pairing_of(dataset) == replace(PAIR, dataset_lacks=(2,))
    run(blog, dataset, clock, budget=1)
    assert len(blog.requests) - already == 1
    without = ("runs", "pages", "announcements")
    assert differences(new, dataset, without_tables=without, without_columns=("last_seen",)) == []
    assert pairing_of(dataset) == PAIR


def test_a_lost_dataset_is_read_from_its_raw_store_before_the_next_crawl(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock)
    run(blog, dataset, clock, full=True)
    dataset.unlink()
    spent = run(blog, dataset, clock, budget=1)
    assert spent.row.id == 3
    assert rows(dataset, "SELECT COUNT(*) FROM articles") == [(6,)]
    assert rows(dataset, "SELECT COUNT(DISTINCT store) FROM runs") == [(1,)]


def test_a_crawl_that_was_killed_is_no_older_copy(dataset: Path) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock)
    run(blog, dataset, clock, budget=2, full=True)
    assert pairing_of(dataset) == PAIR


def test_the_raw_store_of_another_dataset_is_refused(dataset: Path, tmp_path: Path) -> None:
    blog, clock = a_blog(), Clock()
    other = tmp_path / "other" / "atelier.db"
    for path in (dataset, other):
        run(blog, path, clock)
    shutil.copy(raw_path(other), raw_path(dataset))
    assert not pairing_of(dataset).is_pair
    before, already = copied(dataset, "before.db"), len(blog.requests)
    with pytest.raises(DatasetError, match=r"atelier\.db and .*raw.atelier\.db do not belong together\."):
        run(blog, dataset, clock)
    assert (differences(before, dataset), len(blog.requests)) == ([], already)


def test_a_lost_raw_store_is_begun_anew_with_everything(
    dataset: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blog, clock = a_blog(), Clock()
    run(blog, dataset, clock)
    raw_path(dataset).unlink()
    run(blog, dataset, clock)
    assert "is missing, so everything is requested again" in caplog.text
    assert pairing_of(dataset) == replace(PAIR, raw_lacks=(1,))
    run(blog, dataset, clock)
    again(dataset)
    assert rows(dataset.with_name("again.db"), "SELECT COUNT(*) FROM articles") == [(6,)]
