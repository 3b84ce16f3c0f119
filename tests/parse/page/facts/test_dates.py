"""The dates of publication and change on a page."""

import json
from dataclasses import replace

import pytest

from crawler.discovery.web.hints import filled
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


def json_ld(kind: str, **told: str) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": kind, **told})
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    "meta",
    [
        "<b class=newsdatum>Mi, 1. Mai 2019</b>",
        "<b class='field field-published-at'>1. Mai 2019</b>",
        "<b class=itemPostDate>1.5.2019</b>",
        "<b id=article_date>1. Mai 2019</b>",
        "<b itemprop=dateCreated>1. Mai 2019</b>",
        "<b class=submitted-by>Eingereicht von ada am Mi, 2019-05-01 13:49</b>",
        "<div><div><div><a href=/ada>Ada Lisse</a></div><div><i></i>1. Mai 2019, 11:59</div></div></div>",
        "<div><!-- --><span>Ada</span><!-- --> 1. Mai 2019<!-- --></div>",
        "<div>Aktualisiert am 7. Juni 2020 | Veröffentlicht am 1. Mai 2019</div>",
    ],
)
def test_day_is_found_wherever_the_page_prints_it(meta: str) -> None:
    html = (
        f"<body><div><div><h1>Die Mühle</h1></div><p>Ein Untertitel, der das Thema nennt</p>{meta}</div>"
        "<div><p>Der Müller ist fort.</p></div></body>"
    )
    assert dates(html, "de")[0] == "2019-05-01T00:00:00Z"
    far = html.replace("<p>Ein", "<p>" + "Der Text beginnt hier und ist lang. " * 30 + "</p><p>Ein")
    assert dates(far, "de")[0] == ("2019-05-01T00:00:00Z" if "<b" in meta else None)


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=related><div class=card-date>2 June 2020</div></div>",
        "<div id=comments><span class=comment-date>2 June 2020</span></div>",
        "<article><h3><a href=/other/>Another mill</a></h3><span class=date>2 June 2020</span></article>",
        "<blockquote><p>Mills!</p><time datetime=2020-06-02>2 June</time></blockquote>",
        "<b class=event-date>2 June 2020</b><b class=event-date>3 June 2020</b><b class=event-date>4 June 2020</b>",
    ],
)
def test_day_of_something_else_is_not_the_posts(beside: str) -> None:
    text = "The miller has left, and nobody knows where he went. " * 20
    html = f"<body><main><h1>The mill</h1><p>{text}</p>{beside}</main></body>"
    assert dates(html, "en") == (None, None, None)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (json_ld("WebPage", datePublished="2019-05-01T08:30:00+02:00"), "2019-05-01T06:30:00Z"),
        (json_ld("Recipe", datePublished="2019-05-01"), "2019-05-01T00:00:00Z"),
        (
            json_ld("Recipe", datePublished="2019-05-01") + json_ld("Recipe", datePublished="2019-06-01"),
            None,
        ),
        (
            json_ld("WebPage", datePublished="2018-01-01")
            + json_ld("BlogPosting", datePublished="2019-05-01T06:30:00Z"),
            "2019-05-01T06:30:00Z",
        ),
        ("<meta name=published-date content=2019-05-01>", "2019-05-01T00:00:00Z"),
        ("<meta name=article:published content=2019-05-01>", "2019-05-01T00:00:00Z"),
        ("<meta name=published_on content=2019-05-01>", "2019-05-01T00:00:00Z"),
        ("<meta name=citation_publication_date content=2019/05/01>", "2019-05-01T00:00:00Z"),
        ("<meta name=DC.date content=20190501>", "2019-05-01T00:00:00Z"),
    ],
)
def test_time_in_the_head(head: str, published: str | None) -> None:
    assert dates(entry("Ada", head=head), "en")[0] == published


def test_day_of_a_change_that_is_marked_as_the_posts_is_not_its_day() -> None:
    told = json_ld(
        "Article", datePublished="2015-05-12T06:05:27+00:00", dateModified="2019-01-25T19:56:29+00:00"
    )
    meta = '<time class="entry-date published updated" datetime="2019-01-25T12:56:29-07:00">25 January</time>'
    assert dates(entry(meta, head=told), "en") == (
        "2015-05-12T06:05:27Z",
        "2015-05-12T06:05:27",
        "2019-01-25T19:56:29Z",
    )


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("Originally from 2 May 2015", "2015-05-02T00:00:00Z"),
        ("Updated 25 January 2019", "2015-05-12T06:05:27Z"),
        ("25 January 2019", "2015-05-12T06:05:27Z"),
    ],
)
def test_day_that_readers_see_counts_unless_it_is_that_of_a_change(meta: str, published: str) -> None:
    told = json_ld("Article", datePublished="2015-05-12T06:05:27Z", dateModified="2019-01-25T19:56:29Z")
    assert dates(entry(meta, head=told), "en")[0] == published


def test_day_in_the_address_decides_between_two_neighbours() -> None:
    told = json_ld("Article", datePublished="2019-05-02T02:41:41+00:00")
    address = "https://blog.example/2019/05/01/moulin/"
    assert dates(entry("Ada", head=told), "en", address)[:2] == ("2019-05-02T02:41:41Z", "2019-05-01")
    assert dates(entry("Ada", head=told), "en")[:2] == ("2019-05-02T02:41:41Z", "2019-05-02T02:41:41")


def test_day_near_the_title_is_the_blogs_own_between_two_neighbours() -> None:
    told = json_ld("Article", datePublished="2019-05-02T02:41:41Z")
    assert dates(entry("May 1, 2019", head=told), "en")[:2] == ("2019-05-02T02:41:41Z", "May 1, 2019")


def test_the_only_day_of_a_page_is_a_guess_where_it_is_that_of_a_change() -> None:
    html = f"<html lang=en>{entry('Last updated: 1 May 2019')}</html>".encode()
    post = read_page(html, URL)
    assert (post.published, [fault.code for fault in post.faults]) == (
        "2019-05-01T00:00:00Z",
        ["date_guessed"],
    )
    hinted = filled(post, replace(post, published="2015-05-12T06:05:27Z", published_local=None, faults=()))
    assert (hinted.published, hinted.published_local, hinted.faults) == ("2015-05-12T06:05:27Z", None, ())


def test_day_is_found_however_deep_it_is() -> None:
    html = f"<h1>The mill</h1>{'<div>' * 2000}1 May 2019{'</div>' * 2000}"
    assert dates(html, "en")[0] == "2019-05-01T00:00:00Z"


def test_day_that_a_text_begins_with_is_not_before_one_that_the_address_confirms() -> None:
    marked = "<time datetime=2019-05-01>1er mai</time>"
    html = f"<body><main><h1>Le moulin</h1><p>4 mars 2018, visite du moulin</p><p>Rien.</p>{marked}</main></body>"
    assert dates(html, url="https://blog.example/2019/05/01/moulin/")[:2] == (
        "2019-05-01T00:00:00Z",
        "2019-05-01",
    )


def test_a_sentence_with_a_day_stays_in_a_japanese_text() -> None:
    html = (
        "<html lang=ja><body><main><h1>水車</h1><p>2018年3月4日、水車を見に行きました。</p>"
        f"<p>{'水車はもう回っていません。' * 20}</p></main></body></html>"
    )
    post = read_page(html.encode(), "https://blog.example/mizuguruma/")
    assert "見に行きました" in post.content


def test_the_day_on_the_card_of_a_post_in_a_sidebar_is_its_own() -> None:
    card = '<div class="ablog-sidebar-item ablog__postcard"><h2><i></i><span>06 July 2017</span></h2><ul><li>Ana</li></ul></div>'
    html = (
        "<html lang=fr><body><div class=document><div class=body><h1>Le moulin</h1><p>Le meunier est parti.</p></div></div>"
        f"<div class=sphinxsidebar>{card}<ul><li><a href=/autre.html>01 May 2018 - Autre</a></li></ul></div></body></html>"
    )
    assert read_page(html.encode(), "https://blog.example/le-moulin.html").published == "2017-07-06T00:00:00Z"
