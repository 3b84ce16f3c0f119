"""`datasette NAME.db` and nothing more."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture
def address(carnet_path: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "datasette", str(carnet_path), "-p", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        assert server.stderr is not None
        said = []
        for line in server.stderr:
            said.append(line)
            if found := ADDRESS.search(line):
                yield found[0]
                break
        else:
            pytest.fail("".join(said))
        server.terminate()


def test_command_shows_a_dataset_with_its_title_and_questions(address: str, name: str) -> None:
    page = httpx.get(f"{address}/{name}")
    style = httpx.get(f"{address}/-/static-plugins/blog-to-dataset/archive.css")
    assert (page.status_code, style.status_code) == (200, 200)
    assert [
        text for text in ("Carnet d&#39;essai &amp; co", "Who is quoted with whom?") if text not in page.text
    ] == []
