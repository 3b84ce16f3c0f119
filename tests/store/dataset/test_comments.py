from collections.abc import Iterator
from pathlib import Path

import pytest
from storing import BLOG, NOON, a_run, id_of, opened, rows, short_article, url_of, write

from crawler.items import Comment, row_id
from crawler.store.dataset.dataset import Dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "atelier.db") as dataset:
        write(dataset, short_article(post_id=7))
        yield dataset


def comment(number: int, parent: int | None = None, **fields: object) -> Comment:
    known = {"number": number, "parent_number": parent, "text": f"c{number}", "post_id": 7}
    return Comment(**(known | fields))  # type: ignore[arg-type]


def threads(dataset: Dataset) -> list[tuple[int, int | None]]:
    return rows(
        dataset,
        "SELECT comments.number, parents.number FROM comments "
        "LEFT JOIN comments AS parents ON parents.id = comments.parent ORDER BY comments.number",
    )


def test_comment_is_found_by_address_or_number_and_others_are_left_out(dataset: Dataset) -> None:
    by_address = comment(2, post_id=None, article_url=url_of("vite"), author="Zoé", posted=NOON)
    written = dataset.write_comments(BLOG, [comment(1), by_address, comment(3, post_id=99)], run=1)
    dataset.finish_run(a_run())
    assert (
        written,
        rows(dataset, "SELECT id, article, number, author, posted FROM comments ORDER BY number"),
        rows(dataset, "SELECT comment_count FROM articles"),
    ) == (
        2,
        [
            (row_id(url_of("vite"), "1"), id_of("vite"), 1, None, None),
            (row_id(url_of("vite"), "2"), id_of("vite"), 2, "Zoé", NOON),
        ],
        [(2,)],
    )


def test_answer_is_tied_whether_its_comment_comes_before_with_or_after_it(dataset: Dataset) -> None:
    dataset.write_comments(BLOG, [comment(1), comment(5, 4)], run=1)
    dataset.write_comments(BLOG, [comment(2, 1), comment(4, 3), comment(3)], run=1)
    dataset.finish_run(a_run())
    assert (threads(dataset), rows(dataset, "SELECT * FROM warnings")) == (
        [(1, None), (2, 1), (3, None), (4, 3), (5, 4)],
        [],
    )


def test_answer_to_what_was_never_handed_out_has_no_parent_and_a_warning(dataset: Dataset) -> None:
    dataset.write_comments(BLOG, [comment(2, 1)], run=1)
    dataset.finish_run(a_run())
    write(dataset, short_article(post_id=7, title="Neuf"), content_hash="h2")
    assert (threads(dataset), rows(dataset, "SELECT article, code, detail FROM warnings")) == (
        [(2, None)],
        [
            (
                id_of("vite"),
                "comment_parent_missing",
                "Comment 2 answers comment 1, which was not handed out.",
            )
        ],
    )


def test_warning_goes_when_the_comment_comes_in_a_later_run(dataset: Dataset) -> None:
    dataset.write_comments(BLOG, [comment(2, 1)], run=1)
    dataset.finish_run(a_run())
    dataset.begin_run(a_run(2))
    dataset.write_comments(BLOG, [comment(2, 1)], run=2)
    dataset.write_comments(BLOG, [comment(1)], run=2)
    dataset.finish_run(a_run(2))
    assert (threads(dataset), rows(dataset, "SELECT * FROM warnings")) == ([(1, None), (2, 1)], [])


def test_comments_stay_with_an_article_that_moved(dataset: Dataset) -> None:
    dataset.write_comments(BLOG, [comment(1)], run=1)
    write(dataset, short_article("ailleurs", post_id=7), content_hash="h2")
    dataset.write_comments(BLOG, [comment(1), comment(2, 1)], run=1)
    assert threads(dataset) == [(1, None), (2, 1)]


def test_same_comments_again_write_nothing(dataset: Dataset) -> None:
    page = [comment(number, number - 1 or None) for number in range(1, 60)]
    dataset.write_comments(BLOG, page, run=1)
    before = dataset.connection.total_changes
    dataset.write_comments(BLOG, page, run=1)
    assert (dataset.connection.total_changes - before, len(threads(dataset))) == (0, 59)


def test_comment_that_changed_is_written_again(dataset: Dataset) -> None:
    dataset.write_comments(BLOG, [comment(1)], run=1)
    dataset.write_comments(BLOG, [comment(1, text="corrigé")], run=1)
    assert rows(dataset, "SELECT text FROM comments") == [("corrigé",)]


def test_comments_that_came_with_the_post_are_written_with_it(dataset: Dataset) -> None:
    came = (comment(1, post_id=None), comment(2, 1, post_id=None))
    write(dataset, short_article("page", comments=came))
    assert threads(dataset) == [(1, None), (2, 1)]
