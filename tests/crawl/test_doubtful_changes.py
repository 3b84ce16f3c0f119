"""A change that loses most of an article waits until it is confirmed, and replaces nothing before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from crawling import rows
from driving import Clock, drive
from misbehaving import Blog

from crawler.demo import Answer
from crawler.demo.answers import Asked, html
from crawler.discovery.scope import Scope
from crawler.run.replay import rebuild
from crawler.store.reading.compare import differences

Read = Callable[..., str | None]


class Shortened(Blog):
    """A blog of one post, which may be ``told`` in a few words."""

    told: str | None = None

    def answer(self, asked: Asked) -> Answer:
        (path,) = self.posts
        right = super().right(asked.target)
        if asked.target != path or self.told is None:
            return right
        page = right.body.decode()
        start, end = page.index('<div class="entry-content">'), page.index("</div>")
        return html(f"{page[:start]}<div class='entry-content'><p>{self.told}</p>{page[end:]}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def blog() -> Shortened:
    return Shortened(count=1)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


@pytest.fixture
def read(blog: Shortened, dataset: Path, clock: Clock) -> Read:
    def crawled(*, gone: bool = False) -> str | None:
        return drive(blog, Scope(blog="inkwell", url=blog.url, gone=gone), dataset, clock).row.reason

    crawled()
    return crawled


def text(dataset: Path) -> str:
    ((found,),) = rows(dataset, "SELECT text FROM articles")
    return str(found)


def doubts(dataset: Path) -> int:
    return len(rows(dataset, "SELECT * FROM warnings WHERE code = 'doubtful_change'"))


def test_it_waits_for_a_crawl_a_day_later(blog: Shortened, dataset: Path, clock: Clock, read: Read) -> None:
    before = text(dataset)
    blog.told = "This text is now in a book."
    assert "doubtful_change" in (read() or "")
    assert "doubtful_change" in (read() or "")
    assert (text(dataset), doubts(dataset)) == (before, 1)
    clock.advance(days=1)
    assert read() == "finished"
    assert (text(dataset), doubts(dataset)) == (blog.told, 0)
    assert rows(dataset, "SELECT text FROM article_versions") == [(before,)]
    again = dataset.with_name("again.db")
    rebuild(dataset, again, progress=lambda _: None)
    assert differences(dataset, again, without_tables=("runs", "pages")) == []


def test_another_text_a_day_later_confirms_nothing(
    blog: Shortened, dataset: Path, clock: Clock, read: Read
) -> None:
    before = text(dataset)
    for told in ("This text is now in a book.", "Please come back soon.", "Nothing is here today."):
        blog.told = told
        read()
        clock.advance(days=2)
    assert text(dataset) == before


def test_a_page_with_the_day_of_each_crawl_is_confirmed_a_day_later(
    blog: Shortened, dataset: Path, clock: Clock, read: Read
) -> None:
    words = "This text is now in a book, which your bookshop has."
    blog.told = f"{words} Today is Friday, 2 January. Visit the harbour museum!"
    read()
    blog.told = f"{words} Today is Friday, 2 January. Try our lemon cake!"
    assert "doubtful_change" in (read() or "")
    assert doubts(dataset) == 1
    clock.advance(days=1)
    blog.told = f"{words} Today is Saturday, 3 January. Boats for rent!"
    assert read() == "finished"
    assert (text(dataset), doubts(dataset)) == (blog.told, 0)


def test_different_texts_leave_one_warning(blog: Shortened, dataset: Path, clock: Clock, read: Read) -> None:
    for told in ("This text is now in a book.", "Please come back soon.", "Nothing is here today."):
        blog.told = told
        read()
        clock.advance(days=2)
    ((detail,),) = rows(dataset, "SELECT detail FROM warnings WHERE code = 'doubtful_change'")
    assert detail.endswith("Nothing is here today.")


def test_it_is_forgotten_when_the_page_is_as_before(blog: Shortened, dataset: Path, read: Read) -> None:
    blog.told = "This text is now in a book."
    read()
    blog.told = None
    assert (read(), doubts(dataset)) == ("finished", 0)


def test_gone_stores_it_at_once(blog: Shortened, dataset: Path, read: Read) -> None:
    blog.told = "This text is now in a book."
    assert (read(gone=True), text(dataset)) == ("finished", blog.told)
