"""Feeds as blog software writes them, and broken ones."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.feed_post import filled, post_of_item
from crawler.items import Author, Post, Term
from crawler.parse.feed import FeedItem, read_feed

HOME = "https://blog.example/"
URL = f"{HOME}feed/"
WORDPRESS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Le Carnet &#8211; Notes</title>
<generator>https://wordpress.org/?v=6.1.9</generator>
<item><title>L&#8217;avis du public</title><link>{HOME}2018/08/14/avis/</link>
<dc:creator><![CDATA[Ana Lune]]></dc:creator><pubDate>Tue, 14 Aug 2018 00:59:51 +0000</pubDate>
<category><![CDATA[Interviews]]></category><category><![CDATA[R&amp;D]]></category><category><![CDATA[Interviews]]></category>
<guid isPermaLink="false">http://blog.example/?p=42</guid>
<description><![CDATA[Le début [&#8230;]]]></description>
<content:encoded><![CDATA[<p>Le début<sup>1</sup> et la fin <img class="wp-smiley" alt="💪" src="x.png"><script>1</script></p>]]></content:encoded>
</item></channel></rss>""".encode()
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<generator uri="https://jekyllrb.com/" version="4.3">Jekyll</generator><title type="html">Le Carnet</title>
<link rel="next" href="/feed.xml?page=2"/>
<entry><title type="html">Un &amp;amp; deux</title><link href="{HOME}un.html" rel="alternate"/>
<published>2018-08-14T09:30:00+02:00</published><updated>2019-01-01T00:00:00Z</updated>
<author><name>Ana Lune</name></author><category term="ville"/>
<content type="html">&lt;p&gt;Tout le texte.&lt;/p&gt;</content></entry>
<entry><title>Résumé</title><link href="/deux.html"/><updated>2019-01-01T00:00:00Z</updated>
<summary>Le début…</summary></entry></feed>""".encode()


def test_a_feed_of_wordpress_tells_all_of_a_post() -> None:
    feed = read_feed(WORDPRESS, URL)
    assert feed.software == "https://wordpress.org/?v=6.1.9"
    (item,) = feed.items
    assert item == FeedItem(
        url=f"{HOME}2018/08/14/avis/",
        title="L’avis du public",
        author="Ana Lune",
        published="2018-08-14T00:59:51Z",
        modified=None,
        content='<p>Le début<sup>1</sup> et la fin <img class="wp-smiley" alt="💪" src="x.png"><script>1</script></p>',
        whole=True,
        terms=("Interviews", "R&D"),
        post_id=42,
    )


def test_atom_tells_times_summaries_and_its_next_page() -> None:
    feed = read_feed(ATOM, f"{HOME}feed.xml")
    assert feed.next == f"{HOME}feed.xml?page=2"
    whole, summary = feed.items
    assert (whole.title, whole.published, whole.modified) == (
        "Un & deux",
        "2018-08-14T07:30:00Z",
        "2019-01-01T00:00:00Z",
    )
    assert (whole.whole, whole.content, whole.terms) == (True, "<p>Tout le texte.</p>", ("ville",))
    assert (summary.url, summary.whole) == (f"{HOME}deux.html", False)


def test_json_feed_is_read() -> None:
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Le Carnet",
            "next_url": "/feed.json?page=2",
            "items": [
                {
                    "id": "1",
                    "url": "/un/",
                    "title": "Un",
                    "content_html": "<p>Texte.</p>",
                    "date_published": "2018-08-14T09:30:00+02:00",
                    "authors": [{"name": "Ana Lune"}],
                    "tags": ["ville", "eau", "ville"],
                },
                {"id": 7, "tags": 3},
                "rien",
            ],
        }
    ).encode()
    feed = read_feed(body, f"{HOME}feed.json")
    assert feed.next == f"{HOME}feed.json?page=2"
    assert [(i.url, i.author, i.published, i.whole, i.terms) for i in feed.items] == [
        (f"{HOME}un/", "Ana Lune", "2018-08-14T07:30:00Z", True, ("ville", "eau"))
    ]


def test_rdf_feeds_of_dotclear_and_spip_are_read() -> None:
    body = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
     xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="{HOME}post/un">
     <title>Un</title><link>{HOME}post/un</link><dc:date>2018-08-14T09:30:00+02:00</dc:date><dc:creator>Ana</dc:creator>
     <description>Le début</description></item></rdf:RDF>""".encode()
    (item,) = read_feed(body, f"{HOME}feed/rss1").items
    assert (item.url, item.author, item.whole) == (f"{HOME}post/un", "Ana", False)


@pytest.mark.parametrize(
    ("end", "whole"),
    [
        ("<p>La fin.</p>", True),
        ("<p>Le début [&hellip;]</p>", False),
        ("<p>Le début [...]</p>", False),
        ('<p>Le début… <a href="/un/">Lire la suite</a></p>', False),
        ("<p>Il hésite… Puis il se lève et part sans un mot.</p>", True),
    ],
)
def test_a_content_that_is_cut_off_is_a_summary(end: str, whole: object) -> None:
    body = WORDPRESS.replace(b"<script>1</script></p>", b"</p>" + end.encode())
    assert read_feed(body, URL).items[0].whole is whole


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Introuvable</body></html>", b"{", b'{"items": 3}', b"\x00\xff"]
)
def test_what_is_no_feed_gives_nothing_and_says_so(body: bytes) -> None:
    feed = read_feed(body, URL)
    assert (feed.items, bool(feed.faults)) == ((), True)


def test_an_address_in_place_of_a_feed_is_not_fetched() -> None:
    assert read_feed(b"http://127.0.0.1:9/feed", URL).items == ()


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 1000))
def test_no_bytes_raise(noise: bytes, place: int) -> None:
    read_feed(WORDPRESS[:place] + noise + WORDPRESS[place:], URL)


def test_a_page_is_filled_with_what_only_the_feed_tells() -> None:
    hint = post_of_item(read_feed(WORDPRESS, URL).items[0])
    page = Post(url=hint.url, title="Sur la page", content="<p>Texte.</p>")
    post = filled(page, hint)
    assert (post.title, post.content, post.post_id) == ("Sur la page", "<p>Texte.</p>", 42)
    assert (post.author, post.published) == (Author(name="Ana Lune", slug="ana-lune"), "2018-08-14T00:59:51Z")
    assert post.terms[0] == Term(taxonomy="tag", name="Interviews", slug="interviews")
    assert filled(page, None) is page
