import pytest

from crawler.text.dates import iso_day, tweet_time

DAY = "2018-08-16"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("1 juin 2018", "2018-06-01"),
        ("1er juin 2018", "2018-06-01"),
        ("17 juillet 2018", "2018-07-17"),
        ("16 AOÛT 2018", DAY),
        ("16 aout 2018", DAY),
        ("16 aou\u0302t 2018", DAY),
        ("16\u00a0août\u00a02018", DAY),
        ("August 16, 2018", DAY),
        ("Aug 16, 2018", DAY),
        ("8:15 PM · 16 Aug 2018", DAY),
        ("16. August 2018", DAY),
        ("16 de agosto de 2018", DAY),
        ("16 agosto 2018", DAY),
        ("16 augustus 2018", DAY),
        ("16 августа 2018 г.", DAY),
        ("16 أغسطس 2018", DAY),
        ("١٦ أغسطس ٢٠١٨", DAY),
        ("16 أغسطس، 2018", DAY),
        ("2018年8月16日", DAY),
        ("2018-08-16", DAY),
        ("hier", None),
        ("août 2018", None),
        ("31 juin 2018", None),
        ("16/08/2018", "2018-08-16"),
        ("06/08/2018", None),
        ("8/16/2018", DAY),
        ("", None),
    ],
)
def test_days_as_printed(printed: str, day: str | None) -> None:
    assert iso_day(printed) == day


@pytest.mark.parametrize(
    ("tweet", "time"),
    [
        ("1029170702509719552", "2018-08-14T00:59:51Z"),
        ("1800000000000000000", "2024-06-10T03:00:17Z"),
        ("20", None),
        ("29700859247", None),
    ],
)
def test_a_tweets_number_holds_its_time(tweet: str, time: str | None) -> None:
    assert tweet_time(tweet) == time
