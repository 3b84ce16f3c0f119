"""The sample blog's pages, feeds and sitemaps, over HTTP."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
import pytest
from asking import ask

from crawler.demo import Served, serve

POST = "2017/03/07/la-confiance-enfin-mesuree/"
RSS = "{http://purl.org/rss/1.0/modules/content/}encoded"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def blog() -> Iterator[Served]:
    with serve() as served:
        yield served


def page(blog: Served, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(ask(blog.url, path).text)


def titles(blog: Served, path: str) -> list[str]:
    found = page(blog, path).xpath("//h2[@class='entry-title']/a")
    return [title.text_content() for title in found]


def test_the_home_page_names_blog_language_software_and_api(blog: Served) -> None:
    root = page(blog, "")
    assert (
        root.get("lang"),
        root.findtext(".//title"),
        root.xpath("string(//meta[@name='generator']/@content)"),
        root.xpath("string(//link[@rel='https://api.w.org/']/@href)"),
        ask(blog.url).headers["Link"],
    ) == (
        "fr-FR",
        "Le Carnet des marques – Communication, médias et réputation : notes de terrain",
        "WordPress 6.1.9",
        f"{blog.url}wp-json/",
        f'<{blog.url}wp-json/>; rel="https://api.w.org/"',
    )


def test_the_archive_shows_every_post_ten_a_page_with_the_sticky_one_on_top(blog: Served) -> None:
    pages = [titles(blog, path) for path in ("", "page/2/", "page/3/", "page/4/")]
    assert [len(shown) for shown in pages] == [10, 10, 10, len(blog.posts) - 30]
    assert pages[0][0] == "Neuf résolutions pour bien commencer l’année"
    assert len({title for shown in pages for title in shown}) == len(blog.posts)


@pytest.mark.parametrize("path", ["page/5/", "nothing/", "2012/", "tag/nothing/", "feed/?paged=5"])
def test_what_does_not_exist_is_a_404_with_a_full_answer(blog: Served, path: str) -> None:
    answer = ask(blog.url, path)
    assert (answer.status, "Page non trouvée" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("2018/", 6),
        ("2018/08/", 1),
        ("2018/08/14/", 1),
        ("category/in-english/", 3),
        ("category/marques/reputation/", 5),
        ("category/reputation/", 5),
        ("tag/presse-locale/", 1),
        ("author/nora-whitlock/", 3),
    ],
)
def test_posts_are_listed_by_day_category_tag_and_author(blog: Served, path: str, count: int) -> None:
    assert len(titles(blog, path)) == count


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("?p=104", POST),
        (POST.rstrip("/"), POST),
        ("?m=201703", "2017/03/"),
        ("?cat=5", "category/marques/reputation/"),
        ("page/1/", ""),
        ("sitemap.xml", "wp-sitemap.xml"),
    ],
)
def test_other_forms_of_an_address_lead_to_the_one(blog: Served, asked: str, given: str) -> None:
    answer = ask(blog.url, asked)
    assert (answer.status in (301, 302), answer.headers["Location"]) == (True, blog.url + given)


def test_a_post_page_says_who_wrote_it_when_and_under_what(blog: Served) -> None:
    root = page(blog, POST)
    (entry,) = root.xpath("//article[contains(@class, 'hentry')]")
    assert {
        "canonical": root.xpath("string(//link[@rel='canonical']/@href)"),
        "title": entry.xpath("string(.//h1[@class='entry-title'])"),
        "author": entry.xpath("string(.//span[@class='author vcard']/a)"),
        "times": entry.xpath(".//div[@class='entry-meta']//time/@datetime"),
        "shown": entry.xpath("string(.//time[contains(@class, 'published')])"),
        "categories": entry.xpath(".//a[@rel='category tag']/text()"),
        "tags": entry.xpath(".//a[@rel='tag']/text()"),
    } == {
        "canonical": blog.url + POST,
        "title": "La confiance, enfin mesurée\xa0? Ce que disent (vraiment) cinq ans de baromètres",
        "author": "Théo Lambrequin",
        "times": ["2017-03-07T08:15:00+01:00", "2017-03-09T22:05:00+01:00"],
        "shown": "7 mars 2017",
        "categories": ["Médias sociaux", "Réputation"],
        "tags": ["baromètre", "confiance", "presse"],
    }


def test_comments_stand_in_threads_and_pages_with_the_newest_page_first_at_hand(blog: Served) -> None:
    def shown(path: str) -> list[str]:
        return page(blog, POST + path).xpath("//ol[@class='comment-list']//li/@id")

    assert shown("comment-page-1/") == [f"comment-{n}" for n in (601, 602, 603, 604, 605, 606, 607)]
    assert shown("") == shown("comment-page-2/") == ["comment-608"]
    answers = page(blog, POST + "comment-page-1/").xpath("//ol[@class='children']/li/@id")
    assert answers == ["comment-602", "comment-605"]


def test_pingbacks_stand_in_html_only(blog: Served) -> None:
    pings = page(blog, POST + "comment-page-1/").xpath("//li[contains(@class, 'pingback')]//a/@href")
    assert pings == ["https://veille-et-methode.example/2017/03/cinq-ans/"]


def test_a_long_post_comes_in_parts(blog: Served) -> None:
    path = "2015/02/09/twitter-pour-les-timides/"
    first, second = (
        page(blog, path + part).xpath("string(//div[@class='entry-content'])") for part in ("", "2/")
    )
    assert ("Leçon n° 1" in first, "Notes et légendes" in first) == (True, False)
    assert ("Leçon n° 1" in second.split("Notes")[0][:40], "Notes et légendes" in second) == (False, True)


def test_a_protected_post_asks_for_the_password(blog: Served) -> None:
    root = page(blog, "2018/03/12/brouillon-pour-le-comite/")
    assert root.xpath("string(//h1)") == "Protégé\xa0: Brouillon pour le comité de lecture"
    assert len(root.xpath("//form[@class='post-password-form']")) == 1
    assert "relecteurs" not in root.text_content()


def test_a_percent_encoded_slug_is_found_in_either_form(blog: Served) -> None:
    paths = (
        "2016/12/12/le-c%c5%93ur-de-cible-existe-t-il-d%c3%a9j%c3%a0/",
        "2016/12/12/le-c%C5%93ur-de-cible-existe-t-il-d%C3%A9j%C3%A0/",
    )
    assert [ask(blog.url, path).status for path in paths] == [200, 200]


def test_every_address_of_the_blog_in_its_posts_answers(blog: Served) -> None:
    texts = [post.content + "".join(comment.html for comment in post.comments) for post in blog.posts]
    own = {path for text in texts for path in re.findall(r"\{home\}/([^\"<\s?]*)", text)}
    assert {path: ask(blog.url, path).status for path in own} == dict.fromkeys(own, 200)
    assert len(own) >= 15


def test_no_page_loads_anything_of_the_theme_from_elsewhere(blog: Served) -> None:
    root = page(blog, "page/2/")
    for content in root.xpath("//div[@class='entry-content']"):
        content.drop_tree()
    loaded = root.xpath("//link[@rel='stylesheet']/@href | //img/@src | //script/@src | //iframe/@src")
    assert loaded == [f"{blog.url}wp-content/themes/carnet/style.css"]


def test_the_feed_walks_back_through_the_whole_archive(blog: Served) -> None:
    feeds = [lxml.etree.fromstring(ask(blog.url, f"feed/?paged={n}").body) for n in range(1, 5)]
    items = [item for feed in feeds for item in feed.iter("item")]
    assert [len(list(feed.iter("item"))) for feed in feeds] == [10, 10, 10, len(blog.posts) - 30]
    assert [item.findtext("link") for item in items] == [
        blog.url.rstrip("/") + post.path for post in blog.posts
    ]
    assert all(item.findtext(RSS) for item in items)


def test_the_feed_turns_emoji_into_pictures(blog: Served) -> None:
    feed = ask(blog.url, "tag/sport/feed/").text
    assert '<img src="https://s.w.org/images/core/emoji/14.0.0/72x72/1f4aa-1f3fc.png" alt="💪🏼"' in feed
    assert '72x72/1f1eb-1f1f7.png" alt="🇫🇷" class="wp-smiley"' in feed


@pytest.mark.parametrize(
    ("header", "validator"), [("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")]
)
def test_either_validator_of_the_feed_gives_a_304(blog: Served, header: str, validator: str) -> None:
    validators = ask(blog.url, "feed/").headers
    answer = ask(blog.url, "feed/", **{header: validators[validator]})
    assert (answer.status, answer.body) == (304, b"")


def test_pages_and_api_carry_no_validators(blog: Served) -> None:
    headers = [ask(blog.url, path).headers for path in ("", POST, "wp-json/wp/v2/posts")]
    assert [("ETag" in one, "Last-Modified" in one) for one in headers] == [(False, False)] * 3


def test_robots_and_the_sitemaps_lead_to_every_post(blog: Served) -> None:
    robots = ask(blog.url, "robots.txt").text
    index = lxml.etree.fromstring(ask(robots.split("Sitemap: ")[1].strip()).body)
    parts: Any = index.xpath("s:sitemap/s:loc/text()", namespaces=SITEMAP)
    assert [part.removeprefix(blog.url) for part in parts] == [
        "wp-sitemap-posts-post-1.xml",
        "wp-sitemap-posts-page-1.xml",
        "wp-sitemap-taxonomies-category-1.xml",
        "wp-sitemap-taxonomies-post_tag-1.xml",
        "wp-sitemap-users-1.xml",
    ]
    urls = lxml.etree.fromstring(ask(parts[0]).body).xpath("s:url/s:loc/text()", namespaces=SITEMAP)
    assert urls == [blog.url.rstrip("/") + post.path for post in reversed(blog.posts)]


def test_a_hosted_blog_shows_what_wordpress_com_adds() -> None:
    with serve(hosted="carnet.example") as blog:
        content = page(blog, POST).xpath("//div[@class='entry-content']")[0]
        inside = content.xpath(".//div[@id='jp-post-flair' or @id='wordads-preview-parent']/@id")
        assert inside == ["wordads-preview-parent", "jp-post-flair"]
        pictures = [
            page(blog, path).xpath("string(//meta[@property='og:image']/@content)")
            for path in ("2018/06/18/une-coupe-du-monde-en-drapeaux/", POST)
        ]
        assert pictures == [
            f"{blog.url}wp-content/uploads/2018/06/drapeaux.png",
            "https://s0.wp.com/i/blank.jpg",
        ]
        sitemap = lxml.etree.fromstring(ask(blog.url, "sitemap.xml").body)
        assert len(sitemap.findall("s:url[s:lastmod]", namespaces=SITEMAP)) == len(blog.posts)
        assert ask(blog.url, "wp-sitemap.xml").status == 404
