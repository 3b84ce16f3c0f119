"""A small dataset of invented texts, and a real Datasette that serves it."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette

from crawler.store.schema import search
from crawler.store.schema import tables as schema

BLOG = "https://carnet.example/"
HOSTILE = "\"><script>alert('title')</script><img src=x onerror=alert(1)>' onmouseover='alert(2)"


class Pages:
    """Asks a Datasette, without a network, for each page once."""

    def __init__(self, runner: asyncio.Runner, paths: list[Path], **settings: Any) -> None:
        self.datasette = Datasette([str(path) for path in paths], **settings)
        self._runner = runner
        self._answers: dict[str, httpx.Response] = {}

    def get(self, path: str) -> httpx.Response:
        if path not in self._answers:
            self._answers[path] = self._runner.run(self.datasette.client.get(path))
        return self._answers[path]

    def close(self) -> None:
        for database in self.datasette.databases.values():
            database.close()
        self.datasette.executor.shutdown()

    def rows(self, path: str) -> list[dict[str, Any]]:
        found = self.get(path)
        assert found.status_code == 200, found.text
        return found.json()


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as found:
        yield found


@pytest.fixture(scope="session")
def pages(runner: asyncio.Runner) -> Iterator[Callable[..., Pages]]:
    """Opens files with a Datasette, as many as a test wants."""
    opened: list[Pages] = []

    def open_files(paths: list[Path], **settings: Any) -> Pages:
        opened.append(Pages(runner, paths, **settings))
        return opened[-1]

    yield open_files
    for found in opened:
        found.close()


@pytest.fixture(scope="session")
def carnet_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with dots in its name, like that of a blog crawled by its address."""
    path = tmp_path_factory.mktemp("datasets") / "carnet.example_8081.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        fill(connection)
    return path


@pytest.fixture(scope="session")
def foreign_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of another program, with the same names of tables."""
    path = tmp_path_factory.mktemp("foreign") / "foreign.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, html TEXT)")
        connection.execute("INSERT INTO articles VALUES (1, 'Theirs', ?)", ["<p>theirs</p>" * 50])
    return path


@pytest.fixture(scope="session")
def carnet(pages: Callable[..., Pages], carnet_path: Path) -> Pages:
    return pages([carnet_path])


@pytest.fixture(scope="session")
def name() -> str:
    """The name of the dataset in addresses."""
    return "carnet~2Eexample_8081"


@pytest.fixture(scope="session")
def hostile() -> str:
    """The text that is in every place of the dataset that can contain one."""
    return HOSTILE


def fill(connection: sqlite3.Connection) -> None:
    for statement in schema.ddl():
        connection.execute(statement)

    shapes = {shape.name: shape for shape in schema.shapes()}

    def insert(table: str, **values: Any) -> None:
        empty = {
            column.name: 0 for column in shapes[table].columns if column.required and column.type == "INTEGER"
        }
        values = empty | values
        for searched in search.SEARCHED:
            if searched.table == table:
                values["respelled"] = search.respelled(*(values.get(name) for name in searched.columns))
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [*values.values()])  # noqa: S608

    insert(
        "blogs",
        name="carnet",
        url=BLOG,
        title="Carnet d'essai & co",
        description="Notes d'une ville inventée",
    )
    insert("runs", id=1, blog="carnet", spider="blog", started="2024-03-01T10:00:00Z", finished="2024-03-01T10:05:00Z",
           requests=26, bytes=1_500_000, versions='{"crawler": "0"}')  # fmt: skip
    author = 8
    insert(
        "authors", id=author, blog="carnet", name="Nadia Exemple", slug="nadia", url=f"{BLOG}author/nadia/"
    )
    insert("terms", id=7, blog="carnet", taxonomy="category", name="Réseaux", slug="reseaux")
    _articles(insert, author)
    _tweets(insert)
    _notes(insert)
    _comments(insert)
    _hostile(insert)


def _articles(insert: Any, author: int) -> None:
    texts = {
        1: ("Le cœur du réseau", "2018-08-14T00:59:51Z", "Un réseau tient par son cœur. Un tweet¹ suffit."),
        2: (
            "Manoeuvre de printemps",
            "2019-04-02T06:00:00Z",
            "La manoeuvre commence au port. " + "Mots en file. " * 30,
        ),
    }
    for number, (title, published, text) in texts.items():
        url = f"{BLOG}billet-{number}/"
        insert("articles", id=number, blog="carnet", url=url, post_id=number, slug=f"billet-{number}",
               title=title, author=author, published=published, language="fr", text=text,
               html=f"<p>{text}</p>" * 4, word_count=len(text.split()), status="live", comment_count=3,
               first_seen="2024-03-01T10:00:00Z", content_hash="0" * 64, parser="1")  # fmt: skip
        insert("paragraphs", article=number, position=1, kind="paragraph", text=text)
        insert("article_terms", article=number, term=7)
    insert(
        "turns", article=2, position=1, speaker="Nadia Exemple", role="question", text="Pourquoi le port ?"
    )
    insert("turns", article=2, position=2, speaker="Omar Témoin", role="answer", text="Pour la marée.")
    insert("profiles", article=2, position=1, name="Omar Témoin", handles="omar_t", paragraph=1)
    insert(
        "embeds",
        article=2,
        position=1,
        provider="youtube",
        kind="video",
        url="https://video.example/w?v=1",
        paragraph=1,
    )
    insert("images", article=2, position=1, url=f"{BLOG}port.jpg", src=f"{BLOG}port.jpg?w=300", paragraph=1)
    insert("credits", article=2, position=1, text="Photothèque inventée", label="Crédits photos")
    insert(
        "pages",
        blog="carnet",
        url=BLOG,
        route="home",
        status=200,
        fetched="2024-03-01T10:00:00Z",
        sha256="0" * 64,
        run=1,
    )
    insert("discoveries", blog="carnet", url=f"{BLOG}billet-1/", route="api", article=1,
           first_seen="2024-03-01T10:00:00Z", last_seen="2024-03-01T10:00:00Z")  # fmt: skip
    insert("article_versions", article=1, seen="2024-03-01T10:00:00Z", run=1, content_hash="1" * 64,
           title="Le coeur", text="Avant.")  # fmt: skip
    insert(
        "warnings",
        id=1,
        run=1,
        blog="carnet",
        article=1,
        code="empty_content",
        detail="The post has no content.",
    )


def _tweets(insert: Any) -> None:
    for handle, tweet in (("omar_t", "1018950214938828800"), ("Lea_X", "1018950214938828801")):
        insert("tweet_accounts", handle=handle, name=handle.title())
        insert("tweets", id=tweet, url=f"https://twitter.com/{handle}/status/{tweet}", account=handle,
               text=f"Bonjour du port, dit {handle}\nà marée haute", posted_at="2018-07-16T20:10:22Z")  # fmt: skip
        insert(
            "tweet_links",
            tweet=tweet,
            position=1,
            kind="hashtag",
            text="#port",
            url="https://twitter.com/hashtag/port",
        )
    for position, tweet in enumerate(("1018950214938828800", "1018950214938828801"), start=1):
        insert("article_tweets", article=1, position=position, tweet=tweet, relation="cited", footnote=2,
               form="link", url=f"https://twitter.com/x/status/{tweet}", html="<blockquote>x</blockquote>",
               links=json.dumps([{"kind": "hashtag", "text": "#port", "url": "https://twitter.com/hashtag/port"}]))  # fmt: skip


def _notes(insert: Any) -> None:
    insert("footnotes", article=1, position=1, key="1", marker="¹", kind="source", label="Source",
           text="Source : l'œuvre complète https://archives.example.org/a", html="<p>x</p>", status="referenced",
           urls='["https://archives.example.org/a"]')  # fmt: skip
    insert("footnotes", article=1, position=2, key="2", marker="²", kind="note", text="Une note sans appel.",
           html="<p>y</p>", status="unreferenced", work_title="Le Port", urls="[]")  # fmt: skip
    insert("footnote_references", article=1, position=1, key="1", marker="¹", paragraph=1, offset=38,
           context="Un tweet¹ suffit.", footnote=1, status="resolved")  # fmt: skip
    insert("footnote_references", article=1, position=2, key="9", marker="(9)", paragraph=1, offset=0,
           context="Appel (9) perdu.", status="orphan")  # fmt: skip
    insert(
        "sources",
        id=31,
        url="https://archives.example.org/a",
        host="archives.example.org",
        domain="example.org",
    )
    insert("links", article=1, position=1, url="http://archives.example.org/a?utm_source=x", source=31,
           text="l'œuvre complète", place="footnote", footnote=1, internal=0)  # fmt: skip
    insert("links", article=2, position=1, url=f"{BLOG}billet-1/", text="le cœur", place="body", paragraph=1,
           internal=1, target=1)  # fmt: skip


def _comments(insert: Any) -> None:
    for number, parent, text in ((1, None, "Belle œuvre !"), (2, 1, "Merci."), (3, 2, "De rien, vraiment.")):
        insert("comments", id=number, article=1, parent=parent, number=number, author=f"Lecteur {number}",
               author_url="https://lecteur.example.net/", posted=f"2018-08-1{number}T08:00:00Z", text=text,
               kind="comment")  # fmt: skip


def _hostile(insert: Any) -> None:
    insert("articles", id=666, blog="carnet", url=f"{BLOG}?{HOSTILE}", title=HOSTILE, text=f"piège {HOSTILE}",
           published="2020-01-01T00:00:00Z", language=HOSTILE, image="javascript:alert(3)", html=f"<p>{HOSTILE}</p>",
           word_count=3, status="live", comment_count=0, first_seen="2024-03-01T10:00:00Z", content_hash="2" * 64,
           parser="1")  # fmt: skip
    insert("tweet_accounts", handle=HOSTILE, name=HOSTILE)
    insert("tweets", id=HOSTILE, url="javascript:alert(4)", account=HOSTILE, text=f"piège {HOSTILE}")
    insert("article_tweets", article=666, position=1, tweet=HOSTILE, relation="embedded", form="link",
           url="javascript:alert(5)", html=HOSTILE,
           links=json.dumps([{"kind": "link", "text": HOSTILE, "url": "javascript:alert(6)"}]))  # fmt: skip
    insert("footnotes", article=666, position=1, key="1", marker="1", kind="source", label=HOSTILE,
           text=f"piège {HOSTILE}", html=HOSTILE, status="unreferenced",
           urls=json.dumps(["javascript:alert(7)", HOSTILE, f"https://x.example/{HOSTILE}"]))  # fmt: skip
    insert("sources", id=666, url="javascript:alert(8)", host=HOSTILE, domain=HOSTILE)
    insert("links", article=666, position=1, url="javascript:alert(9)", source=666, text=HOSTILE, place="footnote",
           footnote=1, internal=0)  # fmt: skip
    insert(
        "links",
        article=2,
        position=2,
        url=BLOG,
        text=HOSTILE,
        place="body",
        paragraph=1,
        internal=1,
        target=666,
    )
    insert("comments", id=666, article=666, number=1, author=HOSTILE, author_url="javascript:alert(10)",
           posted="2020-01-01T00:00:00Z", text=f"piège {HOSTILE}", kind="comment")  # fmt: skip
    insert(
        "comments", id=667, article=666, parent=666, number=2, author=HOSTILE, text=HOSTILE, kind="comment"
    )
    insert("turns", article=666, position=1, speaker=HOSTILE, role="answer", text=HOSTILE)
    insert("warnings", id=666, code=HOSTILE, detail=HOSTILE)
