"""Pages of unknown software: the text is found by structure, with its tweets and notes."""

import pytest

from crawler.items import Article
from crawler.parse import parse_article, read_page
from crawler.parse.page.content.chrome import chrome_of
from crawler.parse.page.content.weights import weigh
from crawler.parse.page.document import read_document
from crawler.parse.page.elements import PageElements

URL = "https://journal.example/enquete"
SENTENCE = "La ville a compté ses {} fontaines avant l’été, et le conseil en a discuté longuement devant les habitants réunis. "
TWEET = (
    '<div class="x1"><blockquote class="twitter-tweet"><p lang="fr">Les fontaines coulent</p>&mdash; Ana (@ana) '
    '<a href="https://twitter.com/ana/status/1153000000000000000">21 juillet 2019</a></blockquote></div>'
)
MENU = "".join(f'<div class="m"><a href="/rubrique/{n}">Rubrique numéro {n}</a></div>' for n in range(30))
TEASERS = "".join(
    f'<div class="t"><a href="/a/{n}"><span>Un autre sujet du jour, numéro {n}, à lire ailleurs</span></a></div>'
    for n in range(20)
)


def paragraph(words: str, marker: str = "") -> str:
    return f"<p>{SENTENCE.format(words) * 3}{marker}</p>"


PAGE = (
    "<html lang=fr><head><title>Les fontaines | Le Journal</title></head><body>"
    f'<div class="top">{MENU}</div><div class="col a"><div class="z9"><h1>Les fontaines</h1>'
    f"{paragraph('vieilles', '¹')}{paragraph('neuves')}{TWEET}{paragraph('petites', '²')}{paragraph('grandes')}"
    '<p><strong>Notes :</strong></p><p>(1) Source &gt; <a href="https://a.example/x">https://a.example/x</a></p>'
    '<p>(2) Source &gt; <a href="https://b.example/y">https://b.example/y</a></p></div></div>'
    f'<div class="col b">{TEASERS}</div><div class="bottom">© Le Journal, tous droits réservés</div></body></html>'
)


def read(html: str) -> Article:
    return parse_article(read_page(html.encode(), URL))


def test_the_text_is_found_and_nothing_of_the_frame() -> None:
    article = read(PAGE)
    assert article.title == "Les fontaines"
    assert [p.text[22:].split()[0] for p in article.paragraphs] == [
        "vieilles",
        "neuves",
        "petites",
        "grandes",
    ]
    assert "Rubrique" not in article.html
    assert "ailleurs" not in article.html


def test_tweets_and_notes_between_the_paragraphs_are_kept() -> None:
    article = read(PAGE)
    assert [(t.tweet, t.handle, t.text, t.paragraph) for t in article.tweets] == [
        ("1153000000000000000", "ana", "Les fontaines coulent", 2)
    ]
    assert [(n.key, n.urls, n.status) for n in article.footnotes] == [
        ("1", ("https://a.example/x",), "referenced"),
        ("2", ("https://b.example/y",), "referenced"),
    ]


def test_a_publishers_element_for_the_body_loses_what_stands_inside_and_is_not_text() -> None:
    teasers = f'<div class="box">{TEASERS}</div>'
    body = f'<div class="article-body">{paragraph("vieilles")}{teasers}{paragraph("neuves")}{TWEET}</div>'
    article = read(f"<html><body><div>{MENU}</div>{body}</body></html>")
    assert [p.text[22:].split()[0] for p in article.paragraphs] == ["vieilles", "neuves"]
    assert len(article.tweets) == 1


LINKS = "".join(f'<li><a href="/a/{n}">Un autre sujet du jour, numéro {n}</a></li>' for n in range(3))
EXCERPT = (
    '<div class="referenced-item"><h6><a href="/a/1">Un autre sujet du jour, à lire</a></h6>'
    '<p>Le début de cet autre sujet… <a href="/a/1">Lire la suite</a></p></div>'
)


@pytest.mark.parametrize(
    "elsewhere",
    [
        f'<div class="related clearfix"><h3>See also</h3><ul>{LINKS}</ul></div>',
        f'<div class="most-popular-x1"><div>Les plus lus</div><ul>{LINKS}</ul></div>',
        EXCERPT,
    ],
    ids=["related", "most_read", "excerpt"],
)
def test_a_box_of_links_that_names_itself_is_no_text_even_where_the_body_is_certain(elsewhere: str) -> None:
    body = f'<div class="entry-content">{paragraph("vieilles")}{elsewhere}{paragraph("neuves")}</div>'
    article = read(f"<html><body>{body}</body></html>")
    assert [p.text[22:].split()[0] for p in article.paragraphs] == ["vieilles", "neuves"]


def test_a_box_that_tells_of_something_related_is_text() -> None:
    told = (
        '<div class="related"><p>Ailleurs aussi, dans <a href="/a/1">trois villes</a>, on a compté.</p></div>'
    )
    body = f'<div class="entry-content">{paragraph("vieilles")}{told}</div>'
    assert read(f"<html><body>{body}</body></html>").text.endswith("trois villes, on a compté.")


@pytest.mark.parametrize(
    "elsewhere",
    [
        f"<h3>À lire aussi</h3><ul>{LINKS}</ul>",
        f"<div><p><b>Most popular</b></p><ul>{LINKS}</ul></div>",
        (
            '<p><strong>Sur le même sujet</strong><br><a href="/a/1">Un autre sujet du jour</a><br>'
            '<a href="/a/2">Un sujet de la veille, plus long</a></p>'
        ),
    ],
    ids=["heading_and_list", "box", "one_paragraph"],
)
def test_links_to_other_pages_under_their_label_are_no_text_of_a_page_of_unknown_make(elsewhere: str) -> None:
    body = f'<div class="x1">{paragraph("vieilles")}{elsewhere}{paragraph("neuves")}</div>'
    article = read(f"<html><body><div>{MENU}</div>{body}</body></html>")
    assert [p.text[22:].split()[0] for p in article.paragraphs] == ["vieilles", "neuves"]


@pytest.mark.parametrize(
    "names", ['id="sf_comment_list"', 'class="user-comments"', 'class="commentaires x1"']
)
def test_comments_inside_an_entry_are_no_text_of_it(names: str) -> None:
    said = "".join(
        f"<div class=x{n}><p>Ana{n} il y a 2 heures</p>{paragraph('autres')}</div>" for n in range(3)
    )
    body = (
        f'<article class="comments-open"><h1>Titre</h1><div class="x1">{paragraph("vieilles")}</div>'
        f"<div {names}>{said}</div></article>"
    )
    article = read(f"<html><body>{body}</body></html>")
    assert [p.text[22:].split()[0] for p in article.paragraphs] == ["vieilles"]


def test_what_holds_the_first_paragraph_is_the_entry_however_it_is_called() -> None:
    body = f'<main><h1>Titre</h1><div class="post comments-open">{paragraph("vieilles")}</div></main>'
    assert read(f"<html><body>{body}</body></html>").text.startswith("La ville")


@pytest.mark.parametrize(
    ("lead", "content"),
    [("chapo", "texte"), ("article__lead", "article__body"), ("post-excerpt", "post-content")],
)
def test_a_lead_in_an_element_of_its_own_is_the_texts_beginning(lead: str, content: str) -> None:
    body = (
        f'<article><h1>Titre</h1><div class="x1 {lead}"><p>Trois fontaines, et tant de questions.</p></div>'
        f'<p class="by">Par Ana</p><div class="{content}">{paragraph("vieilles")}{paragraph("neuves")}</div></article>'
    )
    article = read(f"<html><body>{body}</body></html>")
    assert article.paragraphs[0].text == "Trois fontaines, et tant de questions."
    assert len(article.paragraphs) == 3


def test_a_lead_that_only_repeats_the_text_is_left_out() -> None:
    body = (
        f'<article><div class="post-excerpt">{SENTENCE.format("vieilles")}</div>'
        f'<div class="post-content">{paragraph("vieilles")}</div></article>'
    )
    assert len(read(f"<html><body>{body}</body></html>").paragraphs) == 1


def test_a_sites_motto_is_no_lead() -> None:
    motto = '<div class="top"><p class="lead">Le journal de toutes les fontaines de la ville</p></div>'
    post = f'<article><div class="entry-content">{paragraph("vieilles")}</div></article>'
    assert len(read(f'<html><body><div id="page">{motto}{post}</div></body></html>').paragraphs) == 1


def test_a_vote_is_no_text() -> None:
    vote = (
        '<div itemscope itemtype="http://schema.org/AggregateRating"><ul class="star-rating"><li>Noté 1 sur 5'
        '</li><li><a href="#">Donner deux étoiles</a></li></ul></div>'
    )
    body = f'<div class="entry-content">{vote}{paragraph("vieilles")}</div>'
    assert [p.kind for p in read(f"<html><body>{body}</body></html>").paragraphs] == ["paragraph"]


def test_a_page_without_any_text_is_read_by_its_structure() -> None:
    assert read("<html><body><div>Bonjour</div></body></html>").text == "Bonjour"


@pytest.mark.parametrize(
    "terms",
    [
        '<div class="post-tail"><div class="license-wrapper">Ce texte peut être repris, avec le nom de son auteur.</div></div>',
        '<ul class="post-copyright"><li>Auteur : Ana</li><li>Ce texte peut être repris, avec le nom de son auteur.</li></ul>',
    ],
)
def test_the_terms_of_copying_below_a_short_post_are_not_in_its_text(terms: str) -> None:
    page = f"<html lang=fr><body><main><article><h1>Les fontaines</h1><div class=c><p>{SENTENCE}</p></div>{terms}</article></main></body></html>"
    assert "repris" not in read(page).text


def test_a_table_of_contents_that_the_author_asked_for_is_in_the_text() -> None:
    items = '<li><a href="#un" id="markdown-toc-un">Fontaines d’hier</a></li><li><a href="#deux">Fontaines sèches</a></li>'
    html = (
        f'<html lang=fr><body><main><h1>Les fontaines</h1><ul id="markdown-toc">{items}</ul>'
        f"{paragraph('vieilles')}{paragraph('neuves')}<ul class=toc><li><a href='#un'>Un</a></li></ul></main></body></html>"
    )
    assert [p.text for p in read(html).paragraphs][:2] == ["Fontaines d’hier", "Fontaines sèches"]


def test_the_card_of_one_address_between_paragraphs_is_text() -> None:
    card = (
        '<div class="card"><div><a href="https://ailleurs.example/eau"><div class="info"><div>L’eau des villes</div>'
        "<cite>https://ailleurs.example/eau</cite><div>Un dossier sur les fontaines</div></div></a></div></div>"
    )
    body = f"{paragraph('vieilles')}{card}{paragraph('neuves')}"
    article = read(f"<html lang=fr><body><main><h1>Les fontaines</h1><div>{body}</div></main></body></html>")
    assert "L’eau des villes" in article.text
    assert {link.url for link in article.links} == {"https://ailleurs.example/eau"}


def test_a_text_below_its_heading_is_no_chrome_by_a_second_name() -> None:
    others = paragraph("vieilles") + paragraph("neuves")
    html = (
        f"<html lang=fr><body><article><h1>Les fontaines</h1><div class='entry share'>{paragraph('deux')}</div>"
        f"<div class=share>Partager</div></article><div>{others}</div></body></html>"
    )
    root, _ = read_document(html.encode(), "")
    found, _ = chrome_of(PageElements(root), weigh(root))
    assert [element.get("class") for element in found] == ["share"]


def test_the_author_in_the_footer_of_a_short_post_is_not_in_its_text() -> None:
    foot = '<footer><p>Publié : <time datetime="2015-04-25">25 avril</time></p><address>Par <a href="/ana/">Ana</a></address></footer>'
    page = f"<html lang=fr><body><main><article><header><h2><a href=/enquete>Les fontaines</a></h2></header><p>{SENTENCE}</p>{foot}</article></main></body></html>"
    assert read(page).text == SENTENCE.strip()


@pytest.mark.parametrize("tag", ["section", "div"])
def test_a_long_section_is_not_the_whole_text(tag: str) -> None:
    rest = "".join(paragraph(words) for words in ("neuves", "petites", "grandes", "hautes", "basses"))
    body = f"<h1>Les fontaines</h1>{paragraph('vieilles')}<{tag}><h2>Une suite</h2>{rest}</{tag}>"
    article = read(f"<html lang=fr><body><div class=doc><section>{body}</section></div></body></html>")
    assert "vieilles" in article.text
