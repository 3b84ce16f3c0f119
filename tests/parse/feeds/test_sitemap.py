"""Sitemaps in every form that the protocol allows, and broken ones."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import DatasetWarning
from crawler.parse.feeds import sitemap as module
from crawler.parse.feeds.sitemap import SitemapEntry, read_sitemap, robots_sitemaps

HOME = "https://blog.example/"
URL = f"{HOME}sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- generator="wordpress.com" -->
<urlset {SPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> {HOME}2018/08/14/un-billet/ </loc><lastmod>2018-08-14T09:30:00+02:00</lastmod>
<image:image><image:loc>{HOME}photo.jpg</image:loc></image:image>
<xhtml:link rel="alternate" hreflang="en" href="{HOME}en/"/></url>
<url><loc>/relatif/</loc><lastmod>2018-08-15</lastmod></url>
<url><loc>{HOME}2018/08/14/un-billet/</loc></url>
<url><loc>{HOME}a-propos/?a=1&amp;b=2</loc><lastmod>hier</lastmod></url>
</urlset>""".encode()
ADDRESSES = ["2018/08/14/un-billet/", "relatif/", "a-propos/?a=1&b=2"]
TEXT = b"https://blog.example/2018/08/14/un-billet/\r\nhttps://blog.example/relatif/\n\nhttps://blog.example/a-propos/?a=1&b=2"


def addresses(body: bytes) -> list[str]:
    return [entry.url.removeprefix(HOME) for entry in read_sitemap(body, URL).pages]


def bad(detail: str) -> DatasetWarning:
    return DatasetWarning(code="bad_sitemap", detail=detail)


def pages(*entries: str) -> bytes:
    return f"<urlset {SPACE}>{''.join(f'<url>{entry}</url>' for entry in entries)}</urlset>".encode()


def changed(lastmod: str) -> str | None:
    return read_sitemap(pages(f"<loc>/a</loc><lastmod>{lastmod}</lastmod>"), URL).pages[0].lastmod


def test_pages_come_once_with_their_time_of_change() -> None:
    sitemap = read_sitemap(PAGES, URL)
    assert sitemap.pages == (
        SitemapEntry(f"{HOME}2018/08/14/un-billet/", "2018-08-14T07:30:00Z"),
        SitemapEntry(f"{HOME}relatif/", "2018-08-15"),
        SitemapEntry(f"{HOME}a-propos/?a=1&b=2", None),
    )
    assert (sitemap.parts, sitemap.faults) == ((), ())


@pytest.mark.parametrize("space", [SPACE, "", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_an_index_names_further_sitemaps_in_any_namespace(space: str) -> None:
    body = f"<sitemapindex {space}><sitemap><loc>{HOME}posts.xml</loc><lastmod>2018-08-14</lastmod></sitemap></sitemapindex>".encode()
    sitemap = read_sitemap(body, URL)
    assert (sitemap.parts, sitemap.pages) == ((SitemapEntry(f"{HOME}posts.xml", "2018-08-14"),), ())


@pytest.mark.parametrize("declared", ['xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"', ""])
def test_a_prefix_is_read_whether_declared_or_not(declared: str) -> None:
    body = f"<sm:urlset {declared}><sm:url><sm:loc>/a/</sm:loc></sm:url></sm:urlset>"
    assert addresses(body.encode()) == ["a/"]


@pytest.mark.parametrize("declared", ['xmlns:image="urn:i" xmlns:video="urn:v" xmlns:xhtml="urn:x"', ""])
def test_pictures_films_and_translations_are_no_pages(declared: str) -> None:
    body = f"""<urlset {SPACE} {declared}><url><xhtml:link rel="alternate" href="/en/"/><image:image><image:loc>/a.jpg</image:loc>
    </image:image><video:video><video:player_loc>/film</video:player_loc></video:video><loc>/a/</loc></url></urlset>"""
    assert addresses(body.encode()) == ["a/"]


@pytest.mark.parametrize(
    "body",
    [
        PAGES,
        gzip.compress(PAGES),
        gzip.compress(PAGES[:500]) + gzip.compress(PAGES[500:]),
        PAGES.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16"),
        b"\xef\xbb\xbf\n" + PAGES,
        TEXT,
        TEXT.decode().encode("utf-16"),
        gzip.compress(TEXT),
        (
            b'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>/</link><image><url>/i.png</url><link>/</link></image>'
            b'<item><atom:link rel="self" href="/self"/><link>/2018/08/14/un-billet/</link></item><item><link>/relatif/</link></item>'
            b"<item><link><![CDATA[/a-propos/?a=1&b=2]]></link></item></channel></rss>"
        ),
        (
            b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><link href="/2018/08/14/un-billet/"/></entry>'
            b'<entry><link rel="alternate" href="/relatif/"/></entry>'
            b'<entry><link rel="self" href="/x"/><link href="/a-propos/?a=1&amp;b=2"/></entry></feed>'
        ),
    ],
    ids=["xml", "gzip", "two-gzips", "utf-16", "bom", "text", "text-utf-16", "text-gzip", "rss", "atom"],
)
def test_every_form_of_sitemap_gives_the_same_addresses(body: bytes) -> None:
    assert addresses(body) == ADDRESSES
    assert read_sitemap(body, URL).faults == ()


@pytest.mark.parametrize(
    ("entry", "time"),
    [
        (
            "<item><link>/a</link><pubDate>Tue, 14 Aug 2018 02:59:51 +0200</pubDate></item>",
            "2018-08-14T00:59:51Z",
        ),
        ("<entry><link href='/a'/><updated>2018-08-14T00:59:51.1Z</updated></entry>", "2018-08-14T00:59:51Z"),
    ],
)
def test_feeds_tell_the_time_in_their_own_way(entry: str, time: str) -> None:
    assert read_sitemap(f"<rss>{entry}</rss>".encode(), URL).pages[0].lastmod == time


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("2018-08-14", "2018-08-14"),
        ("2018-08-14T00:59:51Z", "2018-08-14T00:59:51Z"),
        ("2018-08-14T00:59:51.0123+00:00", "2018-08-14T00:59:51Z"),
        ("2018-08-14T02:59+0200", "2018-08-14T00:59:00Z"),
        ("2018-08-14 00:59:51 UTC", "2018-08-14T00:59:51Z"),
    ],
)
def test_times_are_utc_and_days_stay_days(printed: str, time: str) -> None:
    assert changed(printed) == time


@pytest.mark.parametrize(
    "printed",
    "hier 2018 2018-08 2018-13-45 2018-08-14T25:00:00Z 0000-00-00T00:00:00Z -0001-11-30T00:00:00+00:00 0001-01-01".split(),
)
def test_a_broken_time_is_none(printed: str) -> None:
    assert changed(printed) is None


def test_an_entry_may_hold_its_address_itself_or_several() -> None:
    index = f"<sitemapindex {SPACE}><sitemap> /posts.xml\n</sitemap><sitemap><loc>/a.xml</loc><loc>/b.xml</loc></sitemap></sitemapindex>"
    index = index.replace(" /posts", f" {HOME}posts")
    assert [part.url.removeprefix(HOME) for part in read_sitemap(index.encode(), URL).parts] == [
        "posts.xml",
        "a.xml",
        "b.xml",
    ]
    several = pages("<loc>/a</loc><lastmod>2018-08-14</lastmod><loc>/b</loc>")
    assert read_sitemap(several, URL).pages == (
        SitemapEntry(f"{HOME}a", "2018-08-14"),
        SitemapEntry(f"{HOME}b", "2018-08-14"),
    )


def test_entries_without_an_address_are_counted() -> None:
    index = "<sitemapindex><sitemap><lastmod>2018-08-14</lastmod></sitemap><sitemap/><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(index.encode(), URL).without_address == 2
    assert read_sitemap(PAGES, URL).without_address == 0


@pytest.mark.parametrize("lastmod", ["", "<lastmod>2018-08-15</lastmod>"])
def test_a_sitemap_of_news_tells_when_a_page_was_published(lastmod: str) -> None:
    news = (
        '<news:news xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><news:publication><news:name>Le Carnet'
        "</news:name></news:publication><news:publication_date>2018-08-14T09:30:00+02:00</news:publication_date></news:news>"
    )
    film = '<v:video xmlns:v="http://www.google.com/schemas/sitemap-video/1.1"><v:publication_date>2001-01-01</v:publication_date></v:video>'
    (entry,) = read_sitemap(pages(f"{film}<loc>/a</loc>{news}{lastmod}"), URL).pages
    assert entry.lastmod == ("2018-08-15" if lastmod else "2018-08-14T07:30:00Z")


def test_broken_xml_costs_what_is_broken() -> None:
    sitemap = read_sitemap(PAGES[: PAGES.index(b"<url><loc>/relatif") + 12], URL)
    assert [entry.url for entry in sitemap.pages] == [f"{HOME}2018/08/14/un-billet/"]
    assert sitemap.faults[0].code == "bad_sitemap"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (pages("<loc>/a?x=1&y=2</loc>", "<loc>/b</loc>"), ["a?x=1&y=2", "b"]),
        (b"<br />\n<b>Warning</b>: no memory in x.php\n" + pages("<loc>/a</loc>"), ["a"]),
        (b"Notice: no memory\n<?xml version='1.0'?>" + pages("<loc>/a</loc>"), ["a"]),
        (pages("<loc>/a</loc>", "<loc>/b<x</loc>", "<loc>/c</loc>")[:90], ["a"]),
        (
            pages("<loc>ftp://x.example/</loc>", "<loc>http://[x/</loc>", "<loc/>", "<loc>/a</loc>") + b"<p>",
            ["a"],
        ),
    ],
    ids=["ampersand", "warning", "notice", "tag", "addresses"],
)
def test_what_is_good_of_a_broken_sitemap_is_kept_and_the_fault_told(body: bytes, found: list[str]) -> None:
    assert addresses(body) == found
    assert [fault.code for fault in read_sitemap(body, URL).faults] == ["bad_sitemap"]


def test_an_undeclared_encoding_is_read_as_browsers_do() -> None:
    assert addresses(pages("<loc>/été/</loc>").decode().encode("cp1252")) == ["%C3%A9t%C3%A9/"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b"<!DOCTYPE html><html><body><url><loc>/a</loc></url>Introuvable</body></html>",
        b"<HTML><BODY>Introuvable</BODY></HTML>",
        b'{"error": 404}',
        b"<svg/>",
        b"Introuvable",
        b"\x1f\x8bkein gzip",
        b"\x1f\x8b",
        b"\x00\xff",
        b"<",
    ],
)
def test_what_is_no_sitemap_gives_nothing_and_says_so(body: bytes) -> None:
    sitemap = read_sitemap(body, URL)
    assert (sitemap.parts, sitemap.pages) == ((), ())
    assert len(sitemap.faults) == 1
    assert sitemap.faults[0].code == "bad_sitemap"


def test_a_sitemap_without_entries_is_none_the_worse() -> None:
    assert read_sitemap(pages(), URL).faults == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_no_entity_is_expanded(encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!-- \' <rss> --><!ENTITY l0 "ha">{laughs}]>'
        f"<urlset><url><loc>{HOME}&l19;</loc></url><url><loc>{HOME}&l0;</loc></url></urlset>"
    )
    assert "ha" not in str(read_sitemap(bomb.encode(encoding), URL).pages)


def test_no_file_or_address_is_loaded() -> None:
    file = (
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<urlset><url><loc>/&f;</loc></url><url><loc>/b</loc></url></urlset>"
    )
    sitemap = read_sitemap(file.encode(), URL)
    assert "root" not in str(sitemap)
    assert f"{HOME}b" in [entry.url for entry in sitemap.pages]


def test_a_gzip_bomb_is_cut_off() -> None:
    sitemap = read_sitemap(gzip.compress(b"\n" * (70 * 2**20)), URL)
    assert bad("It is too large, or cut off; the rest was read.") in sitemap.faults


def test_a_gzip_that_is_cut_off_or_broken_gives_its_beginning() -> None:
    packed = gzip.compress(b"".join(b"https://blog.example/%d\n" % (n * 7919 % 10007) for n in range(20000)))
    for broken in (packed[: len(packed) // 2], packed[: len(packed) // 2] + b"\0" * 2000):
        sitemap = read_sitemap(broken, URL)
        assert len(sitemap.pages) > 1000
        assert sitemap.faults[0].code == "bad_sitemap"


def test_there_is_a_most_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 5)
    many = read_sitemap(pages(*(f"<loc>/{n}</loc>" for n in range(9))), URL)
    assert (len(many.pages), many.faults) == (5, (bad("It is too large; the rest was read."),))
    assert len(addresses(b"".join(b"https://blog.example/%d\n" % n for n in range(9)))) == 5


def test_there_is_a_most_of_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_ELEMENTS", 100)
    assert "too large" in read_sitemap(pages("<a/>" * 101), URL).faults[0].detail


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 800))
def test_no_bytes_raise(noise: bytes, place: int) -> None:
    read_sitemap(PAGES[:place] + noise + PAGES[place:], URL)
    read_sitemap(gzip.compress(PAGES)[:place] + noise, URL)
    read_sitemap(noise, URL)
    robots_sitemaps(b"Sitemap: " + noise, URL)


def test_robots_txt_names_sitemaps() -> None:
    body = (
        b"\xef\xbb\xbfSitemap: /sitemap.xml\r\n# Sitemap: /no.xml\rUser-agent: *\nDisallow: /sitemap:x\n"
        b"  sitemap:https://cdn.example/s.xml # all\nSITEMAP : /sitemap.xml\nSitemap: ftp://x/y\nSitemap:\n"
    )
    assert robots_sitemaps(body, f"{HOME}robots.txt") == [f"{HOME}sitemap.xml", "https://cdn.example/s.xml"]


@pytest.mark.parametrize(
    ("body", "is_feed"),
    [
        (PAGES, False),
        (b"<rss><channel><item><link>/un/</link></item></channel></rss>", True),
        (b'<feed><entry><link href="/un/"/></entry></feed>', True),
    ],
)
def test_a_feed_as_a_sitemap_is_marked_as_one(body: bytes, is_feed: bool) -> None:  # noqa: FBT001
    assert read_sitemap(body, URL).is_feed is is_feed
