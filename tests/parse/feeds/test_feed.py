"""Feeds as blog software writes them, and broken ones."""

import base64
import gzip
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.web.finders.feed_post import post_of_item
from crawler.discovery.web.hints import filled
from crawler.items import Author, Post, Term
from crawler.parse.feeds.feed import FeedItem, read_feed
from crawler.parse.feeds.item import bad_feed

HOME = "https://blog.example/"
URL = f"{HOME}feed/"
WORDPRESS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Le Carnet &#8211; Notes</title>
<language>fr-FR</language>
<generator>https://wordpress.org/?v=6.1.9</generator>
<item><title>L&#8217;avis du public</title><link>{HOME}2018/08/14/avis/</link>
<dc:creator><![CDATA[Ana Lune]]></dc:creator><pubDate>Tue, 14 Aug 2018 00:59:51 +0000</pubDate>
<category><![CDATA[Interviews]]></category><category><![CDATA[R&amp;D]]></category><category><![CDATA[Interviews]]></category>
<guid isPermaLink="false">http://blog.example/?p=42</guid>
<description><![CDATA[Le début [&#8230;]]]></description>
<content:encoded><![CDATA[<p>Le début<sup>1</sup> et la fin <img class="wp-smiley" alt="💪" src="x.png"><script>1</script></p>]]></content:encoded>
<slash:comments>3</slash:comments></item></channel></rss>""".encode()
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<generator uri="https://jekyllrb.com/" version="4.3">Jekyll</generator><title type="html">Le Carnet</title>
<link rel="next" href="/feed.xml?page=2"/>
<entry><title type="html">Un &amp;amp; deux</title><link href="{HOME}un.html" rel="alternate"/>
<published>2018-08-14T09:30:00+02:00</published><updated>2019-01-01T00:00:00Z</updated>
<author><name>Ana Lune</name></author><category term="ville"/>
<content type="html">&lt;p&gt;Tout le texte.&lt;/p&gt;</content></entry>
<entry><title>Résumé</title><link href="/deux.html"/><updated>2019-01-01T00:00:00Z</updated>
<summary>Le début…</summary></entry></feed>""".encode()

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Le Carnet",
        "language": "fr",
        "authors": [{"name": "Le Carnet"}],
        "next_url": "/feed.json?page=2",
        "items": [
            {
                "id": f"{HOME}?p=42",
                "url": "/un/",
                "title": "Un &amp; deux",
                "content_html": "<p>Texte.</p>",
                "content_text": "Texte.",
                "date_published": "2018-08-14T09:30:00+02:00",
                "date_modified": "2019-01-01T00:00:00Z",
                "authors": [{"name": "Ana Lune"}],
                "tags": ["ville", "eau", "ville", 3, ""],
            },
            {"id": f"{HOME}deux/", "content_text": "Si a < b"},
            {
                "id": "3",
                "url": "/trois/",
                "summary": "Le début",
                "author": {"name": "Bo"},
                "date_published": "hier",
            },
            {"id": "4"},
            {"id": 7, "tags": 3},
            "rien",
        ],
    }
).encode()
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def test_a_feed_of_wordpress_tells_all_of_a_post() -> None:
    feed = read_feed(WORDPRESS, URL)
    assert (feed.title, feed.language, feed.software) == (
        "Le Carnet – Notes",
        "fr-FR",
        "https://wordpress.org/?v=6.1.9",
    )
    assert (feed.next, feed.faults) == (None, ())
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
        comments=3,
    )


def test_atom_tells_times_summaries_and_its_next_page() -> None:
    feed = read_feed(ATOM, f"{HOME}feed.xml")
    assert (feed.title, feed.language, feed.software) == ("Le Carnet", "fr", "Jekyll")
    assert (feed.next, feed.faults) == (f"{HOME}feed.xml?page=2", ())
    whole, summary = feed.items
    assert (whole.title, whole.published, whole.modified) == (
        "Un & deux",
        "2018-08-14T07:30:00Z",
        "2019-01-01T00:00:00Z",
    )
    assert (whole.whole, whole.content, whole.terms) == (True, "<p>Tout le texte.</p>", ("ville",))
    assert (summary.url, summary.whole) == (f"{HOME}deux.html", False)


def test_json_feed_is_read() -> None:
    feed = read_feed(JSON, f"{HOME}feed.json", "application/feed+json")
    assert (feed.title, feed.language, feed.software) == ("Le Carnet", "fr", None)
    assert (feed.next, feed.faults) == (f"{HOME}feed.json?page=2", ())
    whole, text, summary = feed.items
    assert whole == FeedItem(
        url=f"{HOME}un/",
        title="Un & deux",
        author="Ana Lune",
        published="2018-08-14T07:30:00Z",
        modified="2019-01-01T00:00:00Z",
        content="<p>Texte.</p>",
        whole=True,
        terms=("ville", "eau"),
        post_id=42,
    )
    assert (text.url, text.author, text.content, text.whole) == (
        f"{HOME}deux/",
        "Le Carnet",
        "<p>Si a &lt; b</p>",
        False,
    )
    assert (summary.author, summary.published, summary.content, summary.whole) == (
        "Bo",
        None,
        "Le début",
        False,
    )


def test_rdf_feeds_of_dotclear_and_spip_are_read() -> None:
    body = f"""<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet title="XSL" type="text/xsl" href="/rss.xsl"?>
     <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}
     xmlns:admin="http://webns.net/mvcb/"><channel rdf:about="{HOME}"><title>Le Carnet</title><dc:language>fr</dc:language>
     <admin:generatorAgent rdf:resource="http://www.dotclear.example/"/></channel>
     <item rdf:about="{HOME}post/un"><title>Un</title><link>{HOME}post/un</link><dc:date>2018-08-14T09:30:00+02:00</dc:date>
     <dc:creator>Ana</dc:creator><dc:subject>Ville</dc:subject><description>Le début</description>
     <content:encoded>&lt;p&gt;Le tout.&lt;/p&gt;</content:encoded></item>
     <item rdf:about="{HOME}post/deux"><title>Deux</title><link>{HOME}post/deux</link><description>Le début</description></item></rdf:RDF>"""
    feed = read_feed(body.encode(), f"{HOME}feed/rss1")
    assert (feed.title, feed.language, feed.software, feed.faults) == (
        "Le Carnet",
        "fr",
        "http://www.dotclear.example/",
        (),
    )
    one, two = feed.items
    assert (one.url, one.author, one.published, one.modified, one.terms) == (
        f"{HOME}post/un",
        "Ana",
        "2018-08-14T07:30:00Z",
        None,
        ("Ville",),
    )
    assert (one.content, one.whole, two.content, two.whole) == ("<p>Le tout.</p>", True, "Le début", False)


def rss(item: str, head: str = "") -> FeedItem:
    """The only item of a feed with these elements."""
    (found,) = read_feed(
        f"<rss version='2.0' {SPACES}><channel>{head}<item>{item}</item></channel></rss>".encode(), URL
    ).items
    return found


def atom(entry: str, head: str = "") -> FeedItem:
    """The only item of an Atom feed with these elements and an address."""
    body = f"<feed xmlns='http://www.w3.org/2005/Atom' {SPACES}>{head}<entry><link href='/un/'/>{entry}</entry></feed>"
    (found,) = read_feed(body.encode(), URL).items
    return found


def test_blogger_tells_its_own_things_in_atom() -> None:
    body = f"""<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.example/styles/atom.css" type="text/css"?>
    <feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'>
    <id>tag:blogger.com,1999:blog-1</id><title type='text'>Carnet d’Ana</title>
    <link rel='self' type='application/atom+xml' href='{HOME}feeds/posts/default'/>
    <link rel='next' type='application/atom+xml' href='{HOME}feeds/posts/default?start-index=26&amp;max-results=25'/>
    <generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>
    <entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2018-08-14T09:30:00.001+02:00</published><updated>2018-08-14T09:31:00.000+02:00</updated>
    <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>
    <category scheme='http://www.blogger.com/atom/ns#' term='eau &amp; ville'/>
    <title type='text'>Un titre</title><content type='html'>&lt;p&gt;Texte.&lt;/p&gt;</content>
    <link rel='replies' type='application/atom+xml' href='{HOME}feeds/2/comments/default'/><link rel='edit' href='{HOME}feeds/2'/>
    <link rel='alternate' type='text/html' href='{HOME}2018/08/un-titre.html' title='Un titre'/>
    <author><name>Ana Lune</name><email>noreply@blogger.example</email></author><thr:total>4</thr:total></entry></feed>""".encode()
    feed = read_feed(body, f"{HOME}feeds/posts/default", "application/atom+xml; charset=UTF-8")
    assert (feed.title, feed.software) == ("Carnet d’Ana", "Blogger")
    assert feed.next == f"{HOME}feeds/posts/default?start-index=26&max-results=25"
    assert feed.items == (
        FeedItem(
            url=f"{HOME}2018/08/un-titre.html",
            title="Un titre",
            author="Ana Lune",
            published="2018-08-14T07:30:00Z",
            modified="2018-08-14T07:31:00Z",
            content="<p>Texte.</p>",
            whole=True,
            terms=("eau & ville",),
            comments=4,
        ),
    )


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("<author>ana@blog.example (Ana Lune)</author>", "Ana Lune"),
        ("<author>Ana Lune &lt;ana@blog.example&gt;</author>", "Ana Lune"),
        ("<author>ana@blog.example</author>", None),
        ("<author>Ana &amp;amp; Bo</author>", "Ana & Bo"),
        ("<dc:creator>Ana Lune</dc:creator><dc:creator>Bo</dc:creator>", "Ana Lune"),
        ("<dc:creator><![CDATA[]]></dc:creator>", None),
        ("", None),
    ],
)
def test_an_author_is_a_name_alone(item: str, name: str | None) -> None:
    assert rss(f"<link>/un/</link>{item}").author == name


def test_an_entry_without_author_is_of_the_author_of_the_feed() -> None:
    head = "<author><name>Ana</name><email>a@blog.example</email></author>"
    assert atom("<title>x</title>", head).author == "Ana"
    assert atom("<author><name>Bo</name></author><author><name>Cy</name></author>", head).author == "Bo"


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("Tue, 14 Aug 2018 09:30:00 +0200", "2018-08-14T07:30:00Z"),
        ("14 Aug 18 07:30 GMT", "2018-08-14T07:30:00Z"),
        ("Tue, 14 Aug 2018 09:30:00 CEST", "2018-08-14T07:30:00Z"),
        ("2018-08-14T07:30:00.0123Z", "2018-08-14T07:30:00Z"),
        ("2018-08-14", "2018-08-14T00:00:00Z"),
        *(
            (broken, None)
            for broken in (
                "",
                "hier",
                "14",
                "2018",
                "04/05/2018",
                "2018-13-45",
                "Jeu, 14 Jui 2018 09:30:00 +0200",
                "Mar, 14 Août 2018 25:61:00 GMT",
            )
        ),
        *(
            (broken, None)
            for broken in (
                "31 Feb 2018 00:00:00 +0000",
                "Tue, 14 Aug 2018 25:61:00 GMT",
                "0000-00-00T00:00:00Z",
            )
        ),
        *((unset, None) for unset in ("Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00Z")),
        *((unset, None) for unset in ("-0001-11-30T00:00:00+00:00", "Wed, 30 Nov -0001 00:00:00 +0000")),
    ],
)
def test_a_broken_time_is_none_and_any_other_utc(printed: str, time: str | None) -> None:
    assert rss(f"<link>/un/</link><pubDate>{printed}</pubDate>").published == time


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("Mar, 14 Août 2018 09:30:00 +0200", "2018-08-14T07:30:00Z"),
        ("mar., 14 Aoû 2018 09:30:00 +0200", "2018-08-14T07:30:00Z"),
        ("Di, 14 Aug 2018 09:30:00 +0200", "2018-08-14T07:30:00Z"),
        ("Mi, 14 Mär 2018 09:30:00 +0100", "2018-03-14T08:30:00Z"),
        ("вт, 14 авг 2018 09:30:00 +0300", "2018-08-14T06:30:00Z"),
        ("火, 14 8月 2018 09:30:00 +0900", "2018-08-14T00:30:00Z"),
        ("14 agosto 2018 09:30 GMT+0200", "2018-08-14T07:30:00Z"),
        ("Thu, 01 Jan 2004", "2004-01-01T00:00:00Z"),
        ("Jan 5, 2018 3:04 PM", "2018-01-05T15:04:00Z"),
        ("Jan 5, 2018 12:04 AM", "2018-01-05T00:04:00Z"),
        ("Thu, 01 Jan 2004 10:00:00 MET", "2004-01-01T09:00:00Z"),
        ("Thu, 01 Jul 2004 10:00:00 MEST", "2004-07-01T08:00:00Z"),
        ("Thu, 01 Jan 2004 10:00:00 ET", "2004-01-01T15:00:00Z"),
        ("Thu, 01 Jul 2004 10:00:00 ET", "2004-07-01T14:00:00Z"),
        ("Thu, 01 Jul 2004 10:00:00 PT", "2004-07-01T17:00:00Z"),
    ],
)
def test_a_time_is_read_in_other_languages_forms_and_zones(printed: str, time: str) -> None:
    assert rss(f"<link>/un/</link><pubDate>{printed}</pubDate>").published == time


def test_a_time_of_change_alone_is_that_of_publication_in_atom_and_json() -> None:
    item = atom("<updated>2018-08-14T09:30:00+02:00</updated>")
    assert (item.published, item.modified) == ("2018-08-14T07:30:00Z", "2018-08-14T07:30:00Z")
    body = b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/un/", "date_modified": "2018-08-14"}]}'
    assert read_feed(body, URL).items[0].published == "2018-08-14T00:00:00Z"


def test_the_one_date_of_rss_1_is_the_publication() -> None:
    item = rss("<link>/un/</link><dc:date>2018-08-14T09:30:00+02:00</dc:date>")
    assert (item.published, item.modified) == ("2018-08-14T07:30:00Z", None)
    both = rss(
        "<link>/un/</link><pubDate>Tue, 14 Aug 2018 07:30:00 GMT</pubDate><atom:updated>2019-01-01T00:00:00Z</atom:updated>"
    )
    assert (both.published, both.modified) == ("2018-08-14T07:30:00Z", "2019-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/un/</link>", f"{HOME}un/"),
        ("<link><![CDATA[ https://blog.example/?a=1&b=2 ]]></link>", f"{HOME}?a=1&b=2"),
        (
            "<link>https://feeds.example/x</link><feedburner:origLink>https://blog.example/un/</feedburner:origLink>",
            f"{HOME}un/",
        ),
        (
            "<link>https://feeds.example/x</link><p:origLink xmlns:p='http://www.pheedo.com/namespace/pheedo'>https://blog.example/un/</p:origLink>",
            f"{HOME}un/",
        ),
        (
            "<link>/un/</link><feedburner:origLink> </feedburner:origLink>",
            f"{HOME}un/",
        ),
        ("<guid>https://blog.example/un/</guid>", f"{HOME}un/"),
    ],
)
def test_an_item_leads_to_the_page_of_its_post(item: str, url: str) -> None:
    assert rss(item).url == url


def test_items_without_an_address_are_left_out_and_of_one_address_the_first_counts() -> None:
    items = "<item><title>x</title></item><item><link>mailto:a@blog.example</link></item><item><guid isPermaLink='false'>7</guid></item>"
    twice = "<item><link>/un/</link><title>Un</title></item><item><link>/un/</link><title>Deux</title></item>"
    feed = read_feed(f"<rss version='2.0'><channel>{items}{twice}</channel></rss>".encode(), URL)
    assert [(item.url, item.title) for item in feed.items] == [(f"{HOME}un/", "Un")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<title>Le &lt;em&gt; de HTML : 1 &lt; 2</title>", "Le <em> de HTML : 1 < 2"),
        ("<title type='html'>Le &lt;em&gt;mot&lt;/em&gt; R&amp;amp;D</title>", "Le mot R&D"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Le <em>mot</em></div></title>",
            "Le mot",
        ),
    ],
)
def test_a_title_is_text_whatever_its_type(title: str, text: str) -> None:
    assert atom(title).title == text


def test_content_of_every_type_is_html() -> None:
    xhtml = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Un<br/><a href='x'>&lt;y&gt;</a></p></div></content>"
    assert (atom(xhtml).content, atom(xhtml).whole) == ('<p>Un<br><a href="x">&lt;y&gt;</a></p>', True)
    text = atom("<content type='text'>Si a &lt; b\n\net fin</content>".replace("\\n", "\n"))
    assert (text.content, text.whole) == ("<p>Si a &lt; b</p><p>et fin</p>", False)
    assert atom("<summary>1 &lt; 2 &amp; 3</summary>").content == "<p>1 &lt; 2 &amp; 3</p>"
    assert (atom("<title>x</title>").content, atom("<title>x</title>").whole) == ("", False)


@pytest.mark.parametrize("order", ["{0}{1}", "{1}{0}"])
def test_the_full_text_counts_wherever_it_stands(order: str) -> None:
    item = order.format(
        "<description>Le début, plus long que le tout</description>",
        "<content:encoded>&lt;p&gt;Le tout, tout court de mots et de sens.&lt;/p&gt;</content:encoded>",
    )
    assert rss(f"<link>/un/</link>{item}").content == "<p>Le tout, tout court de mots et de sens.</p>"
    assert rss(f"<link>/un/</link>{item}").whole


@pytest.mark.parametrize("prefix", ["media", "m"])
@pytest.mark.parametrize("order", ["{0}{1}", "{1}{0}"])
def test_the_description_of_a_picture_is_not_the_text(order: str, prefix: str) -> None:
    media = (
        f'<{prefix}:content url="/a.jpg"><{prefix}:title>Une presse</{prefix}:title>'
        f"<{prefix}:description>Une presse qui dort, vue de la rue.</{prefix}:description></{prefix}:content>"
    )
    item = order.format(media, "<title>Un</title><description>Le début</description>")
    space = f'xmlns:{prefix}="http://search.yahoo.com/mrss/"'
    body = f"<rss version='2.0' {space}><channel><item><link>/un/</link>{item}</item></channel></rss>"
    (found,) = read_feed(body.encode(), URL).items
    assert (found.title, found.content, found.whole) == ("Un", "Le début", False)


def test_a_content_in_base64_is_unpacked() -> None:
    packed = base64.b64encode("<p>Le début et la fin.</p>".encode()).decode()
    for kind in ("type='application/octet-stream'", "type='text/html' mode='base64'", "type='html'"):
        assert atom(f"<content {kind}>\n{packed}\n</content>").content == "<p>Le début et la fin.</p>"
    assert (
        rss(f"<link>/un/</link><description>{packed}</description>").content == "<p>Le début et la fin.</p>"
    )
    assert rss("<link>/un/</link><description>Constitutionnellement</description>").content == (
        "Constitutionnellement"
    )


def test_a_packed_feed_is_read_and_a_broken_one_as_far_as_it_goes() -> None:
    packed = gzip.compress(WORDPRESS)
    assert read_feed(packed, URL) == read_feed(WORDPRESS, URL)
    assert read_feed(gzip.compress(JSON), URL) == read_feed(JSON, URL)
    cut = read_feed(packed[:-8], URL)
    assert [item.title for item in cut.items] == ["L’avis du public"]
    assert cut.faults[0].code == "bad_feed"


@pytest.mark.parametrize(
    "printed", ["l\x92avis\x85", "l&#146;avis&#133;", "l&#x92;avis&#x85;", "l&amp;#146;avis…"]
)
def test_letters_of_windows_are_no_controls(printed: str) -> None:
    item = rss(f"<link>/un/</link><title>{printed}</title><description>{printed}</description>")
    assert (item.title, item.content) == ("l’avis…", "l’avis…")


def test_two_summaries_are_no_full_text() -> None:
    body = b"""<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><item><link>/un/</link>
    <itunes:summary>Un</itunes:summary><description>&lt;p&gt;Un et &lt;em&gt;deux&lt;/em&gt;&lt;/p&gt;</description></item></channel></rss>"""
    assert not read_feed(body, URL).items[0].whole


def test_a_feed_whose_items_have_no_address_says_so() -> None:
    feed = read_feed(b"<rss version='2.0'><channel><item><title>Un</title></item></channel></rss>", URL)
    assert (feed.items, feed.faults) == ((), (bad_feed("None of its items has an address."),))


@pytest.mark.parametrize(
    "name",
    "authors tags content title_detail summary_detail author_detail admin_generatoragent guidislink".split(),
)
def test_elements_named_like_what_the_library_keeps_raise_nothing(name: str) -> None:
    feed = read_feed(surrounded_by(name), URL)
    assert ([item.url for item in feed.items], feed.faults) == ([f"{HOME}un/"], ())


def test_an_element_links_hides_the_address_and_that_is_reported() -> None:
    feed = read_feed(surrounded_by("links"), URL)
    assert (feed.items, feed.faults) == ((), (bad_feed("None of its items has an address."),))


def surrounded_by(name: str) -> bytes:
    """A feed of one item, with elements of this name wherever they can be."""
    junk = f"<{name}>x</{name}><{name} a='b'/>"
    return f"<rss version='2.0'><channel>{junk}<item>{junk}<link>/un/</link>{junk}</item>{junk}</channel></rss>".encode()


def test_terms_are_as_printed_and_each_once() -> None:
    terms = "<category term='eau' label='L’eau'/><category term=' '/><category term='R&amp;amp;D'/><category label='L’eau' term='x'/>"
    assert atom(terms).terms == ("L’eau", "R&D")


@pytest.mark.parametrize(
    ("guid", "number"),
    [
        ("https://blog.example/?p=42", 42),
        ("https://blog.example/?post_type=note&amp;p=42", 42),
        ("https://blog.example/?page_id=42", None),
        ("https://blog.example/42/", None),
        ("https://blog.example/?p=4x2", None),
        ("http://[x?p=1", None),
        ("42", None),
    ],
)
def test_the_number_of_a_post_stands_in_its_guid(guid: str, number: int | None) -> None:
    assert rss(f"<link>/un/</link><guid isPermaLink='false'>{guid}</guid>").post_id == number


def test_rss_names_its_next_page() -> None:
    body = f"<rss version='2.0' {SPACES}><channel><atom:link rel='self' href='/feed/'/><atom:link rel='next' href='/feed/?paged=2'/></channel></rss>"
    assert read_feed(body.encode(), URL).next == f"{HOME}feed/?paged=2"


@pytest.mark.parametrize(
    ("end", "whole"),
    [
        ("<p>La fin.</p>", True),
        ("<p>Le début [&hellip;]</p>", False),
        ("<p>Le début [...]</p>", False),
        ('<p>Le début… <a href="/un/">Lire la suite</a></p>', False),
        ('<p>Fin.</p><p><a class="more-link" href="/un/">Tout voir <span>→</span></a></p>', False),
        ('<p>Fin.</p> <a href="/un/#more-42">Un</a>', False),
        ('<p>Fin. <a href="/un/">Continue reading <em>Un</em></a> &raquo;</p>', False),
        (
            '<p>Fin [&#8230;]</p><p>The post <a href="/un/">Un</a> appeared first on <a href="/">Le Carnet</a>.</p>',
            False,
        ),
        (
            '<p>La fin.</p><p>The post <a href="/un/">Un</a> appeared first on <a href="/">Le Carnet</a>.</p>',
            True,
        ),
        ('<p>Source : <a href="https://a.example/">un journal</a></p>', True),
        (f"<p>{'mot ' * 400}[…]</p>", False),
        (f"<p>{'mot ' * 400}[…]", False),
        (f"<p>{'mot ' * 400}fin.", True),
        ("<p>Il hésite… Puis il se lève et part sans un mot.</p>", True),
    ],
)
def test_a_content_that_is_cut_off_is_a_summary(end: str, whole: object) -> None:
    body = WORDPRESS.replace(b"<script>1</script></p>", b"</p>" + end.encode())
    assert read_feed(body, URL).items[0].whole is whole


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b"<!doctype html><html><body><rss version='2.0'><item><link>/un/</link></item></rss>Introuvable</body></html>",
        b"<urlset><url><loc>/un/</loc></url></urlset>",
        b"Introuvable",
        b"{",
        b"[]",
        b'{"items": 3}',
        b'{"items": [{"url": "/un/"}]}',
        b'{"version": "https://jsonfeed.org/version/1", "items": null}',
        b'{"a":' * 100_000,
        b"\x00\xff",
        b"\x1f\x8b",
    ],
)
def test_what_is_no_feed_gives_nothing_and_says_so(body: bytes) -> None:
    feed = read_feed(body, URL)
    assert feed.items == ()
    assert [fault.code for fault in feed.faults] == ["bad_feed"]


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (
            b"<rss version='2.0'><channel><item><link>/un/</link><title>L&eacute;a & co</title></item></channel></rss>",
            ["Léa & co"],
        ),
        (
            b"<br />\n<b>Warning</b>: no memory\n<?xml version='1.0'?><rss version='2.0'><channel><item><link>/un/</link><title>Un</title></item></channel></rss>",
            ["Un"],
        ),
        (
            b"<rss version='2.0'><channel><item><link>/un/</link><title>Un</title></item><item><link>/deux/</link><title>Deu",
            ["Un", ""],
        ),
        (
            b"<rss version='2.0'><channel><item><link>/un/</link><title>Un</b></title></item></channel></rss>",
            ["Un"],
        ),
    ],
    ids=["entities", "warning", "cut-off", "tags"],
)
def test_what_is_good_of_a_broken_feed_is_kept_and_the_fault_told(body: bytes, titles: list[str]) -> None:
    feed = read_feed(body, URL)
    assert [item.title for item in feed.items] == titles
    assert feed.faults == (bad_feed("Its XML is broken; what could be read was."),)


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "", ""),
        ("utf-8", "ISO-8859-1", "text/xml; charset=iso-8859-1"),
        ("cp1252", "", ""),
        ("iso-8859-15", "ISO-8859-15", ""),
        ("cp1252", "", "text/xml; charset=windows-1252"),
        ("utf-16", "UTF-16", ""),
    ],
)
def test_a_feed_is_read_in_its_encoding(encoding: str, declared: str, content_type: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = f"{prolog}<rss version='2.0'><channel><title>L’été à l’œil</title></channel></rss>"
    body = body if encoding != "iso-8859-15" else body.replace("’", "'")
    feed = read_feed(body.encode(encoding), URL, content_type)
    assert (feed.title.replace("'", "’"), feed.faults) == ("L’été à l’œil", ())


@pytest.mark.parametrize("end", ["<p>Le début", "fin <img class", "</sup> et"])
def test_a_content_that_breaks_off_is_not_whole(end: str) -> None:
    (item,) = read_feed(WORDPRESS[: WORDPRESS.index(end.encode()) + len(end.encode())], URL).items
    assert (item.title, item.content, item.whole) == ("L’avis du public", "Le début [&#8230;]", False)


def test_control_characters_cost_nothing_but_themselves() -> None:
    feed = read_feed(WORDPRESS.replace(b"et la fin", b"et\x0bla\x00 fin"), URL)
    assert (feed.faults, "et la fin" in feed.items[0].content) == ((), True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_no_entity_is_expanded(encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [<!-- \' <rss> --><!ENTITY l0 "ha">{laughs}'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&l19;&f;</title><item><link>/un/</link></item></channel></rss>'
    )
    feed = read_feed(bomb.encode(encoding), URL)
    assert len(str(feed)) < 1000
    assert "root:" not in str(feed)
    assert "haha" not in str(feed)


def test_there_is_a_most_of_items() -> None:
    body = "<rss version='2.0'><channel>" + "".join(f"<item><link>/{n}</link></item>" for n in range(10_001))
    assert len(read_feed(body.encode(), URL).items) == 10_000


@pytest.mark.parametrize("error", [AssertionError, KeyError, RecursionError])
def test_a_parser_that_stumbles_is_a_fault(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("feedparser.parse", stumble)
    assert read_feed(WORDPRESS, URL).faults == (bad_feed(f"It cannot be read ({error.__name__})."),)


def test_an_address_in_place_of_a_feed_is_not_fetched() -> None:
    assert read_feed(b"http://127.0.0.1:9/feed", URL).items == ()


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 1000))
def test_no_bytes_raise(noise: bytes, place: int) -> None:
    for body in (WORDPRESS, ATOM, JSON):
        read_feed(body[:place] + noise + body[place:], URL)
    read_feed(noise, URL)
    read_feed(b"<rss version='2.0'><channel><item>" + noise, URL)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda of: st.lists(of, max_size=2)
)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            "id url title content_html content_text summary date_published authors author tags".split()
        ),
        _VALUES,
    )
)
def test_no_value_in_json_raises(item: dict[str, object]) -> None:
    body = json.dumps({"version": "https://jsonfeed.org/version/1", "authors": [item], "items": [item]})
    read_feed(body.encode(), URL)


def test_a_page_is_filled_with_what_only_the_feed_tells() -> None:
    hint = post_of_item(read_feed(WORDPRESS, URL).items[0])
    page = Post(url=hint.url, title="Sur la page", content="<p>Texte.</p>")
    post = filled(page, hint)
    assert (post.title, post.content, post.post_id) == ("Sur la page", "<p>Texte.</p>", 42)
    assert (post.author, post.published) == (Author(name="Ana Lune", slug="ana-lune"), "2018-08-14T00:59:51Z")
    assert post.terms[0] == Term(taxonomy="tag", name="Interviews", slug="interviews")
    assert filled(page, None) is page
    untitled = replace(page, title="", slug="12", post_id=12)
    assert filled(untitled, replace(hint, title="Untitled", post_id=None)).title == ""


def test_a_page_that_a_script_fills_is_told_by_the_feed() -> None:
    hint = Post(url=URL, title="Un billet", content="<p>Du texte.</p>")
    empty = Post(url=URL, title="Le carnet", content="<noscript>Needs a script.</noscript><div id=app></div>")
    post = filled(empty, hint, "Le carnet")
    assert (post.title, post.content) == ("Un billet", "<p>Du texte.</p>")
    pictured = replace(empty, title="À voir", content='<p><img src="/a.jpg"></p>')
    assert filled(pictured, hint, "Le carnet") == pictured
    protected = replace(empty, content="", status="protected")
    assert filled(protected, hint).content == ""
