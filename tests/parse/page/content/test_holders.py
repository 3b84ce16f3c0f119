"""Which elements contain the text, whatever their names, and what in them is not text."""

import json

import pytest

from crawler.items import Article
from crawler.parse import parse_article, read_page
from crawler.parse.page.content.weights import weigh
from crawler.parse.page.document import read_document

URL = "https://journal.example/enquete"
SENTENCE = (
    "La ville a compté ses {} fontaines avant l’été, et le conseil en a discuté devant les habitants réunis."
)
FIRST, SECOND, THIRD = (SENTENCE.format(word) for word in ("vieilles", "neuves", "petites"))
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
WHOLE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
TEASERS = "".join(
    f'<div class="post-content"><a href="/a/{n}">Un autre sujet du jour, numéro {n}</a></div>'
    for n in range(9)
)


def read(body: str, *, attributes: str = "", html: str = "") -> Article:
    page = f"<!doctype html><html lang=fr {html}><head><title>Fontaines</title></head><body {attributes}>{body}</body></html>"
    return parse_article(read_page(page.encode(), URL))


@pytest.mark.parametrize(
    "name",
    [
        "tweak-related-products-items-per-row-3 tweak-comment-sidebar",
        "postid-7 single-post comments-closed tag-related",
        "related sidebar comment-page share newsletter",
    ],
)
def test_names_on_the_whole_page_exclude_nothing(name: str) -> None:
    body = f'<main><h1>Fontaines</h1><div class="x1">{TEXT}</div></main>'
    assert read(body, attributes=f'class="{name}"', html=f'class="{name}"').text == WHOLE


@pytest.mark.parametrize(
    "empty",
    [
        '<div class="entry-content"></div>',
        '<meta itemprop="articleBody" content="Fontaines">',
        f'<div class="grid">{TEASERS}</div>',
        '<div class="rich-text"><p>Le journal des fontaines.</p></div>',
    ],
    ids=["filled_later", "meta", "teasers", "motto"],
)
def test_a_name_on_an_element_with_little_of_the_text_says_nothing(empty: str) -> None:
    assert read(f"{empty}<div class=x2><h1>Fontaines</h1>{TEXT}</div>").text.endswith(WHOLE)


@pytest.mark.parametrize(
    "part",
    [
        '<div class="so-panel widget widget_sow-editor"><div class="textwidget">{}</div></div>',
        '<div class="elementor-element elementor-widget elementor-widget-text-editor"><div>{}</div></div>',
        '<div class="et_pb_module et_pb_text share"><div class="et_pb_text_inner">{}</div></div>',
        '<div class="sqs-block html-block sqs-block-html"><div class="sqs-html-content">{}</div></div>',
        '<div class="c-product-widget meta-box">{}</div>',
        '<div class="content-nav-section">{}</div>',
        '<form action="/"><div>{}</div></form>',
        "<div hidden>{}</div>",
        '<div style="display: none">{}</div>',
    ],
)
def test_a_sign_on_each_part_of_the_text_says_nothing(part: str) -> None:
    parts = "".join(part.format(f"<p>{text} {text} {text}</p>") for text in (FIRST, SECOND, THIRD))
    article = read(f"<nav><a href=/>Accueil</a></nav><div class=x1><h1>Fontaines</h1>{parts}</div>")
    assert [p.text for p in article.paragraphs] == [f"{t} {t} {t}" for t in (FIRST, SECOND, THIRD)]


def test_a_name_on_the_box_that_holds_the_text_of_a_short_post_does_not_empty_it() -> None:
    buttons = (
        '<ul class="share-buttons"><li><a href="https://twitter.com/intent/tweet?url=x">Tweet</a></li></ul>'
    )
    box = f'<div class="entry-content"><div class="share"><p>{FIRST}</p>{buttons}<p>{SECOND}</p></div></div>'
    assert read(f"<article><h1>Fontaines</h1>{box}</article>").text == f"{FIRST}\n\n{SECOND}"


def test_more_comments_than_text_are_no_text() -> None:
    said = "".join(f'<li class="comment"><p>{SENTENCE.format(n)}</p></li>' for n in range(60))
    comments = f'<div id="comments" class="comments-wrapper"><h1>60 réponses</h1><ol>{said}</ol></div>'
    assert read(f'<div class="postarea">{TEXT}{comments}</div>').text == WHOLE


def test_a_list_of_links_a_notice_and_addresses_stay_in_the_midst_of_a_text() -> None:
    links = "".join(
        f'<li><a href="https://l{n}.example/">Une fontaine à voir, la {n}e</a></li>' for n in range(9)
    )
    notice = '<div class="notices warning">Avant de boire, lire <a href="https://n.example/">le panneau</a> :</div>'
    sources = '<h2>Sources</h2><ul><li><a href="https://s.example/eau">https://s.example/eau</a></li></ul>'
    article = read(
        f"<main><article><p>{FIRST}</p><ol>{links}</ol>{notice}<p>{SECOND}</p>{sources}</article></main>"
    )
    assert "Une fontaine à voir, la 8e" in article.text
    assert "Avant de boire, lire le panneau" in article.text
    assert "https://s.example/eau" in {link.url for link in article.links}


def test_links_to_the_posts_before_and_after_are_no_text() -> None:
    neighbours = '<ul><li>Next: <a href="/b/">Du pain brûlé</a></li><li>Précédent : <a href="/a/">La roue</a></li></ul>'
    assert read(f"<main><h1>Fontaines</h1>{TEXT}<hr>{neighbours}</main>").text == WHOLE


def test_names_in_code_say_nothing() -> None:
    code = (
        '<pre class="language-java"><code><span class="token comment">// compter</span> <span class="token tag">a</span>'
        '<span class="hljs-meta">@b</span>;</code></pre>'
    )
    article = read(f"<main><h1>Fontaines</h1>{TEXT}{code}</main>")
    assert article.paragraphs[-1].text == "// compter a@b;"


def test_a_side_column_that_shares_the_name_of_the_text_is_not_the_text() -> None:
    short = '<div class="post-content"><p>Un court film, ce jour, sur les fontaines.</p></div>'
    assert read(f"<main><h1>Film</h1>{short}</main><div>{TEASERS}</div>").text == (
        "Un court film, ce jour, sur les fontaines."
    )


def test_what_is_printed_after_an_early_end_of_the_page_is_read() -> None:
    page = f"<html><body><header><a href=/>Accueil</a></header></body>\n</html>\n<div class=x1>{TEXT}</div></body></html>"
    assert parse_article(read_page(page.encode(), URL)).text == WHOLE


@pytest.mark.parametrize("tag", ["noscript", "template"])
def test_a_text_that_is_held_back_from_scripts_is_read(tag: str) -> None:
    assert read(f"<div id=app></div><{tag}><div class=x1>{TEXT}</div></{tag}>").text == WHOLE


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (json.dumps({"@type": "BlogPosting", "articleBody": WHOLE}), "application/ld+json"),
        (json.dumps({"props": {"page": {"post": {"html": TEXT}}}}), "application/json"),
    ],
    ids=["json_ld", "data_of_a_script"],
)
def test_the_text_of_a_page_that_scripts_draw_is_in_their_data(data: str, kind: str) -> None:
    assert read(f'<div id=app></div><script type="{kind}">{data}</script>').text == WHOLE


def test_much_text_outside_of_the_article_is_reported_with_both_counts() -> None:
    others = "".join(f"<section><div><p>{SENTENCE.format(n)}</p></div></section>" for n in range(40))
    article = read(f'<div class="entry-content"><p>{FIRST * 10}</p></div><div>{others}</div>')
    assert [w.code for w in article.warnings if w.code == "content_uncertain"] == ["content_uncertain"]
    assert "1,0" in next(w.detail for w in article.warnings if w.code == "content_uncertain")


def test_a_text_that_is_whole_is_not_doubted() -> None:
    article = read(
        f"<nav><a href=/>Accueil</a></nav><main><h1>Fontaines</h1>{TEXT}</main><footer>© 2020</footer>"
    )
    assert [w.code for w in article.warnings] == []


def test_weights_count_text_links_and_prose_once() -> None:
    root, _ = read_document(
        f"<body><div><p>{FIRST}</p><p><a href=/>Lire</a></p><script>var x</script></div></body>".encode()
    )
    weights = weigh(root)
    box = next(root.iter("div"))
    assert (weights.text[box], weights.linked[box], weights.prose[box]) == (len(FIRST) + 4, 4, len(FIRST))
    assert weights.without(list(root.iter("p"))[:1]).prose[root] == 0


def test_scripts_without_blanks_between_words_are_prose() -> None:
    text = "村の泉は夏のあいだ数えられ、議会は長く話し合った。"
    root, _ = read_document(f"<body><div><p>{text}</p></div></body>".encode())
    assert weigh(root).prose[root] >= 2 * len(text)


def test_the_head_of_a_page_without_a_text_is_no_text() -> None:
    page = b"<!doctype html><head><meta name=robots content=all><title>Fontaines</title><body><p>Rien</p>"
    assert read_page(page, URL).content == "<p>Rien</p>"


def test_no_prose_is_left_where_all_of_it_is_taken_away_in_whatever_order() -> None:
    short = "".join(f"<div><p>{'mot ' * n}encore sans point final ici</p></div>" for n in range(1, 12))
    root, _ = read_document(f"<body>{short}</body>".encode())
    weights, boxes = weigh(root), list(root.iter("div"))
    assert weights.prose[root] > 0
    assert {
        weights.without(order).prose[root] for order in (boxes, boxes[::-1], boxes[::2] + boxes[1::2])
    } == {0}
