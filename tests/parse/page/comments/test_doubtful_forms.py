"""Comments whose number, name, day or text is in an unusual place, or missing."""

import lxml.html
import pytest

from crawler.items import Comment
from crawler.parse.page.comments.reading import read_comments
from crawler.parse.page.elements import PageElements

ARTICLE = "https://blog.example/un/"

SPIP_CLASSES = """<div id="comments"><ul class="forum"><li class="forum-fil"><div class="forum-message"><div class="forum-chapo">
 <small>15 août 2018, par <span class="vcard"><a class="url fn" href="http://jean.example/">Jean Nul</a></span></small></div><div class="forum-texte forum-texte-7"><p>Bravo</p><p>Merci</p></div></div></li>
 <li class="forum-fil"><div class="forum-message"><div class="forum-chapo"><small>16 août 2018, par Ana Lune</small></div><div class="forum-texte forum-texte-9"><p>De rien</p></div></div></li></ul></div>"""

NUMBER_ABOVE = """<div class="commentaires"><h3>Commentaires</h3><div id="div_commentaire_7"><div class="commentaire">
 <p class="auteur"><a href="http://jean.example/">Jean Nul</a></p><p class="date">Le 15 août 2018</p><div class="texte"><p>Bravo</p><p>Merci</p></div></div></div>
 <div id="div_commentaire_9"><div class="commentaire"><p class="auteur"><b>Ana Lune</b></p><p class="date">Le 16 août 2018</p><p class="texte">De rien</p></div></div></div>"""

NUMBER_IN_CLASS = """<div id="comments"><div class="comment comment-7 depth-1"><b class="fn"><a href="http://jean.example/">Jean Nul</a></b> <span class="date">15 août 2018</span>
 <div class="comment-content"><p>Bravo</p><p>Merci</p></div></div><div class="comment comment-9 depth-2"><b class="fn">Ana Lune</b> <span class="date">16 août 2018</span><div class="comment-content"><p>De rien</p></div></div></div>"""

NUMBER_OF_ANCHOR = """<div id="comments"><div class="comment"><a name="7"></a><b class="fn"><a href="http://jean.example/">Jean Nul</a></b> <span class="date">15 août 2018</span>
 <div class="comment-content"><p>Bravo</p><p>Merci</p></div></div><div class="comment"><a name="9"></a><b class="fn">Ana Lune</b> <span class="date">16 août 2018</span><div class="comment-content"><p>De rien</p></div></div></div>"""

NUMBER_IN_DATA = """<div class="comment-wrapper"><article class="js-comment" data-comment-id="7"><span class="comment-author"><a href="http://jean.example/">Jean Nul</a></span><span class="comment-time">Wed, 08/15/2018 - 02:42</span>
 <div class="comment-body"><p>Bravo</p><p>Merci</p></div></article><article class="js-comment" data-comment-id="9"><span class="comment-author">Ana Lune</span><span class="comment-time">Thu, 08/16/2018 - 10:00</span><div class="comment-body"><p>De rien</p></div></article></div>"""

# A box that is called the text holds the name and the day, too.
BOX_OF_ALL = """<div id="comments"><div class="comment" id="comment-7"><div class="comment-text"><h4 class="author"><a href="http://jean.example/">Jean Nul</a></h4><span class="date">15 août 2018</span><p>Bravo</p><p>Merci</p></div></div>
 <div class="comment" id="comment-9"><div class="comment-text"><b class="author">Ana Lune</b> <span class="date">16 août 2018</span> De rien</div></div></div>"""

NEVE = """<ol class="nv-comments-list"><li class="comment" id="comment-item-7"><article id="comment-7" class="nv-comment-article"><div class="comment-content"><div class="nv-comment-header"><div class="comment-author vcard">
 <span class="fn author"><a href="http://jean.example/">Jean Nul</a></span><a href="/un#comment-7"><time datetime="2018-08-15">15 août</time></a></div><div class="edit-reply"><a class="comment-reply-link" href="#comment-7">Reply</a></div></div><div class="nv-comment-content comment nv-content-wrap"><p>Bravo</p><p>Merci</p></div></div></article></li>
 <li class="comment" id="comment-item-9"><article id="comment-9"><div class="comment-content"><div class="comment-author"><span class="fn">Ana Lune</span><time datetime="2018-08-16">16 août</time></div><div class="nv-comment-content comment"><p>De rien</p></div></div></article></li></ol>"""

WOOCOMMERCE = """<div id="comments"><ol class="commentlist"><li class="review" id="li-comment-7"><div id="comment-7" class="comment_container"><div class="comment-text"><div class="star-rating"><span>Rated <strong>5</strong></span></div><p class="meta">
 <strong class="woocommerce-review__author"><a href="http://jean.example/">Jean Nul</a></strong> <span>–</span> <time datetime="2018-08-15">15 août</time></p><div class="description"><p>Bravo</p><p>Merci</p></div></div></div></li>
 <li class="review" id="li-comment-9"><div id="comment-9" class="comment_container"><div class="comment-text"><p class="meta"><strong class="woocommerce-review__author">Ana Lune</strong> – <time datetime="2018-08-16">16 août</time></p><div class="description"><p>De rien</p></div></div></div></li></ol></div>"""

SIGNED_BELOW = """<ol class="commentlist"><li id="comment-7"><p>Bravo</p><p>Merci</p><cite>Comment by <a href="http://jean.example/">Jean Nul</a> — 15.08, 2018 @ <a href="#comment-7">10:00</a></cite></li>
 <li id="comment-9"><p>De rien</p><p><cite>Comment by Ana Lune — August 16, 2018 @ <a href="#comment-9">8:00 am</a></cite></p></li></ol>"""

AVADA = """<div id="comments" class="comments-container"><ol class="comment-list"><li class="comment" id="comment-7"><div class="the-comment"><div class="avatar"><img></div><div class="comment-box"><div class="comment-author meta">
 <strong><a href="http://jean.example/" class="url">Jean Nul</a></strong> 15 août 2018 at 10 h 00 min<a class="comment-reply-link" href="?replytocom=7"> - Répondre</a></div><div class="comment-text"><p>Bravo</p><p>Merci</p></div></div></div></li>
 <li class="comment" id="comment-9"><div class="the-comment"><div class="comment-box"><div class="comment-author meta"><strong>Ana Lune</strong> 16 août 2018<a class="comment-reply-link" href="?replytocom=9"> - Répondre</a></div><div class="comment-text"><p>De rien</p></div></div></div></li></ol></div>"""

MICROFORMATS = """<section class="webmentions"><h3>1 Like</h3><ul><li class="h-cite u-like"><a class="h-card u-author" href="http://leo.example/">Léo Coq</a></li></ul><ol class="webmentions__list">
 <li class="webmentions__item h-cite u-comment" id="webmention-7"><div><a class="p-author h-card u-url" href="http://jean.example/"><strong class="p-name">Jean Nul</strong></a> <time class="dt-published" datetime="2018-08-15">15 August</time></div><div class="p-content"><p>Bravo</p><p>Merci</p></div><a class="u-url" href="http://jean.example/reply/1">Source</a></li>
 <li class="h-cite p-comment" id="webmention-9"><span class="p-author">Ana Lune</span> <time class="dt-published" datetime="2018-08-16">16 August</time><div class="p-content"><p>De rien</p></div></li></ol></section>"""


GENESIS_PING = (
    '<div class="entry-pings"><h3>Trackbacks</h3><ol class="ping-list"><li id="comment-8" class="pingback even"><article id="div-comment-8"><header class="comment-header">'
    '<p class="comment-author" itemprop="author"><span class="comment-author-name" itemprop="name"><a href="https://ailleurs.example/" class="comment-author-link" rel="external nofollow">Ailleurs</a></span> '
    '<span class="says">says:</span></p><p class="comment-meta"><time class="comment-time" datetime="2018-08-15T06:00:00Z">15 août</time></p></header></article></li></ol></div>'
)


def comments(html: str) -> list[Comment]:
    return list(read_comments(PageElements(lxml.html.fromstring(f"<body>{html}</body>")), ARTICLE))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(SPIP_CLASSES, id="SPIP's classes"),
        pytest.param(NUMBER_ABOVE, id="the number is on the box around it"),
        pytest.param(NUMBER_IN_CLASS, id="the number is in a class"),
        pytest.param(NUMBER_OF_ANCHOR, id="the number is the name of an anchor"),
        pytest.param(NUMBER_IN_DATA, id="the number is an attribute"),
        pytest.param(BOX_OF_ALL, id="a box around name, day and text"),
        pytest.param(NEVE, id="Neve"),
        pytest.param(WOOCOMMERCE, id="WooCommerce"),
        pytest.param(SIGNED_BELOW, id="WordPress's first themes"),
        pytest.param(AVADA, id="Avada"),
        pytest.param(MICROFORMATS, id="replies in microformats"),
    ],
)
def test_a_comment_is_read_whatever_its_parts_are_in(html: str) -> None:
    assert comments(html) == [
        Comment(
            number=7,
            author="Jean Nul",
            author_url="http://jean.example/",
            posted="2018-08-15T00:00:00Z",
            text="Bravo\n\nMerci",
            article_url=ARTICLE,
        ),
        Comment(
            number=9, author="Ana Lune", posted="2018-08-16T00:00:00Z", text="De rien", article_url=ARTICLE
        ),
    ]


def item(author: str, text: str, inner: str = "") -> str:
    return (
        f'<div class="comment"><span class="comment-author">{author}</span><span class="ago">3 years ago</span>'
        f'<div class="comment-text"><p>{text}</p></div>{inner}</div>'
    )


def test_comments_without_numbers_have_stable_ones() -> None:
    bravo, again = item("Jean Nul", "Bravo"), item("Jean Nul", "Bravo")
    first = comments(f'<div class="comments">{bravo}{again}{item("Ana Lune", "De rien")}</div>')
    assert [(one.author, one.text) for one in first] == [
        ("Jean Nul", "Bravo"),
        ("Jean Nul", "Bravo"),
        ("Ana Lune", "De rien"),
    ]
    assert len({one.number for one in first}) == 3
    assert all(0 < one.number < 2**52 for one in first)
    later = comments(
        f'<div class="comments">{item("Léo Coq", "Tard")}{item("Ana Lune", "De rien")}{bravo}{again}</div>'.replace(
            "3 years", "4 years"
        )
    )
    assert {one.number for one in first} < {one.number for one in later}


def test_an_answer_without_a_number_keeps_what_it_answers() -> None:
    answer = f'<div class="replies">{item("Ana Lune", "De rien")}</div>'
    first, second = comments(f'<div class="comments">{item("Jean Nul", "Bravo", answer)}</div>')
    assert (first.author, first.text, first.parent_number) == ("Jean Nul", "Bravo", None)
    assert (second.author, second.text, second.parent_number) == ("Ana Lune", "De rien", first.number)


@pytest.mark.parametrize(
    "html",
    [
        '<aside><div class="comments">{}</div></aside>',
        '<div class="widget"><h3>Commentaires</h3><div class="comments">{}</div></div>',
        '<div class="recent"><div class="comments">{}</div></div>',
        '<div class="testimonials"><div class="comments">{}</div></div>',
    ],
)
def test_comments_on_other_posts_have_no_stable_numbers_and_are_left_out(html: str) -> None:
    assert comments(html.format(item("Jean Nul", "Bravo"))) == []


def test_a_box_without_a_name_or_a_text_is_no_comment_without_a_number() -> None:
    nameless = '<div class="comment"><div class="comment-text">Soyez le premier à écrire.</div></div>'
    textless = '<div class="comment"><span class="comment-author">Jean Nul</span></div>'
    assert comments(f'<div class="comments">{nameless}{textless}</div>') == []


def test_where_some_comments_have_numbers_boxes_without_any_are_not_read() -> None:
    numbered = '<div class="comment" id="comment-7"><b class="fn">Jean Nul</b><p class="comment-text">Bravo</p></div>'
    found = comments(f'<div id="comments">{numbered}{item("Ana Lune", "De rien")}</div>')
    assert [one.number for one in found] == [7]


@pytest.mark.parametrize("kind", "u-like p-like u-repost p-repost u-bookmark".split())
def test_a_reaction_is_no_comment(kind: str) -> None:
    reaction = (
        f'<li id="comment-8" class="webmention h-cite {kind}"><article id="div-comment-8" class="comment-body">'
        '<b class="fn">Léo Coq</b><div class="comment-content"><p>Léo Coq likes this.</p></div></article></li>'
    )
    comment = '<li id="comment-7" class="comment h-cite p-comment"><b class="fn">Jean Nul</b><div class="comment-content"><p>Bravo</p></div></li>'
    assert [one.number for one in comments(f'<ol class="comment-list">{comment}{reaction}</ol>')] == [7]


@pytest.mark.parametrize(
    ("footer", "author", "author_url"),
    [
        ("Rédigé par : Jean Nul | {}", "Jean Nul", None),
        ("Posted by: Jean Nul | {}", "Jean Nul", None),
        ("Rédigé par Jean Nul le {}", "Jean Nul", None),
        ("Geschrieben von: Jean Nul | {}", "Jean Nul", None),
        ('Rédigé par : <a href="http://jean.example">Jean Nul</a> | {}', "Jean Nul", "http://jean.example"),
    ],
)
@pytest.mark.parametrize(
    "day",
    ["15 août 2018 à 11:00", "le 15 août 2018", "August 15, 2018 at 11:00 AM", "15. August 2018 um 11:00"],
)
def test_the_day_that_leads_to_a_comment_of_typepad_is_no_name(
    footer: str, author: str, author_url: str | None, day: str
) -> None:
    number = "6a00d8341c2cc953ef022ad38b2f1000d"
    link = f'<a rel="nofollow" href="https://blog.example/un.html?cid={number}#comment-{number}">{day}</a>'
    (one,) = comments(
        f'<div class="comments"><div class="comment" id="comment-{number}"><div class="comment-content" id="comment-{number}-content">'
        f'<p>Bravo</p></div><p class="comment-footer">{footer.format(link)}</p></div></div>'
    )
    assert (one.author, one.author_url, one.posted, one.text) == (
        author,
        author_url,
        "2018-08-15T00:00:00Z",
        "Bravo",
    )


def test_the_time_of_a_comment_of_blogger_is_in_its_own_link() -> None:
    (one,) = comments(
        '<div class="comments"><dl><dt class="comment-author" id="c7">Jean Nul said...</dt><dd class="comment-body"><p>Bravo</p></dd>'
        '<dd class="comment-footer"><a href="/un.html?showComment=1534312800000#c7" title="comment permalink">8:00 AM</a></dd></dl></div>'
    )
    assert (one.author, one.posted) == ("Jean Nul", "2018-08-15T06:00:00Z")


@pytest.mark.parametrize(
    ("html", "posted"),
    [
        (
            GENESIS_PING,
            "2018-08-15T06:00:00Z",
        ),
        (
            '<ol class="comment-list"><li class="pingback" id="comment-8"><p>Pingback: <a href="https://ailleurs.example/" class="url" rel="ugc">Ailleurs</a></p></li></ol>',
            None,
        ),
        (
            '<ol class="comment-list"><li class="webmention h-cite p-mention" id="comment-8"><div class="comment-body">Webmention: <a href="https://ailleurs.example/" rel="external" class="url">Ailleurs</a></div></li></ol>',
            None,
        ),
    ],
    ids=["Genesis", "a paragraph", "a mention"],
)
def test_a_ping_is_named_by_its_link_and_has_no_text_of_its_own(html: str, posted: str | None) -> None:
    assert comments(html) == [
        Comment(
            number=8,
            author="Ailleurs",
            author_url="https://ailleurs.example/",
            posted=posted,
            text="",
            kind="pingback",
            article_url=ARTICLE,
        )
    ]
