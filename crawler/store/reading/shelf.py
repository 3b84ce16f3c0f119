"""The datasets in a folder, and the blogs in a dataset."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import DatasetError
from crawler.store.dataset.dataset import DATASET
from crawler.store.files import dataset_path, is_name, raw_path
from crawler.store.raw.schema import RAW_STORE
from crawler.store.sqlite.opening import failures, opened_to_read

# A blog that was never reached has a run and no row in `blogs`.
_BLOGS = """
SELECT runs.blog, spider, blogs.url, title, finished,
  (SELECT COUNT(*) FROM articles WHERE articles.blog = runs.blog)
FROM runs
LEFT JOIN blogs ON blogs.name = runs.blog
WHERE runs.id IN (SELECT MAX(id) FROM runs GROUP BY blog)
ORDER BY runs.blog
"""
_ASKED = "SELECT blog, url FROM runs ORDER BY id"


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawledBlog:
    """A blog in a dataset."""

    name: str
    spider: str
    """The spider of its last crawl."""
    url: str | None
    """The address that its last crawl was given, or that of its home page. None if neither is known."""
    title: str | None
    crawled: str | None
    """Time when its last crawl ended: ISO 8601, UTC. None if that was interrupted."""
    articles: int
    """Number of articles in the dataset."""


def datasets_in(folder: Path) -> list[Path]:
    """The files in a folder that have the name of a dataset, in order."""
    return sorted(path for path in folder.glob("*.db") if path.is_file())


def check_dataset(path: Path) -> None:
    """Raise `DatasetError` if the file is not a dataset of this version."""
    with failures(path):
        opened_to_read(path, DATASET).close()


def blogs_in(path: Path) -> list[CrawledBlog]:
    """The blogs in a dataset, by name. Raises `DatasetError`."""
    asked = _asked(raw_path(path))
    with failures(path), closing(opened_to_read(path, DATASET)) as connection:
        return [
            CrawledBlog(
                name=name,
                spider=spider,
                url=asked.get(name) or url,
                title=title,
                crawled=finished,
                articles=articles,
            )
            for name, spider, url, title, finished, articles in connection.execute(_BLOGS)
        ]


def found_dataset(name: str, folder: Path) -> Path:
    """The dataset that a person names by path, by name, or by the address of its blog.

    ``folder`` contains the datasets that are given by name. Raises `DatasetError` if there is none of that
    name. The error lists those that there are. A path need not exist.
    """
    path = dataset_path(name, folder)
    if path.is_file():
        return path
    found = {held for held, _ in of_address(name, folder)}
    if len(found) > 1:
        raise DatasetError(f"{name} is in several datasets: {_names(found)}. Give the name of one.")
    if found:
        return found.pop()
    if not is_name(name) and "://" not in name:
        return path
    there = _names(datasets_in(folder))
    raise DatasetError(
        f"There is no dataset {name} in {folder}/. "
        + (f"There are: {there}." if there else "There is none yet. Crawl a blog first.")
    )


def of_address(address: str, folder: Path) -> list[tuple[Path, CrawledBlog]]:
    """The datasets in ``folder`` with the blog at an address, whatever its scheme and with or without "www".

    An address below that of the home page counts as the blog's. If that is so for several blogs, the one with
    the longest address is meant. No dataset has the blog of an invalid address.
    """
    wanted = _place(address)
    found: list[tuple[str, Path, CrawledBlog]] = []
    for path in datasets_in(folder):
        try:
            blogs = blogs_in(path)
        except DatasetError:
            continue  # not ours, or too old to be read: another command says so when it is named
        for blog in blogs:
            place = _place(blog.url or "")
            if place and f"{wanted}/".startswith(f"{place}/"):
                found.append((place, path, blog))
    longest = max((place for place, _, _ in found), key=len, default="")
    return [(path, blog) for place, path, blog in found if place == longest]


def _place(address: str) -> str:
    """Host, port and path of an address for comparison. Empty if the address is invalid.

    >>> _place("https://www.blog.example:8080/notes/"), _place("Blog.example")
    ('blog.example:8080/notes', 'blog.example')
    """
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
    except ValueError:  # "http://[broken"
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def _names(paths: Iterable[Path]) -> str:
    return ", ".join(sorted({path.stem for path in paths}))


def _asked(raw: Path) -> dict[str, str]:
    """By blog, the address that its last crawl was given."""
    if not raw.is_file():
        return {}
    with failures(raw), closing(opened_to_read(raw, RAW_STORE, of_any_version=True)) as connection:
        return dict(connection.execute(_ASKED).fetchall())
