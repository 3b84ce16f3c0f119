"""Words are found in scripts without spaces between words, and everything else is found as before."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from storing import a_run, opened, short_article, tweet, url_of, write

from crawler.items import Comment, Footnote

#: Invented articles: title and text.
TEXTS = {
    "ja": (
        "東京の時計店",
        "町の古い時計店が夏の終わりに店を閉めました。歯車の資料館になります。Hyperion も展示。",
    ),
    "zh": ("旧书店关门", "城里那家旧书店在夏天结束时关门了，明年这里将改成一个小博物馆。"),
    "th": ("ร้านหนังสือ", "ร้านหนังสือเก่าในเมืองปิดตัวลงและจะกลายเป็นพิพิธภัณฑ์เล็กๆ"),
    "lo": ("ຮ້ານປຶ້ມ", "ຮ້ານປຶ້ມເກົ່າໃນເມືອງໄດ້ປິດລົງໃນທ້າຍລະດູຮ້ອນ"),
    "km": ("ហាងសៀវភៅ", "ហាងសៀវភៅចាស់នៅក្នុងទីក្រុងបានបិទទ្វារនៅចុងរដូវក្តៅ"),
    "my": ("စာအုပ်ဆိုင်", "မြို့ထဲကစာအုပ်ဆိုင်ဟောင်းလေးဟာနွေရာသီအကုန်မှာပိတ်သွားခဲ့ပါတယ်။"),
    "fr": ("Hyperion", "Un réseau ferme à Tokyo, près d’Hyperion."),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("unspaced") / "tokei.db"
    with opened(path) as dataset:
        for language, (title, text) in TEXTS.items():
            parts: dict[str, Any] = {}
            if language == "ja":
                note = Footnote(
                    key="1", marker="(1)", kind="note", text="帳簿の写し", html="", status="unreferenced"
                )
                quoted = tweet("1029170702509719552", text="針はまだ動く", handle="tokei", name="時計係")
                parts = {"footnotes": (note,), "tweets": (quoted,)}
            published = "2018-08-14T00:59:51Z"
            article = short_article(
                language, title=title, text=text, language=language, published=published, **parts
            )
            write(dataset, article)
        remark = Comment(number=1, text="見に行きたいです。", author="山の人", article_url=url_of("ja"))
        dataset.write_comments("atelier", [remark], run=1)
        dataset.finish_run(a_run())
    return path


@pytest.fixture(scope="module")
def shelf(path: Path, pages: Callable[..., Any]) -> Any:
    return pages([path])


def titles(shelf: Any, words: str) -> list[str]:
    html = shelf.get(f"/tokei/-/search?kind=article&q={quote(words)}").text
    return re.findall(r'<a class="title"[^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("時計店", ["ja"]),
        ("東京", ["ja"]),
        ("夏", ["ja", "zh"]),
        ("歯車 資料館", ["ja"]),
        ("歯車 博物馆", []),
        ('"夏の終わり"', ["ja"]),
        ("書店", []),
        ("书店", ["zh"]),
        ("博物馆", ["zh"]),
        ("博物*", ["zh"]),
        ("พิพิธภัณฑ์", ["th"]),
        ("เมือง", ["th"]),
        ("ເມືອງ", ["lo"]),
        ("ទីក្រុង", ["km"]),
        ("နွေရာသီ", ["my"]),
        ("展示 hyperion", ["ja"]),
        ("hyperion", ["fr", "ja"]),
        ("reseau", ["fr"]),
    ],
)
def test_words_are_found_wherever_they_are_in_a_clause(shelf: Any, words: str, languages: list[str]) -> None:
    assert sorted(titles(shelf, words)) == sorted(TEXTS[language][0] for language in languages)


@pytest.mark.parametrize(
    ("kind", "words", "snippet"),
    [
        ("article", "資料館", "歯車の<mark>資料館</mark>になります。Hyperion も展示。"),
        ("article", "展示 hyperion", "<mark>Hyperion</mark> も<mark>展示</mark>。"),
        ("tweet", "動く", "針はまだ<mark>動く</mark>"),
        ("note", "帳簿", "<mark>帳簿</mark>の写し"),
        ("comment", "行き", "見に<mark>行き</mark>たいです。"),
    ],
)
def test_a_snippet_shows_the_text_as_printed_with_the_words_marked(
    shelf: Any, kind: str, words: str, snippet: str
) -> None:
    html = shelf.get(f"/tokei/-/search?kind={kind}&q={quote(words)}").text
    assert snippet in html
    assert "\x1f" not in html


def test_the_table_of_results_has_the_same_ones(shelf: Any) -> None:
    found = {
        words: [
            (row["kind"], row["snippet"])
            for row in shelf.rows(f"/tokei/search_everything.json?_shape=array&q={quote(words)}")
        ]
        for words in ("動く", "帳簿", "行き", "博物馆", "reseau")
    }
    assert found == {
        "動く": [("tweet", "針はまだ⟦動く⟧")],
        "帳簿": [("footnote", "⟦帳簿⟧の写し")],
        "行き": [("comment", "見に⟦行き⟧たいです。")],
        "博物馆": [("article", TEXTS["zh"][1].replace("博物馆", "⟦博物馆⟧"))],
        "reseau": [("article", TEXTS["fr"][1].replace("réseau", "⟦réseau⟧"))],
    }


def test_the_years_of_a_word_are_counted(shelf: Any) -> None:
    rows = [
        shelf.rows(f"/tokei/words_over_time.json?_shape=array&words={quote(words)}")[0]["articles"]
        for words in ("夏", "hyperion", "")
    ]
    assert rows == [2, 2, 0]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("_search=資料館", ["ja"]),
        ("_search=hyperion", ["ja", "fr"]),
        ("_search=hyperion&_fts_table=articles_letters_fts", ["ja", "fr"]),  # as the page's form repeats it
    ],
)
def test_the_search_of_a_table_uses_the_index_that_the_words_need(
    shelf: Any, address: str, found: list[str]
) -> None:
    rows = shelf.rows(f"/tokei/articles.json?_shape=array&{quote(address, safe='=&')}")
    assert {row["title"] for row in rows} == {TEXTS[language][0] for language in found}
    assert shelf.get(f"/tokei/articles?{quote(address, safe='=&')}").status_code == 200


def test_no_clause_is_suggested_for_an_unknown_word(shelf: Any) -> None:
    html = shelf.get(f"/tokei/-/search?q={quote('町の古い時計塔')}").text
    assert "No results" in html
    assert "Did you mean" not in html
