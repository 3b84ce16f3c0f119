"""`blog2dataset savepage`: saves a page and the article in it as a test."""

import re
from pathlib import Path

import click

from crawler.cli.command import Command
from crawler.cli.page import check_page
from crawler.cli.project import Project, pass_project, scrapy_options
from crawler.errors import CrawlFailed
from crawler.exports.saved_page import save_page
from crawler.items import Article
from crawler.network.fetch import fetch_page
from crawler.text.characters import fold
from crawler.urls.canonical import slug_of

_PAGES = Path("tests/pages")


@click.command(
    cls=Command,
    examples="""
    blog2dataset savepage https://blog.example.org/a-post/
    blog2dataset savepage https://blog.example.org/a-post/ --name notes --to pages
    """,
)
@click.argument("address")
@click.option("--name", metavar="NAME", help="Name of the files. By default, the last part of the address.")
@click.option(
    "--to",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="By default, tests/pages if it exists, otherwise the current folder.",
)
@click.option("--force", is_flag=True, help="Overwrite a page of that name.")
@scrapy_options
@pass_project
def command(project: Project, address: str, name: str | None, to: Path | None, *, force: bool) -> None:
    """Save a page and the article in it as a test.

    Requests one page as a crawl does, and writes NAME.html and NAME.json.
    """
    folder = to or (_PAGES if _PAGES.is_dir() else Path())
    name = _file_name(name or slug_of(address) or "home")
    if (folder / f"{name}.html").exists() and not force:
        raise CrawlFailed(f"{folder / name}.html already exists. Use --name or --force.")
    fetched = fetch_page(project.process(), address)
    check_page(fetched.body, address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page, article = save_page(folder, name, fetched.body, fetched.url, fetched.content_type)
    except OSError as error:
        raise CrawlFailed(f"{folder} cannot be written ({error.strerror}). Give another folder.") from error
    click.echo(_report(page, article))


def _report(page: Path, article: Article) -> str:
    tweets, notes = len(article.tweets), len(article.footnotes)
    return (
        f"{page}: {article.title or 'no title'}: "
        f"{len(article.paragraphs)} paragraphs, {tweets} tweets, {notes} notes\n"
        f"Compare {page.with_suffix('.json')} with the page in a browser, and correct it where it is wrong."
    )


def _file_name(name: str) -> str:
    """A file name of lower-case letters, digits and hyphens.

    >>> _file_name("../Un cœur d’or.html")
    'un-coeur-d-or'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(re.sub(r"\.html?$", "", name))).strip("-")[:80] or "page"
