import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from storing import a_run, id_of, opened, rows, short_article, tweet, url_of, whole_article, write

from crawler.items import Comment, Footnote
from crawler.store.dataset.dataset import Dataset
from crawler.store.schema.search import SEARCHED

TEXTS = {
    "accent": "Un réseau d’amis",
    "plain": "Un reseau d'amis",
    "ligature": "L’œuvre d’une vie, et son ex-æquo",
    "letters": "L'oeuvre d'une vie, et son ex-aequo",
    "marked": "Ce tweet¹ et ce livre*",
    "neither": "Rien de tel, ni coefficient",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "atelier.db"
    with closing(opened(path)) as dataset:
        for name, text in TEXTS.items():
            write(dataset, short_article(name, title=name, text=text))
        note = Footnote(
            key="1", marker="(1)", kind="note", text="Voir l’œuvre", html="", status="unreferenced"
        )
        tweets = (tweet("1029170702509719552", text="Le cœur du réseau", handle="zoe_v"),)
        write(dataset, short_article("parts", title="parts", text="", footnotes=(note,), tweets=tweets))
        comment = Comment(number=1, text="Une sœur répond", author="Zoë", article_url=url_of("plain"))
        dataset.write_comments("atelier", [comment], run=1)
        dataset.finish_run(a_run())
    return path


def found(path: Path, table: str, query: str) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        column = "title" if table == "articles" else "text"
        statement = (
            f"SELECT {column} FROM {table} WHERE rowid IN "  # noqa: S608
            f"(SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
        )
        return {value for (value,) in connection.execute(statement, (query,))}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("reseau", {"accent", "plain"}),
        ("réseau", {"accent", "plain"}),
        ("oeuvre", {"ligature", "letters"}),
        ("œuvre", {"ligature", "letters"}),
        ("ŒUVRE", {"ligature", "letters"}),
        ("aequo", {"ligature", "letters"}),
        ("æquo", {"ligature", "letters"}),
        ("\"l'oeuvre d'une vie\"", {"ligature", "letters"}),
        ('"l’œuvre d’une vie"', {"ligature", "letters"}),
        ("tweet", {"marked"}),
        ("livre", {"marked"}),
        ("coefficient", {"neither"}),
    ],
)
def test_either_spelling_finds_either(path: Path, query: str, names: set[str]) -> None:
    escaped = query if query.startswith('"') else f'"{query}"'
    assert found(path, "articles", escaped) == names


@pytest.mark.parametrize(
    ("table", "query", "text"),
    [
        ("tweets", "coeur", "Le cœur du réseau"),
        ("tweets", "zoe_v", "Le cœur du réseau"),
        ("footnotes", "oeuvre", "Voir l’œuvre"),
        ("comments", "soeur", "Une sœur répond"),
        ("comments", "zoe", "Une sœur répond"),
    ],
)
def test_tweets_footnotes_and_comments_are_searched_too(
    path: Path, table: str, query: str, text: str
) -> None:
    assert found(path, table, query) == {text}


def test_datasette_offers_the_search_and_finds_by_it(path: Path) -> None:
    async def answers() -> tuple[bool, dict[str, set[str]]]:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        page = await datasette.client.get("/atelier/articles")
        found = {}
        for query in ("reseau", "oeuvre", "œuvre"):
            answer = await datasette.client.get(
                "/atelier/articles.json", params={"_search": query, "_shape": "array"}
            )
            found[query] = {row["title"] for row in answer.json()}
        for database in datasette.databases.values():
            database.close()
        datasette.executor.shutdown()
        return 'name="_search"' in page.text, found

    assert asyncio.run(answers()) == (
        True,
        {
            "reseau": {"accent", "plain"},
            "oeuvre": {"ligature", "letters"},
            "œuvre": {"ligature", "letters"},
        },
    )


def test_search_follows_what_is_written_again_and_what_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(opened(path)) as dataset:
        write(dataset, whole_article())
        write(dataset, whole_article(title="Neuf", text="Un autre sœuret", tweets=()), content_hash="h2")
        dataset.connection.execute(
            "UPDATE articles SET text = 'À la main' WHERE id = ?", (id_of("lentement"),)
        )
    texts = [found(path, "articles", query) for query in ("metier", "lenteur", "neuf", "main")]
    assert (texts, found(path, "tweets", "doucement")) == ([set(), set(), {"Neuf"}, {"Neuf"}], set())


@pytest.mark.parametrize("statement", ["VACUUM", "VACUUM INTO '{}'"])
def test_vacuum_leaves_the_search_in_step(path: Path, tmp_path: Path, statement: str) -> None:
    copy, into = tmp_path / "copy.db", tmp_path / "into.db"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        # Gaps in the row numbers, as every rewritten article leaves them.
        connection.execute(
            "INSERT INTO footnotes SELECT article, 9, key, marker, kind, label, text, html, "
            "status, work_title, work_authors, work_publisher, work_year, urls, respelled FROM footnotes"
        )
        connection.execute("DELETE FROM footnotes WHERE position = 1")
        connection.commit()
        connection.execute(statement.format(into))
    checked = into if into.exists() else copy
    with closing(sqlite3.connect(checked)) as connection:
        for searched in SEARCHED:  # raises if index and table disagree
            index = searched.index
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    assert found(checked, "footnotes", "oeuvre") == {"Voir l’œuvre"}


def lettered(dataset: Dataset, table: str = "articles") -> list[tuple[str, ...]]:
    return rows(dataset, f"SELECT text FROM {table}_letters_fts")  # noqa: S608


def test_only_rows_with_letters_of_scripts_without_spaces_are_indexed_by_letter(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as dataset:
        write(dataset, whole_article())
        write(dataset, short_article("ja", title="時計", text="Une horloge", language="ja"))
        found = [lettered(dataset, searched.table) for searched in SEARCHED if searched.table != "articles"]
        assert (lettered(dataset), found) == ([("Une horloge",)], [[], [], []])


def test_the_index_of_letters_follows_what_is_written_again_and_what_goes(tmp_path: Path) -> None:
    steps = []
    with opened(tmp_path / "a.db") as dataset:
        for number, text in enumerate(("古い", "古い本", "Vieux livre", "本", "本")):
            write(dataset, short_article("ja", text=text), content_hash=f"h{number}")
            steps.append(lettered(dataset))
        dataset.connection.execute("UPDATE articles SET text = 'Livre'")
        steps.append(lettered(dataset))
        write(dataset, short_article("ja", text="新本"), content_hash="again")
        dataset.connection.execute("PRAGMA foreign_keys = OFF")
        dataset.connection.execute("DELETE FROM articles")
        steps.append(lettered(dataset))
    one, two, three = "\x1f古\x1fい\x1f", "\x1f古\x1fい\x1f本\x1f", "\x1f本\x1f"
    assert steps == [[(one,)], [(two,)], [], [(three,)], [(three,)], [], []]
