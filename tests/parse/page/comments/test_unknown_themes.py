"""Comments of unknown themes, read by what engines and plugins have in common."""

import lxml.html
import pytest

from crawler.items import Comment
from crawler.parse.page.comments.reading import read_comments
from crawler.parse.page.elements import PageElements

ARTICLE = "https://blog.example/un/"

DRUPAL_ANCHORS = """<div id="comments" class="comment-wrapper"><h2>Comments</h2><a id="comment-7"></a>
 <div class="comment comment-by-anonymous clearfix"><div class="submitted">Submitted by <span class="username"><a href="http://jean.example/" rel="nofollow">Jean Nul</a>
 (not verified)</span> on Wed, 08/15/2018 - 10:00</div><div class="content"><div class="field field-name-comment-body"><p>Bravo</p><p>Merci</p></div>
 <ul class="links inline"><li class="comment-reply first last"><a href="/comment/reply/1/7">reply</a></li></ul></div></div>
 <div class="indented"><a id="comment-9"></a><div class="comment clearfix"><div class="submitted">Submitted by <span class="username">Ana Lune</span></div>
 <div class="content"><p>De rien</p><ul class="links inline"><li class="comment-reply"><a href="/comment/reply/1/9">reply</a></li></ul></div></div></div></div>"""

DRUPAL_NODES = """<section class="comment-node-article"><article data-comment-user-id="0" id="comment-7" class="comment js-comment">
 <mark class="hidden" data-comment-timestamp="1534312800"></mark><footer class="comment__meta"><p class="comment__submitted">Submitted by
 <span property="schema:name"><a href="http://jean.example/">Jean Nul</a></span> 3 years ago</p><a href="/comment/7#comment-7">Permalink</a></footer>
 <div class="content"><div class="field--name-comment-body field__item"><p>Bravo</p><p>Merci</p></div><ul class="links inline"><li><a href="/user/login">Log in</a> to post comments</li></ul></div></article>
 <div class="indented"><article id="comment-9" class="comment js-comment"><footer class="comment__meta"><p class="comment__submitted">Submitted by <span property="schema:name">Ana Lune</span></p>
 <p class="visually-hidden">In reply to <a href="/comment/7#comment-7">Bravo</a> by <span>Jean Nul</span></p></footer><div class="content"><p>De rien</p></div></article></div></section>"""

ISSO = """<section id="isso-thread"><div id="isso-root"><div class="isso-comment isso-no-votes" id="isso-7"><div class="isso-avatar"><svg></svg></div>
 <div class="isso-text-wrapper"><div class="isso-comment-header"><a class="isso-author" href="http://jean.example/" rel="nofollow">Jean Nul</a><span class="isso-spacer">•</span>
 <a class="isso-permalink" href="#isso-7"><time title="15/08/2018" datetime="2018-08-15T06:00:00.000Z">3 years ago</time></a></div>
 <div class="isso-text"><p>Bravo</p><p>Merci</p></div><div class="isso-comment-footer"><a class="isso-reply" href="#">Reply</a><a class="isso-edit" href="#">Edit</a></div></div>
 <div class="isso-follow-up"><div class="isso-comment" id="isso-9"><div class="isso-text-wrapper"><div class="isso-comment-header"><span class="isso-author">Ana Lune</span></div>
 <div class="isso-text"><p>De rien</p></div></div></div></div></div></div></section>"""

TYPECHO = """<div id="comments"><h3>2 responses</h3><ol class="comment-list"><li itemscope itemtype="http://schema.org/UserComments" id="comment-7" class="comment-body comment-parent comment-odd">
 <div class="comment-author" itemprop="creator" itemscope itemtype="http://schema.org/Person"><span itemprop="image"><img class="avatar" src="a.png" alt="Jean Nul"></span>
 <cite class="fn" itemprop="name"><a href="http://jean.example/" rel="external nofollow">Jean Nul</a></cite></div><div class="comment-meta"><a href="/un/#comment-7">
 <time itemprop="commentTime" datetime="2018-08-15T14:00:00+08:00">Aug 15th</time></a></div><div class="comment-content" itemprop="commentText"><p>Bravo</p><p>Merci</p></div>
 <div class="comment-reply"><a href="?replyTo=7" rel="nofollow">回复</a></div><div class="comment-children" itemprop="discusses"><ol class="comment-list"><li id="comment-9" class="comment-body comment-child">
 <div class="comment-author"><cite class="fn">Ana Lune</cite></div><div class="comment-content"><p>De rien</p></div></li></ol></div></li></ol></div>"""

JCOMMENTS = """<div id="jc"><div id="comments"><div id="comments-list" class="comments-list"><div class="even" id="comment-item-7"><div class="rbox"><div class="comment-box">
 <a class="comment-anchor" href="/un#comment-7" id="comment-7">#1</a><a class="author-homepage" href="http://jean.example/" rel="nofollow"><span class="comment-author">Jean Nul</span></a>
 <span class="comment-date">2018-08-15 06:00</span><div class="comment-body" id="comment-body-7">Bravo<br><br>Merci</div>
 <span class="comments-buttons"><a href="#" onclick="x">Reply</a> | <a href="#">Quote</a></span></div></div></div>
 <div class="odd" id="comment-item-9"><div class="rbox"><div class="comment-box"><a class="comment-anchor" href="/un#comment-9" id="comment-9">#2</a><span class="comment-author">Ana Lune</span>
 <div class="comment-body" id="comment-body-9">De rien</div></div></div></div></div></div></div>"""

KOMENTO = """<div id="section-kmt" class="theme-kuro"><ul class="kmt-list reset-ul"><li id="kmt-7" class="kmt-7 kmt-item kmt-child-0" itemscope itemtype="http://schema.org/Comment" parentid="kmt-0">
 <div class="kmt-avatar"><a href="http://jean.example/"><img class="avatar" src="a.png"></a></div><div class="kmt-content"><div class="kmt-head"><a class="kmt-id" href="/un#kmt-7">#7</a>
 <span class="kmt-author" itemprop="creator"><a href="http://jean.example/"><span itemprop="name">Jean Nul</span></a></span><span class="kmt-rank">Guest</span>
 <span class="kmt-time"><a href="/un#kmt-7"><time itemprop="dateCreated" datetime="2018-08-15T06:00:00+00:00">about 3 years ago</time></a></span></div>
 <div class="kmt-body" itemprop="text"><p>Bravo</p><p>Merci</p></div><span class="kmt-reply-wrap"><a class="kmt-reply" href="#">Reply</a></span></div></li>
 <li id="kmt-9" class="kmt-9 kmt-item kmt-child-1" itemscope itemtype="http://schema.org/Comment" parentid="kmt-7"><div class="kmt-content"><div class="kmt-head"><a class="kmt-id" href="/un#kmt-9">#9</a>
 <span class="kmt-author" itemprop="creator"><span itemprop="name">Ana Lune</span></span><span class="kmt-inreplyto">In reply to: <a href="/un#kmt-7">#7</a></span></div>
 <div class="kmt-body" itemprop="text"><p>De rien</p></div></div></li></ul></div>"""

HABARI = """<div id="comments"><ol id="commentlist"><li id="comment-7" class="comment"><div class="comment-content"><p>Bravo</p><p>Merci</p></div>
 <div class="comment-meta">#<a href="#comment-7" class="counter" title="Permanent Link to this Comment">1</a> |
 <span class="commentauthor">Comment by <a href="http://jean.example/" rel="external">Jean Nul</a></span> <span class="commentdate">on <a href="#comment-7">Aug 15, 2018 8:00am</a></span></div></li>
 <li id="comment-9" class="comment"><div class="comment-content"><p>De rien</p></div><div class="comment-meta">#<a href="#comment-9" class="counter">2</a> | <span class="commentauthor">Comment by Ana Lune</span></div></li></ol></div>"""

TEXTPATTERN = """<section class="comments"><ol class="comments-list"><li id="c000007"><article class="comment" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><header>
 <h4 class="comment-title"><span itemprop="author"><a href="http://jean.example/" rel="nofollow">Jean Nul</a></span> <span class="is-author">(author)</span> <a class="comment-anchor" href="/un#c000007">commented</a>:</h4>
 <p class="comment-date"><time datetime="2018-08-15T06:00:00Z">a while ago</time></p></header><div class="comment-body" itemprop="text"><p>Bravo</p><p>Merci</p></div></article></li>
 <li id="c000009"><article class="comment"><header><h4 class="comment-title"><span itemprop="author">Ana Lune</span> <a class="comment-anchor" href="/un#c000009">commented</a>:</h4></header>
 <div class="comment-body" itemprop="text"><p>De rien</p></div></article></li></ol></section>"""

MOVABLE_TYPE = """<div id="comments" class="comments"><div class="comments-content"><div class="comment" id="comment-7"><div class="inner"><div class="comment-header"><div class="asset-meta">
 <span class="byline"><span class="vcard author"><a class="fn url" href="http://jean.example/">Jean Nul</a></span></span> | <a href="#comment-7"><abbr class="published" title="2018-08-15T08:00:00+02:00">August 15, 2018</abbr></a>
 | <a title="Reply" href="javascript:void(0);" onclick="x">Reply</a></div></div><div class="comment-content"><p>Bravo</p><p>Merci</p></div></div></div>
 <div class="comment comment-reply" id="comment-9"><div class="inner"><div class="comment-header"><div class="asset-meta"><span class="byline"><span class="vcard author">Ana Lune</span>
 replied to <a href="/un/#comment-7">comment from Jean Nul</a></span></div></div><div class="comment-content"><p>De rien</p></div></div></div></div></div>"""

MOVABLE_TYPE_OLD = """<div id="comments"><h2>Comments</h2><a id="c7"></a><div class="comment"><div class="comment-body"><p>Bravo</p><p>Merci</p></div>
 <p class="comment-footer">Posted by: <a title="http://jean.example/" href="http://jean.example/" rel="nofollow">Jean Nul</a> | <a href="#c7">August 15, 2018 10:00 AM</a></p></div>
 <a id="c9"></a><div class="comment"><div class="comment-body"><p>De rien</p></div><p class="comment-footer">Posted by: Ana Lune | <a href="#c9">a while ago</a></p></div></div>"""

B2EVOLUTION = """<section id="comments" class="evo_feedback"><article id="c7" class="evo_comment panel panel-default"><div class="panel-heading"><h4 class="evo_comment_title panel-title">Comment from:
 <a href="http://jean.example/" class="user" rel="nofollow">Jean Nul</a> <span class="bUser-anonymous-tag">Visitor</span></h4></div><div class="panel-body"><div class="evo_comment_text"><p>Bravo</p><p>Merci</p></div></div>
 <div class="panel-footer"><small class="evo_comment_info"><span class="evo_comment_date" data-time="1534312800">08/15/18 @ 08:00</span> <a href="#c7" class="permalink_right">#</a> <a href="#" class="reply">Reply to this comment</a></small></div></article>
 <article id="c9" class="evo_comment panel"><div class="panel-heading"><h4 class="evo_comment_title">Comment from: <span class="user">Ana Lune</span> [Visitor]</h4></div>
 <div class="panel-body"><div class="evo_comment_text"><p>De rien</p></div></div></article></section>"""

WPDISCUZ = """<div id="comments" class="comments-area"><div id="wpcomm"><div class="wpd-thread-list"><div id="wpd-comm-7_0" class="comment even depth-1 wpd-comment"><div class="wpd-comment-wrap">
 <div class="wpd-avatar"><img src="a.png"></div><div id="comment-7" class="wpd-comment-right"><div class="wpd-comment-header"><div class="wpd-comment-author"><a href="http://jean.example/">Jean Nul</a></div>
 <div class="wpd-comment-label"><span>Guest</span></div><div class="wpd-comment-date" title="15 August 2018 08:00"><i></i>3 years ago</div></div>
 <div class="wpd-comment-text"><p>Bravo</p><p>Merci</p></div><div class="wpd-comment-footer"><div class="wpd-reply-button"><span>Reply</span></div></div></div></div><div id="wpdiscuz_form_anchor-7_0"></div>
 <div id="wpd-comm-9_7" class="comment odd wpd-reply wpd-comment"><div class="wpd-comment-wrap"><div id="comment-9" class="wpd-comment-right"><div class="wpd-comment-header">
 <div class="wpd-comment-author">Ana Lune</div><div class="wpd-reply-to">Reply to <a href="#comment-7">Jean Nul</a></div></div><div class="wpd-comment-text"><p>De rien</p></div></div></div></div></div></div></div></div>"""

SUBSTACK = """<div class="comments-page"><div class="comment-list"><div class="comment"><div id="comment-7" class="comment-anchor"></div><div id="comment-7-reply" class="comment-anchor"></div>
 <div role="article" class="comment-content"><div class="comment-meta"><a class="commenter-name" href="http://jean.example/">Jean Nul</a> <a class="comment-timestamp" title="Aug 15, 2018, 8:00 AM" href="/un/comment/7">8y</a></div>
 <div class="comment-body"><p>Bravo</p><p>Merci</p></div><div class="comment-actions"><a>Like (2)</a><a>Reply</a><a>Share</a></div></div>
 <div class="comment-list"><div class="comment"><div id="comment-9" class="comment-anchor"></div><div class="comment-content"><div class="comment-meta"><a class="commenter-name">Ana Lune</a></div>
 <div class="comment-body"><p>De rien</p></div></div></div></div></div></div></div>"""

# Discourse's own embedding: the posts of a topic.
DISCOURSE = """<div id="discourse-comments"><article class="post clearfix" id="post-7"><div class="author"><img class="avatar" src="a.png"></div><div class="cooked"><h3 class="username">
 <a href="http://jean.example/">Jean Nul</a> <span class="title">Admin</span></h3><p>Bravo</p><p>Merci</p></div><div class="post-date"><a title="15 August 2018" href="/t/un/1/7">3 years ago</a></div></article>
 <article class="post clearfix" id="post-9"><a class="post-reply in-reply-to" href="#post-7">in reply to Jean Nul</a><div class="cooked"><h3 class="username">Ana Lune</h3><p>De rien</p></div></article></div>"""

# A custom theme: only the comment itself has a name, and labels are part of the text.
UNNAMED = """<section class="discussion comments"><ul class="thread"><li class="comment" id="comment-7"><div class="flex"><img src="a.png" alt=""><div><strong>Jean Nul</strong> <span class="pill">Author</span>
 <span title="2018-08-15T06:00:00Z" class="ago">3 years ago</span></div></div><div class="prose"><p>Bravo</p><p>Merci</p></div><div><button>Reply</button> · <a href="#comment-7">Permalink</a> · <a href="/login">Report</a></div></li>
 <ul><li class="comment" id="comment-9"><div class="flex"><div><strong>Ana Lune</strong></div></div><div class="prose"><p>De rien</p></div><div><button>Reply</button></div></li></ul></ul></section>"""

#: A box that holds everything about the author, whose parts are glued where their elements are left out.
BOX = """<div id="comments"><div class="comment" id="comment-7"><div class="comment-author"><img class="avatar" src="a.png" alt="Avatar"><span class="author-name"><a href="http://jean.example/">Jean Nul</a></span><span class="badge">Author</span><span class="date"
 data-timestamp="1534312800000">3 years ago</span><a class="comment-permalink" href="#comment-7">#</a></div><div class="comment-text"><p>Bravo</p><p>Merci</p><p><a href="?replytocom=7#respond">Reply to Jean Nul</a></p></div></div>
 <div class="comment" id="comment-9"><div class="comment-author"><strong>Ana Lune</strong> says:<span class="role">Admin</span><a href="#comment-9">#</a></div><div class="comment-text"><p>De rien</p><a class="edit" href="/edit/9">Edit</a></div></div></div>"""


def comments(html: str) -> list[Comment]:
    return list(read_comments(PageElements(lxml.html.fromstring(f"<body>{html}</body>")), ARTICLE))


TIME, DAY = "2018-08-15T06:00:00Z", "2018-08-15T00:00:00Z"


@pytest.mark.parametrize(
    ("html", "posted", "parent"),
    [
        pytest.param(DRUPAL_ANCHORS, DAY, 7, id="Drupal 7"),
        pytest.param(DRUPAL_NODES, TIME, 7, id="Drupal, comment-node"),
        pytest.param(ISSO, TIME, 7, id="Isso"),
        pytest.param(TYPECHO, TIME, 7, id="Typecho"),
        pytest.param(JCOMMENTS, DAY, None, id="JComments"),
        pytest.param(KOMENTO, TIME, 7, id="Komento"),
        pytest.param(HABARI, DAY, None, id="Habari"),
        pytest.param(TEXTPATTERN, TIME, None, id="Textpattern"),
        pytest.param(MOVABLE_TYPE, TIME, 7, id="Movable Type"),
        pytest.param(MOVABLE_TYPE_OLD, DAY, None, id="Movable Type's older anchors"),
        pytest.param(B2EVOLUTION, TIME, None, id="b2evolution"),
        pytest.param(WPDISCUZ, DAY, 7, id="wpDiscuz"),
        pytest.param(SUBSTACK, DAY, 7, id="Substack"),
        pytest.param(DISCOURSE, DAY, 7, id="Discourse"),
        pytest.param(UNNAMED, TIME, 7, id="a theme without names"),
        pytest.param(BOX, TIME, None, id="a box around the author"),
    ],
)
def test_comments_of_families_of_engines_read_alike(html: str, posted: str, parent: int | None) -> None:
    first, second = comments(html)
    assert first == Comment(
        number=7,
        author="Jean Nul",
        author_url=None if html is UNNAMED else "http://jean.example/",
        posted=posted,
        text="Bravo\n\nMerci",
        article_url=ARTICLE,
    )
    assert second == Comment(
        number=9, author="Ana Lune", text="De rien", parent_number=parent, article_url=ARTICLE
    )


def one(html: str) -> Comment:
    (comment,) = comments(f'<div id="comments"><div class="comment" id="comment-7">{html}</div></div>')
    return comment


@pytest.mark.parametrize(
    "label",
    [
        '<a href="?replytocom=7#respond">Répondre à Jean Nul</a>',
        '<p><a href="#comment-7">Permalien</a> | <a href="/edit/7">Modifier</a></p>',
        '<ul class="links"><li><a href="#answer">Antworten</a></li><li><a href="#answer">Zitieren</a></li></ul>',
        '<div><button type="button">Reply</button></div>',
        '<p><a href="/un#comment-7">#</a></p>',
        '<span><a href="javascript:void(0)">Me gusta (2)</a></span>',
    ],
)
def test_a_label_below_the_text_is_no_part_of_it(label: str) -> None:
    said = one(f'<b class="fn">Jean Nul</b><div class="comment-content"><p>Bravo</p>{label}</div>')
    assert said.text == "Bravo"


@pytest.mark.parametrize(
    "words",
    [
        'Voir <a href="/autre">lien</a> pour la suite',
        'Un <a href="https://ailleurs.example/">Permalink</a>',
        "Reply",
    ],
)
def test_words_of_a_comment_that_sound_like_a_label_stay(words: str) -> None:
    said = one(f'<b class="fn">Jean Nul</b><div class="comment-content"><p>{words}</p></div>')
    assert said.text == lxml.html.fromstring(f"<p>{words}</p>").xpath("string()")


@pytest.mark.parametrize(
    "box",
    [
        '<p class="comment-author">Posted by <b>Jean Nul</b> <em class="badge">Author</em></p>',
        '<p class="comment-author">Jean Nul a dit :</p>',
        '<div class="comment-author"><img alt="Avatar"><span class="name">Jean Nul</span><time>hier</time></div>',
        '<div class="comment-author">Jean Nul<span class="user-role">Admin</span><a href="#comment-7">#</a></div>',
        '<h4><a href="/auteurs/jean">Jean Nul</a> schrieb:</h4>',
        "<div><cite>Jean Nul</cite> <span>says:</span></div>",
    ],
)
def test_a_name_is_read_without_what_stands_beside_it(box: str) -> None:
    assert one(f'{box}<div class="comment-content"><p>Bravo</p></div>').author == "Jean Nul"


@pytest.mark.parametrize(
    "printed",
    [
        '<a href="#comment-7" title="15 août 2018 à 08:00">il y a 3 ans</a>',
        '<span class="ago" title="2018-08-15">3 years ago</span>',
        '<span data-time="1534291200">3 years ago</span>',
        '<abbr class="timeago" title="2018-08-15T00:00:00Z">3 years ago</abbr>',
        '<meta itemprop="dateCreated" content="2018-08-15">',
        '<span class="comment-age"><time>15 August 2018</time></span>',
    ],
)
def test_the_day_of_a_comment_stands_in_attributes_where_the_words_are_relative(printed: str) -> None:
    said = one(f'<b class="fn">Jean Nul</b>{printed}<div class="comment-content"><p>Bravo</p></div>')
    assert said.posted == DAY


def test_a_day_in_the_text_is_not_the_comments() -> None:
    text = '<div class="comment-content"><p>Le <time datetime="2001-01-01">premier</time> jour</p></div>'
    assert one(f'<b class="fn">Jean Nul</b>{text}').posted is None


def test_a_box_around_one_comment_is_not_another() -> None:
    items = "".join(
        f'<li id="comment-{n}"><b class="fn">Jean Nul</b><p class="comment-text">Bravo</p></li>'
        for n in (7, 9)
    )
    shown = comments(f'<div id="comments"><div class="post-comment"><ol>{items}</ol></div></div>')
    assert [(c.number, c.text, c.parent_number) for c in shown] == [(7, "Bravo", None), (9, "Bravo", None)]


def test_a_list_of_recent_comments_is_not_the_pages() -> None:
    recent = '<li class="comment" id="comment-7"><b class="fn">Jean Nul</b> sur <a href="/un">Un</a></li>'
    assert comments(f'<div class="widget-recent-comments"><ul id="recentcomments">{recent}</ul></div>') == []
