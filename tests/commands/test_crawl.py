"""The commands as a person runs them: what they print, and their exit status."""

import json
import re
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from commanding import OFF, scrapy, started_crawl
from crawling import numbers, rows

from crawler.demo import Answer, Drop, Fault, Logged, load, serve
from crawler.run.summary import command
from crawler.store.reading.compare import differences

_PATIENCE = 120
"""Maximum number of seconds to wait for something."""


def test_a_crawl_prints_a_summary_and_a_rebuild_gives_the_same(tmp_path: Path) -> None:
    with serve(posts=load().posts[:4]) as blog:
        place = f"127.0.0.1_{blog.url.rstrip('/').rpartition(':')[2]}"
        done = scrapy("crawl", "blog", "-a", f"url={blog.url}", *OFF, folder=tmp_path)
        dataset = tmp_path / "datasets" / f"{place}.db"
        assert (done.returncode, done.stderr, numbers(dataset)) == (0, "", {post.id for post in blog.posts})
    labels = re.findall(r"^([a-z ]+?)  +\S", done.stdout, re.MULTILINE)
    assert labels[:8] == "articles tweets footnotes references sources comments requests warnings".split()
    assert f"blog2dataset serve datasets/{place}.db" in done.stdout
    told = done.stdout.replace(
        str(Path(sys.executable).parent), "bin"
    )  # the length of the folder's name varies
    assert max(map(len, told.splitlines())) <= 80
    again = scrapy("reparse", place, "--to", "again.db", folder=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    assert re.search(r"^open it +\S*blog2dataset serve again.db$", again.stdout, re.MULTILINE)
    assert differences(dataset, tmp_path / "again.db", without_tables=("runs", "pages", "discoveries")) == []
    assert rows(dataset, "SELECT * FROM runs") == rows(tmp_path / "again.db", "SELECT * FROM runs")


def test_a_printed_command_can_be_typed_as_it_stands() -> None:
    line = command("no-such-program", "rows", Path("my blog's.db"), "warnings")
    assert shlex.split(line) == ["no-such-program", "rows", "my blog's.db", "warnings"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody"], "nobody: There is no such spider. Available spiders: blog, brandnews, demo."),
        (["blog"], "blog: Give the address of a blog: scrapy crawl blog -a url=https://blog.example/"),
        (["blog", "-a", "url=http://127.0.0.1:9/"], "blog: The blog cannot be read: http://127.0.0.1:9/: the connection was refused"),
        (["blog", "-a", "url=https://x.example/", "-a", "dataset=/dev/null/x.db"], "blog: The folder of /dev/null/x.db cannot be created"),
        (["blog", "-a", "url=http://10.0.0.1/", "-s", 'ITEM_PIPELINES={"crawler.none.None": 1}'], "blog: This is a bug in the program"),
    ],
)  # fmt: skip
def test_what_fails_says_so_in_a_sentence_and_by_its_exit_status(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = scrapy("crawl", *arguments, *OFF, "-s", "RETRY_TIMES=0", folder=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1][: len(sentence)]) == (1, sentence)


@pytest.mark.parametrize(
    ("end", "left"),
    [
        (signal.SIGKILL, ["posts", "types", "media", "comments"]),
        (signal.SIGINT, ["types", "media", "comments"]),  # the answer that is under way is waited for
    ],
)
def test_an_interrupted_crawl_is_taken_up_where_it_stopped(
    tmp_path: Path, end: signal.Signals, left: list[str]
) -> None:
    asked, answered = threading.Event(), threading.Event()

    def held(answer: Answer) -> Answer:
        asked.set()
        answered.wait(_PATIENCE)
        return answer

    with serve(posts=load().posts[:6]) as blog:
        blog.faults = {re.compile("/posts"): Fault(held, times=1)}
        arguments = ["crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF]
        with started_crawl(*arguments, folder=tmp_path) as first:
            assert asked.wait(_PATIENCE)
            first.send_signal(end)
            log = first.stderr or ()
            next((line for line in log if "Received SIGINT" in line), "")  # one that is killed says nothing
            answered.set()
            first.communicate(timeout=_PATIENCE)
        before = collections(blog.requests)
        done = scrapy(*arguments, folder=tmp_path)
        after = collections(blog.requests)[len(before) :]
    assert (first.returncode != 0, done.returncode) == (True, 0)
    assert before == ["robots.txt", "", "categories", "tags", "users", "posts"]
    assert after == [*left, "wp-sitemap.xml", "wp-sitemap-posts-post-1.xml"]
    again = scrapy("reparse", "./b.db", "--to", "again.db", folder=tmp_path)
    assert again.returncode == 0
    unequal = differences(
        tmp_path / "b.db", tmp_path / "again.db", without_tables=("runs", "pages", "discoveries")
    )
    assert unequal == []


def collections(requests: list[Logged]) -> list[str]:
    """The requests in order: the last part of each path."""
    return [request.target.partition("?")[0].rpartition("/")[2] for request in requests]


def test_extract_reads_a_file_an_address_and_standard_input_alike(tmp_path: Path) -> None:
    post = load().posts[3]
    with serve() as blog:
        url = blog.url.rstrip("/") + post.path
        by_address = scrapy("extract", url, folder=tmp_path)
        assert (by_address.returncode, by_address.stderr) == (0, "")
        assert [request.target for request in blog.requests] == ["/robots.txt", post.path]
        page = subprocess.run(["curl", "-s", url], capture_output=True, text=True, check=True).stdout
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
    by_file = scrapy("extract", "page.html", "--url", url, folder=tmp_path)
    by_stdin = scrapy("extract", "-", "--url", url, folder=tmp_path, stdin=page)
    assert by_address.stdout == by_file.stdout == by_stdin.stdout
    article = json.loads(by_file.stdout)
    assert (
        list(article)
        == (
            "url post_id slug title author published modified language categories tags excerpt image text html paragraphs "
            "tweets footnotes orphan_references turns profiles embeds links images credits comments warnings"
        ).split()
    )
    assert (article["url"], article["slug"]) == (url, post.slug)


@pytest.mark.parametrize("page", ["none.html", "http://127.0.0.1:9/"])
def test_extract_of_what_cannot_be_read_fails_in_a_sentence(tmp_path: Path, page: str) -> None:
    done = scrapy("extract", page, "-s", "RETRY_TIMES=0", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_extract_obeys_robots_txt(tmp_path: Path) -> None:
    with serve(robots="User-agent: *\nDisallow: /") as blog:
        done = scrapy("extract", blog.url, folder=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        f"extract: {blog.url} cannot be read: robots.txt forbids it.\n",
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(401), "the server asks for a name and a password (HTTP 401). Open it in a browser."),
        (Answer(403), "the server refuses access (HTTP 403). Open it in a browser."),
        (Answer(503), "the server is busy or under maintenance (HTTP 503). Crawl again later."),
        (Answer(302, {"Location": "/"}), "it redirects in a circle. Check the address"),
        (Drop(), "the server closed the connection. Check the address"),
    ],
)
def test_a_blog_that_cannot_be_read_leaves_one_sentence_and_no_file(
    tmp_path: Path, answer: Answer | Drop, said: str
) -> None:
    with serve(posts=[], faults={re.compile("^/(?!robots)"): answer}) as blog:
        done = scrapy("crawl", "blog", "-a", f"url={blog.url}", "-s", "RETRY_TIMES=0", *OFF, folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"blog: The blog cannot be read: {blog.url}: {said}")
    assert done.stderr.count("\n") == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_dataset_that_exists_keeps_its_articles_when_the_blog_cannot_be_read(tmp_path: Path) -> None:
    with serve(posts=load().posts[:2]) as blog:
        crawled = [
            scrapy("crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF, folder=tmp_path)
        ]
        blog.faults = {re.compile("^/(?!robots)"): Answer(403)}
        crawled += [
            scrapy("crawl", "blog", "-a", f"url={blog.url}", "-a", "dataset=b.db", *OFF, folder=tmp_path)
        ]
    assert [done.returncode for done in crawled] == [0, 1]
    assert crawled[1].stdout == ""
    assert len(rows(tmp_path / "b.db", "SELECT id FROM articles WHERE status = 'live'")) == 2
