"""The search over everything: what is found, in which order, and the message if nothing is found."""

from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from crawler.publish.search.words import search_terms


def page(carnet: Any, name: str, query: str) -> BeautifulSoup:
    answer = carnet.get(f"/{name}/-/search?{query}")
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "lxml")


def found(page: BeautifulSoup) -> list[str]:
    return [link["href"].split("/-/")[1] for link in page.select(".results a.title")]


@pytest.mark.parametrize(
    ("query", "results"),
    [
        ("q=reseau", ["article/1"]),
        ("q=coeur", ["article/1"]),
        ("q=manœuvre", ["article/2"]),
        ("q=d'oeuvre", ["article/1#comment-1", "article/1#note-1"]),
        ("q=réseaux", []),
        ("q=réseaux&endings=1", ["article/1"]),
        ("q=port", ["article/2", "tweet/1018950214938828800", "tweet/1018950214938828801"]),
        ("q=port&kind=tweet&year=2017", []),
        ("q=port&kind=article&author=8&term=7&year=2019", ["article/2"]),
        ("q=port&kind=article&month=2019-03", []),
        ("kind=article&year=2018", ["article/1"]),
        ("kind=note&author=8", ["article/1#note-1", "article/1#note-2"]),
        ("kind=tweet&term=7", ["tweet/1018950214938828800", "tweet/1018950214938828801"]),
        ("kind=comment&year=2018", ["article/1#comment-3", "article/1#comment-2", "article/1#comment-1"]),
    ],
)
def test_search_finds(carnet: Any, name: str, query: str, results: list[str]) -> None:
    assert sorted(found(page(carnet, name, query))) == sorted(results)


def test_without_words_the_newest_come_first(carnet: Any, name: str) -> None:
    assert found(page(carnet, name, "kind=article")) == ["article/666", "article/2", "article/1"]


def test_words_are_marked_and_kinds_are_counted(carnet: Any, name: str) -> None:
    shown = page(carnet, name, "q=port")
    assert {mark.text for mark in shown.select(".results mark")} == {"port"}
    assert [count.text for count in shown.select(".kinds .quiet")] == ["1", "2", "0", "0"]


def test_misspelt_word_gives_the_likeliest_one(carnet: Any, name: str) -> None:
    notice = page(carnet, name, "q=commense").select_one(".notice")
    assert (notice.a.text, notice.a["href"]) == ("commence", f"/{name}/-/search?q=commence")


@pytest.mark.parametrize(
    "query",
    [
        *(
            f"q={quote(text)}"
            for text in ['"', "*", "a AND", "NEAR(a b", "{x}: y", "a\0b", "'; DROP TABLE x", "-", "(" * 900]
        ),
        "year=20x8&month=0&author=x&term=-1&page=-3&kind=none",
        "page=99999999999999999999",
        "author=99999999999999999&term=1&q=port",
        "&".join(f"a{n}=1" for n in range(500)),
        "q=%ff%fe",
    ],
)
def test_nothing_that_is_asked_is_an_error(carnet: Any, name: str, query: str) -> None:
    assert page(carnet, name, query).select_one("form") is not None


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("l’entreprise", '- {respelled} : ("entreprise")'),
        ("qu'elle", '- {respelled} : ("elle")'),
        ("aujourd'hui", '- {respelled} : ("aujourd\'hui")'),
    ],
)
def test_elided_words_are_left_out(typed: str, expression: str) -> None:
    assert search_terms(typed) == expression
