"""All routes of a real WordPress agree, need few requests the second time, and find what the blog changed."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from crawling import OF_RUNS, rows
from wordpress.site import Site, scrapy

from crawler.store.reading.compare import differences

SITE = Site.named("WORDPRESS_SMALL")
pytestmark = pytest.mark.skipif(
    not SITE.url, reason="needs a real WordPress: make test-wordpress TESTBED=FOLDER"
)

#: The most requests of a second crawl: by the API, and by web pages.
MOST = {"api": 6, "sitemap": 20, "feed": 20, "archive": 20}
BY_PAGES = tuple(route for route in MOST if route != "api")
MOST_OF_AN_UPDATE = 15
#: Columns in which routes may differ: those that only the API fills, and those about the delivery.
NOT_THE_BLOGS = (
    *("excerpt", "modified", "comment_count", "html", "content_hash", "first_seen", "form"),
    *("blogs.api", "warnings.run"),
)
COMMENTS = (
    "SELECT article, number, author, posted, text, parent FROM comments WHERE kind = 'comment' ORDER BY id"
)
TALLY = "SELECT articles_new, articles_changed, articles_gone, articles_unchanged FROM runs ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The blog by each route."""
    folder = tmp_path_factory.mktemp("routes")
    paths = {route: folder / f"{route}.db" for route in MOST}
    for route, path in paths.items():
        SITE.crawl(path, via=route)
    return paths


@pytest.fixture(scope="module")
def changes(datasets: dict[str, Path]) -> dict[str, list[str]]:
    """Change the blog: three posts edited, one in the trash, one new. Returns their addresses."""
    assert datasets  # they were crawled before
    command = Path(os.environ["TESTBED"]) / "wordpress-change.sh"
    port = SITE.url.rstrip("/").rpartition(":")[2]
    environment = {**os.environ, "WP_BASE": str(SITE.base), "WP_PORT": port}
    done = subprocess.run([command], env=environment, capture_output=True, text=True, timeout=120, check=True)
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def counted(dataset: Path) -> tuple[Any, ...]:
    (latest,) = rows(dataset, TALLY)
    return latest


@pytest.mark.parametrize("route", BY_PAGES)
def test_routes_agree(datasets: dict[str, Path], route: str) -> None:
    unlike = differences(
        datasets["api"],
        datasets[route],
        without_tables=(*OF_RUNS, "comments", "warnings"),
        without_columns=NOT_THE_BLOGS,
    )
    assert unlike == []
    if route != "archive":  # it shows whole posts, without their comments
        assert rows(datasets[route], COMMENTS) == rows(datasets["api"], COMMENTS)
    assert rows(datasets[route], "SELECT route FROM runs") == [(route,)]


@pytest.mark.parametrize("route", MOST)
def test_an_archive_is_proven_whole(datasets: dict[str, Path], route: str) -> None:
    done = scrapy("coverage", datasets[route])
    posts = len(SITE.posts)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].startswith(f"complete: {posts} of {posts} posts stored")


@pytest.mark.parametrize("route", MOST)
def test_a_second_crawl_costs_next_to_nothing(datasets: dict[str, Path], route: str) -> None:
    assert SITE.crawl(datasets[route], via=route) <= MOST[route]
    assert counted(datasets[route]) == (0, 0, 0, len(SITE.posts))


def test_exactly_what_changed_is_written(datasets: dict[str, Path], changes: dict[str, list[str]]) -> None:
    assert SITE.crawl(datasets["api"], via="api") <= MOST_OF_AN_UPDATE
    assert seen_of(datasets["api"]) == changes
    assert counted(datasets["api"])[:3] == (1, 3, 1)


@pytest.mark.parametrize("route", BY_PAGES)
def test_web_pages_tell_all_changes_once_they_are_all_read(
    datasets: dict[str, Path], changes: dict[str, list[str]], route: str
) -> None:
    SITE.crawl(datasets[route], via=route)
    assert counted(datasets[route])[0] == 1
    SITE.crawl(datasets[route], via=route, full="1")
    assert seen_of(datasets[route]) == changes


@pytest.mark.parametrize("route", MOST)
def test_the_raw_store_alone_gives_the_dataset_again(
    datasets: dict[str, Path], changes: dict[str, list[str]], tmp_path: Path, route: str
) -> None:
    assert changes
    again = tmp_path / "again.db"
    done = scrapy("reparse", datasets[route], "--to", again)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(datasets[route], again, without_tables=("runs", "pages")) == []


def seen_of(dataset: Path) -> dict[str, list[str]]:
    """The changes in a dataset."""
    queries = {
        "edited": "SELECT articles.url FROM article_versions JOIN articles ON articles.id = article "
        "ORDER BY COALESCE(published, '')",
        "trashed": "SELECT url FROM articles WHERE status = 'gone'",
        "new": "SELECT url FROM articles WHERE title LIKE 'Un billet de plus%'",
    }
    return {change: [url for (url,) in rows(dataset, sql)] for change, sql in queries.items()}
