"""The home of a blog, from an address as people type it and from a page or feed."""

import pytest

from crawler.discovery.whereabouts import attempts, home_of, is_certain
from crawler.items import Reply

POST = "https://site.example/blog/2019/07/a-post/"
ARTICLE = """<html><head><meta property="og:type" content="article">{head}</head><body>{body}<article class="post">
<h1>A post</h1><time datetime="2019-07-01">1 July 2019</time><p>{text}</p></article></body></html>"""
TEXT = "The text of the post is long enough, and it has sentences, commas and full stops. " * 12
FEEDS = f"""<link rel="alternate" type="application/rss+xml" href="{POST}feed/">
<link rel="alternate" type="application/rss+xml" href="/blog/feed/">"""
RSS = '<rss version="2.0"><channel><title>Blog</title>{link}<item><title>A</title><link>https://site.example/blog/a</link></item></channel></rss>'


def found(body: str, url: str = POST, asked: str | None = None, **headers: str) -> str:
    reply = Reply(
        url=url, route="home", status=200, headers=headers, body=body.encode(), fetched="2026-01-02T12:00:00Z"
    )
    return home_of(reply, asked or url)


@pytest.mark.parametrize(
    ("typed", "tried"),
    [
        ("https://blog.example", ["https://blog.example/"]),
        ("http://blog.example/blog#top", ["http://blog.example/blog"]),
        (
            "www.blog.example",
            ["https://www.blog.example/", "http://www.blog.example/", "https://blog.example/", "http://blog.example/"],
        ),
        ("127.0.0.1:8019/a", ["https://127.0.0.1:8019/a", "http://127.0.0.1:8019/a"]),
        ("localhost:8019", ["https://localhost:8019/", "http://localhost:8019/"]),
    ],
)  # fmt: skip
def test_a_typed_address_is_tried_with_each_scheme_and_with_and_without_www(
    typed: str, tried: list[str]
) -> None:
    assert attempts(typed) == tried


def test_only_the_root_of_a_host_with_its_scheme_needs_no_search() -> None:
    typed = (
        "https://blog.example",
        "http://blog.example/",
        "blog.example",
        "https://blog.example/blog/",
        "https://blog.example/?p=1",
    )
    assert [is_certain(one) for one in typed] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("head", "body", "home"),
    [
        ("", "", "https://site.example/"),
        ('<link rel="home" href="/blog/">', "", "https://site.example/blog/"),
        ("", '<a href="https://www.site.example/blog" rel="home">Blog</a>', "https://www.site.example/blog"),
        ('<link rel="https://api.w.org/" href="https://site.example/blog/wp-json/">', "", "https://site.example/blog/"),
        ('<link rel="alternate" type="application/atom+xml" href="/blog/feed.xml">', "", "https://site.example/blog/"),
        (FEEDS, "", "https://site.example/blog/"),
        ('<link rel="home" href="https://other.example/">', "", "https://site.example/"),
        ('<link rel="home" href="/shop/">', "", "https://site.example/"),
    ],
)  # fmt: skip
def test_an_article_leads_to_the_home_that_its_page_names(head: str, body: str, home: str) -> None:
    assert found(ARTICLE.format(head=head, body=body, text=TEXT)) == home


def test_a_page_that_is_no_article_is_the_home_itself() -> None:
    entries = "".join(
        f'<article class="post"><h2><a href="/blog/{n}/">Post {n}</a></h2></article>' for n in range(9)
    )
    page = f'<html><head><link rel="home" href="/"></head><body>{entries}</body></html>'
    assert found(page, "https://site.example/blog/") == "https://site.example/blog/"


@pytest.mark.parametrize(
    ("link", "home"),
    [
        ("<link>https://site.example/blog/</link>", "https://site.example/blog/"),
        ("<link>https://feeds.example/</link>", "https://site.example/"),
        ("", "https://site.example/"),
    ],
)
def test_a_feed_names_its_home(link: str, home: str) -> None:
    assert found(RSS.format(link=link), "https://site.example/blog/feed/") == home


def test_a_json_feed_names_its_home() -> None:
    body = '{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://site.example/blog/", "items": []}'
    assert found(body, "https://site.example/blog/feed.json") == "https://site.example/blog/"


def test_a_redirect_on_the_same_site_counts_and_one_to_another_does_not() -> None:
    moved = found("<html></html>", "https://www.site.example/en/", "http://site.example/")
    asked_for_consent = found("<html></html>", "https://consent.example/?to=site", "https://site.example/")
    assert (moved, asked_for_consent) == ("https://www.site.example/", "https://site.example/")
