import pytest

from crawler.text.calendars import gregorian_day
from crawler.text.dates import find_days, iso_day, tweet_time
from crawler.text.month_names import names_in

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


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("ja", "2018/08/16 (木)"),
        ("ja", "2018.08.16"),
        ("ko", "2018. 8. 16. 10:20"),
        ("zh", "2018-8-16"),
        ("ja", "平成30年8月16日"),
        ("zh", "民國107年8月16日"),
        ("hr", "16. kolovoza 2018."),
        ("sl", "16. avgust 2018"),
        ("lv", "2018. gada 16. augusts"),
        ("lt", "2018 m. rugpjūčio 16 d."),
        ("hi", "16 अगस्त 2018"),
        ("vi", "ngày 16 tháng 8 năm 2018"),
        ("he", "16 באוגוסט 2018"),
        ("eu", "2018(e)ko abuztuaren 16(a)"),
        ("ar", "16 آب 2018"),
        ("fa", "16 اوت 2018"),
        ("fa", "۲۵ مرداد ۱۳۹۷"),
        ("fa", "۱۳۹۷/۰۵/۲۵"),
        ("th", "16 ส.ค. 2561"),
        ("th", "16/08/2561"),
        ("de", "16. 8. 2018"),
        ("de", "16.8.18"),
        ("en-GB", "16/8/18"),
        ("ko", "18.8.16"),
        ("en", "Thu Aug 16 10:20:33 +0200 2018"),
        ("en", "the 16th of August, 2018"),
    ],
)
def test_days_of_many_languages_and_orders(language: str, printed: str) -> None:
    assert iso_day(printed, language) == DAY


@pytest.mark.parametrize("printed", ["16. kolovoza 2018.", "16 अगस्त 2018", "16 Agosti 2018"])
def test_month_of_any_language_is_read_whatever_the_page_says_of_its_language(printed: str) -> None:
    assert (iso_day(printed), iso_day(printed, "en")) == (DAY, DAY)


@pytest.mark.parametrize(
    ("language", "printed", "days"),
    [
        ("fr", "Par NORA LISSE 05/01/2015 dans Vie des marques", ["2015-01-05"]),
        ("fr", "Vie des 12 marques de 2018", []),
        ("en", "12 posts, 5 years ago, 2018", []),
        ("en", "set of 14 out of 2018", []),
        ("en", "05/01/2015", []),
        ("en-US", "05/01/2015", []),
        ("en-GB", "05/01/2015", ["2015-01-05"]),
        ("ja", "05/01/2015", []),
        (None, "16.8.18", []),
        ("en", "1.2018.08.14.3", []),
        ("fa", "1439-08-16", []),
        ("en", "1918-08-16", []),
        (None, "2 listopada 2018", ["2018-11-02"]),
        ("hr", "2 listopada 2018", ["2018-10-02"]),
    ],
)
def test_what_is_doubtful_is_no_day(language: str | None, printed: str, days: list[str]) -> None:
    assert [day.iso for day in find_days(printed, language)] == days


def test_every_day_of_a_line_is_found_where_it_is_printed() -> None:
    line = "Published Tue 14 August 2018 at 9:30 · Updated 2019-01-02"
    assert [(line[day.start : day.end], day.iso) for day in find_days(line)] == [
        ("Tue 14 August 2018", "2018-08-14"),
        ("2019-01-02", "2019-01-02"),
    ]
    assert iso_day("14 August 2018, changed 2019-01-02") is None


@pytest.mark.parametrize(
    ("year", "month", "day", "date"),
    [
        (1369, 1, 1, "1990-03-21"),
        (1397, 5, 23, "2018-08-14"),
        (1399, 12, 30, "2021-03-20"),
        (1400, 12, 30, None),
        (1403, 12, 30, "2025-03-20"),
        (1404, 1, 1, "2025-03-21"),
        (1397, 7, 31, None),
        (1397, 13, 1, None),
        (2561, 8, 14, "2018-08-14"),
        (1439, 12, 2, None),
    ],
)
def test_days_of_other_calendars(year: int, month: int, day: int, date: str | None) -> None:
    found = gregorian_day(year, month, day)
    assert (found.isoformat() if found else None) == date


def test_a_language_that_babel_does_not_have_has_no_months() -> None:
    assert names_in("tlh").months == {}
