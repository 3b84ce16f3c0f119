"""Blogs with more difficult lists than the sample blog: every post is found, or the loss is reported."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from crawling import codes, crawl, rows
from paper_site import LONG, PaperSite, paper_site

from crawler.demo import Answer
from crawler.demo.answers import html, redirect, xml
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import Coverage


@pytest.fixture
def site() -> Iterator[PaperSite]:
    with paper_site() as served:
        yield served


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


def stored(dataset: Path) -> set[str]:
    """The paths of the articles, with their queries."""
    parts = [urlsplit(url) for (url,) in rows(dataset, "SELECT url FROM articles")]
    return {f"{part.path}?{part.query}" if part.query else part.path for part in parts}


def coverage(dataset: Path) -> Coverage:
    (one,) = coverage_of(dataset)
    return one


def chain(site: PaperSite, posts: list[str], size: int = 3) -> None:
    """Listings from the home page on, each with a link to the next."""
    pages = [posts[at : at + size] for at in range(0, len(posts), size)]
    for number, shown in enumerate(pages, start=1):
        onward = [f'<a rel="next" href="/page/{number + 1}/">Suite</a>'] if number < len(pages) else []
        site.listing("/" if number == 1 else f"/page/{number}/", shown, *onward)


# -- listings


def test_a_sitemap_of_a_part_of_the_posts_does_not_end_the_walk_through_listings(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(12)
    chain(site, posts)
    site.sitemap(posts[5:8])
    crawl(site.url, dataset)
    assert stored(dataset) == set(posts)


def test_a_second_crawl_goes_beyond_a_page_that_greets(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(7)
    site.listing("/", posts[:2], "/blog/")
    site.listing("/blog/", posts[:6])
    crawl(site.url, dataset, via="archive")
    site.listing("/blog/", posts)
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)


def test_a_second_crawl_asks_for_the_newest_month_alone(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(9)
    months = ["/2019/03/", "/2019/02/", "/2019/01/"]
    site.listing("/", posts[:2], *months)
    for number, month in enumerate(months):
        site.listing(month, posts[3 * number : 3 * number + 3])
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)
    before = len(site.asked)
    crawl(site.url, dataset, via="archive")
    assert [month for month in months if month in site.asked[before:]] == ["/2019/03/"]


def test_an_index_that_shows_nothing_more_leaves_the_listings_of_terms_to_be_asked(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(9)
    site.listing("/", posts[:3], "/blog/", "/tag/a/", "/tag/b/")
    site.listing("/blog/", posts[:3])
    site.listing("/tag/a/", posts[:6])
    site.listing("/tag/b/", posts[6:])
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)


@pytest.mark.parametrize("broken", [html("gone", status=404), html("<html><body>Erreur</body></html>")])
def test_a_listing_that_fails_in_the_middle_is_told(site: PaperSite, dataset: Path, broken: Answer) -> None:
    posts = site.posts(9)
    pager = [f'<a href="/page/{number}/">{number}</a>' for number in (2, 3)]
    site.listing("/", posts[:3], *pager)
    site.listing("/page/3/", posts[6:], *pager)
    site.answers["/page/2/"] = broken
    spider = crawl(site.url, dataset, via="archive")
    assert spider.problem
    assert not coverage(dataset).is_proven
    site.listing("/page/2/", posts[3:6], *pager)
    crawl(site.url, dataset, via="archive")
    assert (stored(dataset), coverage(dataset).is_proven) == (set(posts), True)


def test_an_empty_page_behind_the_last_one_is_the_end(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(5)
    site.listing("/", posts[:3], '<a rel="next" href="/page/2/">Suite</a>')
    site.listing("/page/2/", posts[3:], '<a rel="next" href="/page/3/">Suite</a>')
    site.listing("/page/3/", [], '<a rel="next" href="/page/4/">Suite</a>')
    spider = crawl(site.url, dataset, via="archive")
    assert (spider.problem, stored(dataset), coverage(dataset).is_proven) == (None, set(posts), True)


def test_a_link_to_older_posts_by_a_mark_in_its_query_is_followed(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(6)
    site.listing("/", posts[:3], '<a class="older" href="/?before=YWJj">Older</a>')
    site.listing("/?before=YWJj", posts[3:])
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)


def test_posts_at_numbers_are_no_pages_of_the_listing(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(4, "/p/{}/")
    links = [f'<a href="{post}">Un billet de plus</a>' for post in posts]
    site.answers["/"] = html(f"<html><body><main><ul>{''.join(links)}</ul></main></body></html>")
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)


def test_relative_links_lead_where_the_page_says_that_they_begin(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(3, "/carnet/n{}/")
    site.listing("/", [post.removeprefix("/carnet/") for post in posts], head='<base href="/carnet/">')
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)


def test_a_numbered_page_that_reads_as_empty_leads_on(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(9)
    pager = [f'<a href="/page/{number}/">{number}</a>' for number in (2, 3)]
    site.listing("/", posts[:3], *pager)
    site.listing("/page/2/", [], *pager)
    site.listing("/page/3/", posts[6:], *pager)
    spider = crawl(site.url, dataset, via="archive")
    assert stored(dataset) == {*posts[:3], *posts[6:]}
    assert (spider.problem is None, coverage(dataset).status) == (False, "incomplete")


def test_older_posts_behind_a_link_without_a_number_in_a_pager_are_met(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(6)
    older = '<div class="pagination"><a class="left" href="/blog/page-{}/">Avant</a></div>'
    site.listing("/", posts[:2], older.format(2))
    site.listing("/blog/page-2/", posts[2:4], older.format(3))
    site.listing("/blog/page-3/", posts[4:])
    crawl(site.url, dataset, via="archive")
    assert (stored(dataset), coverage(dataset).status) == (set(posts), "complete")


def test_a_home_page_that_turns_to_a_page_without_posts_leads_to_the_blog(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(4)
    turn = '<a class="footer-link--next" rel="next" href="/a-propos/">Suite</a><a href="/blog/">Blog</a>'
    site.answers["/"] = html(f"<html><body><main><h1>Bienvenue</h1></main><nav>{turn}</nav></body></html>")
    site.answers["/a-propos/"] = html(
        f"<html><body><main><h1>À propos</h1></main><nav>{turn}</nav></body></html>"
    )
    site.listing("/blog/", posts)
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)
    assert "/a-propos/" not in site.asked


def undated(site: PaperSite, posts: list[str]) -> None:
    """Take the days off the pages of posts."""
    for path in posts:
        page = site.answers[path].body.decode()
        site.answers[path] = html(re.sub("<time.*?</time>", "", page))


def test_days_are_read_from_listings_if_pages_print_none_though_the_sitemap_names_all_posts(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(9)
    undated(site, posts)
    chain(site, posts)
    site.sitemap(posts)
    for _ in range(2):
        crawl(site.url, dataset)
    assert rows(dataset, "SELECT DISTINCT published FROM articles") == [("2019-03-04T00:00:00Z",)]
    assert rows(dataset, "SELECT articles_new, articles_changed FROM runs") == [(9, 0), (0, 0)]


@pytest.mark.parametrize("via", ["auto", "archive"])
def test_days_in_a_plain_list_of_links_are_those_of_the_articles(
    site: PaperSite, dataset: Path, via: str
) -> None:
    posts = site.posts(4)
    undated(site, posts)
    items = "".join(
        f'<li><a href="{post}">Un billet</a> <time datetime="2018-05-0{n}">mai</time></li>'
        for n, post in enumerate(posts, start=1)
    )
    site.answers["/"] = html(
        f"<html lang=fr><body><main><h1>Le Carnet</h1><ul>{items}</ul></main></body></html>"
    )
    site.sitemap(posts)
    crawl(site.url, dataset, via=via)
    days = rows(dataset, "SELECT published, published_local FROM articles ORDER BY published")
    assert days == [(f"2018-05-0{n}T00:00:00Z", f"2018-05-0{n}") for n in (1, 2, 3, 4)]


def test_one_article_without_a_day_is_no_reason_to_read_all_listings(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(9)
    undated(site, posts[:1])
    chain(site, posts)
    site.sitemap(posts)
    crawl(site.url, dataset)
    assert stored(dataset) == set(posts)
    assert [target for target in site.asked if "/page/" in target] == []


def test_a_day_that_only_a_listing_prints_is_kept_when_the_page_is_read_again(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(9)
    undated(site, posts)
    chain(site, posts)
    for _ in range(2):
        crawl(site.url, dataset, via="archive")
    assert rows(dataset, "SELECT DISTINCT published FROM articles") == [("2019-03-04T00:00:00Z",)]
    assert rows(dataset, "SELECT articles_new, articles_changed FROM runs") == [(9, 0), (0, 0)]


# -- sitemaps


def test_a_second_crawl_looks_for_sitemaps_and_feeds_at_few_addresses_if_there_were_none(
    site: PaperSite, dataset: Path
) -> None:
    chain(site, site.posts(3))
    crawl(site.url, dataset)
    site.asked.clear()
    crawl(site.url, dataset)
    assert [target for target in site.asked if "sitemap" in target] == [
        "/sitemap.xml",
        "/sitemap_index.xml",
    ]
    assert [target for target in site.asked if "feed" in target or "atom" in target] == [
        "/feed/",
        "/feed.xml",
    ]


def test_feeds_that_an_index_of_sitemaps_names_cause_no_second_reading(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(15)
    site.listing("/", [], head='<link rel="alternate" type="application/rss+xml" href="/rss.xml">')
    site.feed(posts, path="/rss.xml")
    site.feed(posts, path="/tag/eau.xml")
    site.feed(posts, path="/eau.xml")
    pages = "".join(
        f"<url><loc>{site.url.rstrip('/')}{one}</loc><lastmod>2020-05-05</lastmod></url>" for one in posts
    )
    site.answers["/pages.xml"] = xml(f"<urlset>{pages}</urlset>")
    site.index(["/pages.xml", "/tag/eau.xml", "/eau.xml", "/rss.xml"])
    crawl(site.url, dataset)
    assert "/tag/eau.xml" not in site.asked
    routes = rows(dataset, "SELECT route, COUNT(*) FROM discoveries GROUP BY 1")
    assert routes == [("feed", 15), ("sitemap", 15)]
    site.asked.clear()
    crawl(site.url, dataset)
    assert sum("/billets/" in target for target in site.asked) == 10  # the newest


def test_a_feed_with_a_language_is_no_version_of_the_blog(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(4)
    feed = '<link rel="alternate" type="application/rss+xml" hreflang="fr" href="/rss.xml">'
    site.listing("/", posts[:2], "/page/2/", head=feed)
    site.listing("/page/2/", posts[2:])
    site.feed(posts, path="/rss.xml")
    site.sitemap(posts)
    crawl(site.url, dataset)
    assert "/page/2/" not in site.asked


def test_a_second_crawl_finds_a_sitemap_again_wherever_it_was(site: PaperSite, dataset: Path) -> None:
    site.sitemap(site.posts(3), path="/sitemap/sitemap.xml")
    site.listing("/", [])
    crawl(site.url, dataset)
    site.asked.clear()
    crawl(site.url, dataset)
    assert "/sitemap/sitemap.xml" in site.asked


def test_addresses_of_a_sitemap_that_lead_nowhere_send_the_crawl_through_the_listings(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(7)
    chain(site, posts)
    site.sitemap([*posts[:5], "/billets/nsix/", "/billets/nsept/", "/page/2/", "/page/3/"])
    assert crawl(site.url, dataset).problem is None
    assert stored(dataset) == set(posts)
    assert coverage(dataset).verdict == "complete: 7 of 7 posts stored (2 addresses lead nowhere)"
    assert crawl(site.url, dataset).problem is None
    assert coverage(dataset).verdict == "complete: 7 of 7 posts stored (2 addresses lead nowhere)"
    assert {urlsplit(one.url).path for one in coverage(dataset).dead} == {"/billets/nsix/", "/billets/nsept/"}


def test_addresses_that_lead_nowhere_and_that_no_listing_knows_leave_the_archive_complete(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(3)
    site.listing("/", [])
    site.sitemap([*posts, "/perdu/"])
    assert crawl(site.url, dataset).problem is None
    assert coverage(dataset).verdict == "complete: 3 of 3 posts stored (1 address leads nowhere)"


def test_a_sitemap_with_addresses_that_lead_nowhere_proves_nothing_by_itself(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(4)
    chain(site, posts)
    site.sitemap([*posts[:3], "/perdu/"])
    crawl(site.url, dataset, via="sitemap")
    assert (stored(dataset), coverage(dataset).status) == (set(posts[:3]), "incomplete")


def test_a_part_of_the_sitemap_that_is_not_there_sends_the_crawl_through_the_listings(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(6)
    chain(site, posts)
    site.sitemap(posts[:3], "/first.xml")
    site.index(["/first.xml", "/second.xml"])
    assert crawl(site.url, dataset).problem is None
    assert stored(dataset) == set(posts)
    assert coverage(dataset).verdict == "complete: 6 of 6 posts stored (1 address leads nowhere)"


def test_numbers_of_pages_that_mean_more_posts_than_the_sitemap_names_send_the_crawl_through_them(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(9)
    pager = [f'<a href="/page/{number}/">{number}</a>' for number in (2, 3)]
    for number in (1, 2, 3):
        path = "/" if number == 1 else f"/page/{number}/"
        site.listing(path, posts[3 * number - 3 : 3 * number], *pager)
    site.sitemap(posts[:4])
    crawl(site.url, dataset)
    assert (stored(dataset), coverage(dataset).status) == (set(posts), "complete")


def test_a_sitemap_that_breaks_off_is_used_and_told(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(6)
    site.listing("/", posts[:2])
    site.sitemap(posts[:4])
    whole = site.answers["/sitemap.xml"].body
    site.answers["/sitemap.xml"] = xml(whole.partition(b"</urlset>")[0].decode())
    spider = crawl(site.url, dataset, via="sitemap")
    assert (stored(dataset), codes(dataset)) == (set(posts[:4]), ["bad_sitemap"])
    assert spider.problem
    assert not coverage(dataset).is_proven


def test_a_part_of_the_sitemap_that_fails_first_is_told(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(4)
    site.listing("/", posts[:2])
    site.sitemap(posts, "/other.xml")
    site.answers["/robots.txt"] = Answer(
        200,
        {"Content-Type": "text/plain"},
        f"Sitemap: {site.url}first.xml\nSitemap: {site.url}other.xml\n".encode(),
    )
    site.answers["/first.xml"] = html("broken", status=500)
    assert crawl(site.url, dataset, via="sitemap").problem
    assert not coverage(dataset).is_proven


def test_parts_of_a_sitemap_that_are_not_read_are_told(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(2)
    site.listing("/", posts)
    site.sitemap(posts, "/own.xml")
    site.index(["/own.xml", "https://elsewhere.example/posts.xml"])
    crawl(site.url, dataset, via="sitemap")
    assert (stored(dataset), codes(dataset)) == (set(posts), ["bad_sitemap"])


def test_a_sitemap_with_an_entry_that_has_no_address_is_used_and_told(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(2)
    site.listing("/", posts)
    site.sitemap(posts)
    whole = site.answers["/sitemap.xml"].body.decode()
    site.answers["/sitemap.xml"] = xml(whole.replace("</urlset>", "<url><loc/></url></urlset>"))
    crawl(site.url, dataset, via="sitemap")
    assert (stored(dataset), codes(dataset)) == (set(posts), ["bad_sitemap"])


def test_a_part_of_the_sitemap_that_is_called_an_archive_is_read(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(6)
    site.listing("/", posts[:2])
    site.sitemap(posts[:3], "/sitemap-posts.xml")
    site.sitemap(posts[3:], "/sitemap-archive.xml")
    site.index(["/sitemap-posts.xml", "/sitemap-archive.xml"])
    crawl(site.url, dataset, via="sitemap")
    assert stored(dataset) == set(posts)


@pytest.mark.parametrize("slug", ["rss", "feed", "embed", "amp", "comments"])
def test_a_post_may_be_called_as_software_calls_its_services(
    site: PaperSite, dataset: Path, slug: str
) -> None:
    post = site.post(f"/2019/03/{slug}/")
    site.listing("/", [post])
    site.sitemap([post])
    crawl(site.url, dataset)
    assert stored(dataset) == {post}


def test_a_home_page_that_leads_into_a_folder_leaves_the_rest_in_scope(
    site: PaperSite, dataset: Path
) -> None:
    posts = [*site.posts(2, "/fr/n{}/"), *site.posts(2, "/archives/n{}/")]
    site.answers["/"] = redirect(f"{site.url}fr/", 302)
    site.listing("/fr/", posts[:2])
    site.sitemap(posts)
    crawl(site.url, dataset)
    assert stored(dataset) == set(posts)


def test_a_site_without_a_home_page_is_read_by_its_sitemap(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(3)
    site.sitemap(posts)
    crawl(site.url, dataset)
    assert stored(dataset) == set(posts)


# -- feeds


@pytest.mark.parametrize("generator", ["", "https://wordpress.org/?v=6.1"])
def test_a_feed_of_the_newest_alone_proves_nothing(site: PaperSite, dataset: Path, generator: str) -> None:
    posts = site.posts(6)
    site.listing("/", [])
    site.feed(posts[:4], generator=generator)
    crawl(site.url, dataset, via="feed")
    assert stored(dataset) == set(posts[:4])
    assert not coverage(dataset).is_proven
    assert "an unknown number" in coverage(dataset).verdict


def test_a_feed_whose_xml_is_broken_is_a_loss_that_is_said_in_a_sentence(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(4)
    site.listing("/", [])
    site.feed(posts)
    whole = site.answers["/feed/"].body.decode()
    site.answers["/feed/"] = xml(whole.replace("</channel>", "<item><title>"), kind="application/rss+xml")
    problem = crawl(site.url, dataset, via="feed").problem or ""
    assert (stored(dataset), "(bad_feed, once)" in problem) == (set(posts), True)
    told = f"{site.url}feed/: Its XML is broken; what could be read was."
    assert rows(dataset, "SELECT code, detail FROM warnings") == [("bad_feed", told)]


# -- hostile


def test_numbers_without_end_cost_nothing(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(3)
    site.listing("/", posts, f'<a href="/?page={"9" * 5000}">x</a>', "http://[url=x/")
    assert crawl(site.url, dataset, via="archive").problem is None
    assert stored(dataset) == set(posts)


def test_redirects_without_end_are_left(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(2)
    site.listing("/", [*posts, "/loop/0/"])
    for number in range(60):
        site.answers[f"/loop/{number}/"] = redirect(f"/loop/{number + 1}/", 302)
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)
    assert len([path for path in site.asked if path.startswith("/loop/")]) <= 21


def test_a_redirect_to_no_port_costs_itself(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(2)
    site.listing("/", ["/port/", *posts])
    site.answers["/port/"] = redirect("http://127.0.0.1:99999/", 302)
    assert crawl(site.url, dataset, via="archive").problem
    assert (stored(dataset), codes(dataset)) == (set(posts), ["request_failed"])


def test_pages_of_comments_without_end_are_left(site: PaperSite, dataset: Path) -> None:
    post = site.post("/un/")
    site.listing("/", [post])
    for number in range(1, 60):
        path = post if number == 1 else f"/un/comment-page-{number}/"
        links = f'<a href="/un/comment-page-{number + 1}/">Suite</a>'
        thread = (
            '<ol class="comment-list"><li class="comment" id="comment-7"><cite class="fn">Zoé</cite>'
            '<div class="comment-content"><p>Bien vu.</p></div></li></ol>'
        )
        body = site.answers[post].body.decode().partition("</main>")[0] if number == 1 else "<html><body>"
        site.answers[path] = html(f"{body}{thread}{links}</body></html>")
    crawl(site.url, dataset, via="archive")
    assert len([path for path in site.asked if "comment-page" in path]) <= 3


def test_addresses_of_other_blogs_in_a_sitemap_are_counted_and_left_out(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(3, "/blog/billets/n{}/")
    site.listing("/blog/", posts)
    site.sitemap([*posts, "/boutique/tasse/", "/boutique/", "/blog/"])
    crawl(f"{site.url}blog/", dataset)
    assert stored(dataset) == set(posts)
    (decisions,) = rows(dataset, "SELECT decisions FROM runs")[0]
    told = f"Of the addresses in the sitemap, 2 are not of this blog, such as {site.url}boutique/."
    assert told in decisions.splitlines()


# -- its language


@pytest.mark.parametrize(("declared", "doubted"), [("en", True), ("ja", False)])
def test_a_language_that_no_text_can_be_in_is_told_and_kept(
    site: PaperSite, dataset: Path, declared: str, *, doubted: bool
) -> None:
    posts = site.posts(4)
    site.listing("/", posts)
    for path in ["/", *posts]:
        body = site.answers[path].body.decode().replace('lang="fr"', f'lang="{declared}"')
        site.answers[path] = html(body.replace(LONG, "古い印刷所には大きな機械が三台ありました。" * 12))
    for _ in range(2):
        assert crawl(site.url, dataset).problem is None
        told = rows(dataset, "SELECT detail FROM warnings WHERE code = 'language_doubted'")
        assert len(told) == doubted
    assert rows(dataset, "SELECT DISTINCT language FROM articles") == [(declared,)]


# -- whose page it is


def canonical(site: PaperSite, path: str, named: str) -> None:
    page = site.answers[path]
    body = page.body.replace(b"</head>", f'<link rel="canonical" href="{named}"></head>'.encode())
    site.answers[path] = html(body.decode())


@pytest.mark.parametrize(
    "named", ["/", "/billets/", "/billets/n1/", "/billets/n4/", "/nulle-part/", "/a-propos/"]
)
def test_posts_that_name_one_canonical_address_stay_as_many_posts(
    site: PaperSite, dataset: Path, named: str
) -> None:
    posts = site.posts(4)
    chain(site, posts)
    site.sitemap(posts)
    for post in posts:
        canonical(site, post, named)
    crawl(site.url, dataset)
    crawl(site.url, dataset)
    assert stored(dataset) == set(posts)
    assert rows(dataset, "SELECT articles_new, articles_changed FROM runs") == [(4, 0), (0, 0)]
    assert set(rows(dataset, "SELECT DISTINCT code FROM warnings")) == {("canonical_refused",)}


def test_a_post_that_names_the_address_of_a_later_post_keeps_its_own(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(4)
    chain(site, posts)
    site.sitemap(posts)
    canonical(site, posts[0], posts[2])
    for _ in range(2):
        crawl(site.url, dataset)
        assert stored(dataset) == set(posts)
    assert rows(dataset, "SELECT articles_new, articles_changed FROM runs") == [(4, 0), (0, 0)]
    assert rows(dataset, "SELECT url FROM warnings JOIN articles ON articles.id = article") == [
        (f"{site.url.rstrip('/')}{posts[0]}",)
    ]


def test_a_new_post_that_names_the_address_of_an_old_one_keeps_its_own(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(14)
    chain(site, posts)
    site.sitemap(posts)
    crawl(site.url, dataset)
    oldest = rows(dataset, "SELECT url, text FROM articles ORDER BY published LIMIT 1")
    new = site.post("/billets/neuf/", "2020-01-01")
    canonical(site, new, oldest[0][0])
    site.sitemap([new, *posts])
    crawl(site.url, dataset)
    assert stored(dataset) == {new, *posts}
    assert rows(dataset, "SELECT url, text FROM articles ORDER BY published LIMIT 1") == oldest


def test_a_post_under_two_addresses_is_one_post_with_the_address_that_it_names(
    site: PaperSite, dataset: Path
) -> None:
    short = site.posts(3, "/court/n{}/")
    posts = [f"/billets/{post.strip('/').replace('/', '-')}/" for post in short]
    for where, post in zip(short, posts, strict=True):
        canonical(site, where, post)
        site.answers[post] = site.answers[where]
    chain(site, short)
    for _ in range(2):
        crawl(site.url, dataset)
        assert stored(dataset) == set(posts)


def test_stubs_that_lead_to_posts_are_followed_as_redirects(site: PaperSite, dataset: Path) -> None:
    posts = site.posts(3)
    former = [f"/old/{number}.html" for number in range(len(posts))]
    for old, post in zip(former, posts, strict=True):
        site.answers[old] = html(
            f'<html><head><title>Redirecting…</title><link rel="canonical" href="{post}">'
            f'<meta http-equiv="refresh" content="0; url={post}"></head><h1>Redirecting…</h1></html>'
        )
    chain(site, former)
    crawl(site.url, dataset)
    assert stored(dataset) == set(posts)


def test_a_post_whose_page_names_another_form_of_its_address_is_read_once_in_a_later_crawl(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(4)
    chain(site, posts)
    for post in posts:
        canonical(site, post, f"{post}seule.html")
        site.answers[f"{post}seule.html"] = site.answers[post]
    crawl(site.url, dataset)
    site.asked.clear()
    crawl(site.url, dataset)
    assert stored(dataset) == {f"{post}seule.html" for post in posts}
    assert not [path for path in site.asked if path.endswith("seule.html")]
    assert rows(dataset, "SELECT articles_new, articles_changed FROM runs") == [(4, 0), (0, 0)]


def test_a_later_crawl_looks_for_no_index_of_a_blog_whose_listings_print_only_headings(
    site: PaperSite, dataset: Path
) -> None:
    posts = site.posts(12)
    chain(site, posts, size=6)
    for path in ("/", "/page/2/"):
        bare = re.sub(
            r'<article class="post">|</article>|<time.*?</time>', "", site.answers[path].body.decode()
        )
        site.answers[path] = html(bare)
    crawl(site.url, dataset, via="archive")
    site.asked.clear()
    crawl(site.url, dataset, via="archive")
    assert stored(dataset) == set(posts)
    assert len([path for path in site.asked if path.startswith("/billets/")]) == 10  # the newest
