"""Every text of a page runs in the direction of its script."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from storing import a_run, id_of, opened, short_article, tweet, url_of, write

from crawler.items import Article, Comment, Footnote, Paragraph

TITLE = "یادداشت‌های یک کارگاه"
TEXT = "چاپخانه قدیمی شهر در بهار بسته شد (پس از پنجاه سال)."
ENGLISH = "The old printer closed in spring."
NOTE = "دفتر کارگاه، صفحه ۱۲."
TWEET = "دستگاه هنوز کار می‌کند."
REMARK = "سپاس از این نوشته!"


def persian() -> Article:
    note = Footnote(key="1", marker="(1)", kind="note", text=NOTE, html="", status="unreferenced")
    return Article(
        url=url_of("kargah"),
        title=TITLE,
        language="fa-IR",
        published="2018-08-14T00:59:51Z",
        text=f"{TEXT}\n\n{ENGLISH}",
        html="",
        paragraphs=(Paragraph(kind="paragraph", text=TEXT), Paragraph(kind="quote", text=ENGLISH)),
        tweets=(tweet("1029170702509719552", text=TWEET, handle="kargah", name="کارگاه"),),
        footnotes=(note,),
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, pages: Callable[..., Any]) -> Any:
    path: Path = tmp_path_factory.mktemp("directions") / "kargah.db"
    with opened(path) as dataset:
        write(dataset, persian())
        remark = Comment(number=1, text=REMARK, author="نیکا", article_url=url_of("kargah"))
        dataset.write_comments("atelier", [remark], run=1)
        write(dataset, short_article("vite", title="Vite", text="Un mot.", language="fr"))
        write(dataset, replace(persian(), url=url_of("motto"), language=None))
        dataset.finish_run(a_run())
    return pages([path])


def directions(html: str, *texts: str) -> list[str]:
    """For each text, the attribute `dir` of the nearest element around it that has one."""
    found = []
    for text in texts:
        around: list[str | None] = []
        for tag in re.finditer(r"<(/?)([a-z0-9]+)([^>]*)>", html[: html.index(text)]):
            if tag[2] in {"meta", "link", "input", "br", "img", "hr", "col"}:
                continue
            if tag[1]:
                around.pop()
            else:
                named = re.search(r'\bdir="(\w+)"', tag[3])
                around.append(named[1] if named else None)
        found.append(next((way for way in reversed(around) if way), "ltr"))
    return found


def test_an_article_written_from_right_to_left_is_read_so(shelf: Any) -> None:
    html = shelf.get(f"/kargah/-/article/{id_of('kargah')}").text.partition("<main")[2]
    assert '<article class="text" lang="fa-IR" dir="rtl">' in html
    texts = (TITLE, TEXT, NOTE, TWEET, REMARK)
    assert directions(html, *texts) == ["rtl"] * len(texts)


def test_the_archives_own_words_and_a_paragraph_of_another_script_keep_their_direction(shelf: Any) -> None:
    html = shelf.get(f"/kargah/-/article/{id_of('kargah')}").text.partition("<main")[2]
    assert (
        directions(html, ENGLISH, "Unsigned", "Notes<", "Original on Twitter", "About this copy")
        == ["ltr"] * 5
    )


def test_an_article_of_an_unknown_language_has_the_direction_of_its_first_letter(shelf: Any) -> None:
    html = shelf.get(f"/kargah/-/article/{id_of('motto')}").text.partition("<main")[2]
    assert directions(html, TITLE, TEXT) == ["rtl", "rtl"]


def test_an_article_written_from_left_to_right_has_no_other_direction(shelf: Any) -> None:
    assert (
        'dir="rtl"'
        not in shelf.get(f"/kargah/-/article/{id_of('vite')}")
        .text.partition("<main")[2]
        .partition('<nav class="between"')[0]
    )


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("/kargah", [TITLE, TEXT[:20]]),
        ("/kargah/-/search?kind=article", [TITLE, TEXT[:20]]),
        ("/kargah/-/search?q=چاپخانه", [TITLE]),
        ("/kargah/-/search?kind=comment&q=سپاس", [f"</mark>{REMARK.removeprefix('سپاس')}"]),
        ("/kargah/-/tweet/1029170702509719552", [TWEET, TITLE]),
        ("/kargah/articles", [TITLE, TEXT[:20]]),
        ("/kargah/comments", [REMARK]),
        (f"/kargah/articles/{id_of('kargah')}", [TITLE, TEXT]),
        ("/kargah/search_everything?q=سپاس", [TITLE, f"</mark>{REMARK.removeprefix('سپاس')}"]),
    ],
)
def test_titles_snippets_and_cells_run_in_the_direction_of_their_script(
    shelf: Any, page: str, texts: list[str]
) -> None:
    html = shelf.get(page).text.partition("<body")[2]
    assert directions(html, *texts) == ["rtl"] * len(texts)
