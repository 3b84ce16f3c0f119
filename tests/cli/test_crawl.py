"""`blog2dataset crawl`, `list`, `serve` and `completion`, as a person runs them."""

import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from commanding import BARE, OFF, PATIENCE, scrapy
from commanding import blog2dataset as run
from crawling import crawl, numbers, rows

from crawler.cli.crawl import command as crawl_command
from crawler.cli.main import blog2dataset
from crawler.cli.serve import datasette_arguments, free_port
from crawler.demo import Answer, Fault, load, serve
from crawler.spiders.arguments import ARGUMENTS
from crawler.spiders.blog import BlogSpider
from crawler.store.dataset.dataset import Dataset
from crawler.store.sqlite.lock import only_writer


def execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_a_blog_is_crawled_by_its_address_and_updated_by_its_name(tmp_path: Path) -> None:
    with serve(posts=load().posts[:4]) as blog:
        place = blog.url.removeprefix("http://").rstrip("/")
        name = place.replace(":", "_")
        first = run("crawl", blog.url, "--limit", "2", *OFF, folder=tmp_path)
        dataset = tmp_path / "datasets" / f"{name}.db"
        assert (first.returncode, first.stderr, len(numbers(dataset))) == (0, "", 2)
        assert "partial (limit=2)" in first.stdout
        second = run("crawl", name, *OFF, folder=tmp_path)
        third = run("crawl", place, *OFF, "--full", folder=tmp_path)
    assert [(done.returncode, done.stderr) for done in (second, third)] == [(0, ""), (0, "")]
    assert numbers(dataset) == {post.id for post in blog.posts}
    assert rows(dataset, "SELECT blog, spider, partial FROM runs") == [
        (name, "blog", "limit=2"),
        (name, "blog", None),
        (name, "blog", None),
    ]
    assert [path.name for path in (tmp_path / "datasets").glob("*.db")] == [f"{name}.db"]
    listed = run("list", folder=tmp_path).stdout.splitlines()
    assert listed[1].split()[:2] == [name, "4"]
    assert max(map(len, listed)) <= 80


def test_a_name_writes_the_same_dataset_in_both_programs(tmp_path: Path) -> None:
    with serve(posts=load().posts[:1]) as blog:
        ours = run("crawl", blog.url, "--to", "ours", *OFF, folder=tmp_path)
        theirs = scrapy(
            "crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=theirs", *OFF, folder=tmp_path
        )
    assert (ours.returncode, theirs.returncode) == (0, 0)
    assert sorted(path.name for path in (tmp_path / "datasets").glob("*.db")) == ["ours.db", "theirs.db"]
    assert scrapy("coverage", "ours", folder=tmp_path).stdout.endswith("complete: 1 of 1 posts stored\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["none"], "crawl: none is neither an address, such as blog.example.org, nor one of brandnews, demo."),
        (["http://127.0.0.1:9/", "--limit", "0"], "http://127.0.0.1:9/: limit=0 is not a number of articles."),
        (["http://127.0.0.1:9/"], "http://127.0.0.1:9/: The blog cannot be read: http://127.0.0.1:9/: the connection"),
    ],
)  # fmt: skip
def test_what_cannot_be_crawled_is_said_in_a_sentence(
    tmp_path: Path, words: list[str], sentence: str
) -> None:
    done = run("crawl", *words, *OFF, "-s", "RETRY_TIMES=0", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "") or "dataset" in done.stdout
    assert done.stderr.splitlines()[-1].startswith(sentence)


def test_a_setting_is_a_name_and_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(blog2dataset, ["crawl", "demo", "-s", "DOWNLOAD_DELAY"])
    assert (done.exit_code, "DOWNLOAD_DELAY is not NAME=VALUE" in done.stderr) == (2, True)


def test_both_programs_describe_all_arguments_of_a_crawl(tmp_path: Path) -> None:
    ours = CliRunner().invoke(blog2dataset, ["crawl", "--help"]).stdout
    theirs = scrapy("crawl", "blog", "--help", folder=tmp_path).stdout
    assert max(map(len, theirs.splitlines())) <= 80
    for argument in ARGUMENTS:
        assert argument.flag in ours
        assert f"-a {argument.name}={argument.example}" in theirs
        assert argument.help in " ".join(theirs.split())
    planned = set(BlogSpider.prepare.__annotations__) - {"return"}
    assert planned == {argument.name for argument in ARGUMENTS} | {"url"}
    assert {argument.name for argument in ARGUMENTS} <= {option.name for option in crawl_command.params}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--limit", "3"], "Write --limit as an argument of the spider: -a limit=20"),
        (["--to", "x"], "Write --to as an argument of the spider: -a dataset=elsewhere/name.db"),
        (["--limt=3"], "There is no option --limt. `scrapy crawl --help` lists options and arguments."),
        (["-a", "limt=3"], "There is no argument limt. Use url, limit, since, full, requests, via, gone or"),
    ],
)
def test_a_mistyped_argument_of_scrapy_names_ours(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = scrapy("crawl", "blog", *words, folder=tmp_path)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_an_empty_folder_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    listed = CliRunner().invoke(blog2dataset, ["list"])
    assert (listed.exit_code, "blog2dataset crawl blog.example.org" in listed.stdout) == (0, True)
    served = CliRunner().invoke(blog2dataset, ["serve"])
    assert (served.exit_code, served.stderr) == (
        1,
        "serve: There is no dataset in datasets/. Crawl a blog first.\n",
    )


@contextmanager
def website(*words: str, folder: Path) -> Iterator[str]:
    """Address of the website of `blog2dataset serve`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "crawler", "serve", *words, "--port", str(port), "--no-browser"]
    with subprocess.Popen(command, cwd=folder, env=BARE, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def fetched(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310 (loopback)
        body: bytes = answer.read()
    return body


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with closing(socket.socket()) as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError


def test_a_served_dataset_can_be_read_and_downloaded(tmp_path: Path) -> None:
    with serve(posts=load().posts[:1]) as blog:
        crawl(blog.url, tmp_path / "datasets" / "small.db")
    with website("small", folder=tmp_path) as url:
        assert "Le Carnet des marques" in fetched(f"{url}/small").decode()
        assert fetched(f"{url}/small.db") == (tmp_path / "datasets" / "small.db").read_bytes()


@pytest.mark.parametrize("name", ["old", "other.db", "none.db"])
def test_what_is_no_dataset_of_this_version_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Dataset.open(Path("datasets/old.db")).close()
    execute(Path("datasets/old.db"), "PRAGMA user_version = 0")
    execute(Path("other.db"), "CREATE TABLE other (a)")
    done = CliRunner().invoke(blog2dataset, ["serve", name])
    sentences = {
        "old": "serve: datasets/old.db was written by an older version",
        "other.db": "serve: other.db is not a dataset of this program",
        "none.db": "serve: none.db is not a file",
    }
    assert (done.exit_code, done.stderr.startswith(sentences[name])) == (1, True)
    everything = CliRunner().invoke(blog2dataset, ["serve"])
    assert (everything.exit_code, everything.stderr.count("\n")) == (1, 2)


def test_a_dataset_that_is_being_written_is_served_as_one_that_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    assert datasette_arguments([path], 8001, browser=True) == (
        ["serve", "-i", str(path), "--host", "127.0.0.1", "--port", "8001", "--open"]
    )
    with only_writer(path, "a test"):
        assert datasette_arguments([path], 8001, browser=False) == (
            ["serve", str(path), "--host", "127.0.0.1", "--port", "8001"]
        )
    assert datasette_arguments([path], 8001, browser=False)[1] == "-i"
    (tmp_path / "a.db-wal").touch()
    assert datasette_arguments([path], 8001, browser=False)[1] == str(path)


def test_another_port_is_taken_if_the_usual_one_is_not_free() -> None:
    first = free_port()
    with socket.create_server(("127.0.0.1", first)):
        assert free_port() != first


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion(shell: str) -> None:
    done = CliRunner().invoke(blog2dataset, ["completion", shell])
    assert (done.exit_code, "_BLOG2DATASET_COMPLETE" in done.stdout) == (0, True)


def test_the_tab_key_completes_commands_options_and_datasets(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "demolition.db").touch()

    def completed(words: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "crawler"],
            cwd=tmp_path,
            env={
                **BARE,
                "_BLOG2DATASET_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(len(words.split(" ")) - 1),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return re.findall(r"^plain,(.*)$", done.stdout, re.MULTILINE)

    assert completed("blog2dataset cov") == ["coverage"]
    assert completed("blog2dataset coverage de") == ["demolition"]
    assert completed("blog2dataset crawl de") == ["demo", "demolition"]
    assert completed("blog2dataset crawl --li") == ["--limit"]


def test_the_home_of_a_blog_is_found_from_what_people_type(tmp_path: Path) -> None:
    with serve(posts=load().posts[:3]) as blog:
        host = blog.url.removeprefix("http://").rstrip("/")
        typed = {"host": host, "post": f"{host}{blog.posts[0].path}", "feed": f"{blog.url}feed/"}
        for name, address in typed.items():
            done = run("crawl", address, "--to", f"./{name}.db", *OFF, "-s", "RETRY_TIMES=0", folder=tmp_path)
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout.startswith(f"The home of the blog is {blog.url}\n")
            assert rows(tmp_path / f"{name}.db", "SELECT name, url FROM blogs") == [
                (host.replace(":", "_"), blog.url)
            ]
            assert numbers(tmp_path / f"{name}.db") == {post.id for post in blog.posts}


def test_a_search_for_the_home_that_is_stopped_starts_no_crawl(tmp_path: Path) -> None:
    asked, answered = threading.Event(), threading.Event()

    def held(answer: Answer) -> Answer:
        asked.set()
        answered.wait(PATIENCE)
        return answer

    with serve(posts=load().posts[:1]) as blog:
        blog.faults = {blog.posts[0].path: Fault(held, times=1)}
        address = f"{blog.url.rstrip('/')}{blog.posts[0].path}"
        command = [sys.executable, "-m", "crawler", "crawl", address, *OFF, "-L", "INFO"]
        with subprocess.Popen(command, cwd=tmp_path, env=BARE, stderr=subprocess.PIPE, text=True) as crawler:
            assert asked.wait(PATIENCE)
            crawler.send_signal(signal.SIGINT)
            next(line for line in crawler.stderr or () if "Received SIGINT" in line)
            answered.set()
            _, errors = crawler.communicate(timeout=PATIENCE)
        requested = [request.target for request in blog.requests]
    assert (crawler.returncode, errors.splitlines()[-1]) == (1, f"{address}: Interrupted.")
    assert (requested, list(tmp_path.iterdir())) == (["/robots.txt", blog.posts[0].path], [])


@pytest.mark.parametrize("address", ["http://[x", "http://[x]/blog/"])
def test_a_broken_address_is_said_in_a_sentence(tmp_path: Path, address: str) -> None:
    done = run("crawl", address, *OFF, folder=tmp_path)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert done.stderr.startswith(f"{address}: {address} is not an address: ")
    assert len(done.stderr.splitlines()) == 1


def test_an_address_without_a_server_is_said_and_leaves_no_dataset(tmp_path: Path) -> None:
    done = run("crawl", "127.0.0.1:9", *OFF, "-s", "RETRY_TIMES=0", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "127.0.0.1:9: https://127.0.0.1:9/ cannot be read: the connection was refused.\n"
    assert list(tmp_path.iterdir()) == []
