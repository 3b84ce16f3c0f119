"""When a page says that its post was published and changed."""

import pytest

from crawler.parse.page import read_page
from crawler.parse.page.facts.times import local_time, utc_time

URL = "https://blog.example/moulin/"


def dates(html: str, language: str = "fr", url: str = URL) -> tuple[str | None, str | None, str | None]:
    """`published`, `published_local` and `modified` of a page."""
    post = read_page(f"<html lang={language}>{html}</html>".encode(), url)
    return post.published, post.published_local, post.modified


def entry(meta: str, *, head: str = "") -> str:
    return (
        f"<head><title>Le moulin</title>{head}</head><body><main><article class=hentry>"
        f"<h1 class=entry-title>Le moulin</h1><div class=entry-meta>{meta}</div>"
        "<div class=entry-content><p>Le meunier est parti.</p></div></article></main></body>"
    )


@pytest.mark.parametrize(
    ("language", "meta", "head", "expected"),
    [
        (
            "fa-IR",
            '<time class="entry-date published" datetime="1398-02-11T08:30:00+04:30">۱۱ اردیبهشت ۱۳۹۸</time>',
            "",
            ("2019-05-01T04:00:00Z", "2019-05-01T08:30:00"),
        ),
        (
            "fa-IR",
            '<time class="entry-date published" datetime="۱۳۹۸-۰۲-۱۱T۰۸:۳۰:۰۰+04:30">۱۱ اردیبهشت ۱۳۹۸</time>',
            "",
            ("2019-05-01T04:00:00Z", "2019-05-01T08:30:00"),
        ),
        (
            "fa-IR",
            "<span class=posted-on>۱۱ اردیبهشت ۱۳۹۸</span>",
            '<meta property="article:published_time" content="۱۳۹۸-۰۲-۱۱\\\\۰۸:۳۰:۰۰">',
            ("2019-05-01T08:30:00Z", "2019-05-01T08:30:00"),
        ),
        (
            "fa-IR",
            "<span class=posted-on>۱۱ اردیبهشت ۱۳۹۸</span>",
            "",
            ("2019-05-01T00:00:00Z", "۱۱ اردیبهشت ۱۳۹۸"),
        ),
        (
            "th",
            '<time class="entry-date published" datetime="2562-05-01T08:30:00+07:00">1 พฤษภาคม 2562</time>',
            "",
            ("2019-05-01T01:30:00Z", "2019-05-01T08:30:00"),
        ),
        ("th", "<span class=posted-on>1 พฤษภาคม 2562</span>", "", ("2019-05-01T00:00:00Z", "1 พฤษภาคม 2562")),
        ("en", '<time datetime="1019-05-01">once</time>', "", (None, None)),
    ],
)
def test_year_of_another_calendar_is_read_as_the_day_it_means(
    language: str, meta: str, head: str, expected: tuple[str | None, str | None]
) -> None:
    assert dates(entry(meta, head=head), language)[:2] == expected


def test_printed_day_is_the_day_and_not_the_line_around_it() -> None:
    meta = "Post author By ada Post date Wed 1 May 2019 No Comments"
    assert dates(entry(meta), "en")[:2] == ("2019-05-01T00:00:00Z", "Wed 1 May 2019")


@pytest.mark.parametrize(
    ("printed", "utc", "local"),
    [
        ("2019-05-01T08:30-04:00", "2019-05-01T12:30:00Z", "2019-05-01T08:30:00"),
        ("2019-05-01 08:30:15 +0200", "2019-05-01T06:30:15Z", "2019-05-01T08:30:15"),
        ("2019-05-01 08:30 PM", "2019-05-01T20:30:00Z", "2019-05-01T20:30:00"),
        ("2019-05-01T08:30:15.123Z", "2019-05-01T08:30:15Z", "2019-05-01T08:30:15"),
        ("20190501T083015Z", "2019-05-01T08:30:15Z", "2019-05-01T08:30:15"),
        ("2019-05-01 UTC", "2019-05-01T00:00:00Z", "2019-05-01"),
        ("2019/5/1", "2019-05-01T00:00:00Z", "2019-05-01"),
        ("1 mai 2019 à 8 h", "2019-05-01T00:00:00Z", "1 mai 2019"),
        ("0001-01-01T00:00:00+14:00", None, "0001-01-01T00:00:00+14:00"),
        ("hier", None, "hier"),
    ],
)
def test_time_in_utc_and_on_the_blogs_clock(printed: str, utc: str | None, local: str) -> None:
    assert (utc_time(printed), local_time(printed)) == (utc, local)
