"""Pages about one thing with everything related to it, and lists of these pages."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from crawler.items.problems import PROBLEMS
from crawler.publish.addresses import Addresses
from crawler.publish.reading.quality import Check, checks
from crawler.publish.reading.versions import changed

TWEET = "1018950214938828800"


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


@pytest.mark.parametrize(
    ("page", "links"),
    [
        (f"tweet/{TWEET}", {"-/account/omar_t", "-/article/1#note-2"}),
        ("account/OMAR_T", {f"-/tweet/{TWEET}", "-/article/1", "-/article/2#p-1", "-/account/Lea_X"}),
        ("source/31", {"-/domain/example~2Eorg", "-/article/1#note-1"}),
        ("domain/example.org", {"-/source/31", "-/article/1", "citations_of_domain?domain=example.org"}),
        ("term/7", {"-/article/1", "-/article/2", "-/search?kind=article&term=7"}),
        ("author/8", {"-/article/1", "-/article/2", "-/term/7"}),
        ("accounts", {"-/account/omar_t", "-/account/Lea_X"}),
        ("domains", {"-/domain/example~2Eorg"}),
        ("terms", {"-/term/7"}),
        ("authors", {"-/author/8"}),
    ],
)
def test_page_leads_to_what_touches_the_thing(carnet: Any, name: str, page: str, links: set[str]) -> None:
    found = {link["href"] for link in soup(carnet.get(f"/{name}/-/{page}")).select("main a[href]")}
    assert {f"/{name}/{link}" for link in links} - found == set()


@pytest.mark.parametrize(
    "page", ["tweet/1", "account/nobody", "source/1", "domain/none.example", "term/1", "author/1"]
)
def test_thing_that_is_not_there_is_not_found(carnet: Any, name: str, page: str) -> None:
    assert carnet.get(f"/{name}/-/{page}").status_code == 404


def test_every_link_of_the_reading_pages_leads_somewhere(carnet: Any, name: str) -> None:
    waiting, seen = [f"/{name}"], dict[str, int]()
    while waiting:
        path = waiting.pop()
        answer = carnet.get(path)
        seen[path] = answer.status_code
        if not (path == f"/{name}" or "/-/" in path) or ".json" in path:
            continue
        for link in BeautifulSoup(answer.text, "lxml").select("a[href], link[href]"):
            found = urljoin(path, str(link["href"])).split("#")[0]
            if found.startswith("/") and not found.endswith(".db") and found not in seen:
                seen[found] = 0
                waiting.append(found)
    assert {path: status for path, status in seen.items() if status != 200} == {}
    assert len(seen) > 80


def test_keys_full_of_script_are_only_text(carnet: Any, name: str, hostile: str) -> None:
    at = Addresses(home=f"/{name}")
    for kind in ("tweet", "account", "domain"):
        page = soup(carnet.get(at.page(kind, hostile)))
        assert page.select("main script, main img, [onerror], [onmouseover]") == []
        assert [a["href"] for a in page.select("a") if a["href"].lower().startswith("javascript")] == []


def test_changes_of_an_article_are_shown_word_by_word(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/-/versions/1"))
    title, passage = page.select(".change p")
    assert ([tag.text for tag in title.select("del")], passage.select_one("del").text[:5]) == (
        ["coeur"],
        "Avant",
    )
    assert page.select_one("time, h2").text == "Until 1 March 2024, 10:00 UTC"
    assert carnet.get(f"/{name}/-/versions/2").status_code == 200
    assert carnet.get(f"/{name}/-/versions/99").status_code == 404


def test_article_that_changed_leads_to_its_versions(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/-/article/1"))
    assert page.select_one(".notice a")["href"] == f"/{name}/-/versions/1"


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    before, after = "un " * 50_000, "deux " * 50_000
    (passage,) = changed(before, after)
    assert passage.startswith("<del>un ")
    assert passage.count("<ins>") == 1


def test_quality_page_counts_what_is_odd_and_leads_to_it(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/-/quality"))
    counts = {
        item.select_one(".title").text: item.select_one(".tagged").text
        for item in page.select(".checks > li")
    }
    assert {
        title: counts[title]
        for title in ("Footnote markers without a note", "Notes that are never referenced")
    } == {
        "Footnote markers without a note": "1",
        "Notes that are never referenced": "2",
    }
    assert counts["Articles without an author"] == "1"
    links = {link["href"] for link in page.select("main a")}
    assert {f"/{name}/warnings?code=empty_content", f"/{name}/runs/1", f"/{name}/-/article/1"} <= links
    kind = PROBLEMS["empty_content"]
    assert f"{kind.sentence} {kind.advice}" in page.text


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.title)
def test_rows_of_a_check_are_as_many_as_it_counts(
    carnet: Any, carnet_path: Path, name: str, check: Check
) -> None:
    with closing(sqlite3.connect(carnet_path)) as connection:
        number = len(connection.execute(check.sql).fetchall())
    if check.rows is not None:
        path, _, query = check.rows.partition("?")
        assert len(carnet.rows(f"/{name}/{path}.json?_shape=array&{query}")) == number
