"""The benchmarks run on a small input, and print what they promise; their figures are not tested."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from crawling import crawl

from crawler.demo import load, serve

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
PAGES = Path(__file__).parent / "pages"
#: The environment is not activated: a command has to be found beside the interpreter.
OUTSIDE = {**os.environ, "PATH": "/usr/local/bin:/usr/bin:/bin"}
RAN = {0, 1}
"""Exit statuses: all aims met, or one missed, which can happen on a slow machine."""


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=OUTSIDE, check=False)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmarks") / "demo.db"
    with serve(posts=load().posts[:6]) as blog:
        assert crawl(blog.url, path).problem is None
    return path


def test_quality_compares_what_tools_keep_with_what_a_reader_found() -> None:
    done = run("quality.py")
    assert done.returncode == 0, done.stdout + done.stderr
    (ours,) = [line for line in done.stdout.splitlines() if line.startswith("blog-to-dataset")]
    kept, there = ours.split()[1:4:2]
    assert kept == there, "every tweet of the sample blog is kept"


@pytest.mark.parametrize("script", ["crawl.py", "extraction.py", "pages.py", "queries.py"])
def test_a_benchmark_without_arguments_prints_its_usage(script: str) -> None:
    done = run(script)
    assert (done.returncode in {1, 2}, done.stdout) == (True, "")
    assert f"python benchmarks/{script}" in done.stderr or done.stderr.startswith(f"usage: {script}")
    assert "Traceback" not in done.stderr


def test_a_crawl_is_timed_with_the_scrapy_of_the_interpreter_that_runs_the_benchmark() -> None:
    with serve(posts=load().posts[:2]) as blog:
        done = run("crawl.py", blog.url, "1")
    pages, first, ratio = done.stdout.splitlines()
    assert (done.returncode in RAN, pages) == (True, f"6 pages of {blog.url}, 1 rounds")
    assert first.startswith("round 1: curl ")
    assert ratio.startswith("crawl / curl ")


def test_extraction_prints_a_line_for_each_tool_and_each_size(tmp_path: Path) -> None:
    page = "<html><body><article>" + "<p>Une phrase de <em>quelques</em> mots.</p>" * 1_500
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "posts.json").write_text(
        '[{"link": "https://blog.example/1/", "title": {"rendered": "Un"}, "content": {"rendered": "<p>Un.</p>"}}]'
    )
    done = run("extraction.py", tmp_path, "--rounds", "1", "--largest", "100000")
    assert done.returncode in RAN, done.stderr
    assert "1 pages of 50 to 300 kB, best of 1" in done.stdout
    (ours,) = [line for line in done.stdout.splitlines() if line.startswith("blog-to-dataset")]
    assert ours.endswith(" 0, page.html.gz")  # pages that failed, and the slowest
    sizes = [line for line in done.stdout.splitlines() if " kB" in line[:21]]
    assert (len(sizes), "1 posts of a REST API" in done.stdout) == (2, True)


def test_extraction_reads_a_page_with_one_tool_and_prints_its_memory() -> None:
    done = run("extraction.py", PAGES, "--alone", "blog-to-dataset")
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 1


def test_every_question_and_page_is_timed_on_a_dataset_and_on_a_larger_copy(dataset: Path) -> None:
    for options, number in (([], 6), (["--articles", "12"], 12)):
        done = run("queries.py", dataset, *options)
        assert done.returncode in RAN, done.stderr
        assert f": {number} articles; a question may take 200 ms" in done.stdout.splitlines()[0]
        medians = [line.split()[0] for line in done.stdout.splitlines() if line.split()[1] == "median"]
        assert medians == ["questions", "pages"]


def test_the_pages_of_a_publication_are_followed_and_all_of_them_answer(dataset: Path) -> None:
    done = run("pages.py", dataset, "8")
    assert done.returncode in RAN, done.stderr
    assert done.stdout.splitlines()[-1].startswith("8 pages: {200: 8}, median ")


@pytest.mark.parametrize("via", ["api", "sitemap"])
def test_scale_compares_the_time_and_memory_of_blogs_of_any_size(via: str) -> None:
    done = run("scale.py", "30", via, "20")
    assert done.returncode in RAN, done.stdout + done.stderr
    small, large, both = done.stdout.splitlines()
    assert re.match(rf" +20 posts by {via}: [\d.]+ ms", small)
    assert re.match(rf" +30 posts by {via}: [\d.]+ ms", large)
    assert "times that of 20 posts (at most 1.3)" in both
