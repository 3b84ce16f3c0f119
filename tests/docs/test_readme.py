"""The commands in README, CONTRIBUTING and docs/ work as printed, on the sample blog and offline."""

import inspect
import itertools
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from commanding import PROJECT
from crawling import crawl, rows
from scrapy import cmdline
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings
from sqlite_utils.cli import cli as sqlite_utils_command

from crawler.cli.crawl import arguments_of
from crawler.cli.main import blog2dataset, command_named
from crawler.cli.serve import datasette_arguments
from crawler.demo import Served, serve
from crawler.spiders.blog import BlogSpider
from crawler.store.files import dataset_path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LAW = (ROOT / "docs" / "politeness-and-law.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MOST_LINES = 120
DEMO = "http://127.0.0.1:8019/"
"""Where the spider `demo` serves the sample blog."""
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
REMOVED = "https://blog.example.org/2018/08/14/a-post/"


def blocks(text: str, language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", text, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(code) for _, code in found]


def all_blocks(language: str) -> list[str]:
    return [code for page in PAGES for code in blocks(page.read_text(encoding="utf-8"), language)]


def commands() -> list[list[str]]:
    """Every command as words, each once, in the order of the pages; without the folder of the program."""
    typed = (shlex.split(line, comments=True) for code in all_blocks("sh") for line in code.splitlines())
    return [list(words) for words in dict.fromkeys((Path(w[0]).name, *w[1:]) for w in typed if w)]


def of(program: str) -> list[list[str]]:
    return [words[1:] for words in commands() if words[0] == program]


def asks_the_internet(words: list[str]) -> bool:
    if words[0] not in ("scrapy", "blog2dataset"):
        return False
    if words[1] == "crawl":
        return words[2] != "demo"
    return words[1] in ("extract", "savepage") and "://" in words[2]


def arguments(words: list[str], option: str) -> dict[str, str]:
    pairs = (value for name, value in itertools.pairwise(words) if name == option)
    return dict(pair.split("=", 1) for pair in pairs)


@pytest.mark.parametrize("target", [words[0] for words in of("make")])
def test_each_target_of_make_exists(target: str) -> None:
    known = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert target in known


@pytest.mark.parametrize("words", of("scrapy"), ids=" ".join)
def test_each_scrapy_command_spider_and_argument_exists(words: list[str]) -> None:
    settings = get_project_settings()
    settings.setmodule("crawler.settings")
    assert words[0] in {path.stem for path in (ROOT / "crawler" / "commands").glob("[a-z]*.py")}
    if words[0] == "crawl":
        assert words[1] in SpiderLoader.from_settings(settings).list()
    assert arguments(words, "-a").keys() <= inspect.signature(BlogSpider.prepare).parameters.keys()


@pytest.mark.parametrize("words", of("blog2dataset"), ids=" ".join)
def test_each_command_of_blog2dataset_has_that_option(words: list[str]) -> None:
    command_named(words[0]).make_context(words[0], before_redirection(words[1:]))


@pytest.fixture(scope="module")
def blog() -> Iterator[Served]:
    with serve() as served:
        yield served


def before_redirection(words: list[str]) -> list[str]:
    return list(itertools.takewhile(lambda word: word not in (">", ">>", "|"), words))


WITHOUT_REACTOR = ("coverage", "history", "reparse")
"""Commands that can run in this process. Each further process takes a second."""


def run(words: list[str], blog: Served) -> str:
    """The problem with a command in the current folder, if there is one."""
    program, *rest = [word.replace(DEMO, blog.url) for word in words]
    if words == ["make", "demo"] or rest[0] == "crawl":
        given: dict[str, Any] = dict(arguments(words, "-a"))
        if program == "blog2dataset":
            options = command_named("crawl").make_context("crawl", rest[1:]).params
            given = arguments_of(options)
        dataset = dataset_path(given.pop("dataset", "demo"), Path("datasets"))
        return crawl(blog.url, dataset, settings=dict(arguments(words, "-s")), **given).problem or ""
    if program == "blog2dataset" and rest[0] == "serve":
        program, *rest = ["datasette", *datasette_arguments([Path("datasets/demo.db")], 0, browser=False)]
    if program == "blog2dataset":
        done = CliRunner().invoke(blog2dataset, before_redirection(rest))
        return done.stderr if done.exit_code else ""
    if program == "sqlite-utils":
        return str(CliRunner().invoke(sqlite_utils_command, rest).exception or "")
    if program == "scrapy" and rest[0] in WITHOUT_REACTOR:
        with pytest.raises(SystemExit) as ended:
            cmdline.execute(["scrapy", *rest])
        return str(ended.value.code or "")
    page = ["--get", "/"] if program == "datasette" else []  # in place of a server that never ends
    ran = subprocess.run(
        [program, *rest, *page],
        env={**PROJECT, "PATH": PATH},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return ran.stderr if ran.returncode else ""


def test_the_commands_work_in_the_order_in_which_they_are_printed(
    tmp_path: Path, blog: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    Path("page.html").write_text("<h1>A post</h1><p>The text.</p>", encoding="utf-8")
    programs = {"blog2dataset", "scrapy", "datasette", "sqlite-utils", "cp"}
    typed = [words for words in commands() if words[0] in programs or words == ["make", "demo"]]
    offline = [words for words in typed if not asks_the_internet(words)]
    failed = {" ".join(words): problem for words in offline if (problem := run(words, blog))}
    assert failed == {}
    public = Path("public.db")
    assert rows(public, "SELECT COUNT(*) FROM comments") == [(0,)]
    ((url,),) = rows(public, "SELECT url FROM articles LIMIT 1")
    _remove(public, url)


def _remove(public: Path, url: str) -> None:
    """The program that removes an article leaves nothing of it and no reference to it."""
    (program,) = (code for code in all_blocks("python") if REMOVED in code)
    count = rows(public, "SELECT COUNT(*) FROM articles")[0][0]
    script = program.replace(REMOVED, url)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(public, "SELECT COUNT(*) FROM articles") == [(count - 1,)]
    assert rows(public, f"SELECT url FROM articles WHERE url = '{url}'") == []  # noqa: S608
    assert rows(public, "PRAGMA foreign_key_check") == []


def test_the_sample_blog_takes_as_many_requests_as_the_pages_say(tmp_path: Path, blog: Served) -> None:
    dataset = tmp_path / "demo.db"
    for _ in range(2):
        crawl(blog.url, dataset)
    (first,), (second,) = rows(dataset, "SELECT requests FROM runs ORDER BY id")
    ((posts,),) = rows(dataset, "SELECT COUNT(*) FROM articles")
    assert f"The sample blog of {posts} posts takes {first} requests." in " ".join(README.split())
    said = f"The sample blog of {posts} posts needs {first} requests, and {second} when nothing has changed."
    assert said in " ".join(LAW.split())


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, blog: Served) -> Path:
    path = tmp_path_factory.mktemp("readme") / "demo.db"
    crawl(blog.url, path)
    return path


@pytest.mark.parametrize("sql", all_blocks("sql"), ids=lambda sql: sql.split("\n")[0])
def test_each_query_gives_rows_on_the_sample_blog(dataset: Path, sql: str) -> None:
    with closing(sqlite3.connect(dataset)) as connection:
        assert connection.execute(sql).fetchall()


@pytest.mark.parametrize("source", [code for code in all_blocks("python") if "class NotesSpider" in code])
def test_each_spider_on_the_pages_is_one(tmp_path: Path, source: str) -> None:
    script = f"{source}\nassert NotesSpider.name and NotesSpider.url"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_the_pinned_versions_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[\w.-]+==[\w.+!]+", line)] == []
