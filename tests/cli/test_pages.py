"""`blog2dataset extract` and `savepage`: web pages, and what is none."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli.main import blog2dataset

PAGE = "<!DOCTYPE html><title>Café</title><h1>Un café</h1><p>Le texte.</p>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t" * 3000, "it is empty"),
        (b"%PDF-1.7\n1 0 obj\n<a>", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<a>", "it is not text"),
        (gzip.compress(PAGE.encode(), mtime=0), "it is not text"),
        (b'{"title": "a < b"}', "it contains no HTML"),
    ],
)
def test_what_is_no_page_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_bytes(body)
    done = CliRunner().invoke(blog2dataset, ["extract", "file"])
    sentence = f"extract: file is not a web page: {reason}. Give an HTML page.\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", sentence)
    piped = CliRunner().invoke(blog2dataset, ["extract", "-"], input=body)
    assert (piped.exit_code, piped.stderr) == (1, sentence.replace("file", "The input", 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_read_in_its_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, encoding)
    done = CliRunner().invoke(blog2dataset, ["extract", "page.html"])
    assert (done.exit_code, json.loads(done.stdout)["title"]) == (0, "Café")
