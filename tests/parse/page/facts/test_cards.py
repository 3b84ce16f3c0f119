"""Data about other posts and about readers on a page does not become data of its post."""

import pytest

from crawler.items import Post
from crawler.parse import read_page

URL = "https://blog.example/un-billet/"
CARD = (
    '<{tag} class="x1"><h{level}{named}><a href="/autre-billet/">Autre billet</a></h{level}><p>Début.</p>'
    '<p class="byline">Par <a rel="author" href="/author/zoe-vega/">Zoé Vega</a></p>'
    '<time class="published" datetime="2020-01-02">2 janvier 2020</time></{tag}>'
)
OWN = (
    '<div><h1>Un billet</h1><p class="byline">Par <a rel="author" href="/author/ana-lune/">Ana Lune</a></p>'
    '<time datetime="2019-07-22">22 juillet 2019</time><p>Du texte.</p></div>'
)
HEAD = "<title>Un billet | Le Blog</title>"


def page(body: str, head: str = HEAD, url: str = URL) -> Post:
    return read_page(f"<html><head>{head}</head>{body}</html>".encode(), url)


def facts(post: Post) -> tuple[str, str | None, str | None]:
    """Title, day and author."""
    return post.title, post.published and post.published[:10], post.author and post.author.name


@pytest.mark.parametrize("tag", ["article", "li", "div", "section"])
@pytest.mark.parametrize(
    ("level", "named"), [(1, ""), (2, ' class="entry-title"'), (3, ' class="post-title"')]
)
@pytest.mark.parametrize("order", ["{cards}{own}", "{own}{cards}"])
def test_a_card_of_another_post_tells_nothing_of_the_post(
    tag: str, level: int, named: str, order: str
) -> None:
    card = CARD.format(tag=tag, level=level, named=named)
    body = order.format(cards=f"<div>{card * 3}</div>", own=OWN)
    assert facts(page(f"<body><main>{body}</main></body>")) == ("Un billet", "2019-07-22", "Ana Lune")


@pytest.mark.parametrize(
    "card",
    [
        '<a href="/autre-billet/"><h1>Autre billet</h1><time datetime="2020-01-02">2 janvier</time></a>',
        '<div><h2><a href="/autre-billet/">Autre billet →</a></h2></div><time datetime="2020-01-02">2 janvier</time>',
        (
            '<h4><a href="/category/eau/">Eau</a></h4><h3><a href="/autre-billet/">Autre billet</a></h3>'
            '<time datetime="2020-01-02">2 janvier</time>'
        ),
    ],
    ids=["all_of_it_a_link", "with_an_arrow", "below_its_category"],
)
def test_a_card_is_known_by_the_heading_that_leads_elsewhere(card: str) -> None:
    post = page(
        f"<body><main><div>{card}</div><div><h1>Un billet</h1><p>22 juillet 2019</p></div></main></body>"
    )
    assert facts(post) == ("Un billet", "2019-07-22", None)


@pytest.mark.parametrize(
    ("url", "head", "link"),
    [
        (URL, "", "/un-billet"),
        (URL, "", "/un-billet/?utm_source=x#top"),
        (URL, '<link rel="canonical" href="https://blog.example/2019/07/un/">', "/2019/07/un/"),
        ("https://blog.example/?p=7", '<meta property="og:url" content="https://blog.example/un/">', "/un/"),
        ("https://blog.example/2019/%C3%A9t%C3%A9/", "", "/2019/%c3%a9t%c3%a9/"),
        ("https://blog.example/journal/un/", "", "/journal/"),
        (URL, "", "https://ailleurs.example/source"),
        (URL, "<title>Un billet | Le Blog</title>", "/?p=7"),
        (URL, "", "#"),
    ],
    ids=["itself", "tracked", "canonical", "open_graph", "encoded", "above", "source", "agreed", "nowhere"],
)
def test_the_posts_own_heading_may_be_a_link(url: str, head: str, link: str) -> None:
    body = f'<article><h1><a href="{link}">Un billet</a></h1><time datetime="2019-07-22">22 juillet</time><p>Du texte.</p></article>'
    assert facts(page(f"<body>{body}</body>", head, url)) == ("Un billet", "2019-07-22", None)


@pytest.mark.parametrize(
    "text",
    [
        '<h1>Un billet</h1>{day}<p>Du texte.</p><h2><a href="/autre-billet/">La suite</a></h2>',
        '{day}<p>Du texte sans titre.</p><h3><a href="/autre-billet/">Un</a></h3><h3><a href="/encore/">Deux</a></h3>',
        '<div class="title">Un billet</div>{day}<p>'
        + "Du texte. " * 200
        + '</p><h3><a href="/autre-billet/">La suite</a></h3>',
    ],
    ids=["with_a_title", "without_title", "long"],
)
def test_a_post_that_leads_on_to_others_is_no_card(text: str) -> None:
    post = page(
        f"<body><div id=page><div>{text.format(day='<time datetime=2019-07-22>22 juillet</time>')}</div></div></body>",
        "",
    )
    assert (post.published or "")[:10] == "2019-07-22"


def test_the_title_is_in_the_first_header_of_its_article() -> None:
    parts = "<section><header><h2>Première partie</h2></header><p>Du texte.</p></section>"
    body = f"<article><header><p>Le Blog</p></header><h1>Un billet</h1>{parts}</article>"
    assert page(f"<body>{body}</body>", "").title == "Un billet"


@pytest.mark.parametrize(
    "below",
    [
        '<h2 class="entry-title">À lire</h2>',
        '<h3 class="post-title">Le résumé</h3>',
        "<article><header><h2>Lettre d’été</h2></header></article>",
    ],
)
def test_a_lower_heading_is_no_title_where_the_head_agrees_with_a_first_one(below: str) -> None:
    assert page(f"<body>{below}<h1>Un billet</h1>{below}<p>Du texte.</p></body>").title == "Un billet"


@pytest.mark.parametrize(
    "body",
    [
        '<h1 itemprop="headline">Le Blog</h1><h2>Un billet</h2><p>Du texte.</p>',
        "<main><h1>Le Blog</h1><h2>Un billet</h2><p>Du texte.</p></main>",
        "<article><header><h1>Le Blog</h1></header><h2>Un billet</h2><p>Du texte.</p><h2>Suite</h2></article>",
        '<h1 class="post-title"><a href="/">Le Blog</a></h1><h1>Un billet</h1><p>Du texte.</p>',
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "<title>Un billet | Le Blog</title>",
        '<title>Le Blog</title><meta property="og:title" content="Un billet">',
        '<title>Le Blog - Un billet</title><meta property="og:site_name" content="Le Blog">',
    ],
)
def test_the_sites_heading_is_no_title_where_another_agrees_with_the_head(body: str, head: str) -> None:
    assert page(f"<body>{body}</body>", head).title == "Un billet"


@pytest.mark.parametrize(
    "body",
    [
        '<h1 class="entry-title">Une lettre</h1><h2>Suite</h2>',
        '<h1 class="entry-title">Une lettre</h1><aside><h2>Un billet</h2></aside>',
    ],
)
def test_a_title_that_the_head_words_otherwise_stays_where_no_other_heading_agrees(body: str) -> None:
    assert page(f"<body>{body}<p>Du texte.</p></body>").title == "Une lettre"


REPLY = (
    '<p class="author h-card"><a rel="author" class="p-author" href="/author/zoe-vega/">Zoé Vega</a></p>'
    '<h1 class="entry-title">Bravo</h1><time class="published" itemprop="datePublished" datetime="2020-01-02">2 janvier</time>'
    "<p>Bravo.</p>"
)


@pytest.mark.parametrize(
    "comments",
    [
        "<div itemprop=comment>{}</div>",
        '<ol><li itemscope itemtype="https://schema.org/Comment">{}</li></ol>',
        '<div itemtype="http://schema.org/UserComments">{}</div>',
        '<ol class="comment-list"><li>{}</li></ol>',
        "<section id=commentaires><div>{}</div></section>",
        '<div class="ob_comments">{}</div>',
        '<div id="forum">{}</div>',
    ],
)
@pytest.mark.parametrize("order", ["{0}{1}", "{1}{0}"])
def test_what_a_reader_signed_is_not_the_posts(comments: str, order: str) -> None:
    own = '<article class="has-comments no-comments"><h1>Un billet</h1><p class="post-date">22 juillet 2019</p><p>Du texte.</p></article>'
    body = order.format(own, comments.format(REPLY))
    assert facts(page(f"<body>{body}</body>")) == ("Un billet", "2019-07-22", None)


def test_a_post_in_what_is_called_comments_keeps_its_facts() -> None:
    own = '<h1>Un billet</h1><p class="post-date">22 juillet 2019</p><p>Du texte.</p>'
    body = f'<body class="forum"><div class="post-comments"><article>{own}</article></div></body>'
    assert facts(page(body)) == ("Un billet", "2019-07-22", None)
