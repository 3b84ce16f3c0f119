import pytest
from parsing import URL, read

from crawler.items import DatasetWarning, Paragraph, Post
from crawler.parse import parse_article

SMILEY = '<img src="https://s0.wp.com/wp-content/mu-plugins/wpcom-smileys/twemoji/2/72x72/1f609.png" alt="😉" class="wp-smiley" style="height: 1em" />'


def kinds(html: str) -> list[tuple[str, int | None, str]]:
    return [(p.kind, p.level, p.text) for p in read(html).paragraphs]


def test_blocks_keep_their_kind_and_order() -> None:
    assert kinds(
        "<h2>Titre</h2><p>Un</p><blockquote><p>Cité</p><p>Encore</p></blockquote><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
        "<pre>x = 1\n  y</pre><dl><dt>Mot</dt><dd>Sens</dd></dl><div>Sans p</div>"
    ) == [
        ("heading", 2, "Titre"),
        ("paragraph", None, "Un"),
        ("quote", None, "Cité"),
        ("quote", None, "Encore"),
        ("item", 1, "a"),
        ("item", 2, "b"),
        ("item", 1, "c"),
        ("preformatted", None, "x = 1\n  y"),
        ("item", 1, "Mot"),
        ("item", 1, "Sens"),
        ("paragraph", None, "Sans p"),
    ]


def test_a_row_of_a_table_is_an_item() -> None:
    html = "<table><tr><th>Année</th><th>Part</th></tr><tr><td>2018</td><td>41 %</td></tr></table>"
    assert [p[2] for p in kinds(html)] == ["Année\tPart", "2018\t41 %"]


def test_a_table_for_layout_gives_its_paragraphs() -> None:
    html = "<table><tr><td><p>Un</p><p>Deux</p></td><td><p>Trois</p></td></tr></table>"
    assert kinds(html) == [
        ("paragraph", None, "Un"),
        ("paragraph", None, "Deux"),
        ("paragraph", None, "Trois"),
    ]


def test_line_breaks_are_newlines_and_two_of_them_part_paragraphs() -> None:
    assert [p[2] for p in kinds("<p>Un<br>deux<br /><br>\n trois </p>")] == ["Un\ndeux", "trois"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"Bonne idée {SMILEY} !", "Bonne idée 😉 !"),
        (
            'Fusée <img draggable="false" role="img" class="emoji" alt="🚀" src="https://s0.wp.com/x/1f680.svg">.',
            "Fusée 🚀.",
        ),
        ("Ironie ;-) et :)", "Ironie ;-) et :)"),
        ("🇫🇷 👩‍💻 💪🏼", "🇫🇷 👩‍💻 💪🏼"),
        ('<img class="alignleft" src="https://blog.example/abc.jpg" alt="abc-jpg-large">Alors', "Alors"),
        ("Prix\u00a0: 10\u202f%\u00ad et zéro\u200blargeur", "Prix : 10 % et zérolargeur"),
        ("Une <b>forte</b><i>mise</i> en <a href='/x'>valeur</a>.", "Une fortemise en valeur."),
        ("CO<sub>2</sub> et m<sup>2</sup>, 1<sup>er</sup>", "CO2 et m², 1er"),
        ("Un e\u0301te\u0301", "Un été"),
        ("Nul\u0000 ici", "Nul ici"),
        ("<span hidden>Non</span><span style='display: none'>Non</span>Oui", "Oui"),
        ("Lire la suite <a class='more-link' href='/x'>Continue reading</a>", "Lire la suite"),
        ("Un <code>mot</code>&nbsp;; <kbd>Ctrl</kbd>", "Un mot ; Ctrl"),
    ],
)
def test_text_as_a_reader_sees_it(html: str, text: str) -> None:
    assert read(f"<p>{html}</p>").text == text


def test_comments_scripts_and_styles_are_no_text() -> None:
    assert read("<!--nextpage--><p>Un<script>x()</script><style>p{}</style></p><!--more-->").text == "Un"


def test_words_are_counted() -> None:
    assert read("<p>L’été, c’est fini : 3 mots.</p>").word_count == 5


def test_links_keep_their_order_place_and_source() -> None:
    links = read(
        '<p>Voir <a href="http://a.example/x?utm_source=t">ici</a> et <a href="/2018/07/01/autre/">là</a>, <a href="#bas">en bas</a>, '
        '<a href="mailto:ana@a.example">écrire</a>, <a href="javascript:alert(1)">non</a>, https://b.example/y.</p>'
    ).links
    assert [(link.url, link.source, link.text, link.internal) for link in links] == [
        ("http://a.example/x?utm_source=t", "https://a.example/x", "ici", False),
        ("https://blog.example/2018/07/01/autre/", None, "là", True),
        ("mailto:ana@a.example", None, "écrire", False),
        ("https://b.example/y", "https://b.example/y", "https://b.example/y", False),
    ]


def test_a_post_without_anything_is_an_article_with_warnings() -> None:
    article = parse_article(Post(url=URL))
    assert [w.code for w in article.warnings] == ["empty_content", "no_title"]
    assert article.paragraphs == ()


def test_a_protected_post_is_not_called_empty() -> None:
    assert parse_article(Post(url=URL, title="Réservé", status="protected")).warnings == ()


def test_the_sanitised_html_shows_the_post_and_runs_nothing() -> None:
    html = read(
        '<h2 id="un" onclick="x()">Titre</h2><p style="color:red">Un <a href="javascript:alert(1)">lien</a> '
        '<img src="https://blog.example/a.jpg" onerror="x()" alt="a"><iframe src="https://x.example/"></iframe>'
        '<svg onload="x()"></svg><script>x()</script>mot<sup>1</sup></p><form action="/x"><input></form><object data="x.swf"></object>'
    ).html
    assert html == (
        '<h2 id="un">Titre</h2><p>Un <a rel="noopener noreferrer">lien</a> '
        '<img alt="a" src="https://blog.example/a.jpg">mot<sup>1</sup></p>'
    )


def test_the_sanitised_html_gives_the_same_notes_and_tweets_again() -> None:
    html = (
        '<p>Un<sup data-fn="aa" class="fn"><a href="#aa" id="aa-link">1</a></sup>.</p><blockquote class="twitter-tweet"><p lang="fr">Oui</p>'
        '&mdash; Ana (@ana) <a href="https://twitter.com/ana/status/1153000000000000000">21 juillet 2019</a></blockquote>'
        '<ol class="wp-block-footnotes"><li id="aa">Une note <a href="#aa-link">↩︎</a></li></ol>'
    )
    once = read(html)
    again = read(once.html)
    assert (again.footnotes, again.references, again.tweets) == (once.footnotes, once.references, once.tweets)


def test_a_parser_that_fails_keeps_the_text_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("un cas imprévu")

    monkeypatch.setattr("crawler.parse.article.assembly.read_body", fail)
    article = parse_article(Post(url=URL, title="Un", content="<p>Un</p><p>Deux</p>"))
    assert article.text == "Un\n\nDeux"
    assert article.paragraphs == (
        Paragraph(kind="paragraph", text="Un"),
        Paragraph(kind="paragraph", text="Deux"),
    )
    assert [w.code for w in article.warnings] == ["parser_failed"]
    assert "un cas imprévu" in article.warnings[0].detail


def test_faults_of_the_delivery_become_warnings() -> None:
    article = parse_article(
        Post(
            url=URL,
            title="Un",
            content="<p>Un</p>",
            faults=(DatasetWarning(code="bad_encoding", detail="Some bytes are not UTF-8."),),
        )
    )
    assert [(w.code, w.detail) for w in article.warnings] == [("bad_encoding", "Some bytes are not UTF-8.")]


@pytest.mark.parametrize(
    "shared",
    [
        '<div><a class="btn" href="https://twitter.com/intent/tweet?url=https%3A//b.example/un/">Partager sur Twitter</a></div>',
        '<p>Partager : <a href="https://x.com/intent/post?url=u">X</a> | <a href="https://www.facebook.com/sharer/sharer.php?u=u">Facebook</a></p>',
        '<ul><li><a href="https://www.linkedin.com/sharing/share-offsite/?url=u"><span>LinkedIn</span></a></li></ul>',
    ],
)
def test_links_that_share_the_post_are_no_part_of_it(shared: str) -> None:
    article = read(f"<p>Du texte.</p>{shared}")
    assert (article.text, article.links) == ("Du texte.", ())


@pytest.mark.parametrize(
    "text",
    [
        '<p>Le bouton de partage <a href="https://twitter.com/intent/tweet?url=u">que voici</a> n’a jamais servi à rien.</p>',
        '<p><a href="https://twitter.com/intent/tweet?text=u">Un canal vidé, c’est un canal qui va revivre un jour.</a></p>',
    ],
)
def test_a_sentence_that_readers_may_share_is_text(text: str) -> None:
    assert len(read(text).links) == 1
