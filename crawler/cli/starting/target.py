"""What `blog2dataset crawl` is to crawl: a blog by its address, a dataset to update, or a spider."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import ArgumentError
from crawler.spiders.arguments import ANY_BLOG
from crawler.store.files import dataset_path
from crawler.store.reading.shelf import CrawledBlog, blogs_in, datasets_in, of_address


@dataclass(frozen=True, slots=True)
class Target:
    """A spider and its arguments."""

    spider: str
    arguments: dict[str, str] = field(default_factory=dict)
    is_new: bool = False
    """Whether the blog is given by an address that no dataset knows."""


def target_of(name: str, spiders: Collection[str], folder: Path) -> Target:
    """The target that a person names. ``folder`` contains the datasets that are given by name.

    A spider comes first, then a dataset, then the dataset of a blog with that address, then an address.
    Raises `ArgumentError` if it is none of these, and `DatasetError` if the dataset cannot be read.
    """
    if name in spiders and name != ANY_BLOG:
        return Target(name)
    path = dataset_path(name, folder)
    held = [(path, blog) for blog in blogs_in(path)] if path.is_file() else of_address(name, folder)
    if len(held) == 1:
        return _again(*held[0], spiders)
    if held:
        addresses = "\n".join(f"  {blog.url or blog.name} in {path}" for path, blog in held)
        raise ArgumentError(f"{name} means several blogs:\n{addresses}")
    if path.is_file():
        raise ArgumentError(f"{path} contains no blog. Give the address of one, and --to {name}.")
    if not _may_be_address(name):
        known = {path.stem for path in datasets_in(folder)} | {*spiders} - {ANY_BLOG}
        raise ArgumentError(
            f"{name} is neither an address, such as blog.example.org, nor one of {', '.join(sorted(known))}."
        )
    return Target(ANY_BLOG, {"url": name}, is_new=True)


def _again(path: Path, blog: CrawledBlog, spiders: Collection[str]) -> Target:
    """The blog of a dataset, to be updated."""
    if blog.spider == ANY_BLOG and blog.url:
        return Target(ANY_BLOG, {"url": blog.url, "dataset": str(path)})
    if blog.spider in spiders:
        return Target(blog.spider, {"dataset": str(path)})
    raise ArgumentError(
        f"{path} was crawled by the spider {blog.spider}, which is not here. "
        "Run its file: scrapy runspider FILE"
    )


def _may_be_address(name: str) -> bool:
    """Whether it has a host name with a dot or port, or a scheme."""
    host = name.partition("/")[0]
    return "://" in name or "." in host.strip(".") or ":" in host
