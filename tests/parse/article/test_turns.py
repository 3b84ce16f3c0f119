import pytest
from parsing import read

TWEET = '<blockquote class="twitter-tweet"><p>Oui</p>&mdash; Ana (@ana) <a href="https://twitter.com/ana/status/1">1 juin 2018</a></blockquote>'
TITLE = "La rentrée dans le viseur de… Marc Fictif"
URL = "https://brandnewsblog.example/2018/09/01/rentree/"


def turns(html: str, title: str = TITLE) -> list[tuple[str, str, str]]:
    return [(t.speaker, t.role, t.text) for t in read(html, title=title, url=URL).turns]


@pytest.mark.parametrize("asker", ["Le BrandNewsBlog", "The BrandNewsBlog"])
@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        (
            "<p><strong>{}\u00a0: Pourquoi ?</strong></p>",
            "<p><strong>Marc Fictif\u00a0:</strong> Parce que.</p>",
        ),
        ("<p>>> {} : Pourquoi ?</p>", "<p>Marc Fictif : Parce que.</p>"),
        ("<p><em><strong>{}:</strong> Pourquoi ?</em></p>", "<p>M. Fictif : Parce que.</p>"),
    ],
)
def test_questions_and_answers_have_a_speaker_and_a_role(asker: str, asks: str, answers: str) -> None:
    html = "<p>Bonjour.</p>" + 2 * (asks.format(asker) + answers)
    assert turns(html) == 2 * [(asker, "question", "Pourquoi ?"), ("Marc Fictif", "answer", "Parce que.")]


def test_an_answer_of_several_paragraphs_with_a_tweet_is_one_turn() -> None:
    html = (
        "<p>Le BrandNewsBlog : Pourquoi ?</p><p>Marc Fictif : Un.</p><p>Deux.</p>" + TWEET + "<p>Trois.</p>"
        "<p>Le BrandNewsBlog : Et ?</p><p>Marc Fictif : Voilà.</p>"
    )
    article = read(html, title=TITLE, url=URL)
    assert [t.text for t in article.turns] == ["Pourquoi ?", "Un.\n\nDeux.\n\nTrois.", "Et ?", "Voilà."]
    assert [p.turn for p in article.paragraphs] == [1, 2, 2, 2, 3, 4]


def test_two_guests_may_alternate() -> None:
    round_ = "<p>Le BrandNewsBlog : Alors ?</p><p>Marc Fictif : Oui.</p><p>Ana Lune : Non.</p>"
    assert [t[0] for t in turns(round_ * 2)] == 2 * ["Le BrandNewsBlog", "Marc Fictif", "Ana Lune"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Une chose est sûre : oui.</p><p>VERDICT : oui.</p><p>Bref : non.</p><p>Bonne nouvelle : si.</p>",
        "<p>Ana Lune : une pionnière.</p><p>Du texte.</p>",
        "<p>VERDICT : oui.</p><p>Un.</p><p>VERDICT : non.</p><p>Deux.</p>",
        "<p>Notes :</p><p>Du texte.</p>",
        "<p>Ana Lune : un titre.</p><p>Zoé Vent : un autre.</p><p>Ana Lune : encore un.</p><p>Zoé Vent : fin.</p>",
        "<ul><li>Ana Lune : qui est-ce ?</li><li>Marc Fictif : un autre.</li><li>Ana Lune : où ?</li></ul>",
    ],
)
def test_colons_make_no_interview(html: str) -> None:
    assert turns(html) == []


def test_portrait_headings_are_profiles() -> None:
    article = read(
        "<h3>> Zoé Vent et Jean Nul (@zvent et @BB_27)</h3><p>Du texte.</p><p>portrait > Ana Lune (@ana_l)</p>"
        "<p>Merci à Ana Lune (@ana_l)</p><p>(2) Source > https://a.example/</p>"
    )
    assert [(p.name, p.handles, p.paragraph) for p in article.profiles] == [
        ("Zoé Vent et Jean Nul", "zvent BB_27", 1),
        ("Ana Lune", "ana_l", 3),
    ]
