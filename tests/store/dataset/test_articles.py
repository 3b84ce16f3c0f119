import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from storing import (
    BLOG,
    HOME,
    NOON,
    a_run,
    id_of,
    opened,
    rows,
    short_article,
    tweet,
    url_of,
    whole_article,
    write,
)

from crawler.items import Article, Author, Comment, DatasetWarning, Discovery, Link, Page, Term, row_id
from crawler.store.dataset.articles import Delivery, StoredState, find
from crawler.store.dataset.dataset import Dataset
from crawler.store.reading.compare import differences

LATER = "2026-02-03T12:00:00Z"


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "atelier.db") as dataset:
        yield dataset


def test_article_and_all_that_belongs_to_it_is_written(dataset: Dataset) -> None:
    outcome = write(dataset, whole_article())
    dataset.finish_run(a_run())
    tables = [
        *("articles", "authors", "terms", "article_terms", "paragraphs", "turns", "profiles", "tweets"),
        *("tweet_links", "tweet_accounts", "article_tweets", "footnotes", "footnote_references", "links"),
        *("sources", "images", "credits"),
    ]
    counts = {name: rows(dataset, f"SELECT COUNT(*) FROM {name}")[0][0] for name in tables}  # noqa: S608
    two = {"article_terms": 2, "terms": 3, "paragraphs": 2, "links": 2}
    assert (outcome, counts) == ("new", {name: two.get(name, 1) for name in tables})


def test_row_of_an_article_names_what_it_points_to(dataset: Dataset) -> None:
    write(dataset, whole_article())
    found = rows(
        dataset,
        "SELECT id, url, post_id, title, author, blog, status, comment_count, first_seen, gone_since, "
        "content_hash, parser, respelled FROM articles",
    )
    author = row_id(BLOG, "lea")
    key, url = id_of("lentement"), url_of("lentement")
    assert found == [
        (
            key,
            url,
            7,
            "Éloge de la lenteur",
            author,
            BLOG,
            "live",
            0,
            NOON,
            None,
            "h1",
            "p1",
            "Le coeur du métier¹.",
        )
    ]


def test_source_has_host_and_registered_domain(dataset: Dataset) -> None:
    urls = (
        "https://www.revue.co.uk/a",
        "https://192.0.2.7:8000/a",
        "https://intranet/a",
        "https://café.fr/a",
    )
    write(
        dataset, short_article(links=tuple(Link(url=url, source=url, text="", place="body") for url in urls))
    )
    assert set(rows(dataset, "SELECT id, url, host, domain FROM sources")) == {
        (row_id(urls[0]), urls[0], "www.revue.co.uk", "revue.co.uk"),
        (row_id(urls[1]), urls[1], "192.0.2.7", "192.0.2.7"),
        (row_id(urls[2]), urls[2], "intranet", "intranet"),
        (row_id(urls[3]), urls[3], "café.fr", "café.fr"),
    }


def test_unchanged_article_is_not_written(dataset: Dataset) -> None:
    write(dataset, whole_article())
    before = dataset.connection.total_changes
    outcome = write(dataset, whole_article(), seen=LATER)
    assert (outcome, dataset.connection.total_changes - before) == ("unchanged", 0)


def test_new_parser_replaces_the_parts_and_keeps_no_version(dataset: Dataset) -> None:
    write(dataset, whole_article())
    outcome = write(dataset, whole_article(credits=(), turns=()), parser="p2", seen=LATER)
    left = rows(dataset, "SELECT (SELECT COUNT(*) FROM credits), (SELECT COUNT(*) FROM article_versions)")
    assert (outcome, left, rows(dataset, "SELECT parser, first_seen FROM articles")) == (
        "reparsed",
        [(0, 0)],
        [("p2", NOON)],
    )


def test_changed_article_keeps_its_earlier_form(dataset: Dataset) -> None:
    write(dataset, short_article(title="Avant", text="Ancien"))
    outcome = write(dataset, short_article(title="Après", text="Nouveau"), content_hash="h2", seen=LATER)
    versions = rows(dataset, "SELECT article, seen, run, content_hash, title, text FROM article_versions")
    assert (outcome, versions, rows(dataset, "SELECT title, text, first_seen FROM articles")) == (
        "changed",
        [(id_of("vite"), LATER, 1, "h1", "Avant", "Ancien")],
        [("Après", "Nouveau", NOON)],
    )


def test_two_tags_with_one_slug_are_two_where_their_names_differ(dataset: Dataset) -> None:
    tags = [Term(taxonomy="tag", name=name, slug="c") for name in ("C", "C#", "C++")]
    write(dataset, short_article("one", terms=tuple(tags)))
    write(dataset, short_article("two", terms=(tags[2], tags[1])))
    assert rows(dataset, "SELECT name, slug FROM terms ORDER BY name") == [
        ("C", "c"),
        ("C#", "c"),
        ("C++", "c"),
    ]
    names = "SELECT terms.name FROM article_terms JOIN terms ON terms.id = term WHERE article = ? ORDER BY terms.name"
    assert rows(dataset, names, id_of("two")) == [("C#",), ("C++",)]


def test_two_versions_within_one_second_are_both_kept(dataset: Dataset) -> None:
    for number in (1, 2, 3):
        write(dataset, short_article(text=f"Texte {number}"), content_hash=f"h{number}", seen=LATER)
    assert rows(dataset, "SELECT seen, text FROM article_versions ORDER BY rowid") == [
        (LATER, "Texte 1"),
        (LATER, "Texte 2"),
    ]


def test_another_way_of_writing_the_same_is_no_change(dataset: Dataset) -> None:
    article = whole_article()
    write(dataset, article)
    assert write(dataset, replace(article, html="<div>Autrement</div>"), content_hash="h2") == "reparsed"
    assert write(dataset, replace(article, links=()), content_hash="h3") == "changed"
    assert rows(dataset, "SELECT content_hash FROM article_versions") == [("h2",)]


def test_article_that_moved_keeps_its_id_and_its_former_address(dataset: Dataset) -> None:
    write(dataset, short_article("avant", post_id=3))
    outcome = write(dataset, short_article("apres", post_id=3), content_hash="h2", seen=LATER)
    discoveries = rows(dataset, "SELECT url, route, article, first_seen, last_seen FROM discoveries")
    assert (outcome, rows(dataset, "SELECT id, url FROM articles"), discoveries) == (
        "changed",
        [(id_of("avant"), url_of("apres"))],
        [(url_of("avant"), "former", id_of("avant"), NOON, LATER)],
    )


def test_post_at_an_address_that_another_left_is_an_article_of_its_own(dataset: Dataset) -> None:
    write(dataset, short_article("avant", post_id=3))
    write(dataset, short_article("apres", post_id=3), content_hash="h2", seen=LATER)
    outcome = write(dataset, short_article("avant", post_id=4), content_hash="h3", seen=LATER)
    assert (outcome, rows(dataset, "SELECT url, post_id FROM articles ORDER BY post_id")) == (
        "new",
        [(url_of("apres"), 3), (url_of("avant"), 4)],
    )


def test_known_is_found_by_address_or_by_number(dataset: Dataset) -> None:
    write(dataset, short_article(post_id=3))
    known = StoredState(
        id=id_of("vite"), url=url_of("vite"), content_hash="h1", parser="p1", status="live", form="api"
    )
    asked = [(url_of("vite"), None), ("https://elsewhere.example/", 3), ("https://elsewhere.example/", None)]
    assert [find(dataset.connection, BLOG, *what) for what in asked] == [known, known, None]


def test_article_that_is_missed_is_gone_and_comes_back(dataset: Dataset) -> None:
    write(dataset, short_article("a"))
    write(dataset, short_article("b"))
    missed = [dataset.mark_gone(BLOG, {id_of("a")}, seen=LATER) for _ in range(2)]
    gone = rows(dataset, "SELECT url, status, gone_since FROM articles ORDER BY url")
    outcome = write(dataset, short_article("b"), seen=LATER)
    back = rows(dataset, "SELECT status, gone_since FROM articles WHERE id = ?", id_of("b"))
    assert (missed, gone, outcome, back) == (
        [1, 0],
        [(url_of("a"), "live", None), (url_of("b"), "gone", LATER)],
        "returned",
        [("live", None)],
    )


def test_a_changed_article_with_comments_is_looked_up_once(dataset: Dataset) -> None:
    article = whole_article(comments=(Comment(number=1, text="Oui."),))
    write(dataset, article)
    statements: list[str] = []
    dataset.connection.set_trace_callback(statements.append)
    outcome = write(dataset, replace(article, title="Éloge"), content_hash="h2")
    looked_up = [one for one in statements if one.startswith("SELECT id, url, content_hash")]
    assert (outcome, len(looked_up)) == ("changed", 1)


def test_what_is_met_as_it_was_is_not_parsed_and_only_comes_back(dataset: Dataset) -> None:
    write(dataset, short_article(status="protected"))
    delivery = Delivery(
        blog=BLOG,
        url=url_of("vite"),
        post_id=None,
        status="protected",
        content_hash="h1",
        parser="p1",
        run=1,
        seen=LATER,
    )

    def parse() -> Article:
        raise AssertionError(delivery)

    outcomes = []
    for _ in range(2):
        outcomes.append(dataset.write_article(delivery, parse).outcome)
        dataset.mark_gone(BLOG, (), seen=LATER)
    dataset.write_article(delivery, parse)
    assert (outcomes, rows(dataset, "SELECT status, gone_since FROM articles")) == (
        ["unchanged", "returned"],
        [("protected", None)],
    )


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        (url_of("vite"), True),
        ("http://www.atelier.example/vite?shared=email&msg=fail#comment-9", True),
        (f"{url_of('vite')}comment-page-2/#comments", True),
        (f"{url_of('vite')}2/", True),
        (f"{HOME}?p=7", True),
        (url_of("avant"), True),
        (HOME, False),
        (f"{HOME}?p=8", False),
        (f"{HOME}?s=vite", False),
        (url_of("ailleurs"), False),
        ("https://[atelier.example/", False),
    ],
)
def test_internal_link_names_the_article_that_it_leads_to(
    dataset: Dataset, address: str, *, leads: bool
) -> None:
    link = Link(url=address, text="", place="body", internal=True)
    write(dataset, short_article("page", links=(link,)))
    write(dataset, short_article("avant", post_id=7))
    write(dataset, short_article("vite", post_id=7), content_hash="h2")
    dataset.finish_run(a_run())
    assert rows(dataset, "SELECT target FROM links") == [(id_of("avant") if leads else None,)]


def test_what_nothing_refers_to_any_more_is_dropped_at_the_end(dataset: Dataset) -> None:
    write(dataset, whole_article())
    bare = whole_article(links=(), tweets=(), terms=(), author=None)
    write(dataset, bare, content_hash="h2")
    dataset.finish_run(a_run())
    tables = ("sources", "authors", "terms", "tweets", "tweet_links", "tweet_accounts")
    assert [rows(dataset, f"SELECT COUNT(*) FROM {name}") for name in tables] == [[(0,)]] * 6  # noqa: S608


def test_warnings_of_an_article_are_replaced_and_keep_the_run_that_met_them(dataset: Dataset) -> None:
    old = DatasetWarning(code="no_title", detail="…")
    odd = DatasetWarning(code="unstorable_value", detail="…")
    new = DatasetWarning(code="parser_failed", detail="…")
    write(dataset, short_article(warnings=(old, odd)))
    dataset.begin_run(a_run(2))
    write(dataset, short_article(warnings=(odd, odd, new)), content_hash="h2", run=2)
    about = DatasetWarning(article=url_of("vite"), code="empty_content", detail="…")
    for _ in range(2):
        dataset.write_warning(BLOG, about, run=2)
        dataset.write_warning(BLOG, DatasetWarning(code="bad_json", detail="…"), run=2)
    run = dataset.finish_run(a_run(2))
    assert (rows(dataset, "SELECT code, run, article FROM warnings ORDER BY code"), run.warnings) == (
        [
            ("bad_json", 2, None),
            ("empty_content", 2, id_of("vite")),
            ("parser_failed", 2, id_of("vite")),
            ("unstorable_value", 1, id_of("vite")),
        ],
        3,
    )


def test_discovery_met_again_keeps_first_and_last(dataset: Dataset) -> None:
    found = Discovery(
        blog=BLOG, url=url_of("vite"), route="api", article=url_of("vite"), first_seen=NOON, last_seen=NOON
    )
    dataset.write_discoveries([found])
    write(dataset, short_article())
    dataset.finish_run(a_run())
    again = Discovery(
        blog=BLOG, url=url_of("vite"), route="api", first_seen=LATER, last_seen=LATER, lastmod=LATER
    )
    dataset.write_discoveries([again])
    assert rows(dataset, "SELECT * FROM discoveries") == [
        (BLOG, url_of("vite"), "api", id_of("vite"), NOON, LATER, LATER, None)
    ]


def test_page_keeps_its_latest_answer(dataset: Dataset) -> None:
    for status, fetched in ((200, NOON), (404, LATER)):
        dataset.write_page(
            Page(blog=BLOG, url=HOME, route="home", status=status, fetched=fetched, sha256="0", run=1)
        )
    assert rows(dataset, "SELECT url, status, fetched FROM pages") == [(HOME, 404, LATER)]


def some_articles() -> list[Article]:
    """Articles that share tweets, sources, authors and terms."""
    numbers = ["1029170702509719552", "1029170702509719553", "20"]
    handles = ["Zoe_V", None, "zoe_v"]
    made = []
    for rank in range(6):
        tweets = tuple(
            tweet(
                numbers[(rank + k) % 3],
                handle=handles[(rank * k) % 3],
                name="Zoé" * k,
                text="mot " * (rank % 4),
            )
            for k in range(3)
        )
        source = f"https://revue.example/{rank % 2}"
        made.append(
            short_article(
                f"n{rank}",
                post_id=rank,
                published=f"201{rank % 3}-01-01T00:00:00Z",
                tweets=tweets,
                author=Author(name="Léa", slug="lea"),
                terms=(Term(taxonomy="tag", name=f"t{rank % 2}", slug=f"t{rank % 2}"),),
                links=(
                    Link(url=source, source=source, text="", place="body"),
                    Link(url=url_of(f"n{rank + 1}"), text="", place="body", internal=True),
                ),
            )
        )
    return made


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_repetition_changes_a_row(tmp_path: Path, seed: int) -> None:
    articles = some_articles()
    comments = [
        Comment(number=n, text=f"c{n}", post_id=n % 6, parent_number=n - 6 if n > 8 else None)
        for n in range(1, 19)
    ]
    order = random.Random(seed)  # noqa: S311
    straight, shuffled = tmp_path / "straight.db", tmp_path / "shuffled.db"
    with opened(straight) as dataset:
        for article in articles:
            write(dataset, article)
        dataset.write_comments(BLOG, comments, run=1)
        dataset.finish_run(a_run())
    with opened(shuffled) as dataset:
        for article in order.sample(articles, 6):  # as an older parser saw them
            write(dataset, short_article(article.url.split("/")[-2], tweets=article.tweets[1:]), parser="p0")
        for article in order.sample(articles, 6):
            write(dataset, article)
        mixed = order.sample(comments, len(comments))
        dataset.write_comments(BLOG, mixed[:9], run=1)
        dataset.write_comments(BLOG, mixed[9:], run=1)
        dataset.finish_run(a_run())
    assert differences(straight, shuffled) == []
