from collections.abc import Iterator
from pathlib import Path

import pytest
from storing import a_run, opened, rows, short_article, tweet, write

from crawler.items import TweetLink
from crawler.store.dataset.dataset import Dataset
from crawler.store.dataset.tweets import posted_at

NUMBER = "1029170702509719552"


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "atelier.db") as dataset:
        yield dataset


def test_tweet_takes_of_each_field_the_fullest_form(dataset: Dataset) -> None:
    media = TweetLink(kind="media", text="pic.twitter.com/a", url="https://t.co/a")
    tag = TweetLink(kind="hashtag", text="#b", url="https://twitter.com/hashtag/b")
    places = (
        tweet(NUMBER, text="court", name="Zoé la vraie", links=(media,)),
        tweet(NUMBER, text="le texte entier", name="Zoé", handle="zoe_v", lang="fr", links=(tag,)),
    )
    write(dataset, short_article("a", published="2018-01-01T00:00:00Z", tweets=places[:1]))
    write(dataset, short_article("b", published="2019-01-01T00:00:00Z", tweets=places[1:]))
    assert (
        rows(dataset, "SELECT id, url, account, name, text, lang, posted_at, has_media FROM tweets"),
        rows(dataset, "SELECT position, kind, text FROM tweet_links"),
    ) == (
        [
            (
                NUMBER,
                f"https://twitter.com/zoe_v/status/{NUMBER}",
                "zoe_v",
                "Zoé la vraie",
                "le texte entier",
                "fr",
                "2018-08-14T00:59:51Z",
                1,
            )
        ],
        [(1, "hashtag", "#b")],
    )


def test_of_equally_full_forms_the_one_published_first_counts(dataset: Dataset) -> None:
    for name, published in (("b", "2019-01-01T00:00:00Z"), ("c", None), ("a", "2018-01-01T00:00:00Z")):
        place = tweet(NUMBER, text=f"texte {name}", handle=f"compte_{name}")
        write(dataset, short_article(name, published=published, tweets=(place,)))
    assert rows(dataset, "SELECT account, text FROM tweets") == [("compte_a", "texte a")]


def test_tweet_forgets_what_its_last_place_took_away(dataset: Dataset) -> None:
    long, short = tweet(NUMBER, text="le texte entier", handle="zoe_v"), tweet(NUMBER, text="court")
    write(dataset, short_article("a", tweets=(long,)))
    write(dataset, short_article("b", tweets=(short,)))
    write(dataset, short_article("a"), content_hash="h2")
    dataset.finish_run(a_run())
    assert (
        rows(dataset, "SELECT account, text FROM tweets"),
        rows(dataset, "SELECT handle FROM tweet_accounts"),
    ) == ([(None, "court")], [])


def test_account_is_one_in_any_case_and_named_as_with_its_newest_tweet(dataset: Dataset) -> None:
    newer, newest = str(int(NUMBER) + 1), str(int(NUMBER) + 2)
    places = (
        tweet(newer, handle="ZOE_V", name="Zoé B."),
        tweet(NUMBER, handle="zoe_v", name="Zoé A."),
        tweet(newest, handle="Zoe_V"),
    )
    write(dataset, short_article(tweets=places))
    dataset.finish_run(a_run())
    assert (
        rows(dataset, "SELECT handle, name FROM tweet_accounts"),
        rows(dataset, "SELECT COUNT(*) FROM tweets WHERE account = 'zoe_v'"),
    ) == ([("Zoe_V", "Zoé B.")], [(3,)])


@pytest.mark.parametrize(
    ("number", "time"),
    [
        ("1029170702509719552", "2018-08-14T00:59:51Z"),
        ("20", None),
        ("9223372036854775807", "2080-07-10T17:30:30Z"),
        ("9223372036854775808", None),
        ("99999999999999999999999", None),
        ("١٢٣", None),
    ],
)
def test_time_is_read_from_numbers_that_hold_one(number: str, time: str | None) -> None:
    assert posted_at(number) == time


def test_number_beyond_what_sqlite_counts_is_kept_as_text(dataset: Dataset) -> None:
    write(dataset, short_article(tweets=(tweet("99999999999999999999999"), tweet("9223372036854775807"))))
    assert rows(dataset, "SELECT id FROM tweets ORDER BY LENGTH(id)") == [
        ("9223372036854775807",),
        ("99999999999999999999999",),
    ]
