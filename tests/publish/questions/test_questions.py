"""The results of the canned queries."""

import re
from typing import Any

import pytest

from crawler.publish.questions.canned import queries, read_query

QUERIES = {query.name: query for query in queries()}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("published_by_month", [("2020-01", 1), ("2019-04", 1), ("2018-08", 1)]),
        ("articles_linked_to", [("Le cœur du réseau", 1)]),
        ("links_among_articles", [("Manoeuvre de printemps", 2)]),
        ("quoted_together", [("Lea_X", "omar_t")]),
        ("tweets_kept_here?account=@LEA_x", [("Lea_X", "2018-07-16T20:10:22Z")]),
        ("cited_domains", [("example.org", 1)]),
        ("most_cited_sources", [("https://archives.example.org/a", 1)]),
        ("citations_of_domain?domain=Example.org", [("Le cœur du réseau", "2018-08-14T00:59:51Z")]),
        ("notes_in_context?title=CŒUR", []),
        ("notes_in_context?title=Le c", [("Le cœur du réseau", "2018-08-14T00:59:51Z")] * 2),
        ("notes_without_source", [("Le cœur du réseau", "Une note sans appel.")]),
        ("notes_without_marker", [("Le cœur du réseau", "2018-08-14T00:59:51Z")]),
        ("markers_in_doubt", [("Le cœur du réseau", "(9)")]),
        ("turns_of_speaker?speaker=omar", [("Manoeuvre de printemps", "2019-04-02T06:00:00Z")]),
        ("most_commented", [("Le cœur du réseau", 3)]),
        ("longest_threads", [("Le cœur du réseau", 2)]),
        ("domain_over_time", [("2018", "example.org")]),
        ("first_to_cite", []),
        ("sources_shared", []),
        ("related_articles?title=Manoeuvre", [("Le cœur du réseau", 1)]),
        ("questions_to_guest?guest=OMAR", [("Omar Témoin", "Pourquoi le port ?")]),
        ("publication_rhythm", [("Tue", 2), ("Wed", 1)]),
        ("words_over_time?words=port", [("2018", 0), ("2019", 1), ("2020", 0)]),
        ("age_of_tweets", [("3 less than a month", 2)]),
        ("books_cited", [("Le Port", None)]),
        ("hashtags", [("#port", 2)]),
        ("terms_together", []),
        ("who_comments", [("Lecteur 1", 1), ("Lecteur 2", 1), ("Lecteur 3", 1)]),
        ("who_is_interviewed", [("Manoeuvre de printemps", "Omar Témoin")]),
    ],
)
def test_answer(carnet: Any, name: str, question: str, answer: list[tuple[Any, ...]]) -> None:
    path, _, parameters = question.partition("?")
    rows = carnet.rows(f"/{name}/{path}.json?_shape=arrays&{parameters}")["rows"]
    tame = [tuple(row[:2]) for row in rows if "alert" not in str(row)]
    if question == "published_by_month":
        tame = [tuple(row[:2]) for row in rows]
    assert tame == answer


def test_answer_comes_with_the_question_before_it(carnet: Any, name: str) -> None:
    (row,) = carnet.rows(f"/{name}/turns_of_speaker.json?_shape=array&speaker=omar")
    assert (row["question"], row["text"]) == ("Pourquoi le port ?", "Pour la marée.")


@pytest.mark.parametrize("question", ["citations_of_domain", "turns_of_speaker", "tweets_kept_here"])
def test_empty_parameter_stands_for_something(carnet: Any, name: str, question: str) -> None:
    assert carnet.rows(f"/{name}/{question}.json?_shape=array") != []


def test_head_of_each_query_names_the_parameters_of_its_sql() -> None:
    used = {name: sorted(set(re.findall(r"(?<!:):(\w+)", query.sql))) for name, query in QUERIES.items()}
    assert used == {name: sorted(query.parameters) for name, query in QUERIES.items()}


def test_page_of_a_question_shows_it_and_explains_its_parameters(carnet: Any, name: str) -> None:
    page = carnet.get(f"/{name}/citations_of_domain").text
    assert "<title>Where is a domain cited? – Carnet d&#39;essai &amp; co</title>" in page
    assert "a registered domain, such as example.org. If empty: the most cited domain." in page


def test_head_may_go_on_in_further_lines() -> None:
    text = "-- title: A?\n-- topic: T\n-- description: one\n--   two\n-- parameter q: x\nSELECT :q\n"
    query = read_query("a", text)
    assert (query.description, query.parameters, query.sql) == ("one two", {"q": "x"}, "SELECT :q")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT 1", "queries/a.sql lacks description, title, topic"),
        ("-- titel: A?\nSELECT 1", "queries/a.sql: cannot read '-- titel: A?'"),
        ("-- a comment\nSELECT 1", "queries/a.sql: cannot read '-- a comment'"),
    ],
)
def test_query_without_a_head_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_query("a", text)


def test_at_least_twenty_questions_are_asked() -> None:
    assert len(QUERIES) >= 20
