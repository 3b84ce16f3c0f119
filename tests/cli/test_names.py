"""Which dataset or blog a person means by a name, a path or an address."""

from pathlib import Path

import pytest

from crawler.cli.starting.target import Target, target_of
from crawler.errors import ArgumentError, DatasetError
from crawler.items import Blog, Run
from crawler.store.dataset.dataset import Dataset
from crawler.store.files import dataset_path
from crawler.store.reading.shelf import blogs_in, datasets_in, found_dataset

SPIDERS = ["blog", "brandnews", "demo"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two datasets: one crawled by address, one by a spider."""
    folder = tmp_path / "datasets"
    write(folder / "blog.example.db", ("blog.example", "blog", "https://www.blog.example/"))
    write(folder / "brandnews.db", ("brandnews", "brandnews", "https://brands.example/blog/"))
    return folder


def write(path: Path, *blogs: tuple[str, str, str]) -> Path:
    """A dataset without articles: name, spider and address of each blog."""
    with Dataset.open(path) as dataset:
        for number, (name, spider, url) in enumerate(blogs, 1):
            dataset.write_blog(Blog(name=name, url=url))
            dataset.begin_run(
                Run(id=number, blog=name, spider=spider, started="2026-01-02T12:00:00Z", versions="{}")
            )
    return path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("notes", "here/notes.db"),
        ("blog.example.org", "here/blog.example.org.db"),
        ("notes.db", "notes.db"),
        ("./notes", "notes"),
        ("elsewhere/notes.db", "elsewhere/notes.db"),
        ("/notes", "/notes"),
    ],
)
def test_a_bare_name_is_in_the_folder_and_anything_else_is_a_path(name: str, path: str) -> None:
    assert dataset_path(name, Path("here")) == Path(path)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("brandnews", "brandnews.db"),
        ("blog.example", "blog.example.db"),
        ("www.blog.example", "blog.example.db"),
        ("http://blog.example", "blog.example.db"),
        ("https://www.blog.example/2019/a-post/", "blog.example.db"),
        ("brands.example/blog", "brandnews.db"),
        ("https://brands.example/blog/2020/a-post/", "brandnews.db"),
    ],
)
def test_a_dataset_is_found_by_its_name_and_by_its_blogs_address(folder: Path, name: str, file: str) -> None:
    assert found_dataset(name, folder) == folder / file


@pytest.mark.parametrize(
    "name", ["none", "other.example", "https://brands.example/", "https://brands.example/blogs/"]
)
def test_an_unknown_dataset_lists_those_that_there_are(folder: Path, name: str) -> None:
    with pytest.raises(DatasetError) as raised:
        found_dataset(name, folder)
    assert str(raised.value) == (
        f"There is no dataset {name} in {folder}/. There are: blog.example, brandnews."
    )


def test_a_path_need_not_exist(folder: Path) -> None:
    assert found_dataset("elsewhere/none.db", folder) == Path("elsewhere/none.db")


def test_a_file_that_is_no_dataset_does_not_hide_the_others(folder: Path) -> None:
    (folder / "a.db").write_text("no database " * 100)
    assert found_dataset("www.blog.example", folder) == folder / "blog.example.db"
    assert [path.stem for path in datasets_in(folder)] == ["a", "blog.example", "brandnews"]


def test_an_address_in_two_datasets_is_ambiguous(folder: Path) -> None:
    write(folder / "again.db", ("blog.example", "blog", "https://blog.example/"))
    with pytest.raises(DatasetError, match="in several datasets: again, blog"):
        found_dataset("https://blog.example/", folder)
    with pytest.raises(ArgumentError, match="means several blogs"):
        target_of("https://blog.example/", SPIDERS, folder)


def test_the_blog_with_the_longest_address_is_meant(folder: Path) -> None:
    write(folder / "site.db", ("site", "blog", "https://site.example/"))
    path = write(folder / "notes.db", ("notes", "blog", "https://site.example/notes/"))
    for name in ("site.example/notes/", "https://www.site.example/notes/2019/a-post/"):
        assert found_dataset(name, folder) == path
        assert target_of(name, SPIDERS, folder).arguments["dataset"] == str(path)
    assert found_dataset("site.example/notesbook/", folder) == folder / "site.db"


@pytest.mark.parametrize("name", ["http://[x", "http://[x]/", "https://blog.example]/"])
def test_a_broken_address_is_that_of_no_dataset(folder: Path, name: str) -> None:
    with pytest.raises(
        DatasetError, match=r"There is no dataset http.*There are: blog\.example, brandnews\."
    ):
        found_dataset(name, folder)
    assert target_of(name, SPIDERS, folder).is_new


def test_a_dataset_of_a_broken_address_does_not_hide_the_others(folder: Path) -> None:
    write(folder / "a.db", ("a", "blog", "http://[x"))
    assert found_dataset("www.blog.example", folder) == folder / "blog.example.db"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("demo", Target("demo")),
        ("brandnews", Target("brandnews")),
        ("brands.example/blog", Target("brandnews", {"dataset": "{}/brandnews.db"})),
        (
            "blog.example",
            Target("blog", {"url": "https://www.blog.example/", "dataset": "{}/blog.example.db"}),
        ),
        ("other.example", Target("blog", {"url": "other.example"}, is_new=True)),
        ("http://other.example/blog/", Target("blog", {"url": "http://other.example/blog/"}, is_new=True)),
        ("localhost:8080", Target("blog", {"url": "localhost:8080"}, is_new=True)),
    ],
)
def test_a_crawl_updates_what_is_known_and_begins_what_is_an_address(
    folder: Path, name: str, target: Target
) -> None:
    expected = {key: value.format(folder) for key, value in target.arguments.items()}
    assert target_of(name, SPIDERS, folder) == Target(target.spider, expected, target.is_new)


def test_a_crawl_of_what_is_unknown_lists_what_is_known(folder: Path) -> None:
    with pytest.raises(ArgumentError) as raised:
        target_of("none", SPIDERS, folder)
    assert str(raised.value) == (
        "none is neither an address, such as blog.example.org, nor one of blog.example, brandnews, demo."
    )


def test_a_dataset_of_several_blogs_asks_for_the_address_of_one(folder: Path) -> None:
    path = write(folder / "two.db", ("a", "blog", "https://a.example/"), ("b", "blog", "https://b.example/"))
    assert [blog.name for blog in blogs_in(path)] == ["a", "b"]
    with pytest.raises(ArgumentError, match=r"two means several blogs:\n  https://a.example/ in "):
        target_of("two", SPIDERS, folder)
    assert target_of("b.example", SPIDERS, folder).arguments == {
        "url": "https://b.example/",
        "dataset": str(path),
    }


def test_a_dataset_of_a_spider_that_is_elsewhere_says_so(folder: Path) -> None:
    write(folder / "notes.db", ("notes", "notes", "https://notes.example/"))
    with pytest.raises(ArgumentError, match="crawled by the spider notes, which is not here"):
        target_of("notes", SPIDERS, folder)
