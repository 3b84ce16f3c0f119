"""Comments of many engines: their names, times, texts and threads."""

import lxml.html
import pytest

from crawler.items import Comment
from crawler.parse.page.comments.reading import read_comments
from crawler.parse.page.elements import PageElements

ARTICLE = "https://blog.example/un/"

CLASSIC = """<div id="comments"><ol class="comment-list">
<li id="comment-7" class="comment even"><article id="div-comment-7" class="comment-body"><footer class="comment-meta">
 <div class="comment-author vcard"><b class="fn"><a href="http://jean.example/" rel="external nofollow ugc" class="url">Jean Nul</a></b>
 <span class="says">dit :</span></div><time datetime="2018-08-15T08:00:00+02:00">15 août</time></footer>
 <div class="comment-content"><p>Bravo</p><p>Merci</p></div></article>
 <ol class="children"><li id="comment-9" class="comment"><article id="div-comment-9" class="comment-body"><b class="fn">Ana Lune</b>
 <div class="comment-content"><p>De rien</p></div></article></li></ol></li></ol></div>"""

# The markup before HTML 5: the text is in the body itself, and the day is only printed.
BEFORE_HTML5 = """<ol class="commentlist"><li class="comment even" id="li-comment-7"><div id="comment-7" class="comment-body">
 <div class="comment-author vcard"><cite class="fn"><a href="http://jean.example/" rel="external nofollow" class="url">Jean Nul</a></cite>
 <span class="says">dit :</span></div><div class="comment-meta"><a href="/un/#comment-7">15 août 2018</a></div>
 <p>Bravo</p><p>Merci</p><div class="reply"><a class="comment-reply-link" href="?replytocom=7">Répondre</a></div></div>
 <ul class="children"><li class="comment odd" id="li-comment-9"><div id="comment-9" class="comment-body">
 <cite class="fn">Ana Lune</cite><p>De rien</p></div></li></ul></li></ol>"""

BLOCKS = """<div class="wp-block-comments"><ol class="wp-block-comment-template"><li id="comment-7" class="comment even depth-1">
 <div class="wp-block-column"><div class="wp-block-comment-author-name"><a rel="external nofollow ugc" href="http://jean.example/">Jean Nul</a></div>
 <div class="wp-block-comment-date"><time datetime="2018-08-15T08:00:00+02:00"><a href="/un/#comment-7">15 août</a></time></div>
 <div class="wp-block-comment-content"><p>Bravo</p><p>Merci</p></div></div>
 <ol><li id="comment-9" class="comment odd depth-2"><div class="wp-block-comment-author-name">Ana Lune</div>
 <div class="wp-block-comment-content"><p>De rien</p></div></li></ol></li></ol></div>"""

DOTCLEAR = """<div id="comments"><ul class="comments-list"><li id="c7" class="comment odd first">
 <p class="comment-info"><a href="#c7">1.</a> <span class="comment-author"><a href="http://jean.example/" rel="nofollow">Jean Nul</a></span>
 <time datetime="2018-08-15T08:00:00+02:00">15 août</time></p><div class="comment-content"><p>Bravo</p><p>Merci</p></div></li>
 <li id="c9" class="comment"><span class="comment-author">Ana Lune</span><div class="comment-content"><p>De rien</p></div></li></ul></div>"""

SPIP = """<section id="comments" class="comments"><ul class="comments-list forum"><li class="comment-li comment-item" id="comment7">
 <div class="comment-meta"><a href="#comment7" class="permalink"><abbr class="dtreviewed" title="2018-08-15T06:00:00Z">Le 15 août</abbr></a>
 <span class="comment-author vcard"><a class="url fn n" href="http://jean.example/">Jean Nul</a></span></div>
 <div class="comment-content"><p>Bravo</p><p>Merci</p></div>
 <ul class="comments-items"><li class="comment-li" id="comment9"><span class="fn n">Ana Lune</span>
 <div class="comment-content"><p>De rien</p></div></li></ul></li></ul></section>"""

BLOGGER = """<div class="comments" id="comments"><div class="comments-content"><ol><li class="comment" id="c7">
 <div class="comment-block"><div class="comment-header"><cite class="user"><a href="http://jean.example/" rel="nofollow">Jean Nul</a></cite>
 <time datetime="2018-08-15T06:00:00Z">15 août</time></div><p class="comment-content">Bravo<br><br>Merci</p></div>
 <div class="comment-replies"><ol><li class="comment" id="c9"><cite class="user">Ana Lune</cite>
 <p class="comment-content">De rien</p></li></ol></div></li></ol></div></div>"""

# Bootstrap's media object, as Django's blogs print comments with it.
MEDIA = """<div id="comments"><h3>Commentaires</h3><div id="comment-7" class="comment media"><img class="media-object" src="a.png">
 <div class="media-body"><h4 class="media-heading"><a href="http://jean.example/">Jean Nul</a> <small class="timespan">Il y a 3 ans</small></h4>
 <p>Bravo</p><p>Merci</p><a href="#reply-7" class="reply">Répondre</a><form id="reply-7"><p>requis</p></form>
 <div id="comment-9" class="comment media"><div class="media-body"><h4 class="media-heading">Ana Lune</h4><p>De rien</p></div></div>
 </div></div></div>"""


# Definition lists: one comment is everything below a <dt>.
LIST_OF_TERMS = """<div class="comments"><dl id="comments-block"><dt class="comment-author" id="c7"><a name="c7"></a>
 <a href="http://jean.example/" rel="nofollow">Jean Nul</a> a dit...</dt><dd class="comment-body"><p>Bravo<br><br>Merci</p></dd>
 <dd class="comment-footer"><span class="comment-timestamp"><a href="/un/#c7">15 août 2018 à 10:00</a></span></dd>
 <dt class="comment-author" id="c9">Ana Lune a dit...</dt><dd class="comment-body"><p>De rien</p></dd></dl></div>"""

DOTCLEAR_LIST = """<div id="comments"><dl><dt id="c7"><a href="#c7" class="comment-number">1.</a> Le mercredi 15 août 2018, 10:00
 par <a href="http://jean.example/" rel="nofollow">Jean Nul</a></dt><dd><p>Bravo</p><p>Merci</p></dd>
 <dt id="c9"><a href="#c9">2.</a> par Ana Lune</dt><dd><p>De rien</p></dd></dl></div>"""

DOTCLEAR_LINE = """<div class="feedback__comments"><ul><li id="c7" class="comment"><p class="comment-info"><a href="#c7">1</a>
 De <a href="http://jean.example/">Jean Nul</a> - <time datetime="2018-08-15T08:00:00+02:00">15/08/2018, 08:00</time></p>
 <div class="comment-content"><p>Bravo</p><p>Merci</p></div></li>
 <li id="c9" class="comment"><p class="comment-info"><a href="#c9">2</a> De Ana Lune - plus tard</p><div class="comment-content"><p>De rien</p></div></li></ul></div>"""

SERENDIPITY = """<section id="comments"><article id="c7" class="serendipity_comment"><h4><a href="http://jean.example/">Jean Nul</a> le
 <time datetime="2018-08-15T08:00:00+02:00">15 août</time>:</h4><div class="serendipity_commentBody"><p>Bravo</p><p>Merci</p></div></article>
 <article id="c9" class="serendipity_comment"><h4>Ana Lune<span> le </span></h4><div class="serendipity_commentBody">De rien</div></article></section>"""

CANALBLOG = """<div id="comments"><div class="comment" id="c7"><div class="comment_content"><p>Bravo</p><p>Merci</p></div>
 <div class="itemfooter">Posté par <a class="comment_author" href="http://jean.example/">Jean Nul</a>, 15/08/2018 à 10:00</div></div>
 <div class="comment" id="c9"><div class="comment_content"><p>De rien</p></div><span class="comment_author">Ana Lune</span></div></div>"""

DRUPAL = """<section class="comments"><article id="comment-7" class="comment js-comment"><footer class="comment__meta">
 <p class="comment__author"><a href="http://jean.example/">Jean Nul</a> (non vérifié)</p><p class="comment__time">15/08/2018 - 10:00</p></footer>
 <div class="comment__content"><div class="field field--name-comment-body"><p>Bravo</p><p>Merci</p></div><ul class="links"><li>Répondre</li></ul></div></article>
 <article id="comment-9" class="comment"><p class="comment__author">Ana Lune</p><div class="comment__content"><p>De rien</p></div></article></section>"""

OVERBLOG = """<div class="ob-comments"><div class="ob-comment" id="comment_7"><span class="ob-user"><a class="ob-name" href="http://jean.example/">Jean Nul</a>
 <span class="ob-date">15/08/2018 10:00</span></span><p class="ob-text">Bravo<br><br>Merci</p><a class="ob-reply" href="#">Répondre</a></div>
 <div class="ob-comment" id="comment_9"><span class="ob-name">Ana Lune</span><p class="ob-text">De rien</p></div></div>"""


def comments(html: str) -> list[Comment]:
    return list(read_comments(PageElements(lxml.html.fromstring(f"<body>{html}</body>")), ARTICLE))


@pytest.mark.parametrize(
    ("html", "posted", "parent"),
    [
        pytest.param(CLASSIC, "2018-08-15T06:00:00Z", 7, id="WordPress"),
        pytest.param(BEFORE_HTML5, "2018-08-15T00:00:00Z", 7, id="WordPress before HTML 5"),
        pytest.param(BLOCKS, "2018-08-15T06:00:00Z", 7, id="WordPress block theme"),
        pytest.param(DOTCLEAR, "2018-08-15T06:00:00Z", None, id="Dotclear"),
        pytest.param(SPIP, "2018-08-15T06:00:00Z", 7, id="SPIP"),
        pytest.param(BLOGGER, "2018-08-15T06:00:00Z", 7, id="Blogger"),
        pytest.param(MEDIA, None, 7, id="Bootstrap's media object"),
        pytest.param(LIST_OF_TERMS, "2018-08-15T00:00:00Z", None, id="Blogger's older list"),
        pytest.param(DOTCLEAR_LIST, "2018-08-15T00:00:00Z", None, id="Dotclear's older list"),
        pytest.param(DOTCLEAR_LINE, "2018-08-15T06:00:00Z", None, id="Dotclear's line without names"),
        pytest.param(SERENDIPITY, "2018-08-15T06:00:00Z", None, id="Serendipity"),
        pytest.param(CANALBLOG, "2018-08-15T00:00:00Z", None, id="Canalblog"),
        pytest.param(DRUPAL, "2018-08-15T00:00:00Z", None, id="Drupal"),
        pytest.param(OVERBLOG, "2018-08-15T00:00:00Z", None, id="Over-blog"),
    ],
)
def test_comments_are_read_in_the_forms_of_many_engines(
    html: str, posted: str | None, parent: int | None
) -> None:
    first, second = comments(html)
    assert first == Comment(
        number=7,
        author="Jean Nul",
        author_url="http://jean.example/",
        posted=posted,
        text="Bravo\n\nMerci",
        article_url=ARTICLE,
    )
    assert second == Comment(
        number=9, author="Ana Lune", text="De rien", parent_number=parent, article_url=ARTICLE
    )


def test_a_pingback_is_named_by_its_link() -> None:
    (ping,) = comments(
        '<ol class="comment-list"><li id="comment-8" class="pingback even"><div class="comment-body">Ping : '
        '<a href="https://ailleurs.example/" rel="external nofollow" class="url">Ailleurs</a></div></li></ol>'
    )
    assert (ping.kind, ping.author, ping.author_url, ping.text) == (
        "pingback",
        "Ailleurs",
        "https://ailleurs.example/",
        "",
    )


def test_a_comment_named_by_a_checksum_is_told_from_others() -> None:
    item = '<div class="comment" id="comment-{}"><div class="inlinecontent">Bravo</div><span class="author">{}</span></div>'
    shown = item.format("0f" * 16, "Jean Nul") + item.format("1e" * 16, "Ana Lune")
    first, second = comments(f'<div id="comments">{shown}</div>')
    assert (first.author, first.text, second.author) == ("Jean Nul", "Bravo", "Ana Lune")
    assert first.number != second.number


@pytest.mark.parametrize(
    "html",
    [
        '<ol class="comment-list"><li class="comment"><div class="comment-content">Sans numéro</div></li></ol>',
        '<ul class="notes"><li id="comment-7" class="comment">hors des commentaires</li></ul>',
        '<div id="comments"><div class="comment-form" id="respond"><p id="comment-5">formulaire</p></div></div>',
        '<div id="comments"><li id="comment-99999999999999999999" class="comment">trop long</li></div>',
    ],
)
def test_what_is_no_comment_or_has_no_number_gives_none(html: str) -> None:
    assert comments(html) == []


def test_a_link_in_the_text_is_no_address_of_the_author() -> None:
    (one,) = comments(
        '<ol class="comment-list"><li id="comment-7" class="comment"><b class="fn">Jean Nul</b><!-- note -->'
        '<div class="comment-content"><p><a rel="nofollow ugc external" href="https://x.example/">ici</a></p></div></li></ol>'
    )
    assert (one.author, one.author_url, one.text) == ("Jean Nul", None, "ici")
