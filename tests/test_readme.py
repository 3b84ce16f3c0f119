"""What the README says is what there is."""

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from crawling import crawl
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from crawler.demo import serve

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(program: str) -> list[list[str]]:
    lines = "\n".join(blocks(README, "sh") + blocks(GUIDE, "sh")).splitlines()
    words = [shlex.split(line, comments=True) for line in lines]
    return [w[1:] for w in words if w and Path(w[0]).name == program]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readme") / "demo.db"
    with serve() as blog:
        crawl(blog.url, path)
    return path


@pytest.mark.parametrize("target", [words[0] for words in commands("make")])
def test_each_target_of_make_exists(target: str) -> None:
    known = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert target in known


@pytest.mark.parametrize("words", commands("scrapy"), ids=" ".join)
def test_each_scrapy_command_and_spider_exists(words: list[str]) -> None:
    settings = get_project_settings()
    settings.setmodule("crawler.settings")
    assert words[0] in {path.stem for path in (ROOT / "crawler" / "commands").glob("[a-z]*.py")}
    if words[0] == "crawl":
        assert words[1] in SpiderLoader.from_settings(settings).list()


@pytest.mark.parametrize("sql", blocks(README, "sql"), ids=lambda sql: sql.split("\n")[0])
def test_each_query_gives_rows_on_the_sample_blog(dataset: Path, sql: str) -> None:
    with closing(sqlite3.connect(dataset)) as connection:
        assert connection.execute(sql).fetchall()


def test_the_pinned_versions_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[\w.-]+==[\w.+!]+", line)] == []


def test_the_programme_in_the_readme_is_a_spider(tmp_path: Path) -> None:
    (source,) = blocks(README, "python")
    script = f"{source}\nassert NotesSpider.name and NotesSpider.url"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
