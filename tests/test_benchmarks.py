"""The benchmarks run, say what is missing, and fail where an aim is missed; their figures are no test's business."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
PAGES = Path(__file__).parent / "pages"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_quality_compares_what_tools_keep_with_what_a_reader_found() -> None:
    done = run("quality.py")
    assert done.returncode == 0, done.stdout + done.stderr
    (ours,) = [line for line in done.stdout.splitlines() if line.startswith("blog-to-dataset")]
    kept, there = ours.split()[1:4:2]
    assert kept == there, "every tweet of the sample blog is kept"


@pytest.mark.parametrize("script", ["crawl.py", "extraction.py", "queries.py"])
def test_a_benchmark_asked_for_nothing_says_how_it_is_used(script: str) -> None:
    done = run(script)
    assert done.returncode != 0
    assert script in done.stdout + done.stderr


def test_extraction_reads_a_page_with_one_tool_and_tells_its_memory() -> None:
    done = run("extraction.py", str(PAGES), "--alone", "blog-to-dataset")
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 1
