from pathlib import Path

import pytest
from storing import id_of, opened, short_article, whole_article, write

from crawler.errors import DatasetError
from crawler.items import Article
from crawler.store.reading.compare import differences


def made(path: Path, *articles: Article) -> Path:
    with opened(path) as dataset:
        for article in articles:
            write(dataset, article)
    return path


def test_equal_datasets_do_not_differ_whatever_the_order(tmp_path: Path) -> None:
    one, other = whole_article(), short_article("b")
    a, b = made(tmp_path / "a.db", one, other), made(tmp_path / "b.db", other, one)
    assert differences(a, b) == []


def test_differences_name_table_rows_columns_and_values(tmp_path: Path) -> None:
    a = made(tmp_path / "a.db", short_article("a", title="Un"), short_article("b"))
    b = made(tmp_path / "b.db", short_article("a", title="Deux", word_count=2), short_article("c"))
    ids = {name: id_of(name) for name in "abc"}
    assert differences(a, b) == [
        f"articles: 1 row only in the first dataset: id={ids['b']}.",
        f"articles: 1 row only in the second dataset: id={ids['c']}.",
        f"articles: 1 row with other values in title (1), word_count (1): id={ids['a']}: title 'Un' against 'Deux'.",
    ]


def test_many_rows_are_counted_and_a_few_shown(tmp_path: Path) -> None:
    a, b = made(tmp_path / "a.db"), made(tmp_path / "b.db", *(short_article(f"n{n}") for n in range(9)))
    (sentence,) = differences(a, b)
    assert (sentence.startswith("articles: 9 rows only in the second dataset: "), sentence.count("id=")) == (
        True,
        3,
    )


def test_tables_and_columns_can_be_left_out(tmp_path: Path) -> None:
    a = made(tmp_path / "a.db", whole_article(title="Un"))
    b = made(tmp_path / "b.db", whole_article(title="Deux", credits=()))
    assert [
        differences(a, b, tables=("paragraphs", "links")),
        differences(a, b, without_tables=("credits",), without_columns=("title",)),
        differences(a, b, without_tables=("credits",), without_columns=("articles.title",)),
        len(differences(a, b, without_tables=("credits",), without_columns=("links.title",))),
    ] == [[], [], [], 1]


def test_handles_are_compared_letter_by_letter(tmp_path: Path) -> None:
    paths = []
    for name, handle in (("a", "Zoe"), ("b", "zoe")):
        path = tmp_path / f"{name}.db"
        with opened(path) as dataset:
            dataset.connection.execute("INSERT INTO tweet_accounts (handle) VALUES (?), ('Yves')", (handle,))
        paths.append(path)
    assert differences(*paths) == [
        "tweet_accounts: 1 row only in the first dataset: handle='Zoe'.",
        "tweet_accounts: 1 row only in the second dataset: handle='zoe'.",
    ]


def test_what_is_no_dataset_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"is not a file\. Give the path of a dataset"):
        differences(tmp_path / "a.db", tmp_path / "b.db")
