"""The search over all texts: what it finds, and that no input is an error."""

from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from crawler.publish.search.words import NOTHING, search_terms

HOSTILE = [
    '"', '""', '"""', "AND", "OR NOT", "*", "''", "'; DROP TABLE articles; --", "NEAR(", "a NEAR/2 b", "(", ")", "^",
    "-", "+", "a + b", "title:", "{title} : x", 'a"b', '"a\nb"', '"\na b"', "\0", "a\0b", "%", "\\", "\u202e", "é*", "{",
    "𝒳", "x" * 5000, "œ" * 200, " ", "",
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("reseau", ["articles/1"]),
        ("réseau", ["articles/1"]),
        ("RÉSEAU", ["articles/1"]),
        ("coeur", ["articles/1"]),
        ("cœur", ["articles/1"]),
        ("manœuvre", ["articles/2"]),
        ("Manoeuvre", ["articles/2"]),
        ("oeuvre", ["footnotes/1,1", "comments/1"]),
        ("Œuvre", ["footnotes/1,1", "comments/1"]),
        ("l’oeuvre complète", ["footnotes/1,1"]),
        ("tweet", ["articles/1"]),
        ('"réseau tient"', ["articles/1"]),
        ('"tient réseau"', []),
        ("manoeu*", ["articles/2"]),
        ("omar_t", ["tweets/1018950214938828800"]),
        ("maree haute", ["tweets/1018950214938828800", "tweets/1018950214938828801"]),
        ("introuvable", []),
    ],
)
def test_finds(carnet: Any, name: str, asked: str, found: list[str]) -> None:
    rows = carnet.rows(f"/{name}/search_everything.json?_shape=array&q={quote(asked)}")
    assert [row["row"] for row in rows] == found


@pytest.mark.parametrize("asked", HOSTILE)
def test_nothing_that_is_typed_is_an_error(carnet: Any, name: str, asked: str) -> None:
    paths = [
        f"search_everything?q={quote(asked)}",
        *(f"{table}?_search={quote(asked)}" for table in ("articles", "tweets")),
    ]
    assert [carnet.get(f"/{name}/{path}").status_code for path in paths] == [200, 200, 200]


def test_search_box_of_a_table_left_empty_shows_all_rows(carnet: Any, name: str) -> None:
    rows = carnet.rows(f"/{name}/articles.json?_search=&language=fr&_shape=array")
    assert [row["id"] for row in rows] == [2, 1]


def test_words_found_are_marked_and_all_else_is_escaped(carnet: Any, name: str) -> None:
    page = BeautifulSoup(carnet.get(f"/{name}/search_everything?q=pi%C3%A8ge").text, "lxml")
    marked = [[mark.text for mark in cell.select("mark")] for cell in page.select("td.col-snippet")]
    assert marked == [["piège"]] * 4
    assert [tag.name for tag in page.select("td.col-snippet *")] == ["mark"] * 4


def test_spelling_of_the_text_is_kept_in_the_snippet(carnet: Any, name: str) -> None:
    rows = carnet.rows(f"/{name}/search_everything.json?_shape=array&q=coeur")
    assert [row["snippet"] for row in rows] == ["Un réseau tient par son ⟦cœur⟧. Un tweet¹ suffit."]


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("mot", '- {respelled} : ("mot")'),
        ("deux mots", '- {respelled} : ("deux" AND "mots")'),
        ('"deux mots', '- {respelled} : ("deux mots")'),
        ("sœur", '- {respelled} : (("sœur" OR "soeur"))'),
        ("pre*", '- {respelled} : ("pre"*)'),
        ("pr*", '- {respelled} : ("pr")'),
        ("a OR b", '- {respelled} : ("a" AND "OR" AND "b")'),
        ("* - (", NOTHING),
        (None, NOTHING),
    ],
)
def test_words_become_an_expression(typed: str | None, expression: str) -> None:
    assert search_terms(typed) == expression
