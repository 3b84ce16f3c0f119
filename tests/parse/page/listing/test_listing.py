"""Listings of many blog engines: entries, further pages, archives; parts of posts and of their comments."""

import pytest

from crawler.parse.page import PageReading
from crawler.parse.page.document import read_document
from crawler.parse.page.listing.listing_page import ListingPage, is_page, month_counts, numbered
from crawler.parse.page.listing.menu import menu_links
from crawler.parse.page.parts import comment_pages, text_parts

HOME = "https://blog.example"
LONG = "<p>" + "Une phrase assez longue pour être du texte. " * 30 + "</p>"


def listing(body: str, path: str = "/") -> ListingPage:
    return PageReading(f"<html lang=fr><body>{body}</body></html>".encode(), HOME + path).listing


def entry(content: str, more: str = "") -> str:
    return (
        '<article class="hentry post-7" id="post-7"><h2 class="entry-title"><a rel="bookmark" href="/2018/08/14/un/">Un</a></h2>'
        f'<time class="published" datetime="2018-08-14T09:30:00+02:00">14 août</time><div class="entry-content">{content}</div>{more}</article>'
    )


@pytest.mark.parametrize(
    ("link", "path", "older"),
    [
        ('<div class="nav-previous"><a href="/page/2/">Articles plus anciens</a></div>', "/", "/page/2/"),
        ('<a class="page-numbers" href="/page/2/">2</a><a class="page-numbers" href="/page/60/">60</a>', "/", "/page/2/"),
        ('<a href="/page/1/">1</a><a href="/page/3/">3</a>', "/page/2/", "/page/3/"),
        ('<a href="/index2.html">Suite</a>', "/", "/index2.html"),
        ('<li class="next"><a href="/index-9.html" rel="next">Articles précédents</a></li>', "/", "/index-9.html"),
        ('<a class="blog-pager-older-link" href="/search?updated-max=2018-08-14T00:00:00Z&amp;max-results=7">x</a>', "/", "/search?updated-max=2018-08-14T00:00:00Z&max-results=7"),
        ('<a class="older-posts" href="/page2/">Older</a>', "/", "/page2/"),
        ('<a href="/?paged=3">3</a>', "/?paged=2", "/?paged=3"),
        ('<a href="/blog?offset=1534231800000">Older</a>', "/blog", "/blog?offset=1534231800000"),
        ('<a href="/blog?offset=1544231800000">Newer</a><a href="/blog?offset=1524231800000">Older</a>', "/blog?offset=1534231800000", "/blog?offset=1524231800000"),
        ('<a href="?page=0">1</a><a href="?page=1" rel="next">2</a><a href="?page=2">3</a>', "/", "/?page=1"),
        ('<a href="?page=0">1</a><a href="?page=1">2</a><a href="?page=2" rel="next">3</a>', "/?page=1", "/?page=2"),
        ('<a href="/tag/eau/page/2/">2</a><a href="/page/2/">tout</a>', "/tag/eau/", "/tag/eau/page/2/"),
        ('<a class="next" rel="next" href="/category/eau/">Eau</a><a href="/blog/page/2/">2</a>', "/blog/", "/blog/page/2/"),
    ],
)  # fmt: skip
def test_the_next_page_of_a_listing_is_found(link: str, path: str, older: str) -> None:
    assert listing(link, path).older[0] == HOME + older


@pytest.mark.parametrize(
    ("body", "names"),
    [("showing-comments", ""), ("widget-area-on", ""), ("", "tag-widget"), ("", "category-related-work")],
)
def test_names_of_layouts_and_terms_put_no_entry_beside_the_page(body: str, names: str) -> None:
    found = f'<article class="hentry {names}"><h2 class="entry-title"><a href="/un/">Un</a></h2></article>'
    page = PageReading(f'<body class="{body}">{found}</body>'.encode(), f"{HOME}/page/2/")
    assert [entry.url for entry in page.entries] == [f"{HOME}/un/"]


def test_a_title_with_several_properties_leads_to_its_entry() -> None:
    title = '<header itemprop="name headline"><a href="/un/">Un</a></header>'
    page = listing(f'<article>{title}<p>Début, et <a href="/ailleurs/">plus</a>.</p></article>')
    assert list(page.entries) == [f"{HOME}/un/"]


def test_an_article_around_a_whole_list_is_no_entry_of_it() -> None:
    items = "".join(
        f'<div class="cell"><div>{n} mai 2018</div><h1><a href="/post/{n}/">Billet {n}</a></h1><p>Début.</p></div>'
        for n in (1, 2, 3)
    )
    page = listing(f"<main><article><section>{items}</section></article></main>", "/post/")
    assert page.entries == ()
    assert page.dated == {f"{HOME}/post/{n}/" for n in (1, 2, 3)}


def test_a_list_gives_the_days_that_it_marks() -> None:
    items = "".join(
        f'<li><a href="/{n}/">Billet {n}</a> <time datetime="2018-05-0{n}">0{n}.05.18</time></li>'
        for n in (1, 2, 3)
    )
    page = listing(f"<main><ul>{items}</ul></main>")
    assert page.days == {f"{HOME}/{n}/": f"2018-05-0{n}" for n in (1, 2, 3)}


def test_the_last_two_of_a_list_inside_one_article_are_both_linked() -> None:
    items = "".join(f'<div><h1><a href="/post/{n}/">Billet {n}</a></h1><p>Début.</p></div>' for n in (1, 2))
    page = listing(f"<main><article><section>{items}</section></article></main>", "/post/page/9/")
    assert page.links == (f"{HOME}/post/1/", f"{HOME}/post/2/")


def test_an_entry_in_a_box_of_related_posts_is_beside_the_page() -> None:
    found = '<article class="hentry"><h2 class="entry-title"><a href="/un/">Un</a></h2></article>'
    page = PageReading(f'<div class="jp-relatedposts">{found}</div>'.encode(), f"{HOME}/page/2/")
    assert page.entries == []


@pytest.mark.parametrize(
    "link",
    [
        '<div class="pagination-next is-invisible"><a href="/page/11/">Suivante</a></div>',
        '<li class="page-item disabled"><a class="next" href="/page/11/">»</a></li>',
        '<a class="next" aria-disabled="true" href="/page/11/">»</a>',
    ],
)
def test_a_link_that_readers_cannot_use_leads_to_no_further_page(link: str) -> None:
    assert listing(f'<a href="/page/9/">9</a>{link}', "/page/10/").older == ()


def test_a_last_page_has_no_next_one() -> None:
    assert listing('<a href="/page/1/">1</a><a href="/page/2/">2</a>', "/page/3/").older == ()


def test_lists_without_entries_link_to_what_may_be_posts() -> None:
    page = listing(
        '<nav><a href="/a-propos/">À propos</a></nav><main><ul><li><a href="/billets/un.html">Un</a></li>'
        '<li><a href="/billets/deux.html#suite">Deux</a></li><li><a href="/photo.jpg">Photo</a></li>'
        '<li><a href="https://ailleurs.example/trois/">Trois</a></li><li><a href="/tag/eau/">eau</a></li></ul></main>'
    )
    assert page.links == (f"{HOME}/billets/un.html", f"{HOME}/billets/deux.html")
    assert page.terms == (f"{HOME}/tag/eau/",)


def test_archives_by_time_and_indexes_of_everything_are_told_from_posts() -> None:
    page = listing(
        '<aside><a href="/2018/08/">août 2018</a><a href="/archives.html">Tout</a></aside><a href="/posts/">Posts</a>'
        '<a href="/2018/08/14/un-billet/">Un</a>'
    )
    assert page.archives == (f"{HOME}/2018/08/", f"{HOME}/archives.html", f"{HOME}/posts/")
    assert page.links == (f"{HOME}/2018/08/14/un-billet/",)


def test_a_whole_entry_is_a_post_of_its_own() -> None:
    page = f"<html lang=fr><body>{entry(LONG)}</body></html>".encode()
    (post,) = PageReading(page, f"{HOME}/").entry_posts
    assert (post.url, post.title, post.post_id) == (f"{HOME}/2018/08/14/un/", "Un", 7)
    assert (post.published, post.language) == ("2018-08-14T07:30:00Z", "fr")
    assert post.content.startswith("<p>Une phrase")


@pytest.mark.parametrize(
    ("content", "more"),
    [
        ("<p>Le début [&hellip;]</p>", ""),
        (f'{LONG}<a class="more-link" href="/2018/08/14/un/">Lire la suite</a>', ""),
        (f"{LONG}<p>Et puis…</p>", ""),
        (f'{LONG}<div class="page-links"><a href="/2018/08/14/un/2/">2</a></div>', ""),
        ("<p>Un résumé écrit à la main.</p>", ""),
    ],
)
def test_an_entry_that_is_not_all_of_a_post_tells_what_it_says_without_text(content: str, more: str) -> None:
    page = f"<html lang=fr><body>{entry(content, more)}</body></html>".encode()
    post = PageReading(page, f"{HOME}/").entry_posts[0]
    assert (post.title, post.published, post.content) == ("Un", "2018-08-14T07:30:00Z", "")


def test_counts_beside_months_are_read() -> None:
    root, _ = read_document(
        b'<ul><li><a href="/2018/08/">ao&ucirc;t 2018</a>&nbsp;(12)</li><li><a href="/2018/07/">juillet (3)</a></li>'
        b'<li><a href="/2018/06/">juin 2018</a></li><li><a href="/tag/x/">x</a> (9)</li></ul>'
    )
    assert month_counts(root, f"{HOME}/") == {"2018-08": 12, "2018-07": 3}


def test_the_widget_that_holds_the_posts_is_not_one_beside_them() -> None:
    post = '<div class="post hentry"><h3 class="post-title entry-title"><a href="/2018/08/{0}.html">{0}</a></h3></div>'
    beside = f'<div class="widget FeaturedPost">{post.format("mis-en-avant")}</div>'
    shown = f'<div class="widget Blog" id="Blog1"><div class="blog-posts hfeed">{post.format("un")}{post.format("deux")}</div></div>'
    entries = listing(f'<div class="main section">{beside}{shown}</div>').entries
    assert list(entries) == [f"{HOME}/2018/08/un.html", f"{HOME}/2018/08/deux.html"]


def test_what_a_side_column_lists_are_no_entries_of_the_page() -> None:
    newest = '<li itemscope itemtype="https://schema.org/Article"><a itemprop="url" href="/{0}/"><span itemprop="name">{0}</span></a></li>'
    aside = f'<div class="sidebar-right card"><ul>{newest.format("un")}{newest.format("deux")}</ul></div>'
    assert listing(f"<main><h1>Trois</h1></main>{aside}", "/trois/").entries == ()
    assert listing(f'<div class="page has-sidebar"><h1>Le carnet</h1>{entry("…")}</div>').entries != ()


def test_pages_that_a_script_reads_from_the_query_are_pages_of_their_own() -> None:
    page = listing(
        '<main><div class="post"><h2><a href="/index.php?post/2018/08/14/un">Un</a></h2></div>'
        '<div class="post"><h2><a href="/index.php?post/2018/08/13/deux">Deux</a></h2></div></main>'
        '<a href="/index.php?page/2">2</a><a href="/index.php?category/Eau">Eau</a><a href="/index.php?archive/2018/08">août</a>'
    )
    assert page.links == (f"{HOME}/index.php?post/2018/08/14/un", f"{HOME}/index.php?post/2018/08/13/deux")
    assert page.older == (f"{HOME}/index.php?page/2",)
    assert page.terms == (f"{HOME}/index.php?category/Eau",)
    assert not is_page(f"{HOME}/index.php?feed/atom")


def test_the_page_of_a_posts_comments_is_no_post() -> None:
    page = listing('<main><h3><a href="/p/un">Un</a></h3><a href="/p/un/comments">2</a></main>')
    assert page.links == (f"{HOME}/p/un",)


def test_numbered_pages_share_the_address_of_the_first() -> None:
    assert [
        numbered(f"{HOME}{path}") for path in ("/", "/index.html", "/index2.html", "/page/2/", "/?paged=2")
    ] == [
        ("", 1),
        ("", 1),
        ("", 2),
        ("", 2),
        ("", 2),
    ]


@pytest.mark.parametrize(
    ("path", "is_one"),
    [("/un/", True), ("/un.html", True), ("/photo.JPG", False), ("/feed/", False), ("/wp-login.php", False), ("/un/amp/", False)],
)  # fmt: skip
def test_addresses_of_files_and_forms_are_no_pages(path: str, is_one: object) -> None:
    assert is_page(HOME + path) is is_one


def test_parts_of_a_post_and_pages_of_its_comments_are_found_by_their_addresses() -> None:
    root, _ = read_document(
        b'<a href="/2018/un/2/">2</a><a href="/2018/un/3/#x">3</a><a href="/2018/un/">1</a><a href="/2018/un-autre/2/">2</a>'
        b'<a href="/2018/un/comment-page-1/#comments">1</a><a href="/2018/un/feed/">flux</a><a href="/2018/un/2018/">x</a>'
    )
    assert text_parts(root, f"{HOME}/2018/un/") == {2: f"{HOME}/2018/un/2/", 3: f"{HOME}/2018/un/3/"}
    assert comment_pages(root, f"{HOME}/2018/un/") == {1: f"{HOME}/2018/un/comment-page-1/"}
    plain, _ = read_document(
        b'<a href="/?p=12&amp;page=2">2</a><a href="/?p=13&amp;page=3">3</a><a href="/?p=12&amp;cpage=1">c</a>'
    )
    assert text_parts(plain, f"{HOME}/?p=12") == {2: f"{HOME}/?p=12&page=2"}
    assert comment_pages(plain, f"{HOME}/?p=12") == {1: f"{HOME}/?p=12&cpage=1"}


def test_a_category_is_not_the_next_page_of_all_posts() -> None:
    assert listing('<link rel="next" href="/blog/category/eau/">', "/blog/").older == ()


@pytest.mark.parametrize(
    "day", ["14/08/2018", "2018-08-14", "14 août 2018 -", "14 August -", "<time>hier</time>"]
)
def test_links_of_a_list_that_prints_a_day_to_each_are_posts(day: str) -> None:
    items = "".join(
        f'<li><p>{day} <a href="/{name}/">Billet {name}</a></p></li>' for name in ("un", "deux", "trois")
    )
    page = listing(f'<main><ul>{items}</ul><p><a href="/regles/">Règles</a></p></main>')
    assert page.dated == {f"{HOME}/un/", f"{HOME}/deux/", f"{HOME}/trois/"}
    assert f"{HOME}/regles/" in page.links


def test_links_of_a_list_without_days_are_not_known_to_be_posts() -> None:
    items = "".join(f'<li><a href="/{name}/">Chapitre {name}</a></li>' for name in ("un", "deux", "trois"))
    assert listing(f"<main><ul>{items}</ul></main>").dated == frozenset()


def test_an_entry_that_a_summary_left_open_swallows_is_an_entry_of_its_own() -> None:
    page = PageReading(
        '<html lang="fr"><body><div class="list">'
        '<article><h1 class="entry-title"><a href="/un/">Un</a></h1><div class="cut"><p>Le début de ce qui </article>'
        '<article><h1 class="entry-title"><a href="/deux/">Deux</a></h1><p>Tout court.</p></article>'
        '<article><h1 class="entry-title"><a href="/trois/">Trois</a></h1><p>Tout court.</p></article>'
        "</div></body></html>".encode(),
        f"{HOME}/",
    )
    assert list(page.listing.entries) == [f"{HOME}/{name}/" for name in ("un", "deux", "trois")]
    assert page.entry_posts[0].content == ""  # it holds the others


def test_an_entry_that_another_one_quotes_is_none_of_the_listing() -> None:
    page = listing(
        '<article class="post"><h2><a href="/un/">Un</a></h2><article class="card"><h3><a href="/vieux/">Vieux</a></h3>'
        '</article><p>Suite.</p></article><article class="post"><h2><a href="/deux/">Deux</a></h2></article>'
    )
    assert list(page.entries) == [f"{HOME}/un/", f"{HOME}/deux/"]


def test_a_menu_leads_to_the_sections_of_a_site_and_a_long_list_of_pages_is_none() -> None:
    manual = "".join(f'<a href="/page-{n}/">{n}</a>' for n in range(30))
    body = (
        '<nav><a href="/">Accueil</a><a href="/soutien/">Soutien</a><a href="https://ailleurs.example/">Ailleurs</a></nav>'
        f'<ul class="menu"><li><a href="/presse/">Presse</a></li></ul><nav>{manual}</nav>'
        '<nav class="pagination"><a href="/page/2/">2</a></nav><p><a href="/un-billet/">Un billet</a></p>'
    )
    root = PageReading(f"<body>{body}</body>".encode(), HOME).root
    assert menu_links(root, HOME) == {f"{HOME}/", f"{HOME}/soutien/", f"{HOME}/presse/"}
