"""Article pages are distinguished from listings, static pages, attachments and error pages."""

from pathlib import Path

import pytest

from crawler.parse.page import PageJudgement, PageReading, judge_page

HOME = "https://blog.example/"
POST = HOME + "un-billet/"
DATED = HOME + "2018/08/14/un-billet/"
SAVED = sorted((Path(__file__).parents[3] / "pages").glob("*.html"))
ENTRY = (
    '<article class="{kind}"><h2><a href="/{slug}/">{slug}</a></h2><time datetime="2020-01-02">2 janvier</time>'
    "<p>Le début du billet.</p></article>"
)
LISTED = ENTRY.format(kind="post", slug="un") + ENTRY.format(kind="post", slug="deux")
SINGLE = (
    '<article><h1>Un billet</h1><time datetime="2020-01-02">2 janvier 2020</time><p>Du texte.</p></article>'
)


def judged(html: str, url: str = POST) -> PageJudgement:
    return judge_page(html.encode(), url)


@pytest.mark.parametrize(
    ("kind", "head", "body", "inside"),
    [
        ("article", "", 'class="post-template-default single single-post postid-7"', SINGLE),
        ("page", "", 'class="page-template-default page page-id-2"', SINGLE),
        ("listing", "", 'class="archive category category-com"', LISTED),
        ("attachment", "", 'class="attachment attachmentid-9 single single-attachment"', SINGLE),
        ("missing", "", 'class="error404"', "<h1>Introuvable</h1>"),
        ("article", "", 'class="post-template tag-com"', SINGLE),
        ("listing", "", 'class="tag-template tag-com"', LISTED),
        ("article", "", 'class="item-view"', SINGLE),
        ("listing", "", 'class="feed-view"', LISTED),
        ("article", "", 'class="dc-post"', SINGLE),
        ("listing", "", 'class="dc-home"', LISTED),
        ("article", "", 'class="page_article"', SINGLE),
        ("listing", "", 'class="page_rubrique"', LISTED),
        ("article", "", "", SINGLE),
        ("listing", "", "", LISTED),
        ("page", "", "", "<main><h1>À propos</h1><p>Qui je suis.</p></main>"),
        (
            "article",
            '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Un billet"}</script>',
            "",
            "<div>Du texte</div>",
        ),
        (
            "listing",
            '<script type="application/ld+json">{"@graph": [{"@type": "CollectionPage"}]}</script>',
            "",
            "<div>Du texte</div>",
        ),
        (
            "article",
            '<meta property="og:type" content="article"><meta property="article:published_time" content="2020-01-02">',
            "",
            "<div>Du texte</div>",
        ),
        (
            "listing",
            '<link rel="next" href="/page/2/"><meta property="og:type" content="website">',
            "",
            LISTED,
        ),
        ("page", "", "", '<article class="article article-type-page"><h1>À propos</h1><p>Qui.</p></article>'),
        (
            "article",
            "",
            "",
            "<title>Un billet</title><h1>Un billet</h1><p>22 juillet 2019, par Ana Lune</p><p>Du texte.</p>",
        ),
        (
            "article",
            "",
            "",
            '<h2>Un billet</h2><p class="meta">written by Ana Lune on 2019-07-22</p><p>Du texte.</p>',
        ),
        (
            "article",
            "",
            "",
            '<h1>Un billet</h1><h6 class="post-meta">Posté par: <a href="/blog/author/ana/">Ana Lune</a> Il y a 3 ans</h6><p>Du texte.</p>',
        ),
        (
            "page",
            "",
            "",
            '<h1>L’équipe</h1><p class="meta"><a href="/author/ana/">Ana</a> <a href="/author/zoe/">Zoé</a></p><p>Du texte.</p>',
        ),
        (
            "page",
            "",
            "",
            "<title>Règlement</title><h1>Règlement</h1><p>Dernière mise à jour : 22 juillet 2019</p><p>Du texte.</p>",
        ),
        (
            "page",
            "",
            "",
            '<h1>Liens</h1><p>Du texte.</p><div>Last edited <span class="date">Mon Jul 22 20:23:50 2019</span></div>',
        ),
        (
            "article",
            '<meta name="date" content="2019-07-22 09:30:00 +0000">',
            "",
            '<h1>Un billet</h1><p>Du texte.</p><div>Last edited <span class="date">Mon Jul 22 20:23:50 2019</span></div>',
        ),
        (
            "article",
            "",
            "",
            '<h1>Un billet</h1><p>Du texte.</p><div>Posted <span class="date">Mon Jul 22 20:23:50 2019</span></div>',
        ),
    ],
)
def test_a_page_is_taken_for_what_it_is(kind: str, head: str, body: str, inside: str) -> None:
    verdict = judged(f"<html><head>{head}</head><body {body}>{inside}</body></html>")
    assert verdict.kind == kind, verdict


@pytest.mark.parametrize("page", SAVED, ids=lambda page: page.stem)
def test_each_saved_page_is_an_article(page: Path) -> None:
    judgement = judge_page(page.read_bytes(), DATED)
    assert judgement.kind == "article", judgement


@pytest.mark.parametrize(
    "path",
    [
        "",
        "page/3/",
        "tag/presse/",
        "categories/com",
        "author/ana/page/2/",
        "2018/",
        "2018/08/",
        "index2.html",
    ],
)
def test_an_address_of_listings_with_entries_is_surely_a_listing(path: str) -> None:
    verdict = judged(f"<body>{LISTED}</body>", HOME + path)
    assert (verdict.kind, verdict.sure) == ("listing", True), verdict


@pytest.mark.parametrize(
    "path",
    [
        "archives/7-un-billet.html",
        "index.php?/archives/7-un-billet.html",
        "archives/2018/08/14/36628501.html",
    ],
)
def test_a_number_and_a_name_or_a_day_and_more_below_archives_are_a_posts_address(path: str) -> None:
    assert judged(SINGLE, HOME + path).kind == "article"
    assert judged(SINGLE, HOME + "archives/2018/08.html").kind == "listing"


@pytest.mark.parametrize(
    ("path", "points"),
    [
        ("2018/août/", 4),
        ("2018/ao%C3%BBt/14/", 4),
        ("blog/2018/Aug.html", 4),
        ("2018/märz/index.html", 4),
        ("2018/canal/", 0),
        ("2018/lettre.html", 0),
        ("2018/canal/14/", 0),
    ],
)
def test_a_word_below_a_year_lists_a_month_if_it_is_the_name_of_one(path: str, points: int) -> None:
    reasons = judged(SINGLE, HOME + path).reasons
    assert ("listing +4: an address of listings" in reasons) == (points == 4)


@pytest.mark.parametrize("path", ["tags/", "archives/", "categories/", "en/tags", "archive.html"])
def test_an_address_that_is_a_listings_name_outweighs_what_machines_are_told(path: str) -> None:
    head = (
        '<meta property="og:type" content="article"><meta property="article:published_time" content="2020-01-02">'
        '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2020-01-02"}</script>'
    )
    verdict = judged(f"<html><head>{head}</head><body>{SINGLE}</body></html>", HOME + path)
    assert (verdict.kind, verdict.sure) == ("listing", True), verdict


def test_a_page_whose_canonical_address_is_the_home_page_and_that_holds_entries_is_a_listing() -> None:
    entry = (
        '<li class="hentry"><a href="/{0}/"><strong class="entry-title">{0}</strong><p>Le début.</p></a></li>'
    )
    head = f'<link rel="canonical" href="{HOME}">'
    page = f"<head>{head}</head><ul>{entry.format('un')}{entry.format('deux')}</ul>"
    reading = PageReading(page.encode(), HOME + "billets/9/")
    assert [found.url for found in reading.entries] == [HOME + "un/", HOME + "deux/"]
    assert (reading.judgement.kind, reading.judgement.sure) == ("listing", True)


def test_a_post_whose_canonical_address_is_the_home_page_is_an_article_all_the_same() -> None:
    head = f'<link rel="canonical" href="{HOME}"><meta property="og:type" content="article">'
    assert judged(f'<head>{head}</head><body class="single-post">{SINGLE}</body>').kind == "article"


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        ("questions", '[{"@type": "BlogPosting"}, {"@type": "FAQPage"}]'),
        ("a ranking", '[{"@type": "Article"}, {"@type": "ItemList"}]'),
        ("what it reviews", '{"@graph": [{"@type": "Article"}, {"@type": "Product", "name": "Une presse"}]}'),
    ],
)
def test_an_article_may_contain_other_things(inside: str, head: str) -> None:
    verdict = judged(f'<head><script type="application/ld+json">{head}</script></head><p>Du texte.</p>')
    assert verdict.kind == "article", inside


@pytest.mark.parametrize(
    ("head", "body", "path"),
    [
        (
            '<script type="application/ld+json">{"@type": "Product", "name": "Une presse"}</script>',
            "",
            "presse/",
        ),
        ('<meta property="og:type" content="product"><meta name="date" content="2020-01-02">', "", "presse/"),
        ("", 'class="single single-product postid-9 woocommerce-page"', "produit/presse/"),
        ('<script type="application/ld+json">{"@type": "QAPage"}</script>', "", "questions/12/presse"),
        ('<meta name="generator" content="Discourse 3.2">', "", "t/presse/12"),
        ('<meta name="generator" content="Docusaurus v3">', "", "docs/presse"),
    ],
)
def test_products_topics_of_forums_and_manuals_are_no_articles(head: str, body: str, path: str) -> None:
    verdict = judged(f"<html><head>{head}</head><body {body}>{SINGLE}</body></html>", HOME + path)
    assert verdict.kind == "page", verdict


def test_a_post_of_a_manuals_software_is_an_article() -> None:
    head = '<meta name="generator" content="Docusaurus v3"><meta property="og:type" content="article">'
    assert judged(f"<head>{head}</head>{SINGLE}", HOME + "blog/la-presse").kind == "article"


def test_entry_and_body_of_a_static_page_are_one_mark() -> None:
    page = '<body class="page page-id-2"><article class="type-page"><h1>À propos</h1><p>Qui.</p></article>'
    assert sum(reason.startswith("page") for reason in judged(page).reasons) == 1


def test_a_day_in_a_menu_is_a_day() -> None:
    menu = '<nav><ul><li><time datetime="2020-01-02 00:00:00+00:00">2 janvier 2020</time></li></ul></nav>'
    verdict = judged(f"<body>{menu}<h1>Un billet</h1><p>Du texte.</p></body>", DATED)
    assert not any("no date" in reason for reason in verdict.reasons)


def test_posts_recommended_below_an_article_make_it_no_listing() -> None:
    related = f'<div class="related-posts">{LISTED}</div>'
    assert judged(f"<body>{SINGLE}{related}</body>").kind == "article"


def test_an_empty_page_is_no_article_and_gives_no_reasons_but_what_it_lacks() -> None:
    verdict = judged("")
    assert (verdict.kind, verdict.sure) == ("page", False)


def test_entries_lead_to_their_own_pages_once_each_and_not_elsewhere() -> None:
    html = (
        f"<body>{LISTED}{LISTED}<aside>{ENTRY.format(kind='post', slug='trois')}</aside>"
        '<article><h2><a href="https://autre.example/x">Ailleurs</a></h2></article></body>'
    )
    assert [entry.url for entry in PageReading(html.encode(), HOME).entries] == [HOME + "un/", HOME + "deux/"]


def test_an_article_whose_title_leads_to_itself_has_no_entries() -> None:
    html = f'<head><link rel="canonical" href="{POST}"></head><article><h1><a href="{POST}#top">Un billet</a></h1></article>'
    assert PageReading(html.encode(), POST + "?share=mail").entries == []


def test_the_day_that_hugo_prints_for_a_page_without_one_is_none() -> None:
    page = '<main><h1>À propos</h1><time datetime="{}">1 janvier</time><p>Qui nous sommes.</p></main>'
    zero = judged(page.format("0001-01-01T00:00:00+00:00"), f"{HOME}a-propos/")
    assert (zero.kind, zero.sure) == ("page", True)
    assert not judged(page.format("2018-01-01T00:00:00+00:00"), f"{HOME}a-propos/").sure
