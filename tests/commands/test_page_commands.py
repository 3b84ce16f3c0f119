"""`scrapy genspider` and `scrapy savepage`, as a person runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.demo import serve
from crawler.exports.saved_page import expected_of, save_page
from crawler.parse import parse_article, read_page
from crawler.text.html_text import plain

OUTSIDE = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
SPIDER = '''from crawler.spiders.blog import BlogSpider


class NotesSpider(BlogSpider):
    """notes.example.org: what it is about, in which language, since when."""

    name = "notes"
    url = "https://notes.example.org/"
'''


def scrapy(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(
        command, cwd=folder, env=OUTSIDE, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_blogs_spider_is_written_where_one_stands_and_runs(tmp_path: Path) -> None:
    done = scrapy("genspider", "-t", "blog", "notes", "notes.example.org", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "notes.py").read_text(encoding="utf-8") == SPIDER.rstrip("\n") + "\n"
    assert "Run it: scrapy runspider notes.py" in done.stdout
    with serve() as blog:
        path = tmp_path / "notes.py"
        path.write_text(
            path.read_text(encoding="utf-8").replace("https://notes.example.org/", blog.url), "utf-8"
        )
        quick = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False", "-a", "limit=2")
        ran = scrapy("runspider", "notes.py", *quick, folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "datasets" / "notes.db").exists()


def test_in_a_checkout_the_spider_joins_the_others(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    copy = tmp_path / "checkout"
    copy.mkdir()
    (copy / "scrapy.cfg").write_bytes((root / "scrapy.cfg").read_bytes())
    subprocess.run(["cp", "-r", str(root / "crawler"), str(copy)], check=True)
    done = scrapy("genspider", "notes", "https://notes.example.org", folder=copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Run it: scrapy crawl notes" in done.stdout
    assert "notes" in scrapy("list", folder=copy).stdout.split()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("Notes!", "notes.example.org"), "is not a valid name"),
        (("notes",), "Give a name and the blog"),
        (("notes", 'x" y'), "is not an address"),
    ],
)
def test_what_cannot_be_a_spider_is_told(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = scrapy("genspider", *arguments, folder=tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_spider_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.py").write_text("kept", "utf-8")
    assert scrapy("genspider", "notes", "notes.example.org", folder=tmp_path).returncode == 1
    assert (tmp_path / "notes.py").read_text("utf-8") == "kept"


def test_a_page_is_saved_with_what_is_found_in_it(tmp_path: Path) -> None:
    with serve() as blog:
        post = blog.posts[0]
        url = f"{blog.url.rstrip('/')}{post.path}"
        quick = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
        done = scrapy("savepage", url, "--name", "Un billet", "--to", "pages", *quick, folder=tmp_path)
        again = scrapy("savepage", url, "--name", "Un billet", "--to", "pages", *quick, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    kept = json.loads((tmp_path / "pages" / "un-billet.json").read_text(encoding="utf-8"))
    article = parse_article(read_page((tmp_path / "pages" / "un-billet.html").read_bytes(), url))
    assert kept == json.loads(json.dumps({"page": url, **expected_of(article)}))
    assert kept["title"] == plain(post.title)
    assert again.returncode == 1
    assert "already exists" in again.stderr


def test_a_page_in_an_old_encoding_is_kept_readable_without_its_header(tmp_path: Path) -> None:
    body = "<html><body><article><p>Été à Noël</p></article></body></html>".encode("latin-1")
    page, article = save_page(
        tmp_path, "page", body, "https://blog.example/ete", "text/html; charset=latin-1"
    )
    assert article.text == "Été à Noël"
    assert parse_article(read_page(page.read_bytes(), "https://blog.example/ete")).text == article.text
