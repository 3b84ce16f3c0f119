"""Several blogs in one dataset are kept apart."""

from pathlib import Path

import pytest
from storing import BLOG, HOME, NOON, a_run, id_of, opened, rows, short_article, url_of, write

from crawler.items import Article, Blog, Comment, DatasetWarning, Discovery, Page, Run
from crawler.items.routes import AddressOutcome
from crawler.store.dataset.articles import find
from crawler.store.dataset.dataset import Dataset

OTHER = "marge"
OTHER_HOME = "https://marge.example/"
LATER = "2026-01-03T12:00:00Z"


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A dataset in which both blogs have a run."""
    made = opened(tmp_path / "both.db")
    made.write_blog(Blog(name=OTHER, url=OTHER_HOME))
    made.begin_run(Run(id=2, blog=OTHER, spider="blog", started=LATER, versions="{}"))
    return made


def write_other(dataset: Dataset, article: Article) -> str:
    return write(dataset, article, blog=OTHER, run=2, seen=LATER)


def found(blog: str, url: str, outcome: AddressOutcome | None = None) -> Discovery:
    return Discovery(blog=blog, url=url, route="sitemap", first_seen=NOON, last_seen=NOON, outcome=outcome)


def test_what_is_known_of_a_blog_is_its_own(dataset: Dataset) -> None:
    write(dataset, short_article("vite", post_id=7))
    write_other(dataset, short_article(url=f"{OTHER_HOME}lent/", post_id=7))
    dataset.write_comments(OTHER, [Comment(number=3, text="Oui.", post_id=7)], run=2)
    dataset.write_discoveries([found(BLOG, url_of("vite")), found(OTHER, f"{OTHER_HOME}lent/")])
    ours, others, nobodys = (dataset.prior(name) for name in (BLOG, OTHER, "nobody"))
    assert [[article.url for article in prior.articles] for prior in (ours, others, nobodys)] == [
        [url_of("vite")],
        [f"{OTHER_HOME}lent/"],
        [],
    ]
    assert [[*prior.addresses] for prior in (ours, others, nobodys)] == [
        [(url_of("vite"), "sitemap")],
        [(f"{OTHER_HOME}lent/", "sitemap")],
        [],
    ]
    assert [prior.comments for prior in (ours, others, nobodys)] == [frozenset(), {3}, frozenset()]


def test_one_address_has_a_page_and_an_outcome_for_each_blog_that_asked_for_it(dataset: Dataset) -> None:
    shared = "https://commun.example/robots.txt"
    for blog, run, status in ((BLOG, 1, 200), (OTHER, 2, 403)):
        dataset.write_page(
            Page(blog=blog, url=shared, route="robots", status=status, fetched=NOON, sha256="0", run=run)
        )
        dataset.write_discoveries([found(blog, shared)])
    dataset.write_outcome(OTHER, shared, "forbidden", None)
    assert rows(dataset, "SELECT blog, status, run FROM pages ORDER BY run") == [
        (BLOG, 200, 1),
        (OTHER, 403, 2),
    ]
    assert rows(dataset, "SELECT blog, outcome FROM discoveries ORDER BY blog") == [
        (BLOG, None),
        (OTHER, "forbidden"),
    ]


def test_what_one_blog_lacks_is_not_gone_from_the_other(dataset: Dataset) -> None:
    write(dataset, short_article("vite"))
    write_other(dataset, short_article(url=f"{OTHER_HOME}lent/"))
    assert dataset.mark_gone(OTHER, [], seen=LATER) == 1
    assert rows(dataset, "SELECT blog, status FROM articles ORDER BY blog") == [
        (BLOG, "live"),
        (OTHER, "gone"),
    ]
    assert (dataset.prior(BLOG).gone, dataset.prior(OTHER).gone) == (
        frozenset(),
        frozenset([f"{OTHER_HOME}lent/"]),
    )


def test_a_warning_names_the_blog_whether_it_is_about_an_article_or_not(dataset: Dataset) -> None:
    odd = DatasetWarning(code="no_title", detail="…")
    write(dataset, short_article("vite", warnings=(odd,)))
    dataset.write_comments(
        BLOG, [Comment(number=2, text="", article_url=url_of("vite"), parent_number=1)], run=1
    )
    for blog, run in ((BLOG, 1), (OTHER, 2)):
        dataset.write_warning(blog, DatasetWarning(code="no_api", detail="…"), run=run)
    dataset.finish_run(a_run())
    assert rows(dataset, "SELECT blog, article, code FROM warnings ORDER BY code, blog") == [
        (BLOG, id_of("vite"), "comment_parent_missing"),
        (BLOG, None, "no_api"),
        (OTHER, None, "no_api"),
        (BLOG, id_of("vite"), "no_title"),
    ]


def test_an_article_stays_with_the_blog_that_handed_it_out_first(dataset: Dataset) -> None:
    write(dataset, short_article("vite", post_id=7))
    copy = short_article("vite", text="Une copie.", comments=(Comment(number=1, text="Là."),))
    assert [write_other(dataset, copy) for _ in range(2)] == ["elsewhere", "elsewhere"]
    assert find(dataset.connection, OTHER, url_of("vite"), 7) is None
    assert (
        dataset.write_comments(OTHER, [Comment(number=2, text="Ici.", article_url=url_of("vite"))], run=2)
        == 0
    )
    dataset.write_discoveries([found(OTHER, url_of("vite"), "article")])
    assert rows(dataset, "SELECT blog, text FROM articles") == [(BLOG, "Un texte sur vite.")]
    assert rows(dataset, "SELECT blog, article FROM discoveries") == [(OTHER, id_of("vite"))]
    assert rows(dataset, "SELECT COUNT(*) FROM comments") == [(0,)]
    assert rows(dataset, "SELECT run, blog, article, code, detail FROM warnings") == [
        (
            2,
            OTHER,
            None,
            "article_of_another_blog",
            f"{url_of('vite')} is stored as an article of the blog {BLOG}. The version of this blog is not stored.",
        )
    ]


def test_an_address_found_before_its_post_is_tied_to_the_post_of_its_own_blog(dataset: Dataset) -> None:
    write(dataset, short_article("vite", post_id=7))
    write_other(dataset, short_article(url=f"{OTHER_HOME}lent/", post_id=7))
    dataset.write_discoveries([found(BLOG, f"{HOME}?p=7"), found(OTHER, f"{OTHER_HOME}?p=7")])
    dataset.finish_run(a_run())
    assert rows(
        dataset,
        "SELECT discoveries.blog, articles.blog FROM discoveries JOIN articles ON articles.id = article ORDER BY 1",
    ) == [(BLOG, BLOG), (OTHER, OTHER)]
