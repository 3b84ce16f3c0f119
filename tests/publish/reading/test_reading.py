"""The page of an article, created from the tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from crawler.publish.addresses import Addresses
from crawler.publish.reading.article import read_article
from crawler.publish.reading.emphasis import EmphasisFinder
from crawler.publish.reading.spans import Anchor, Emphasis, marked_up
from crawler.publish.reading.threads import DEEPEST, in_thread

AT = Addresses(home="/demo")


@pytest.fixture
def connection(carnet_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(carnet_path)) as found:
        found.row_factory = sqlite3.Row
        yield found


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def test_article_has_title_author_date_and_terms(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/-/article/1"))
    assert page.h1.text == "Le cœur du réseau"
    assert [link["href"] for link in page.select(".head a")][:2] == [
        f"/{name}/-/term/7",
        f"/{name}/-/author/8",
    ]
    assert page.select_one(".byline time")["datetime"] == "2018-08-14T00:59:51Z"


def test_marker_leads_to_its_note_and_the_note_back(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/-/article/1"))
    marker = page.select_one("a.mark")
    back = page.select_one(f"{marker['href']} a.back")
    assert (marker.text, marker["href"], back["href"]) == ("1", "#note-1", f"#{marker['id']}")


def test_note_names_its_sources_and_links_as_printed(carnet: Any, name: str) -> None:
    note = soup(carnet.get(f"/{name}/-/article/1")).select_one("#note-1")
    assert note.select_one("a.out")["href"] == "http://archives.example.org/a?utm_source=x"
    assert [(link["href"], link.text) for link in note.select(".cites a")] == [
        (f"/{name}/-/source/31", "example.org")
    ]


def test_picture_and_video_are_links(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/-/article/2"))
    assert page.select(".picture .frame a")[0]["href"] == "https://carnet.example/port.jpg"
    assert page.select(".embed .frame a")[0]["href"] == "https://video.example/w?v=1"


def test_pictures_are_loaded_only_when_asked_for_and_from_no_other_host(carnet: Any, name: str) -> None:
    before, after = (carnet.get(f"/{name}/-/article/2{query}") for query in ("", "?pictures=1"))
    assert soup(before).select("img") == []
    assert [image["src"] for image in soup(after).select("img")] == ["https://carnet.example/port.jpg?w=300"]
    policies = [
        dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
        for answer in (before, after)
    ]
    assert [policy["img-src"] for policy in policies] == [
        "'self' data:",
        "'self' data: https://carnet.example",
    ]
    assert {policy["script-src"] + policy["style-src"] for policy in policies} == {"'self''self'"}


def test_comments_stand_in_their_thread(carnet: Any, name: str) -> None:
    comments = soup(carnet.get(f"/{name}/-/article/1")).select(".comment")
    assert [(comment["id"], comment["class"][1]) for comment in comments] == [
        ("comment-1", "depth-0"),
        ("comment-2", "depth-1"),
        ("comment-3", "depth-2"),
    ]


def test_what_is_not_there_is_not_found(carnet: Any, name: str) -> None:
    paths = [f"/{name}/-/article/12345", f"/{name}/-/article/x", "/none/-/article/1", f"/{name}/-/nothing/1"]
    assert [carnet.get(path).status_code for path in paths] == [404] * 4


def test_reading_paths_of_a_foreign_database_are_datasettes_own(pages: Any, tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute('CREATE TABLE "-" (name TEXT PRIMARY KEY)')
        connection.execute("INSERT INTO \"-\" VALUES ('search')")
    served = pages([path])
    assert served.get("/foreign/-/search.json?_shape=array").json() == [{"name": "search"}]
    assert "archive" not in served.get("/foreign/-/search").text
    assert served.get("/foreign/-/article/1").status_code == 404


def test_article_of_the_sample_has_everything_in_its_place(connection: sqlite3.Connection) -> None:
    found = read_article(connection, "2", AT)
    assert found is not None
    kinds = [block.kind for section in found.sections for block in section.blocks]
    assert kinds == ["paragraph", "figure", "embed"]


def test_emphasis_is_found_by_the_text_whatever_the_blanks_and_markers() -> None:
    finder = EmphasisFinder(
        "<p>Un <b>mot</b><sup>1</sup>&nbsp;et\n<i>deux   mots</i></p><p>Un <em>mot</em></p>"
    )
    first, second = finder.find("Un mot¹ et deux mots"), finder.find("Un mot")
    assert first == [Emphasis(start=3, end=6, tag="strong"), Emphasis(start=11, end=20, tag="em")]
    assert second == [Emphasis(start=3, end=6, tag="em")]
    assert finder.find("Un autre") == []


def test_marked_up_text_escapes_all_that_is_not_its_own() -> None:
    anchor = Anchor(start=2, end=5, opening=Markup('<a href="#x">'))
    bold = Emphasis(start=4, end=5, tag="strong")
    assert marked_up("<i>&b</i>", [anchor], [bold]) == (
        '&lt;i<a href="#x">&gt;&amp;<strong>b</strong></a>&lt;/i&gt;'
    )


def test_anchors_that_overlap_are_left_out() -> None:
    one, other = (Anchor(start=at, end=at + 2, opening=Markup("<a id={}>").format(at)) for at in (1, 2))
    beyond = Anchor(start=3, end=9, opening=Markup("<a id=9>"))
    assert marked_up("abcd", [one, other, beyond]) == "a<a id=1>bc</a>d"


def test_thread_of_a_thousand_answers_and_one_in_a_circle_end() -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.row_factory = sqlite3.Row
        sql = "SELECT column1 AS id, column2 AS parent, '' AS text FROM (VALUES {})"
        chain = ", ".join(f"({n}, {n - 1 or 'NULL'})" for n in range(1, 1001))
        long = in_thread(memory.execute(sql.format(chain)).fetchall())
        circle = in_thread(memory.execute(sql.format("(1, 2), (2, 1), (3, 99)")).fetchall())
    assert [comment.row["id"] for comment in long] == list(range(1, 1001))
    assert max(comment.depth for comment in long) == DEEPEST
    assert [comment.row["id"] for comment in circle] == [3, 1, 2]


def test_first_page_draws_charts_that_lead_to_what_they_count(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}"))
    titles = [title.text for title in page.select(".panels h2")]
    assert titles == [
        "Articles by month",
        "Footnotes per article",
        "Tweets by year",
        "Most cited domains",
        "Most quoted accounts",
    ]
    bars = [link["href"] for link in page.select(".chart a")]
    assert f"/{name}/-/search?kind=article&month=2018-08" in bars
    assert f"/{name}/-/account/omar_t" in bars


def test_first_page_shows_the_latest_articles_first(carnet: Any, name: str) -> None:
    links = soup(carnet.get(f"/{name}")).select("ul.list a.title")
    assert [link["href"].rpartition("/")[2] for link in links] == ["666", "2", "1"]
