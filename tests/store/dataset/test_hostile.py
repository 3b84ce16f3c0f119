import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from storing import BLOG, HOME, a_run, id_of, opened, rows, short_article, tweet, url_of, whole_article, write

from crawler.items import (
    Article,
    Author,
    Comment,
    DatasetWarning,
    Discovery,
    Image,
    Link,
    Page,
    Paragraph,
    Term,
    TweetLink,
)
from crawler.store.dataset.articles import find
from crawler.store.dataset.dataset import Dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "atelier.db") as dataset:
        yield dataset


def details(dataset: Dataset) -> list[str]:
    return [detail for (detail,) in rows(dataset, "SELECT detail FROM warnings ORDER BY detail")]


def test_nul_and_lone_surrogates_cost_themselves(dataset: Dataset) -> None:
    write(dataset, short_article(title="a\0b", text="c\ud83dd", html="\ud83d\ude00"))
    reason = "had characters that cannot be stored (NUL, lone surrogates)."
    assert (rows(dataset, "SELECT title, text, html FROM articles"), details(dataset)) == (
        [("ab", "c\ufffdd", "\ufffd\ufffd")],
        [f"articles: {name} {reason}" for name in ("html", "text", "title")],
    )


def test_nul_in_json_costs_itself_and_a_printed_escape_stays(dataset: Dataset) -> None:
    note = whole_article().footnotes[0]
    places = (tweet("20", text="x", links=(TweetLink(kind="link", text="a\0b", url="\\u0000"),)),)
    write(
        dataset, short_article(footnotes=(replace(note, urls=("a\0b", "\\u0000", "\ud83d")),), tweets=places)
    )
    assert (
        [json.loads(urls) for (urls,) in rows(dataset, "SELECT urls FROM footnotes")],
        rows(dataset, "SELECT text, url FROM tweet_links"),
    ) == ([["ab", "\\u0000", "\ufffd"]], [("ab", "\\u0000")])


def test_number_beyond_64_bits_is_left_empty_or_costs_its_row(dataset: Dataset) -> None:
    huge = 2**63
    write(
        dataset,
        short_article(
            post_id=huge,
            images=(Image(url=HOME, src=HOME, width=huge), Image(url=HOME, src=HOME, width=-(2**63))),
            word_count=3,
        ),
    )
    assert (
        find(dataset.connection, BLOG, "", huge),
        rows(dataset, "SELECT post_id FROM articles"),
        rows(dataset, "SELECT position, width FROM images"),
        details(dataset),
    ) == (
        None,
        [(None,)],
        [(1, None), (2, -(2**63))],
        [
            "articles: post_id does not fit into 64 bits; left empty.",
            "images 1: width does not fit into 64 bits; left empty.",
        ],
    )


def test_part_without_what_it_must_have_costs_itself(dataset: Dataset) -> None:
    odd = Paragraph(kind="sideways", text="b")  # type: ignore[arg-type]
    silent = Paragraph(kind="quote", text=None)  # type: ignore[arg-type]
    write(dataset, short_article(paragraphs=(Paragraph(kind="item", text="a"), odd, silent)))
    assert (rows(dataset, "SELECT position, text FROM paragraphs"), details(dataset)) == (
        [(1, "a")],
        [
            (
                "paragraphs 2: kind is not one of paragraph, heading, quote, item, preformatted, caption; "
                "the row is left out."
            ),
            "paragraphs 3: text is missing; the row is left out.",
        ],
    )


def test_source_whose_host_cannot_be_read_is_left_empty(dataset: Dataset) -> None:
    sources = ("https://[broken/", "mailto:", "https://ok.example/\0")
    write(dataset, short_article(links=tuple(Link(url=s, source=s, text="", place="body") for s in sources)))
    found = rows(
        dataset,
        "SELECT position, sources.url FROM links LEFT JOIN sources ON sources.id = links.source ORDER BY position",
    )
    assert found == [(1, None), (2, None), (3, "https://ok.example/")]


def test_keys_with_unstorable_characters_are_keys_all_the_same(dataset: Dataset) -> None:
    article = short_article(
        author=Author(name="Léa\0", slug="lea\ud83d"),
        terms=(Term(taxonomy="tag", name="t\0", slug="t\ud83d"),),
        tweets=(tweet("20\0", handle="zoe\ud83d"),),
        warnings=(DatasetWarning(code="odd\0", detail="\ud83d"),),  # type: ignore[arg-type]  # no code of ours
    )
    article = replace(article, url=f"{url_of('vite')}\ud83d")
    outcomes = [write(dataset, article) for _ in range(2)]
    assert (
        outcomes,
        rows(
            dataset,
            "SELECT articles.url, authors.slug FROM articles JOIN authors ON authors.id = articles.author",
        ),
        rows(dataset, "SELECT slug FROM terms"),
        rows(dataset, "SELECT id, account FROM tweets"),
    ) == (
        ["new", "unchanged"],
        [(f"{url_of('vite')}\ufffd", "lea\ufffd")],
        [("t\ufffd",)],
        [("20", "zoe\ufffd")],
    )


def test_bad_comment_costs_itself(dataset: Dataset) -> None:
    write(dataset, short_article(post_id=7))
    numbers = (1, 2**64, 3)
    page = [
        Comment(number=n, text="a\0", post_id=7, parent_number=2**70 if n == 3 else None) for n in numbers
    ]
    dataset.write_comments(BLOG, page, run=1)
    dataset.finish_run(a_run())
    reason = "had characters that cannot be stored (NUL, lone surrogates)."
    found = rows(dataset, "SELECT number, text, parent FROM comments ORDER BY number")
    assert (found, details(dataset)) == (
        [(1, "a", None), (3, "a", None)],
        [
            f"Comment 3 answers comment {2**70}, which was not handed out.",
            f"comment {2**64}: number does not fit into 64 bits; the row is left out.",
            f"comment 1: text {reason}",
            f"comment 3: text {reason}",
        ],
    )


def test_comment_that_answers_itself_has_no_parent(dataset: Dataset) -> None:
    write(dataset, short_article(post_id=7))
    dataset.write_comments(BLOG, [Comment(number=1, text="", post_id=7, parent_number=1)], run=1)
    assert rows(dataset, "SELECT parent FROM comments") == [(None,)]


def test_text_of_ten_megabytes_is_stored_and_found(dataset: Dataset) -> None:
    text = "un mot " * 1_500_000 + "\nœuvre"
    write(dataset, short_article(text=text, html="x" * 10_000_000))
    found = rows(dataset, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'oeuvre'")
    assert (rows(dataset, "SELECT LENGTH(text), LENGTH(html) FROM articles"), found) == (
        [(len(text), 10_000_000)],
        [(id_of("vite"),)],
    )


def test_addresses_with_unstorable_characters_are_noted(dataset: Dataset) -> None:
    odd = "https://atelier.example/\ud83d"
    dataset.write_page(Page(blog=BLOG, url=odd, route="home", status=200, fetched="", sha256="", run=1))
    dataset.write_discoveries([Discovery(blog=BLOG, url=odd, route="api", first_seen="a", last_seen="a")])
    dataset.write_warning(BLOG, DatasetWarning(article=odd, code="no_title", detail="…"), run=1)
    assert [rows(dataset, f"SELECT url FROM {name}") for name in ("pages", "discoveries")] == [  # noqa: S608
        [("https://atelier.example/\ufffd",)]
    ] * 2


def test_article_of_a_blog_that_was_not_written_is_a_fault_of_the_caller(dataset: Dataset) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        write(dataset, Article(url=HOME), blog="nobody's")
    assert rows(dataset, "SELECT * FROM articles") == []
