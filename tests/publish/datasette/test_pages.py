"""What the pages of a dataset show."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

from crawler.publish.datasette import presentation
from crawler.publish.questions import canned
from crawler.store.schema import tables as schema
from crawler.store.schema import views

TABLES = {table.name: table.description for table in schema.tables()}
VIEWS = {view.name: view.description for view in views.views()}
QUESTIONS = {query.name: query.description for query in canned.queries()}


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def columns_in(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: [
                column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])
            ]
            for table in TABLES | VIEWS
        }


def test_every_table_view_and_question_answers_with_its_description(carnet: Any, name: str) -> None:
    found = {}
    for table, description in (TABLES | VIEWS | QUESTIONS).items():
        page = carnet.get(f"/{name}/{table}")
        found[table] = page.status_code, str(escape(description)) in page.text
    assert found == dict.fromkeys(TABLES | VIEWS | QUESTIONS, (200, True))


def test_every_column_is_described(carnet: Any, carnet_path: Path) -> None:
    metadata = carnet.rows("/-/metadata.json")["databases"][carnet_path.stem]["tables"]
    described = {
        table: [column for column, text in metadata[table]["columns"].items() if text]
        for table in TABLES | VIEWS
    }
    assert described == columns_in(carnet_path)


def test_every_column_is_described_on_its_page(carnet: Any, name: str, carnet_path: Path) -> None:
    listed = {
        table: [
            term.text for term in soup(carnet.get(f"/{name}/{table}")).select("dl.column-descriptions dt")
        ]
        for table in ("articles", "article_tweets", "source_citations")
    }
    columns = columns_in(carnet_path)
    assert listed == {table: columns[table] for table in listed}


def test_facets_and_orders_name_columns_that_exist(carnet_path: Path) -> None:
    columns = columns_in(carnet_path)
    unknown = {
        (table, column)
        for table, shown in (presentation.TABLES | presentation.VIEWS).items()
        for column in named_columns(shown)
        if column not in columns[table]
    }
    assert unknown == set()


def named_columns(shown: dict[str, Any]) -> list[str]:
    facets = [facet if isinstance(facet, str) else facet["year"] for facet in shown.get("facets", [])]
    return [*facets, *shown.get("units", {}), *(shown[key] for key in ("sort", "sort_desc") if key in shown)]


def test_every_table_says_how_it_is_shown() -> None:
    assert set(presentation.TABLES) == set(TABLES)


def test_no_question_hides_a_table_or_view() -> None:
    assert set(QUESTIONS) & set(TABLES | VIEWS) == set()


def test_first_page_tells_what_the_archive_is(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}"))
    numbers = [" ".join(number.text.split()) for number in page.select(".numbers li")]
    assert (page.h1.text, page.select_one(".subtitle").text, numbers) == (
        "Carnet d'essai & co",
        "Notes d'une ville inventée",
        [
            "3 articles",
            "3 tweets",
            "3 footnotes",
            "2 cited sources",
            "5 comments",
            "2018–2020 14 August 2018 to 1 January 2020",
        ],
    )


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/articles",
        "/source_citations",
        "/articles/1",
        "/cited_domains",
        "?sql=select+1",
        "/none",
        "?sql=x",
    ],
)
def test_every_page_has_the_same_frame(carnet: Any, name: str, path: str) -> None:
    page = BeautifulSoup(carnet.get(f"/{name}{path}").text, "lxml")
    brand = page.select_one("header.site a.brand")
    assert (brand.text, brand["href"]) == ("Carnet d'essai & co", f"/{name}")
    assert [link.text for link in page.select("header.site nav a")] == (
        "Articles Tweets Sources Subjects Authors Questions Data".split()
    )
    assert page.select_one('form.search[role="search"] input[name="q"]')
    assert page.html["lang"] == "en"
    assert "prefers-color-scheme: dark" in carnet.get(page.select_one('link[rel="stylesheet"]')["href"]).text


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("", []),
        ("/-/search?kind=article", ["Articles"]),
        ("/-/search?q=port", []),
        ("/-/article/1", ["Articles"]),
        ("/-/account/Lea_X", ["Tweets"]),
        ("/-/domains", ["Sources"]),
        ("/-/term/7", ["Subjects"]),
        ("/-/author/8", ["Authors"]),
        ("/cited_domains", ["Questions"]),
        ("/articles", ["Data"]),
        ("/articles/1", ["Data"]),
    ],
)
def test_header_marks_where_the_reader_is(carnet: Any, name: str, path: str, current: list[str]) -> None:
    marked = soup(carnet.get(f"/{name}{path}")).select("header.site nav a[aria-current]")
    assert [link.text for link in marked] == current


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/none", 404, "Not found"),
        ("/articles/99", 404, "Not found"),
        ("/-/article/99", 404, "Not found"),
        ("?sql=delete+from+articles", 400, "Invalid SQL"),
        ("/articles?_sort=none", 500, "This did not work"),
    ],
)
def test_an_error_says_what_is_wrong_in_the_frame_of_the_archive(
    carnet: Any, name: str, path: str, status: int, heading: str
) -> None:
    answer = carnet.get(f"/{name}{path}")
    page = BeautifulSoup(answer.text, "lxml")
    assert (answer.status_code, page.h1.text) == (status, heading)
    assert page.select_one("main .lead").text.strip()


def test_an_error_outside_of_the_dataset_shows_the_only_one(carnet: Any) -> None:
    answer = carnet.get("/nothing/here")
    assert (answer.status_code, "Carnet d&#39;essai &amp; co" in answer.text) == (404, True)


def test_an_error_of_json_is_json(carnet: Any, name: str) -> None:
    answer = carnet.get(f"/{name}/none.json")
    assert (answer.status_code, answer.json()["ok"]) == (404, False)


def test_table_page_filters_sorts_and_makes_facets_without_a_script(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/articles?language=fr&_sort=title"))
    chosen = [option.text for option in page.select("form.sieve option[selected]")]
    assert chosen == ["language", "="]
    assert [cell.text for cell in page.select("td.col-title")] == [
        "Le cœur du réseau",
        "Manoeuvre de printemps",
    ]
    facet = page.select_one('.column-descriptions a[aria-label="Facet by parser"]')["href"]
    more = soup(carnet.get(facet))
    assert "parser" in [section["data-column"] for section in more.select(".facet-info")]
    assert [cell.text for cell in more.select("td.col-title")] == [
        "Le cœur du réseau",
        "Manoeuvre de printemps",
    ]
    assert page.select("script:not([defer])") == []


def test_numbers_of_an_answer_are_aligned_and_keys_are_not(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/most_commented"))
    aligned = {cell["data-label"] for cell in page.select("td.n")}
    assert aligned == {cell.text for cell in page.select("th.n")}
    assert "comments" in aligned
    assert not aligned & {"article", "title", "published"}


def test_times_are_days_in_an_answer_and_whole_in_a_table(carnet: Any, name: str) -> None:
    (first, *_) = soup(carnet.get(f"/{name}/most_commented")).select("td.col-published")
    assert (first.text, first.time["datetime"]) == ("14 August 2018", "2018-08-14T00:59:51Z")
    table = soup(carnet.get(f"/{name}/articles?id=1"))
    assert table.select_one("td.col-published").text == "2018-08-14T00:59:51Z"


def test_sql_of_a_reader_can_be_changed_and_run_again(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}?sql=select+title+from+articles+where+id+=+:id&id=1"))
    assert page.select_one("textarea[name=sql]").text == "select title from articles where id = :id"
    assert page.select_one("input[name=id]")["value"] == "1"
    assert [cell.text for cell in page.select("td.col-title")] == ["Le cœur du réseau"]


def test_the_root_of_the_server_is_the_home_of_the_only_dataset(carnet: Any, name: str) -> None:
    root, home = carnet.get("/"), carnet.get(f"/{name}")
    assert (root.status_code, root.text) == (200, home.text)
    assert root.headers["content-security-policy"] == home.headers["content-security-policy"]
    assert carnet.get("/.json").json().keys() == {"carnet.example_8081"}


def test_the_root_is_below_the_base_of_addresses(pages: Any, carnet_path: Path) -> None:
    based = pages([carnet_path], settings={"base_url": "/archives/"})
    assert soup(based.get("/")).h1.text == "Carnet d'essai & co"  # the client puts the base in front


def test_first_page_says_whose_the_texts_are_and_where_they_come_from(carnet: Any, name: str) -> None:
    rights = soup(carnet.get(f"/{name}")).select_one(".rights")
    assert rights.a["href"] == "https://carnet.example/"
    assert "the texts belong to the authors of the blog" in rights.text


def test_first_page_asks_every_question(carnet: Any, name: str) -> None:
    asked = [link["href"] for link in soup(carnet.get(f"/{name}")).select(".topics a")]
    assert sorted(asked) == sorted(f"/{name}/{question}" for question in QUESTIONS)


def test_first_page_leaves_out_the_tables_of_the_search_index(carnet: Any, name: str) -> None:
    listed = [link.text for link in soup(carnet.get(f"/{name}")).select("#tables + dl a")]
    assert listed == list(presentation.TABLES)


def test_empty_dataset_answers_every_page(tmp_path: Path, pages: Any) -> None:
    path = tmp_path / "empty.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in schema.ddl():
            connection.execute(statement)
    empty = pages([path])
    paths = ["/", "/empty", *(f"/empty/{table}" for table in TABLES | VIEWS | QUESTIONS)]
    assert {path: empty.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_articles_stand_newest_first_with_facets_by_year_and_author(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/articles"))
    titles = [cell.text for cell in page.select("td.col-title")][1:]
    facets = {facet["data-column"]: facet.select("li a") for facet in page.select(".facet-info")}
    assert titles == ["Manoeuvre de printemps", "Le cœur du réseau"]
    assert [year.text for year in facets["published"]] == ["2020", "2019", "2018"]
    assert [author.text for author in facets["author"]] == ["Nadia Exemple"]


def test_no_facets_are_suggested_beside_the_chosen_ones(carnet: Any, name: str) -> None:
    assert "Suggested facets" not in carnet.get(f"/{name}/articles").text


def test_a_year_of_the_facet_leads_to_its_articles(carnet: Any, name: str) -> None:
    page = soup(carnet.get(f"/{name}/articles"))
    link = next(link for link in page.select(".facet-info a") if link.text == "2018")
    narrowed = soup(carnet.get(urljoin("/", link["href"].removeprefix("http://localhost"))))
    assert [cell.text for cell in narrowed.select("td.col-title")] == ["Le cœur du réseau"]


@pytest.mark.parametrize(
    ("page", "cell", "link", "text"),
    [
        ("articles", "author", "-/author/8", "Nadia Exemple"),
        ("articles", "title", "-/article/1", "Le cœur du réseau"),
        ("authors", "name", "-/author/8", "Nadia Exemple"),
        ("sources", "domain", "-/domain/example~2Eorg", "example.org"),
        ("article_tweets", "article", "-/article/1", "Le cœur du réseau"),
        ("article_tweets", "footnote", "footnotes/1,2", "2"),
        ("footnote_references", "paragraph", "paragraphs/1,1", "1"),
        ("footnote_references", "footnote", "footnotes/1,1", "1"),
        ("links", "footnote", "footnotes/1,1", "1"),
        ("links", "target", "-/article/1", "Le cœur du réseau"),
        ("comments", "parent", "comments/1", "1"),
        ("articles/1", "author", "-/author/8", "Nadia Exemple"),
        ("footnotes/1,1", "article", "-/article/1", "Le cœur du réseau"),
        ("citations_of_domain?domain=example.org", "title", "-/article/1", "Le cœur du réseau"),
        ("cited_domains", "domain", "-/domain/example~2Eorg", "example.org"),
        ("citations_of_domain?domain=example.org", "footnote", "footnotes/1,1", "1"),
        ("markers_in_doubt", "row", "footnote_references/1,2", "footnote_references/1,2"),
        ("quoted_accounts", "account", "-/account/omar_t", "omar_t"),
        ("quoted_accounts", "name", "-/account/omar_t", "Omar_T"),
        ("articles_by_term", "name", "-/term/7", "Réseaux"),
    ],
)
def test_keys_names_and_domains_are_links_to_what_shows_them(  # noqa: PLR0913, PLR0917
    carnet: Any, name: str, page: str, cell: str, link: str, text: str
) -> None:
    links = soup(carnet.get(f"/{name}/{page}")).select(f".col-{cell} a")
    assert (f"/{name}/{link}", text) in {(found["href"], found.text) for found in links}


def test_links_to_rows_lead_somewhere(carnet: Any, name: str) -> None:
    pages = [f"/{name}/{table}" for table in TABLES | QUESTIONS] + [
        f"/{name}/articles/1",
        f"/{name}/footnotes/1,1",
    ]
    links = {
        link["href"].split("#")[0]
        for page in pages
        for link in soup(carnet.get(page)).select("td a, dl.record a, .related a")
        if link["href"].startswith("/")
    }
    assert {link: carnet.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_html_is_shown_as_its_size_and_on_the_row_as_text(carnet: Any, name: str) -> None:
    cell = soup(carnet.get(f"/{name}/articles")).select("td.col-html a")[1]
    row = soup(carnet.get(f"/{name}/articles/2"))
    assert (cell["href"], cell.text) == (f"/{name}/articles/2#html", "2 kB of HTML")
    assert row.select_one("#html pre").text.startswith("<p>La manoeuvre commence au port.")


def test_long_text_is_cut_on_the_table_and_whole_on_the_row(carnet: Any, name: str) -> None:
    cut = soup(carnet.get(f"/{name}/articles")).select("td.col-text")[1].text
    whole = soup(carnet.get(f"/{name}/articles/2")).select_one("#text dd").text
    assert (cut.endswith("… more"), len(cut) < 180, whole.count("Mots en file.")) == (True, True, 30)


def test_lists_kept_as_json_are_shown_as_lists(carnet: Any, name: str) -> None:
    notes = soup(carnet.get(f"/{name}/footnotes?article=1"))
    tweets = soup(carnet.get(f"/{name}/article_tweets?article=1"))
    assert [cell.a and cell.a["href"] for cell in notes.select("td.col-urls")] == [
        "https://archives.example.org/a",
        None,
    ]
    assert [cell.li.text for cell in tweets.select("td.col-links")] == ["#port", "#port"]


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ("articles/1", "Le cœur du réseau"),
        ("footnotes/1,1", "footnotes: 1, 1"),
        ("comments/1", "comments: 1"),
        ("tweets/1018950214938828800", "https://twitter.com/omar_t/status/1018950214938828800"),
    ],
)
def test_row_is_headed_by_its_label(carnet: Any, name: str, row: str, heading: str) -> None:
    assert soup(carnet.get(f"/{name}/{row}")).h1.text == heading


@pytest.mark.parametrize(
    ("row", "page"),
    [
        ("articles/1", "article/1"),
        ("tweets/1018950214938828800", "tweet/1018950214938828800"),
        ("tweet_accounts/Lea_X", "account/Lea_X"),
        ("sources/31", "source/31"),
    ],
)
def test_row_leads_to_its_reading_page(carnet: Any, name: str, row: str, page: str) -> None:
    link = soup(carnet.get(f"/{name}/{row}")).select_one("main .button")["href"]
    assert (link, carnet.get(link).status_code) == (f"/{name}/-/{page}", 200)


def test_row_of_a_footnote_leads_to_its_references_and_links(carnet: Any, name: str) -> None:
    related = [link["href"] for link in soup(carnet.get(f"/{name}/footnotes/1,1")).select(".related a")]
    assert related == [
        f"/{name}/article_tweets?article=1&footnote=1",
        f"/{name}/footnote_references?article=1&footnote=1",
        f"/{name}/links?article=1&footnote=1",
    ]


def test_bytes_of_a_run_have_a_unit(carnet: Any, name: str) -> None:
    assert soup(carnet.get(f"/{name}/runs")).select_one("td.col-bytes").text == "1.5\xa0MB"


def test_json_and_csv_keep_the_values_as_they_are(carnet: Any, name: str) -> None:
    (row,) = carnet.rows(f"/{name}/footnotes/1,1.json?_shape=array")
    assert row["urls"] == '["https://archives.example.org/a"]'
    assert "Belle œuvre !" in carnet.get(f"/{name}/comments.csv").text
