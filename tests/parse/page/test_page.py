import json

import pytest

from crawler.items import Author, DatasetWarning, Post, Term
from crawler.parse import parse_article, read_page

URL = "https://blog.example/2018/08/14/un-billet/"
CONTENT = (
    '<p>Un <a href="/tag/c%C5%93ur/">mot</a>¹ et 80 m<sup>2</sup>.</p><h2>Suite</h2><p>Du texte &amp; plus&nbsp;: « oui ».</p>'
    '<blockquote class="twitter-tweet"><p lang="fr">Vu <a href="https://twitter.com/hashtag/%C3%89t%C3%A9">#Été</a></p>&mdash; Ana (@ana) '
    '<a href="https://twitter.com/ana/status/1153000000000000000">21 juillet 2019</a></blockquote>'
    "<p><strong>Notes :</strong></p><p>(1) Source &gt; https://a.example/x</p><p>Crédit photo : X</p>"
)
PAGE = f"""<!doctype html><html lang="fr-FR"><head><meta charset="utf-8"><title>Un cœur d’or | Le Blog</title>
<link rel="canonical" href="{URL}"><link rel="shortlink" href="https://blog.example/?p=42">
<meta property="og:image" content="https://i0.wp.com/blog.example/wp-content/uploads/vue.jpg?fit=1200%2C600&amp;ssl=1">
</head><body class="single postid-42"><header><h1>Le Blog</h1><nav><a rel="tag" href="/tag/menu/">Menu</a></nav></header>
<main><article id="post-42" class="post hentry"><header class="entry-header"><h1 class="entry-title">Un c&oelig;ur d&rsquo;or</h1>
<span class="byline">Publié par <span class="author vcard"><a class="url fn n" href="https://blog.example/author/ana-lune/">Ana Lune</a></span></span>
<time class="entry-date published" datetime="2018-08-14T09:30:00+02:00">14 août 2018</time>
<time class="updated" datetime="2018-08-20T10:00:00+02:00">20 août 2018</time></header>
<div class="entry-content">{CONTENT}<div id="jp-post-flair" class="sharedaddy">Partager : (1)</div></div>
<footer class="entry-footer"><a href="https://blog.example/category/com/" rel="category tag">Com’</a>
<a href="https://blog.example/tag/c%C5%93ur/" rel="tag">cœur</a></footer></article>
<aside><article><blockquote class="twitter-tweet"><a href="https://twitter.com/ana/status/2"></a></blockquote></article></aside>
<div id="comments"><ol class="comment-list"><li id="comment-7" class="comment even"><article id="div-comment-7" class="comment-body">
<footer><div class="comment-author vcard"><b class="fn"><a href="http://jean.example/" rel="external nofollow" class="url">Jean Nul</a></b></div>
<time datetime="2018-08-15T08:00:00+02:00">15 août</time></footer><div class="comment-content"><p>Bravo (1)</p><p>Merci</p></div></article>
<ol class="children"><li id="comment-9" class="comment"><article class="comment-body"><b class="fn">Ana Lune</b><div class="comment-content">
<p>De rien</p></div></article></li></ol></li><li id="comment-8" class="pingback"><div class="comment-body">Ping :
<a href="http://autre.example/lien" class="url" rel="external">Un autre blog</a></div></li></ol></div></main></body></html>"""


def page(html: str = PAGE, url: str = URL) -> Post:
    return read_page(html.encode(), url)


def test_a_page_says_what_the_api_would() -> None:
    post = page(url=URL + "?shared=email&msg=fail#comment-9")
    assert (post.url, post.post_id, post.slug, post.title, post.status) == (
        URL,
        42,
        "un-billet",
        "Un cœur d’or",
        "live",
    )
    assert (post.published, post.published_local) == ("2018-08-14T07:30:00Z", "2018-08-14T09:30:00")
    assert (post.modified, post.language) == ("2018-08-20T08:00:00Z", "fr-FR")
    assert post.author == Author(
        name="Ana Lune", slug="ana-lune", url="https://blog.example/author/ana-lune/"
    )
    assert post.terms == (
        Term(taxonomy="category", name="Com’", slug="com"),
        Term(taxonomy="tag", name="cœur", slug="cœur"),
    )
    assert post.image == "https://blog.example/wp-content/uploads/vue.jpg"


def test_comments_keep_their_thread() -> None:
    assert [(c.number, c.parent_number, c.kind, c.author, c.author_url, c.text) for c in page().comments] == [
        (7, None, "comment", "Jean Nul", "http://jean.example/", "Bravo (1)\n\nMerci"),
        (9, 7, "comment", "Ana Lune", None, "De rien"),
        (8, None, "pingback", "Un autre blog", "http://autre.example/lien", ""),
    ]


def test_page_and_api_give_the_same_article() -> None:
    by_page = parse_article(page())
    by_api = parse_article(Post(url=URL, title="Un cœur d’or", content=CONTENT))
    for name in (
        "text",
        "paragraphs",
        "tweets",
        "footnotes",
        "references",
        "links",
        "images",
        "credits",
        "turns",
        "embeds",
    ):
        assert getattr(by_page, name) == getattr(by_api, name), name


def test_a_page_without_any_markup_of_blogs_still_gives_its_article() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Le Blog"},
            {
                "@type": ["BlogPosting"],
                "headline": "Un titre &amp; demi",
                "datePublished": "2018-08-14",
                "author": [{"name": "Ana Lune"}],
            },
        ],
    }
    post = page(
        f"<html lang=fr><head><script type='application/ld+json'>{json.dumps(data)}</script></head><body><nav>Menu</nav>"
        "<main><p>Du texte.</p><aside>À côté</aside></main><footer>Pied</footer></body></html>"
    )
    assert (post.title, post.published, post.author) == (
        "Un titre & demi",
        "2018-08-14T00:00:00Z",
        Author(name="Ana Lune", slug="ana-lune"),
    )
    assert parse_article(post).text.endswith("Du texte.")


def test_a_protected_page_says_so_and_its_title_is_bare() -> None:
    html = PAGE.replace(CONTENT, '<form class="post-password-form"><p>Mot de passe</p></form>').replace(
        "Un c&oelig;ur", "Protégé&nbsp;: Un c&oelig;ur"
    )
    post = page(html)
    assert (post.status, post.title, post.content) == ("protected", "Un cœur d’or", "")


def test_a_foreign_canonical_address_is_not_believed() -> None:
    assert page(PAGE.replace(f'href="{URL}"', 'href="https://mal.example/x"')).url == URL


def test_an_author_is_found_within_a_sentence() -> None:
    html = PAGE.replace(
        '<a class="url fn n" href="https://blog.example/author/ana-lune/">Ana Lune</a>', ""
    ).replace(
        "</article>",
        '<a rel="author" href="https://blog.example/author/ana-lune/">View all of Ana Lune&#039;s posts.</a></article>',
        1,
    )
    assert page(html).author == Author(
        name="Ana Lune", slug="ana-lune", url="https://blog.example/author/ana-lune/"
    )


@pytest.mark.parametrize("body", [b"", b"<", b"\x00\xff\xfe", b"<html></html>", b"{}", b"<!-- -->"])
def test_what_is_no_page_gives_a_post_without_content(body: bytes) -> None:
    post = read_page(body, URL)
    assert (post.url, post.title) == (URL, "")
    assert [w.code for w in parse_article(post).warnings if w.code == "parser_failed"] == []


def test_bytes_that_do_not_fit_the_encoding_are_reported() -> None:
    post = read_page(
        b"<html><head><meta charset=utf-8></head><body><article><p>\xc3\xa0 l\xe9</p></article></body></html>",
        URL,
    )
    detail = "The page says it is utf-8, but some of its bytes are not."
    assert post.faults == (DatasetWarning(code="bad_encoding", detail=detail),)


def test_an_old_encoding_is_read_as_it_declares() -> None:
    html = (
        "<html><head><meta charset=iso-8859-15></head><body><article><p>été à 5 €</p></article></body></html>"
    )
    assert parse_article(read_page(html.encode("iso-8859-15"), URL)).text == "été à 5 €"


MARKED = '<p>Un mot<sup><a href="#n1" id="r1">1</a></sup> et la suite du texte.</p>'
NOTE = '<li id="n1">Une note. <a href="#r1">↩</a></li>'
BESIDE = {
    "after_the_content": f'<article><div class="entry-content">{MARKED}</div><section class="footnotes"><h2>Notes</h2><ol>{NOTE}</ol></section></article>',
    "in_an_aside": f'<main><article><div class="post-content">{MARKED}</div></article><aside class="notes"><ol>{NOTE}</ol></aside></main>',
    "in_the_articles_footer": f'<article>{MARKED}<footer class="footnotes"><ol>{NOTE}</ol></footer></article>',
    "in_a_sibling_far_up": (
        f'<div id="main"><div><div class="available-content">{MARKED}</div></div><div class="footnote"><a id="n1" class="footnote-number" href="#r1">1</a>'
        '<div class="footnote-content"><p>Une note.</p></div></div><p>J’aime</p></div>'
    ),
    "without_links": f'<article><div class="entry-content">{MARKED.replace("#n1", "#")}</div><div class="footnotes"><p>1. Une note.</p></div></article>',
}


@pytest.mark.parametrize("place", BESIDE)
def test_notes_that_stand_outside_the_content_are_the_posts(place: str) -> None:
    article = parse_article(
        page(f"<html><body><h1>Titre</h1>{BESIDE[place]}<footer>Pied (1)</footer></body></html>")
    )
    assert [(n.key, n.text, n.status) for n in article.footnotes] == [("1", "Une note.", "referenced")]
    assert article.text == "Un mot¹ et la suite du texte."


def test_a_marker_never_leads_into_the_comments() -> None:
    post = page(
        f'<html><body><article><div class="entry-content">{MARKED}</div></article><div id="comments"><ol>{NOTE}</ol></div></body></html>'
    )
    assert parse_article(post).footnotes == ()


def test_a_post_in_several_pieces_is_whole() -> None:
    post = page(
        '<html><body><main><div class="article-body"><p>Un.</p></div><div class="ad">Pub</div><div class="article-body"><p>Deux.</p></div></main></body></html>'
    )
    assert parse_article(post).text == "Un.\n\nDeux."


def test_a_teaser_is_not_the_post() -> None:
    post = page(
        '<html><body><h1>Titre</h1><div class="prose"><p>Un texte assez long pour être celui du billet.</p></div>'
        '<div class="grid"><article><h3>Autre</h3><p>Extrait.</p></article></div></body></html>'
    )
    assert parse_article(post).text == "Un texte assez long pour être celui du billet."


@pytest.mark.parametrize(
    "head",
    [
        '<title>Le Blog</title><p class="site-title"><a href="/">Le Blog</a></p>',
        '<meta property="og:site_name" content="Le Blog"><title>Le Blog</title>',
        '<title>Le Blog</title><h1 class="entry-title">Untitled</h1>',
    ],
)
def test_the_sites_name_and_a_placeholder_are_no_titles(head: str) -> None:
    assert page(f"<html>{head}<article><p>Du texte.</p></article></html>").title == ""


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Un billet - Le Blog</title><h1><a href='/'>Le Blog</a></h1><h2>Un billet</h2>", "Un billet"),
        (
            "<title>Le Blog - Un billet</title><article><header><h2>Un billet</h2></header></article>",
            "Un billet",
        ),
        ("<title>Un billet | Presse | Le Blog</title>", "Un billet | Presse"),
        (
            '<title>Le Blog: Un billet</title><div class="title"><h1>Le Blog</h1></div><div class="entry"><div class="title">Un billet</div></div>',
            "Un billet",
        ),
        (
            '<title>: Un billet</title><h1>Le Blog</h1><div class="entry"><div class="title">Un billet</div></div>',
            "Un billet",
        ),
        (
            '<title>Un billet - Le Blog</title><h1>Un billet</h1><div class="post"><p class="title">Autre billet</p></div>',
            "Un billet",
        ),
        (
            '<title>Le Blog: Un billet</title><h1>Le Blog</h1><h2>Notes</h2><div class="entry"><h3 class="entry-header">Un billet</h3></div>',
            "Un billet",
        ),
        ('<span class="site-name">Un billet</span><h1 class="post-title">Un billet</h1>', "Un billet"),
        (
            "<meta property='og:title' content='Un billet'><main><h1>Un billet</h1><h1>Autre</h1></main>",
            "Un billet",
        ),
        (
            "<meta property='og:title' content='Un moulin au village | Le Blog'><h1>Le moulin au village</h1>",
            "Le moulin au village",
        ),
        (
            "<meta property='og:title' content='Le moulin du village'><h1>Le moulin du village et son meunier</h1>",
            "Le moulin du village et son meunier",
        ),
        (
            "<meta property='og:title' content='Le grand moulin du village'><h1>Notre moulin du village</h1>",
            "Le grand moulin du village",
        ),
    ],
)
def test_the_title_is_the_heading_that_the_head_agrees_with(html: str, title: str) -> None:
    assert page(f"<html>{html}</html>").title == title


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<p class="infos">Publié par Ana Lune le 3 mai</p>', "Ana Lune"),
        ('<div class="post-meta">May 3 · By Ana Lune · 4 min</div>', "Ana Lune"),
        ('<p class="byline">Von Ana Lune</p>', "Ana Lune"),
        (
            '<meta name="twitter:label1" content="Écrit par"><meta name="twitter:data1" content="Ana Lune">',
            "Ana Lune",
        ),
        ('<p class="wp-block-post-author__name">Ana Lune</p>', "Ana Lune"),
        ('<header><a rel="author" href="/">Le Blog</a></header>', None),
        ('<p class="infos">Vu par hasard sur le quai</p>', None),
        (
            '<article><ul><li>Signé <a href="/author/ana-lune.html">Ana Lune</a></li></ul></article>',
            "Ana Lune",
        ),
        (
            '<article><p>Je l’ai appris en lisant ce que raconte <a href="/author/zoe/">Zoé</a> des quais du port.</p></article>',
            None,
        ),
        (
            '<h6 class="post-meta">Posté par: <a href="/blog/author/ana/">Ana Lune</a> Il y a 3 ans</h6>',
            "Ana Lune",
        ),
        (
            '<nav><div class="x-authors"><span class="x-author"><img alt="Ana Lune" src="a.png"></span></div></nav>',
            "Ana Lune",
        ),
        ('<div class="author"><img alt="Avatar de Ana Lune" src="a.png"></div>', "Ana Lune"),
        ('<div class="authors"><img alt="Ana Lune" src="a.png"><img alt="Zoé Vega" src="z.png"></div>', None),
        ("<title>Un billet</title><h1>Un billet</h1><p>22/07/2019, par Ana Lune</p>", "Ana Lune"),
    ],
)
def test_an_author_is_read_where_the_page_prints_one(html: str, name: str | None) -> None:
    author = page(f"<html><body>{html}<p>Du texte.</p></body></html>").author
    assert (author.name if author else None) == name


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<abbr class="published" title="2019-07-22T08:15:00+02:00">lundi</abbr>', "2019-07-22"),
        ('<meta name="DC.date.issued" content="2019-07-22">', "2019-07-22"),
        ('<p class="post-meta">22 juillet 2019 • 3 min</p>', "2019-07-22"),
        ('<time datetime="2019-07-22 08:15:00 +0200">hier</time>', "2019-07-22"),
        ("<p>Rien.</p>", "2018-08-14"),
        ('<div class="comment"><time datetime="2020-01-01">après</time></div>', "2018-08-14"),
        (
            "<title>Un billet</title><h1>Un billet</h1><p>Lyon, le 22 juillet 2019</p><p>Du texte.</p>",
            "2019-07-22",
        ),
        (
            "<title>Un billet</title><div><h1>Un billet</h1></div><small>2019-07-22</small><p>Du texte.</p>",
            "2019-07-22",
        ),
        (
            "<title>Un billet</title><h1>Un billet</h1><p>Le 22 juillet 2019, tout était fermé.</p>",
            "2018-08-14",
        ),
        ("<title>Un billet</title><h1>Un billet</h1><p>Mis à jour le 22 juillet 2019</p>", "2018-08-14"),
    ],
)
def test_a_day_is_read_in_any_form_and_last_from_the_address(html: str, day: str) -> None:
    assert (page(f"<html><body>{html}</body></html>").published or "")[:10] == day


@pytest.mark.parametrize(
    ("language", "day"), [("fr", "2019-02-01"), ("nl-BE", "2019-02-01"), ("en", "2018-08-14")]
)
def test_a_day_in_numbers_is_read_as_the_language_writes_it(language: str, day: str) -> None:
    post = page(
        f'<html lang="{language}"><h1>Un billet</h1><p class="post-date">01/02/2019</p><p>Du texte.</p></html>'
    )
    assert (post.published or "")[:10] == day


@pytest.mark.parametrize(
    "inside",
    [
        '<div><div><time datetime="2019-07-22">Jul 22, 2019</time></div><h1>Un billet</h1></div>{text}',
        "<h1>Un billet</h1><span>22/07/2019 par Ana Lune</span>{text}",
        '<h2>Un billet</h2><p>22 juillet 2019</p>{text}<div><p>tags : <a href="/tag/eau.html">eau</a></p></div>',
        '<h1>Un billet</h1>{text}<div class="row"><div class="col"><a class="btn back" href="/"><i></i> Retour</a></div></div>',
        '<h1>Un billet</h1>{text}<p><a href="/blog/">← Tous les billets</a></p>',
        '<h1>Un billet</h1>{text}<div class="x__prev-next"><span><a href="/a/">Avant</a></span><a href="/b/">Après</a></div>',
    ],
)
def test_where_the_title_stands_in_the_content_the_rest_of_its_frame_is_cut(inside: str) -> None:
    text = "<p>Le canal a été vidé au printemps, pour la première fois.</p><p>Il sera rempli à l’automne.</p>"
    post = page(
        f'<html lang=fr><title>Un billet</title><div class="post-content">{inside.format(text=text)}</div></html>'
    )
    assert parse_article(post).text.split("\n\n") == [
        "Le canal a été vidé au printemps, pour la première fois.",
        "Il sera rempli à l’automne.",
    ]


def test_a_link_to_the_entrance_within_a_sentence_is_text() -> None:
    post = page(
        '<html><title>Un billet</title><article><h1>Un billet</h1><p>Comme dit <span><a href="/">ici</a></span> hier.</p></article></html>'
    )
    assert parse_article(post).text == "Comme dit ici hier."


def test_where_no_name_says_what_holds_the_text_the_lines_around_it_are_cut() -> None:
    text = "".join(
        f"<p>Le canal {n} a été vidé au printemps, pour la première fois depuis cent ans.</p>"
        for n in range(6)
    )
    around = '<h6 class="post-meta">Posté par: <a href="/author/ana/">Ana Lune</a> Il y a 3 ans</h6><p>(<a href="#comments">2 remarques</a>)</p>'
    terms = '<ul class="list-inline tags"><li>Tags:</li><li><a href="/tag/eau/">eau</a></li></ul>'
    menu = (
        '<div class="left"><ul><li><a href="/">Accueil</a></li><li><a href="/blog/">Blog</a></li></ul></div>'
    )
    post = page(
        f'<html lang=fr><title>Un billet</title><div class="container"><h1>Un billet</h1></div><div class="row">{menu}'
        f'<div class="col-md-7 middle">{around}{text}{terms}</div></div></html>'
    )
    assert parse_article(post).text.split("\n\n") == [
        f"Le canal {n} a été vidé au printemps, pour la première fois depuis cent ans." for n in range(6)
    ]


def test_author_and_terms_are_read_beside_the_text_of_what_is_called_a_whole_post() -> None:
    facts = '<ul class="card"><li><a href="/categories/eau/">Eau</a></li></ul><ul class="card"><li><a href="/authors/ana-lune/">Ana Lune</a></li></ul>'
    post = page(
        f'<html><body class="x"><div class="article-detail article--live"><div class="text"><h1>Un billet</h1><p>Du texte.</p></div>{facts}</div>'
        '<div class="menu-bar"><a href="/categories/autre/">Autre</a></div></body></html>'
    )
    assert post.author is not None
    assert (post.author.name, [(t.taxonomy, t.name) for t in post.terms]) == (
        "Ana Lune",
        [("category", "Eau")],
    )


@pytest.mark.parametrize(
    ("around", "terms"),
    [
        ('<p class="post-info">Publié par Ana Lune le mardi 14 août 2018, à 09:30, dans <a href="/category/Eau">Eau</a> - lien permanent</p>', [("category", "Eau", "Eau")]),
        ('<nav class="arbo"><a href="/">Accueil</a> &gt; <a href="/spip.php?rubrique3">Eau</a> &gt; Un billet</nav>', [("category", "Eau", "rubrique3")]),
        ('<ul class="breadcrumb"><li><a href="/-Eau-.html">Eau</a></li></ul><a href="/+-canal-+" rel="tag">canal</a>', [("category", "Eau", "-Eau-"), ("tag", "canal", "+-canal-+")]),
        ('<ul class="breadcrumb"><li><a href="/category/tout/">Tout</a></li></ul><a href="/category/eau/">Eau</a>', [("category", "Eau", "eau")]),
        ('<dl><dd>Catégorie : <a itemprop="genre" href="/eau">Eau</a></dd></dl><ul><li itemprop="keywords"><a href="/liste/canal">canal</a></li></ul>', [("category", "Eau", "eau"), ("tag", "canal", "canal")]),
        (f'<a href="/taxonomy/term/5">Eau</a><a href="{URL}#suite" rel="tag">Lire la suite</a>', [("tag", "Eau", "5")]),
        ('<a href="/tags/eau/">eau<span class="muted">17</span></a> <a href="/tags/co2/">CO<sub>2</sub></a> <a href="/tags/2018/"><span>2018</span></a>', [("tag", "eau", "eau"), ("tag", "CO2", "co2"), ("tag", "2018", "2018")]),
        ('<a href="/tagged/eau">#Eau</a>', [("tag", "Eau", "eau")]),
        ('<a href="javascript:void(0)" rel="tag">Bord de mer</a>', [("tag", "Bord de mer", "bord-de-mer")]),
    ],
)  # fmt: skip
def test_terms_are_read_as_each_engine_links_them(around: str, terms: list[tuple[str, str, str]]) -> None:
    post = page(f"<html><article><h1>Un billet</h1>{around}<p>Du texte.</p></article></html>")
    assert [(term.taxonomy, term.name, term.slug) for term in post.terms] == terms


def test_tags_that_open_graph_tells_are_added_to_those_that_are_linked() -> None:
    told = "".join(f'<meta property="article:tag" content="{name}">' for name in ("Enquêtes", "eau"))
    post = page(
        f'<html><head>{told}</head><article><a href="/tag/enquetes/">Enquêtes</a><h1>Un billet</h1><p>Du texte.</p></article></html>'
    )
    assert [(term.taxonomy, term.name, term.slug) for term in post.terms] == [
        ("tag", "Enquêtes", "enquetes"),
        ("tag", "eau", "eau"),
    ]


def test_comments_below_the_text_are_read_though_they_are_no_part_of_it() -> None:
    comment = '<li id="comment-7" class="comment"><b class="fn">Jean</b><div class="comment-content"><p>Bravo</p></div></li>'
    post = page(
        f'<html><article><h1>Un billet</h1><p>Du texte.</p><div id="comments"><ol>{comment}</ol></div></article></html>'
    )
    assert [(one.author, one.text) for one in post.comments] == [("Jean", "Bravo")]
    assert "Bravo" not in post.content


def test_the_sign_that_copies_a_headings_address_is_no_part_of_it() -> None:
    post = page(
        '<html><title>Un billet</title><section id="un" class="entry-content"><h1>Un billet<a href="#un">#</a></h1><h2 id="b">Suite <a href="#b">¶</a></h2>'
        '<h2>Notes<a href="#fn1">*</a></h2><p>Du texte.</p></section></html>'
    )
    assert post.title == "Un billet"
    assert "¶" not in post.content
    assert "#fn1" in post.content


def test_names_of_classes_count_in_any_letters() -> None:
    post = page(
        '<html><head><meta name="author" content="La rédaction"></head><article class="Post"><h2 class="Post-title">Un billet</h2>'
        '<p class="Post-author">Publié par <a href="/">Ana Lune</a></p><div class="Post-body"><p>Du texte.</p></div></article></html>'
    )
    assert post.author is not None
    assert post.author.name == "Ana Lune"


def test_likes_and_reblogs_are_no_notes_of_the_text() -> None:
    notes = '<ol class="notes"><li class="note like">lea a aimé</li><li class="note reblog">jo a reblogué</li></ol>'
    post = page(
        f'<html><article><div class="post-content"><h2>Un billet</h2><p>Du texte.</p></div><section class="post-notes">{notes}</section></article></html>'
    )
    assert parse_article(post).text.endswith("Du texte.")


def test_an_author_is_read_in_a_line_below_the_text_that_tells_the_hour() -> None:
    line = '<div class="itemfooter">Posté par Ana Lune à 09:30 - <a href="/un/#comments">Commentaires [2]</a></div>'
    post = page(f'<html><h2>Un billet</h2><div itemprop="articleBody"><p>Du texte.</p></div>{line}</html>')
    assert post.author is not None
    assert post.author.name == "Ana Lune"


@pytest.mark.parametrize(
    "head",
    ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'],
)
def test_an_ideographic_space_in_an_address_stays(head: str) -> None:
    printed = "https://blog.example/2018/夏　の泉/"
    html = f"<html><head>{head.format(printed)}</head><body><article><h1>Un</h1><p>Deux.</p></article></body></html>"
    asked = "https://blog.example/2018/%E5%A4%8F%E3%80%80%E3%81%AE%E6%B3%89/"
    assert read_page(html.encode(), asked).url == asked
