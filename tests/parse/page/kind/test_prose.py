"""Long prose under one heading is evidence of an article, whatever the rest of the page says."""

import pytest

from crawler.parse.page import PageJudgement, judge_page

SHORT_NAME = "https://blog.example/presses/"
LONG_NAME = "https://blog.example/comment-les-presses-se-sont-tues/"
SENTENCES = (
    "La vieille imprimerie a fermé ses portes au printemps, et personne n’a touché aux presses depuis. "
    "Les ouvriers sont partis un à un, les uns vers la ville, les autres vers la mer. "
)
PARAGRAPH = f"<p>{SENTENCES}{SENTENCES}</p>"
ESSAY = f"<h1>Comment les presses se sont tues</h1>{PARAGRAPH * 30}"
CARD = '<div><h2><a href="/{0}/">Billet {0}</a></h2><p>' + SENTENCES + "</p></div>"


def judged(body: str, url: str = LONG_NAME, head: str = "") -> PageJudgement:
    return judge_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url)


def test_a_long_text_without_any_mark_is_an_article_and_only_its_text_makes_it_one() -> None:
    verdict = judged(f"<main>{ESSAY}</main>")
    assert (verdict.kind, verdict.sure, verdict.told) == ("article", False, False), verdict


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (f"<main><h1>Presses</h1>{PARAGRAPH}</main>", LONG_NAME),  # a note
        (f"<main>{''.join(f'<h2>Offre</h2><p>{SENTENCES}</p>' for _ in range(16))}</main>", SHORT_NAME),
        (f"<main>{''.join(CARD.format(number) for number in range(16))}</main>", LONG_NAME),
    ],
    ids=["short", "catchwords", "cards"],
)
def test_short_texts_catchwords_and_cards_are_none(body: str, url: str) -> None:
    assert judged(body, url).kind != "article"


def test_a_long_text_that_is_called_a_static_page_needs_another_mark_besides() -> None:
    static = '<meta name="generator" content="WordPress 6.5">'
    body = f"<div id=page><main>{ESSAY}</main></div>"
    page = f'<html><head>{{head}}{static}</head><body class="page page-id-7">{body}</body></html>'
    undescribed = judge_page(page.format(head="").encode(), LONG_NAME)
    described = judge_page(
        page.format(head='<meta property="og:type" content="article">').encode(), LONG_NAME
    )
    assert (undescribed.kind, described.kind, described.told) == ("page", "article", False)


def test_a_name_in_a_script_without_blanks_counts_its_words() -> None:
    url = "https://blog.example/%E5%8D%B0%E5%88%B7%E6%89%80%E3%81%8C%E9%96%89%E3%81%BE%E3%82%8B/"
    sentence = "古い印刷所は春に門を閉じ、それから誰も印刷機に触れていない。職人たちは一人ずつ去っていった。"
    essay = f"<h1>印刷所が閉まる</h1>{f'<p>{sentence * 4}</p>' * 20}"
    assert judged(f"<main>{essay}</main>", url).kind == "article"


def test_many_entries_are_several_headings() -> None:
    entries = "".join(
        f'<article><h2><a href="/{number}/">Billet {number}</a></h2>{PARAGRAPH}</article>'
        for number in range(12)
    )
    assert (
        judged(f"<main>{entries}</main>", head='<meta property="og:type" content="article">').kind
        == "listing"
    )
